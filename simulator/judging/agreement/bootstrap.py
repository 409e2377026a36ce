"""Intervals by drawing items again: the percentile bootstrap.

Source: Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13. The draws come
from a seeded generator: the same labels, seed and number of resamples give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

_TAIL = 0.025


class Interval(NamedTuple):
    """The middle 95 % of a statistic over resamples.

    Attributes:
        low: The lower end.
        high: The upper end.
        used: In how many resamples the statistic was defined.
    """

    low: float
    high: float
    used: int


def weightings(pattern_of: Sequence[int], patterns: int, *, resamples: int, seed: int) -> Iterator[list[int]]:
    """How often each pattern was drawn, one list for each resample.

    Args:
        pattern_of: The pattern of each item; as many items are drawn as there are, with replacement.
        patterns: How many patterns there are.
        resamples: How many lists.
        seed: Which draws.
    """
    draw = Random(seed).random
    items = len(pattern_of)
    for _ in range(resamples):
        counts = [0] * patterns
        for _ in range(items):
            counts[pattern_of[int(draw() * items)]] += 1
        yield counts


def intervals(
    measure: Callable[[list[int]], Mapping[Key, float | None]], drawn: Iterator[list[int]]
) -> dict[Key, Interval]:
    """The interval of everything that is measured; what was never defined has none."""
    found: dict[Key, list[float]] = {}
    for weights in drawn:
        for key, value in measure(weights).items():
            if value is not None:
                found.setdefault(key, []).append(value)
    return {key: _percentiles(values) for key, values in found.items()}


def _percentiles(values: list[float]) -> Interval:
    values.sort()
    return Interval(_quantile(values, _TAIL), _quantile(values, 1 - _TAIL), len(values))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The quantile between the two nearest values."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
