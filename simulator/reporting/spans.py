"""The time that a report looks at: a year, and the moment for which everything holds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from simulator.errors import UsageError
from simulator.reporting.attempts import Period
from simulator.reporting.wording import day
from simulator.training.days import Zone

_TICK = timedelta(milliseconds=1)
_FIRST, _LAST = 1970, 9997


class Span(NamedTuple):
    """The time that a report looks at.

    Attributes:
        year: The year.
        at: The moment for which statuses hold.
        today: Its day.
        period: The part of the year that is over at that moment.
        behind: Whether that moment lies in the past, so that what was written since is left out.
    """

    year: int
    at: datetime
    today: date
    period: Period
    behind: bool

    @property
    def told(self) -> str:
        """`2026, as of 22 November 2026`."""
        return f"{self.year}, as of {day(self.today)}"


def span_of(year: int | None, at: date | None, now: datetime, zone: Zone) -> Span:
    """The time that is meant.

    Args:
        year: The year that was asked for; that of the moment when None.
        at: The day at whose end everything is to hold; None for now, or for the end of a year that is over.
        now: The time.
        zone: Whose days these are.

    Raises:
        UsageError: The year has not begun at that moment, or no such year can be asked for.
    """
    for asked in (year, None if at is None else at.year):
        if asked is not None and not _FIRST <= asked <= _LAST:
            raise UsageError(f"There is no report on the year {asked}.", "Give a year such as 2026.")
    moment = _moment(year, at, now, zone)
    today = zone.day(moment)
    if year is not None and year > today.year:
        raise UsageError(
            f"The year {year} has not begun on {day(today)}.", "Name another year, or a later day with --at."
        )
    meant = today.year if year is None else year
    period = Period(zone.start(date(meant, 1, 1)), min(zone.start(date(meant + 1, 1, 1)), moment + _TICK))
    return Span(meant, moment, today, period, moment < now)


def _moment(year: int | None, at: date | None, now: datetime, zone: Zone) -> datetime:
    if at is not None:
        return now if at == zone.day(now) else zone.end(at) - _TICK
    if year is not None and year < zone.day(now).year:
        return zone.end(date(year, 12, 31)) - _TICK
    return now
