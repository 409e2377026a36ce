from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.exporting.moments import duration, moment, seconds_between, timestamp

_PARTS = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "PT0S"), (0.004, "PT0S"), (0.5, "PT0.5S"), (3.25, "PT3.25S"), (60, "PT1M"), (3600, "PT1H"),
     (3601, "PT1H1S"), (90061.5, "PT25H1M1.5S"), (59.999, "PT1M")],
)  # fmt: skip
def test_durations(seconds, expected):
    assert duration(seconds) == expected


@given(some.integers(0, 10**9))
def test_a_duration_says_how_long_it_was(hundredths):
    hours, minutes, seconds = _PARTS.fullmatch(duration(hundredths / 100)).groups(default="0")
    assert round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 100) == hundredths
    assert int(minutes) < 60
    assert float(seconds) < 60


def test_times_are_told_in_utc():
    assert timestamp(moment("2026-03-02T11:30:00+02:00")) == "2026-03-02T09:30:00.000Z"
    assert timestamp(moment("2026-03-02T09:30:00")) == "2026-03-02T09:30:00.000Z"


def test_a_clock_that_was_set_back_took_no_time():
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert seconds_between(now, now - timedelta(hours=1)) == 0
    assert seconds_between(now, now + timedelta(seconds=1.239)) == 1.24
