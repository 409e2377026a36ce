"""The reasons of a status, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from simulator.training.status import State, Status

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def why(status: Status) -> str:
    """A status in a sentence or two."""
    return " ".join([_SENTENCES[status.state](status), *_remarks(status)])


def day(value: date | None) -> str:
    """A day such as `30 November 2026`."""
    return "an unknown day" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _progress(status: Status) -> str:
    return f"{status.done} of {status.needed} done"


def _left(status: Status) -> str:
    days = status.days_left or 0
    return "today is the last day" if days == 0 else f"{count(days, 'day')} left"


def count(number: int, what: str) -> str:
    """Such as `1 day` or `2 days`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _not_assigned(_status: Status) -> str:
    return "This is not asked of this person now."


def _not_started(status: Status) -> str:
    return f"Nothing done yet of {status.needed}; due on {day(status.due)}, {_left(status)}."


def _in_progress(status: Status) -> str:
    return f"{_progress(status)}; due on {day(status.due)}, {_left(status)}."


def _completed(status: Status) -> str:
    return f"Completed on {day(status.completed)}{_good(status)}."


def _equivalent(status: Status) -> str:
    return f"`{status.source}` stands in for it, completed on {day(status.completed)}{_good(status)}."


def _good(status: Status) -> str:
    if status.expires is None:
        return ""
    return f"; good until {day(status.expires)}, to be renewed from {day(status.window_opens)}"


def _window_open(status: Status) -> str:
    return f"Good until {day(status.expires)}; the renewal is open, {_progress(status)}, {_left(status)}."


def _in_grace(status: Status) -> str:
    return f"{_what_ended(status)}, and the grace runs; {_progress(status)}."


def _overdue(status: Status) -> str:
    return f"{_what_ended(status)}, and the grace is over; {_progress(status)}."


def _what_ended(status: Status) -> str:
    return f"It {'expired after' if status.expires is not None else 'was due on'} {day(status.due)}"


def _failed(status: Status) -> str:
    where = " at the scenarios that are left" if status.each == "scenario" else ""
    return f"{_progress(status)}, and no further attempt is allowed{where}; a coach can unlock more."


def _exempt(status: Status) -> str:
    return f"Exempt: {status.reason}"


_SENTENCES: dict[State, Callable[[Status], str]] = {
    "not_assigned": _not_assigned,
    "not_started": _not_started,
    "in_progress": _in_progress,
    "completed": _completed,
    "window_open": _window_open,
    "overdue": _overdue,
    "in_grace": _in_grace,
    "expired": _overdue,
    "failed": _failed,
    "exempt": _exempt,
    "equivalent": _equivalent,
}


def _remarks(status: Status) -> Iterator[str]:
    if status.next_attempt is not None:
        yield f"The next attempt is possible from {status.next_attempt:%Y-%m-%d %H:%M} UTC on."
    if status.ignored:
        yield f"{count(status.ignored, 'attempt')} did not count, made when none was allowed."
    if status.missed:
        yield f"Not done in {', '.join(status.missed)}."
    if status.corrected is not None:
        yield f"A verdict was corrected on {day(status.corrected)}."
    if status.behind:
        yield f"The clock stands before the newest entry; this is as of {day(status.today)}."
