"""Calibration rounds as they are on record: what is to be judged, by whom, and what was entered. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.attempt.ledger import ContentSnapshot

Kind = Literal["answer", "closed"]


@dataclass(frozen=True, slots=True)
class RoundItem:
    """One conversation of a round.

    Attributes:
        id: Its name in the round: the transcript's id, or the attempt's.
        turns: Speaker and words of each turn, in order.
        evaluation: The judge's form, filled when the round was made.
        attempt: The attempt that it was taken from, or None.
    """

    id: str
    turns: tuple[tuple[str, str], ...]
    evaluation: Mapping[str, Any] = field(repr=False)
    attempt: str | None = None


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """Something that was entered in a round: an answer, or that it was closed.

    Attributes:
        kind: What it is.
        author: Who entered it.
        at: When, ISO 8601 in UTC.
        item: The conversation of an answer, else None.
        question: The question's ref_id, else None.
        option: What was answered: an option's ref_id, `not_applicable` or `not_scored`, else None.
    """

    kind: Kind
    author: str
    at: str
    item: str | None = None
    question: str | None = None
    option: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A calibration round.

    Attributes:
        name: Its id.
        rubric: The rubric's source as it was when the round was made.
        level: At which level everything is judged.
        raters: Who fills the form.
        author: Who made the round.
        at: When, ISO 8601 in UTC.
        items: The conversations, in order.
        entries: What was entered, in order; of two answers to one question the later counts.
    """

    name: str
    rubric: ContentSnapshot
    level: str
    raters: tuple[str, ...]
    author: str
    at: str
    items: tuple[RoundItem, ...]
    entries: Sequence[RoundEntry] = ()

    @property
    def closed(self) -> bool:
        """Whether somebody closed it before everybody was done."""
        return any(entry.kind == "closed" for entry in self.entries)

    def answers(self, rater: str) -> dict[tuple[str, str], str]:
        """What a rater has answered so far, by item and question."""
        return {
            (entry.item, entry.question): entry.option
            for entry in self.entries
            if entry.kind == "answer" and entry.author == rater
            if entry.item is not None and entry.question is not None and entry.option is not None
        }
