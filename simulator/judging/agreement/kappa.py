"""Percent agreement and Cohen's kappa of two raters, plain and weighted.

Sources: Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20, 37-46. Cohen, J. (1968), Weighted kappa, Psychological Bulletin 70, 213-220. Both are one
minus observed over expected disagreement; the expected one is summed in closed form from how often each rater
used each category, so that a scale of many numbers costs no more than one of three options.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from simulator.judging.agreement.weighing import Weights, vanishes

Pattern = tuple[int | None, ...]
"""The labels of one item: the index of a category for each rater, or None."""


class PairFigures(NamedTuple):
    """How two raters agree; None where there is no such number.

    Attributes:
        items: Items that both rated.
        agreement: The share of them with the same label, 0 to 1.
        kappa: Cohen's kappa; None where one category alone was used by both.
        linear: Kappa weighted by the distance of the labels.
        quadratic: Kappa weighted by the squared distance.
    """

    items: int
    agreement: float | None = None
    kappa: float | None = None
    linear: float | None = None
    quadratic: float | None = None


class Pair:
    """Two raters over patterns, prepared for many weights.

    Args:
        patterns: The labels by item; patterns that lack one of the two are passed over.
        first: The place of a rater in each pattern.
        second: The place of the other.
        categories: How many categories there are.
        positions: Where each category stands on its scale, ascending; None where they have no order.
    """

    def __init__(
        self,
        patterns: Sequence[Pattern],
        first: int,
        second: int,
        categories: int,
        positions: Sequence[float] | None = None,
    ) -> None:
        places: dict[tuple[int, int], list[int]] = {}
        for at, pattern in enumerate(patterns):
            a, b = pattern[first], pattern[second]
            if a is not None and b is not None:
                places.setdefault((a, b), []).append(at)
        self._cells = tuple((a, b, tuple(found)) for (a, b), found in sorted(places.items()))
        self._categories = categories
        self._positions = None if positions is None else [place - positions[0] for place in positions]

    def __call__(self, weights: Weights) -> PairFigures:
        """The figures when each pattern counts as often as its weight says."""
        counted = [(a, b, sum([weights[at] for at in found])) for a, b, found in self._cells]
        total = sum([count for _, _, count in counted])
        if not total:
            return PairFigures(0)
        rows, columns = [0] * self._categories, [0] * self._categories
        for a, b, count in counted:
            rows[a] += count
            columns[b] += count
        same = sum([count for a, b, count in counted if a == b])
        by_chance = sum([row * column for row, column in zip(rows, columns, strict=True)])
        plain = _corrected((total - same) * total, total * total - by_chance)
        if self._positions is None:
            return PairFigures(total, same / total, plain)
        return PairFigures(total, same / total, plain, *self._weighted(counted, rows, columns, total))

    def _weighted(
        self, counted: Sequence[tuple[int, int, int]], rows: list[int], columns: list[int], total: int
    ) -> tuple[float | None, float | None]:
        places = self._positions or []
        apart = [(abs(places[a] - places[b]), count) for a, b, count in counted]
        linear = sum([distance * count for distance, count in apart]) * total
        quadratic = sum([distance * distance * count for distance, count in apart]) * total
        return (
            _corrected(linear, expected_linear(places, rows, columns)),
            _corrected(quadratic, expected_quadratic(places, rows, columns)),
        )


def _corrected(observed: float, expected: float) -> float | None:
    return None if expected <= 0 else 1 - observed / expected


def expected_linear(positions: Sequence[float], rows: Sequence[int], columns: Sequence[int]) -> float:
    """The sum over all pairs of categories of `rows[i] * columns[j] * |position i - position j|`.

    Every pair of labels crosses the gaps that lie between them, so the gaps are summed instead.
    """
    found, below, beneath = 0.0, 0, 0
    all_rows, all_columns = sum(rows), sum(columns)
    for at, (low, high) in enumerate(pairwise(positions)):
        below += rows[at]
        beneath += columns[at]
        found += (high - low) * (below * (all_columns - beneath) + beneath * (all_rows - below))
    return found


def expected_quadratic(positions: Sequence[float], rows: Sequence[int], columns: Sequence[int]) -> float:
    """The sum over all pairs of categories of `rows[i] * columns[j] * (position i - position j) ** 2`.

    Both raters label the same items, so the two sums of counts are equal.
    """
    total = sum(rows)
    first = sum([row * place for row, place in zip(rows, positions, strict=True)])
    second = sum([column * place for column, place in zip(columns, positions, strict=True)])
    both = zip(rows, columns, positions, strict=True)
    squares = total * sum([(row + column) * place * place for row, column, place in both])
    found = squares - 2 * first * second
    return 0.0 if vanishes(found, squares) else found
