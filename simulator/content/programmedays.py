"""Days and time zones as a programme file writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from simulator.content.nearest import suggest

DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
YEAR_DAY_PATTERN = r"^\d{2}-\d{2}$"
_LEAP_YEAR = 2024
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


def _day(value: object) -> object:
    """The day that a text such as `2026-11-30` means."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or re.match(DAY_PATTERN, value) is None:
        raise ValueError('a day is written as year, month and day in quotes, such as "2026-11-30"')
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"there is no day {value}") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"the year {found.year} is not meant; write one from {_FIRST_YEAR} to {_LAST_YEAR}")
    return found


def _year_day(value: object) -> object:
    if not isinstance(value, str) or re.match(YEAR_DAY_PATTERN, value) is None:
        raise ValueError('the day of every year is written as month and day in quotes, such as "11-30"')
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{value}")
    except ValueError:
        raise ValueError(f"no year has a day {value}") from None
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, LookupError):
        raise ValueError(_unknown_zone(value)) from None
    return value


def _unknown_zone(value: str) -> str:
    near = suggest(value, available_timezones())
    return f"unknown time zone {value!r}{near or '; write one such as Europe/Vilnius or UTC'}"


Day = Annotated[
    date,
    BeforeValidator(_day, json_schema_input_type=Annotated[str, StringConstraints(pattern=DAY_PATTERN)]),
]
"""A day of the calendar."""

YearDay = Annotated[
    str,
    BeforeValidator(
        _year_day, json_schema_input_type=Annotated[str, StringConstraints(pattern=YEAR_DAY_PATTERN)]
    ),
]
"""A month and a day, in every year; 29 February is the 28th in a year that has no 29th."""

ZoneName = Annotated[str, StringConstraints(min_length=1, max_length=64), AfterValidator(_zone)]
"""A time zone by its name in the IANA list."""
