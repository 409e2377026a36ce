"""Times on record, as other programs read them: UTC, and durations after ISO 8601."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache


@lru_cache(maxsize=4096)
def moment(at: str) -> datetime:
    """A time on record, aware, in UTC; one without a zone is UTC already.

    Raises:
        ValueError: It is no time.
    """
    found = datetime.fromisoformat(at)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def timestamp(when: datetime) -> str:
    """A time as text, in UTC, to the millisecond: `2026-03-02T09:30:00.000Z`."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day_in(zone: tzinfo, when: datetime) -> date:
    """The day of a time in a zone."""
    return when.astimezone(zone).date()


def seconds_between(began: datetime, ended: datetime) -> float:
    """How long something took, to a hundredth of a second; nothing where the clock was set back meanwhile."""
    return max(0.0, round((ended - began).total_seconds(), 2))


def duration(seconds: float) -> str:
    """A duration after ISO 8601, to a hundredth of a second: `PT1H2M3.5S`.

    Args:
        seconds: At least 0.
    """
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    whole, part = divmod(rest, 100)
    digits = f"{whole}.{part:02d}".rstrip("0") if part else str(whole)
    parts = (f"{hours}H" if hours else "", f"{minutes}M" if minutes else "", f"{digits}S" if rest else "")
    return "PT" + ("".join(parts) or "0S")
