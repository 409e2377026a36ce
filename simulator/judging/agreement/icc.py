"""Intraclass correlations of raters who all rated the same items.

Source: Shrout, P. E. and Fleiss, J. L. (1979), Intraclass correlations: uses in assessing rater reliability,
Psychological Bulletin 86, 420-428; the mean squares are those of a two-way analysis of variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.judging.agreement.weighing import Weights, dot, vanishes


class MeanSquares(NamedTuple):
    """A two-way analysis of variance without repetition.

    Attributes:
        items: How many items.
        raters: How many raters.
        rows: Mean square between items.
        columns: Mean square between raters.
        error: Residual mean square.
    """

    items: int
    raters: int
    rows: float
    columns: float
    error: float

    @property
    def absolute(self) -> float | None:
        """ICC(2,1): one rater, absolute agreement, raters seen as drawn at random."""
        shift = self.raters * (self.columns - self.error) / self.items
        return _ratio(self.rows - self.error, self.rows + (self.raters - 1) * self.error + shift)

    @property
    def consistent(self) -> float | None:
        """ICC(3,1): one rater, and a rater who is stricter throughout counts as agreeing."""
        return _ratio(self.rows - self.error, self.rows + (self.raters - 1) * self.error)

    @property
    def absolute_mean(self) -> float | None:
        """ICC(2,k): the mean of all these raters, absolute agreement."""
        return _ratio(self.rows - self.error, self.rows + (self.columns - self.error) / self.items)


class Icc:
    """Numbers by item and rater, prepared for many weights.

    Args:
        rows: The numbers of each pattern; a pattern with a number missing is passed over.
    """

    def __init__(self, rows: Sequence[Sequence[float | None]]) -> None:
        whole = [_whole(row) for row in rows]
        middle = next((row[0] for row in whole if row), 0.0)  # small numbers square without loss
        moved = [[value - middle for value in row] for row in whole]
        self._raters = max(map(len, rows), default=0)
        self._counts = [bool(row) for row in moved]
        self._columns = [[row[at] if row else 0.0 for row in moved] for at in range(self._raters)]
        self._by_item = [sum(row) ** 2 for row in moved]
        self._squares = [sum([value * value for value in row]) for row in moved]

    def items(self, weights: Weights) -> int:
        """How many items have a number of every rater."""
        return round(dot(weights, self._counts))

    def mean_squares(self, weights: Weights) -> MeanSquares | None:
        """The analysis of variance; None with fewer than two items or raters, or where nothing varies."""
        n, k = self.items(weights), self._raters
        if n < 2 or k < 2:
            return None
        sums = [dot(weights, column) for column in self._columns]
        everything = dot(weights, self._squares)
        mean = sum(sums) ** 2 / (n * k)
        whole = everything - mean
        if vanishes(whole, everything):
            return None
        between = max(dot(weights, self._by_item) / k - mean, 0.0)
        by_rater = max(sum([total * total for total in sums]) / n - mean, 0.0)
        left = whole - between - by_rater
        error = 0.0 if vanishes(left, everything) else left
        return MeanSquares(n, k, between / (n - 1), by_rater / (k - 1), error / ((n - 1) * (k - 1)))

    def __call__(self, weights: Weights) -> float | None:
        """ICC(2,1); None where there is none."""
        found = self.mean_squares(weights)
        return None if found is None else found.absolute


def _whole(row: Sequence[float | None]) -> list[float]:
    found = [value for value in row if value is not None]
    return found if len(found) == len(row) else []


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
