"""A dispute in words, and as an object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulator.commands.telling import moment, one_line

if TYPE_CHECKING:
    from simulator.records.disputes import Dispute

_WINDOW = 14


def now() -> str:
    """The time now, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def dispute_object(dispute: Dispute, at: str, days: int = _WINDOW) -> dict[str, Any]:
    """A dispute as an object of JSON; `decided` is null while it waits."""
    opened, closed = dispute.opened, dispute.closed
    decided = None
    if closed is not None:
        decided = {"by": closed.author, "at": closed.at, "reason": closed.reason}
    return {
        "type": "dispute",
        "attempt": dispute.attempt,
        "question": dispute.question,
        "state": dispute.state(at, days),
        "by": opened.author,
        "at": opened.at,
        "reason": opened.reason,
        "evaluation": opened.evaluation,
        "due": dispute.due(days).date().isoformat(),
        "decided": decided,
    }


def dispute_lines(dispute: Dispute, at: str, days: int = _WINDOW) -> Iterator[str]:
    """Who disputes which verdict, why, and how it stands."""
    opened, closed = dispute.opened, dispute.closed
    yield f"  {dispute.question}, by {opened.author}, {moment(opened.at)} UTC: {one_line(opened.reason)}"
    state = dispute.state(at, days).replace("_", " ")
    if closed is None:
        due = dispute.due(days).date().isoformat()
        told = f"open, to be decided by {due}" if state == "open" else f"expired: nobody decided by {due}"
        yield f"    {told}"
    else:
        why = f": {one_line(closed.reason)}" if closed.reason else ""
        yield f"    {state} by {closed.author}, {moment(closed.at)} UTC{why}"
