"""The ledger port: where an attempt writes itself down, turn by turn.

`simulator.records` implements it on SQL; tests use a list. Each method returns only when what it was given
would survive the loss of the process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from simulator.attempt.events import Mode, Speaker


@dataclass(frozen=True, slots=True)
class ContentSnapshot:
    """One content file as it was when the attempt began; `kind` is scenario, persona or rubric."""

    kind: str
    id: str
    version: int
    sha256: str
    source: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AttemptHeader:
    """Everything about an attempt that does not change.

    Attributes:
        attempt: Its id; ids sort by time.
        learner: Who practises.
        level: Their level.
        mode: practice or certify.
        seed: Which of several wordings the customer uses.
        customer: The voice: scripted or llm.
        contents: The scenario, its persona and its rubric, in this order.
        started_at: ISO 8601, UTC.
        branch_of: The attempt that this one rewinds, or None.
        branch_turn: The last turn kept from it.
    """

    attempt: str
    learner: str
    level: str
    mode: Mode
    seed: int
    customer: str
    contents: tuple[ContentSnapshot, ...]
    started_at: str
    branch_of: str | None = None
    branch_turn: int | None = None


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One turn. `note` holds what code decided for it (mood, needs, cue), as plain JSON values."""

    turn: int
    speaker: Speaker
    text: str
    at: str
    voice: str | None = None
    note: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EndRecord:
    """How and when the conversation ended."""

    ending: str
    scorable: bool
    stars: int | None
    tells: str
    at: str


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """An attempt as it is on record. `evaluations` are evaluation objects, the oldest first."""

    header: AttemptHeader
    turns: Sequence[TurnRecord]
    end: EndRecord | None = None
    evaluations: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class AttemptSummary:
    """One line of a history.

    `percentage`, `passed` come from the newest evaluation and are None while there is none;
    `superseded` is true when a branch of this attempt exists.
    """

    attempt: str
    learner: str
    level: str
    mode: Mode
    scenario: str
    scenario_title: str
    scenario_version: int
    rubric: str
    started_at: str
    turns: int
    ending: str | None = None
    stars: int | None = None
    percentage: float | None = None
    passed: bool | None = None
    branch_of: str | None = None
    superseded: bool = False
    customer: str = "scripted"


class Ledger(Protocol):
    """Append-only: nothing that was written is ever changed."""

    def open_attempt(self, header: AttemptHeader, turns: Sequence[TurnRecord] = ()) -> None:
        """Write down that an attempt begins, with its contents (each content once, by its hash).

        A branch brings the turns that it keeps; they are written in the same transaction.
        """

    def add_turn(self, attempt: str, turn: TurnRecord, end: EndRecord | None = None) -> None:
        """Write down one turn and, in the same transaction, the end that comes with it.

        Raises:
            UnavailableError: The turn could not be kept (disk full, read-only, locked, damaged).
            ValueError: The turn number is not the next one, or the attempt has ended.
        """

    def end_attempt(self, attempt: str, end: EndRecord) -> None:
        """Write down an end that comes without a turn."""

    def add_evaluation(self, attempt: str, evaluation: Mapping[str, Any]) -> None:
        """Write down a filled form; earlier ones stay."""

    def attempt(self, attempt: str) -> AttemptRecord:
        """Read one attempt.

        Raises:
            NotFoundError: There is none of this id.
        """

    def history(
        self, *, learner: str | None = None, scenario: str | None = None, limit: int = 200
    ) -> Sequence[AttemptSummary]:
        """The newest attempts first."""

    def unfinished(self, learner: str) -> Sequence[AttemptSummary]:
        """Attempts of a learner that were cut off, and not superseded by a branch; the newest first.

        Cut off is an attempt without an end, or with one that should have been evaluated and was not.
        """
