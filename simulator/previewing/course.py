"""A conversation with a scenario that is being written: the same replies, given anew after every save."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.attempt.attempt import Attempt
from simulator.attempt.events import CustomerMoved, Ended, Evaluated, Event, Message, ReadingNoted
from simulator.attempt.hints import NeedStatus
from simulator.attempt.ledger import AttemptHeader
from simulator.attempt.unrecorded import Unrecorded
from simulator.content.library import Material
from simulator.desks import make_attempt


@dataclass(frozen=True, slots=True)
class Step:
    """One thing said, and what it did.

    Attributes:
        turn: Its turn.
        speaker: `agent` or `customer`.
        text: The words.
        behaviours: What was read in a reply: quotes by behaviour.
        topics: What the reply is about.
        unlocked: The facts that it unlocked.
        met: The needs that it met.
        mood: The mood after it.
    """

    turn: int
    speaker: str
    text: str
    behaviours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    unlocked: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    mood: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """A conversation as far as its replies go.

    Attributes:
        steps: What was said.
        needs: The needs as they stand now.
        mood: The mood as it is now.
        ended: Its end; None while it goes on.
        ending: Which of the author's endings that was; empty when none.
        evaluation: The filled form, once it has ended.
    """

    steps: tuple[Step, ...]
    needs: tuple[NeedStatus, ...]
    mood: Mapping[str, int]
    ended: Ended | None = None
    ending: str = ""
    evaluation: Mapping[str, Any] = field(default_factory=dict)


def course(material: Material, replies: Sequence[str], seed: int = 0, level: str = "agent") -> Course:
    """What these replies bring about. Blocks; a few milliseconds a reply."""
    return asyncio.run(_course(material, replies, seed, level))


async def _course(material: Material, replies: Sequence[str], seed: int, level: str) -> Course:
    contents = tuple(one.model for one in (material.scenario, material.persona, material.rubric))
    header = AttemptHeader("preview", "preview", level, "practice", seed, "scripted", contents, "")  # type: ignore[arg-type]
    attempt = make_attempt(header, material, Unrecorded(), lambda: "")
    teller = _Teller()
    teller.take([event async for event in attempt.begin()], attempt)
    for text in replies:
        if attempt.ended:
            break
        teller.take([event async for event in attempt.reply(text)], attempt)
    return teller.told(attempt)


class _Teller:
    """Puts the events of a conversation together, reply by reply."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._met: frozenset[str] = frozenset()
        self._ended: Ended | None = None
        self._evaluation: Mapping[str, Any] = {}

    def take(self, events: Sequence[Event], attempt: Attempt) -> None:
        """What came of one reply."""
        for event in events:
            match event:
                case Message():
                    self._steps.append(Step(event.turn, event.speaker, event.text))
                case ReadingNoted():
                    self._note(event.turn, behaviours=event.behaviours, topics=event.topics)
                case CustomerMoved():
                    self._note(event.turn, mood=event.mood, unlocked=event.unlocked)
                case Ended():
                    self._ended = event
                case Evaluated():
                    self._evaluation = event.evaluation
        now = attempt.dialogue.state.met
        last = next((step for step in reversed(self._steps) if step.speaker == "agent"), None)
        if last is not None:
            self._note(last.turn, met=tuple(sorted(now - self._met)))
        self._met = frozenset(now)

    def _note(self, turn: int, **what: Any) -> None:  # noqa: ANN401 - fields of Step
        self._steps = [replace(step, **what) if step.turn == turn else step for step in self._steps]

    def told(self, attempt: Attempt) -> Course:
        """Everything."""
        dialogue = attempt.dialogue
        ending = next((part.ref for part in dialogue.cue.parts if part.act.value == "ending"), "")
        return Course(
            tuple(self._steps),
            tuple(attempt.needs()),
            dialogue.state.rounded_mood(),
            self._ended,
            ending if self._ended is not None else "",
            self._evaluation,
        )
