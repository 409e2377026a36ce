"""Sums over items that count several times: what every statistic here is made of.

A bootstrap draws items with replacement, so an item counts twice, once or not at all. Items with the same
labels are one *pattern*; a statistic is prepared once from the patterns, then asked for many sets of weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import mul

Weights = Sequence[int]
"""How often each pattern counts, in the order of the patterns."""

_TINY = 1e-12


def dot(weights: Weights, column: Sequence[float]) -> float:
    """The weighted sum of a column that has one number for each pattern."""
    products: Iterable[float] = map(mul, weights, column)
    return sum(products)


def vanishes(part: float, whole: float) -> bool:
    """Whether a difference of sums of the size of `whole` is nothing but rounding."""
    return part <= _TINY * whole


def spread(count: float, total: float, squares: float) -> float:
    """The sum of squared differences over all ordered pairs of values, 0 where they are all the same.

    Args:
        count: How many values.
        total: Their sum.
        squares: The sum of their squares.
    """
    found = 2 * (count * squares - total * total)
    return 0.0 if vanishes(found, 2 * count * squares) else found
