"""The reasons of a status, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from simulator.training.status import State, Status

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MOST_NAMED = 3


def why(status: Status) -> str:
    """A status in a sentence or two."""
    return " ".join([_SENTENCES[status.state](status), *_remarks(status)])


def day(value: date | None) -> str:
    """A day such as `30 November 2026`."""
    return "an unknown day" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """A moment such as `23 November, 13:03`, by this machine's clock; begun minutes are full ones."""
    full = (value + timedelta(minutes=1, microseconds=-1)).replace(second=0, microsecond=0)
    local = full.astimezone()
    return f"{local.day} {_MONTHS[local.month - 1]}, {local:%H:%M}"


def attempts(status: Status) -> str:
    """How many attempts did not count, and from when the next one does; empty when all is well."""
    found = []
    if status.ignored:
        found.append(f"{count(status.ignored, 'attempt')} did not count, made when none was allowed.")
    if status.next_attempt is not None:
        found.append(f"The next attempt counts from {moment(status.next_attempt)} on (cooling-off).")
    return " ".join(found)


def waits(status: Status, helping: Collection[str], titles: Mapping[str, str]) -> str:
    """From when attempts count at scenarios where none does now, while others are open; else empty.

    Args:
        status: Where the person stands.
        helping: The ids of the scenarios at which an attempt would help if it was allowed.
        titles: The titles of the scenarios by id; the others are named by their ids.
    """
    if status.next_attempt is not None or status.state == "failed":
        return ""  # which is told already
    places: dict[datetime | None, list[str]] = {}
    for each in status.closed:
        if each.scenario in helping:
            name = f'"{titles.get(each.scenario, each.scenario)}"'
            places.setdefault(each.until, []).append(name)
    return " ".join(_wait(names, until) for until, names in places.items())


def _wait(names: list[str], until: datetime | None) -> str:
    more = len(names) - _MOST_NAMED
    some = [*names[:_MOST_NAMED], *([count(more, "other")] if more > 0 else [])]
    where = " and ".join(filter(None, (", ".join(some[:-1]), some[-1])))
    if until is None:
        return f"At {where}, none counts before a coach unlocks more."
    return f"At {where}, the next attempt counts from {moment(until)} on (cooling-off)."


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
    if told := attempts(status):
        yield told
    if status.missed:
        yield f"Not done in {', '.join(status.missed)}."
    if status.corrected is not None:
        yield f"A verdict was corrected on {day(status.corrected)}."
    if status.behind:
        yield f"The clock stands before the newest entry; this is as of {day(status.today)}."
