"""Counting rehearsed conversations: quartiles, a histogram, shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

BINS = 10
"""Parts of the scale from 0 to 100 in a histogram."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How numbers are spread; all None where there are none.

    Attributes:
        low: The least; `high` is the most.
        first: The first quartile; `median` and `third` are the others, between neighbours where need be.
    """

    low: float | None = None
    first: float | None = None
    median: float | None = None
    third: float | None = None
    high: float | None = None


def spread(numbers: Iterable[float]) -> Spread:
    """The spread of some numbers; quartiles by linear interpolation (Hyndman and Fan 1996, type 7)."""
    row = sorted(numbers)
    if not row:
        return Spread()
    return Spread(row[0], _at(row, 0.25), _at(row, 0.5), _at(row, 0.75), row[-1])


def _at(row: Sequence[float], share: float) -> float:
    place = share * (len(row) - 1)
    below = int(place)
    above = min(below + 1, len(row) - 1)
    return row[below] + (row[above] - row[below]) * (place - below)


def histogram(percentages: Iterable[float]) -> tuple[int, ...]:
    """How many percentages lie in each tenth of the scale; 100 belongs to the last."""
    found = Counter(min(BINS - 1, int(percentage * BINS / 100)) for percentage in percentages)
    return tuple(found[at] for at in range(BINS))


def shares(names: Iterable[str]) -> Mapping[str, int]:
    """How often each name comes, the most frequent first, then by name."""
    found = Counter(names)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def rate(yes: Iterable[bool]) -> float | None:
    """The share that is true; None of nothing."""
    row = list(yes)
    return sum(row) / len(row) if row else None
