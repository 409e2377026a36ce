"""Disputes: what was written about them, and how they stand. Pure.

A dispute is never changed. It is opened, and later a second entry closes it; how it stands is read from both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast

from simulator.attempt.ledger import AttemptRecord
from simulator.wording import N_

Happening = Literal["opened", "upheld", "partly_upheld", "rejected", "withdrawn"]
State = Literal["open", "expired", "upheld", "partly_upheld", "rejected", "withdrawn"]

RESULTS: tuple[Happening, ...] = ("upheld", "partly_upheld", "rejected")
"""How somebody else can decide a dispute."""
CLOSED_NAMES: Mapping[str, str] = {
    "upheld": N_("upheld"),
    "partly_upheld": N_("partly upheld"),
    "rejected": N_("rejected"),
    "withdrawn": N_("withdrawn"),
}
"""How a dispute ended, as people read it; to be translated."""
WINDOW_DAYS = 14
"""Days within which a dispute is meant to be decided."""


@dataclass(frozen=True, slots=True)
class DisputeEvent:
    """One entry about the dispute of a verdict.

    Attributes:
        attempt: The attempt.
        question: The question's ref_id.
        happening: What happened.
        author: Who wrote it.
        at: When, ISO 8601 in UTC.
        reason: Why, in the author's words; never empty but for a dispute that is withdrawn.
        evaluation: The number of the evaluation that stood then.
    """

    attempt: str
    question: str
    happening: Happening
    author: str
    at: str
    reason: str
    evaluation: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """One dispute.

    Attributes:
        opened: Its opening.
        closed: What closed it, or None.
    """

    opened: DisputeEvent
    closed: DisputeEvent | None = None

    @property
    def attempt(self) -> str:
        """The attempt."""
        return self.opened.attempt

    @property
    def question(self) -> str:
        """The question's ref_id."""
        return self.opened.question

    @property
    def pending(self) -> bool:
        """Whether nobody has decided it, in time or not, and it was not withdrawn."""
        return self.closed is None

    def state(self, now: str, days: int = WINDOW_DAYS) -> State:
        """How it stands at a moment.

        Args:
            now: The moment, ISO 8601.
            days: The window; an open dispute that is older is `expired`. It can still be decided.
        """
        if self.closed is not None:
            return cast("State", self.closed.happening)
        return "expired" if _moment(now) > self.due(days) else "open"

    def due(self, days: int = WINDOW_DAYS) -> datetime:
        """Until when it is meant to be decided."""
        return _moment(self.opened.at) + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be written down about an attempt that was looked at again.

    Attributes:
        evaluation: A new evaluation object, or None.
        event: A new entry about a dispute, or None.
    """

    evaluation: Mapping[str, Any] | None = None
    event: DisputeEvent | None = None


Decide = Callable[[AttemptRecord, Sequence[Dispute]], Decision]
"""Looks at an attempt and its disputes, and says what is to be written down."""


def disputes_in(events: Iterable[DisputeEvent]) -> tuple[Dispute, ...]:
    """The disputes that these entries tell of, in the order in which they were opened."""
    found: list[Dispute] = []
    for event in events:
        if event.happening == "opened":
            found.append(Dispute(event))
            continue
        for place, dispute in enumerate(found):
            if dispute.pending and (dispute.attempt, dispute.question) == (event.attempt, event.question):
                found[place] = Dispute(dispute.opened, event)
                break
    return tuple(found)


def latest(disputes: Iterable[Dispute], question: str) -> Dispute | None:
    """The newest dispute of a question, or None."""
    return next((one for one in reversed(tuple(disputes)) if one.question == question), None)


def _moment(stamp: str) -> datetime:
    """A moment on record; one that cannot be read is the oldest there is, so that it is never hidden."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
