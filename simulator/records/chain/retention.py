"""How long words are kept. Pure.

What goes when the time is over are words: transcripts, quotes, reasons. That an attempt was made, when, by
which pseudonym, and what each verdict was, stays, and the chain with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

from simulator.errors import UsageError

LONGEST = 36_500
"""The most days that can be set: a hundred years."""
TABLE = "evidence"
"""The table in the settings file."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Days after which words are erased; 0 keeps them for ever.

    The defaults outlast the year that the training is for: practice by a month, and certified attempts by the
    five years for which some authorities want to see evidence, and the year itself.

    Attributes:
        practice_days: Of attempts in practice mode, from their beginning.
        certify_days: Of attempts in certify mode, from their beginning.
        round_days: Of conversations of calibration rounds that were not taken from attempts.
    """

    practice_days: int = 400
    certify_days: int = 2_200
    round_days: int = 800

    def before(self, days: int, now: datetime) -> str | None:
        """Up to which moment words are too old, ISO 8601 in UTC; None when they are kept for ever."""
        if not days:
            return None
        moment = now.astimezone(UTC) - timedelta(days=days)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def read_retention(given: Mapping[str, object] | None) -> Retention:
    """The retention that a table of the settings file says.

    Raises:
        UsageError: A key is unknown, or a value is no number of days.
    """
    known = [field.name for field in fields(Retention)]
    for key, value in (given or {}).items():
        if key not in known:
            raise UsageError(f"[{TABLE}] has no key `{key[:60]}`.", f"There are: {', '.join(known)}.")
        if type(value) is not int or not 0 <= value <= LONGEST:
            raise UsageError(
                f"[{TABLE}] `{key}` is not a number of days.",
                f"Write a whole number up to {LONGEST}, or 0 to keep everything.",
            )
    return Retention(**dict(given or {}))  # type: ignore[arg-type]
