"""Shares and means that are told in per cent: whole numbers all the way, the count always beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

NOTHING = "\N{EN DASH}"
"""What stands where there is no figure."""


class Share(NamedTuple):
    """So many of so many.

    Attributes:
        part: How many.
        of: Of how many.
    """

    part: int
    of: int

    @property
    def hundredths(self) -> int | None:
        """The share in hundredths of a per cent, half rounded up; None of nothing."""
        return None if self.of == 0 else (20000 * self.part + self.of) // (2 * self.of)

    @property
    def percent(self) -> int | None:
        """The share in whole per cent; None of nothing.

        Never 100 when one is missing, and never 0 when one is there: a rounded figure must not say so.
        """
        if self.of == 0:
            return None
        found = (200 * self.part + self.of) // (2 * self.of)
        return max(1, min(99, found)) if 0 < self.part < self.of else found

    @property
    def told(self) -> str:
        """`62 %`, or a dash of nothing."""
        return NOTHING if self.percent is None else f"{self.percent} %"

    @property
    def beside(self) -> str:
        """`5 of 8`."""
        return f"{self.part:,} of {self.of:,}"

    def to_json(self) -> dict[str, Any]:
        """`count`, `of` and `percentage`, which is null of nothing."""
        return {"count": self.part, "of": self.of, "percentage": in_percent(self.hundredths)}

    def plus(self, hit: bool) -> Share:
        """The share with one more."""
        return Share(self.part + hit, self.of + 1)


NONE = Share(0, 0)


class Mean(NamedTuple):
    """The mean of percentages.

    Attributes:
        hundredths: Their sum, in hundredths of a per cent.
        of: How many.
    """

    hundredths: int
    of: int

    @property
    def value(self) -> int | None:
        """The mean in hundredths of a per cent, half rounded up; None of nothing."""
        return None if self.of == 0 else (2 * self.hundredths + self.of) // (2 * self.of)

    @property
    def told(self) -> str:
        """`81.5 %`, or a dash of nothing."""
        return told_hundredths(self.value)

    def to_json(self) -> dict[str, Any]:
        """`mean` and `of`."""
        return {"mean": in_percent(self.value), "of": self.of}


def mean_of(values: Iterable[int]) -> Mean:
    """The mean of percentages in hundredths."""
    found = list(values)
    return Mean(sum(found), len(found))


def hundredths(percentage: float | None) -> int | None:
    """A percentage as the records hold it (two decimals at the most), as a whole number of hundredths."""
    return None if percentage is None else round(percentage * 100)


def in_percent(value: int | None) -> float | None:
    """Hundredths of a per cent as a percentage."""
    return None if value is None else value / 100


def told_hundredths(value: int | None) -> str:
    """Hundredths of a per cent with one decimal, half rounded up: `81.5 %`; a dash of nothing."""
    if value is None:
        return NOTHING
    tenths = (value + 5) // 10
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"
