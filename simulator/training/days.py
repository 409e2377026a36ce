"""Days of a time zone, and sums of months that leap days do not disturb."""

from __future__ import annotations

from calendar import isleap
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_LAST_YEAR = 9998
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Zone:
    """The days of a time zone; instants are aware datetimes, day boundaries come in UTC.

    Args:
        name: Its name in the IANA list.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._zone = ZoneInfo(name)
        self._starts: dict[date, datetime] = {}
        self._asked: tuple[datetime, date] | None = None

    def today(self, now: datetime) -> date:
        """The day in which an instant lies that is asked for again and again."""
        if self._asked is None or self._asked[0] is not now:
            self._asked = (now, self.day(now))
        return self._asked[1]

    def day(self, at: datetime) -> date:
        """The day in which an instant lies."""
        return at.astimezone(self._zone).date()

    def start(self, day: date) -> datetime:
        """The first instant of a day; where the clocks skip midnight, the instant to which they jump."""
        found = self._starts.get(day)
        if found is None:
            found = datetime(day.year, day.month, day.day, tzinfo=self._zone).astimezone(UTC)
            self._starts[day] = found
        return found

    def end(self, day: date) -> datetime:
        """The first instant after a day."""
        return self.start(later(day, 1))


def later(day: date, days: int) -> date:
    """So many days after a day, or before it when negative."""
    return day + timedelta(days=days)


def add_months(day: date, months: int) -> date:
    """So many months after a day: the same day of the month, or the month's last day where there is none.

    Twelve months after 29 February comes 28 February. Add the months of several periods at once: adding
    them one after the other would lose the 29th for good.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = min(count // 12, _LAST_YEAR), count % 12 + 1
    return date(year, month, min(day.day, _last(year, month)))


def in_year(month_day: str, year: int) -> date:
    """A month and a day such as `11-30` in a year; 29 February is the 28th where there is no 29th."""
    month, day = map(int, month_day.split("-"))
    return date(year, month, min(day, _last(year, month)))


def recurring(base: date, months: int, after: date, least: date) -> date:
    """The first day of a rhythm that is later than a day and no earlier than another.

    Args:
        base: One day of the rhythm, which goes on in both directions.
        months: How far its days are apart.
        after: The result is later.
        least: The result is this day or later.
    """
    apart = (after.year - base.year) * 12 + after.month - base.month
    turn = apart // months - 1
    while (found := add_months(base, turn * months)) <= after or found < least:
        turn += 1
        if found.year >= _LAST_YEAR:
            break
    return found


def _last(year: int, month: int) -> int:
    """The last day of a month."""
    return 29 if month == 2 and isleap(year) else _LENGTHS[month - 1]
