"""The reasons of a status, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from simulator.training.status import State, Status
from simulator.wording import N_, _, counted

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), "May", N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_MOST_NAMED = 3
_MAY = 5


def why(status: Status) -> str:
    """A status in a sentence or two."""
    return " ".join([_SENTENCES[status.state](status), *_remarks(status)])


def day(value: date | None) -> str:
    """A day such as `30 November 2026`."""
    return _("an unknown day") if value is None else f"{value.day} {_of_month(value.month)} {value.year}"


def moment(value: datetime) -> str:
    """A moment such as `23 November, 13:03`, by this machine's clock; begun minutes are full ones."""
    full = (value + timedelta(minutes=1, microseconds=-1)).replace(second=0, microsecond=0)
    local = full.astimezone()
    return f"{local.day} {_of_month(local.month)}, {local:%H:%M}"


def _of_month(month: int) -> str:
    """A month as it stands in a date; May alone needs its own message, as it is also its short name."""
    return _("of May").removeprefix("of ") if month == _MAY else _(_MONTHS[month - 1])


def attempts(status: Status) -> str:
    """How many attempts did not count, and from when the next one does; empty when all is well."""
    found = []
    if status.ignored:
        found.append(
            _(
                "{ignored} did not count, made when none was allowed.",
                ignored=count(status.ignored, "attempt"),
            )
        )
    if status.next_attempt is not None:
        found.append(
            _(
                "The next attempt counts from {next_attempt} on (cooling-off).",
                next_attempt=moment(status.next_attempt),
            )
        )
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
    some = [*names[:_MOST_NAMED], *([counted("{n} other", "{n} others", more)] if more > 0 else [])]
    where = _(" and ").join(filter(None, (", ".join(some[:-1]), some[-1])))
    if until is None:
        return _("At {where}, none counts before a coach unlocks more.", where=where)
    return _(
        "At {where}, the next attempt counts from {until} on (cooling-off).", where=where, until=moment(until)
    )


def _progress(status: Status) -> str:
    return _("{done} of {needed} done", done=status.done, needed=status.needed)


def _left(status: Status) -> str:
    days = status.days_left or 0
    return _("today is the last day") if days == 0 else _("{days} left", days=count(days, "day"))


def count(number: int, what: str) -> str:
    """Such as `1 day` or `2 days`."""
    return counted(f"{{n}} {what}", f"{{n}} {what}s", number)


def _not_assigned(_status: Status) -> str:
    return _("This is not asked of this person now.")


def _not_started(status: Status) -> str:
    return _(
        "Nothing done yet of {needed}; due on {due}, {status}.",
        needed=status.needed,
        due=day(status.due),
        status=_left(status),
    )


def _in_progress(status: Status) -> str:
    return _(
        "{status}; due on {due}, {status2}.",
        status=_progress(status),
        due=day(status.due),
        status2=_left(status),
    )


def _completed(status: Status) -> str:
    return _("Completed on {completed}{status}.", completed=day(status.completed), status=_good(status))


def _equivalent(status: Status) -> str:
    return _(
        "`{source}` stands in for it, completed on {completed}{status}.",
        source=status.source,
        completed=day(status.completed),
        status=_good(status),
    )


def _good(status: Status) -> str:
    if status.expires is None:
        return ""
    return _(
        "; good until {expires}, to be renewed from {window_opens}",
        expires=day(status.expires),
        window_opens=day(status.window_opens),
    )


def _window_open(status: Status) -> str:
    return _(
        "Good until {expires}; the renewal is open, {status}, {status2}.",
        expires=day(status.expires),
        status=_progress(status),
        status2=_left(status),
    )


def _in_grace(status: Status) -> str:
    return _(
        "{status}, and the grace runs; {status2}.", status=_what_ended(status), status2=_progress(status)
    )


def _overdue(status: Status) -> str:
    return _(
        "{status}, and the grace is over; {status2}.", status=_what_ended(status), status2=_progress(status)
    )


def _what_ended(status: Status) -> str:
    if status.expires is not None:
        return _("It expired after {due}", due=day(status.due))
    return _("It was due on {due}", due=day(status.due))


def _failed(status: Status) -> str:
    where = _(" at the scenarios that are left") if status.each == "scenario" else ""
    return _(
        "{status}, and no further attempt is allowed{where}; a coach can unlock more.",
        status=_progress(status),
        where=where,
    )


def _exempt(status: Status) -> str:
    return _("Exempt: {reason}", reason=status.reason)


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
        yield _("Not done in {missed}.", missed=", ".join(status.missed))
    if status.corrected is not None:
        yield _("A verdict was corrected on {corrected}.", corrected=day(status.corrected))
    if status.behind:
        yield _("The clock stands before the newest entry; this is as of {today}.", today=day(status.today))
