"""The cue: what the customer expresses now. Code makes it; a voice puts it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from simulator.content.base import Meter


class Act(StrEnum):
    """What one part of a cue does."""

    OPENING = "opening"
    UNCLEAR = "unclear"
    REACTION = "reaction"
    THANKS = "thanks"
    FACT = "fact"
    ANSWER = "answer"
    DEFLECT = "deflect"
    TOLD = "told"
    DONT_KNOW = "dont_know"
    OFFERED = "offered"
    ASK = "ask"
    SILENCE = "silence"
    WAITING = "waiting"
    NEUTRAL = "neutral"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class CuePart:
    """One thing to express.

    Attributes:
        act: What it does.
        ref: The id of the reaction, fact, answer, need or ending that it comes from.
        lines: The author's lines that fit this mood, the most fitting first.
        fallback: Lines for when all of `lines` have been said.
        optional: Whether it is left out rather than repeated.
    """

    act: Act
    ref: str
    lines: tuple[str, ...]
    fallback: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Close:
    """The end that code decided, as the record knows it."""

    ending: str
    stars: int
    tells: str


@dataclass(frozen=True, slots=True)
class Cue:
    """All that a voice is given.

    Attributes:
        parts: What to express, in order; never empty.
        mood: The customer's mood now.
        facts: Ids of the facts that may be spoken of: those told so far and those told now.
        unlocked: Ids of the facts told now.
        close: The end, when this is the customer's last message.
    """

    parts: tuple[CuePart, ...]
    mood: Mapping[Meter, float]
    facts: frozenset[str] = frozenset()
    unlocked: tuple[str, ...] = ()
    close: Close | None = None
