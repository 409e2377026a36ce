"""Krippendorff's alpha for any number of raters with labels missing: nominal, ordinal and interval.

Source: Krippendorff, K. (2011), Computing Krippendorff's alpha-reliability; and Content Analysis (2004),
chapter 11. One minus observed over expected disagreement, where an item with m labels counts each ordered
pair of them 1 / (m - 1) times, and an item with one label not at all. The ordinal difference of two
categories is the difference of their mid-ranks, so that one sum of squares serves the ordinal and the
interval metric.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from simulator.judging.agreement.kappa import Pattern
from simulator.judging.agreement.weighing import Weights, dot, spread


class NominalAlpha:
    """Alpha for categories without an order.

    Args:
        patterns: The labels by item; None is missing.
        categories: How many categories there are.
    """

    def __init__(self, patterns: Sequence[Pattern], categories: int) -> None:
        counts = [_counts(pattern) for pattern in patterns]
        self._columns = [[found[at] for found in counts] for at in range(categories)]
        self._apart = [_apart(found) for found in counts]

    def __call__(self, weights: Weights) -> float | None:
        """Alpha; None where fewer than two categories are used."""
        used = [dot(weights, column) for column in self._columns]
        labels = sum(used)
        expected = labels * labels - sum([count * count for count in used])
        return None if expected <= 0 else 1 - (labels - 1) * dot(weights, self._apart) / expected


class OrdinalAlpha:
    """Alpha for categories in order.

    Args:
        patterns: The labels by item; None is missing.
        positions: Where each category stands, ascending; equal ones are one step of the order.
    """

    def __init__(self, patterns: Sequence[Pattern], positions: Sequence[float]) -> None:
        steps = {place: at for at, place in enumerate(sorted(set(positions)))}
        stepped = [
            tuple(steps[positions[label]] for label in pattern if label is not None) for pattern in patterns
        ]
        self._patterns = [labels if len(labels) > 1 else () for labels in stepped]
        self._columns = [[labels.count(at) for labels in self._patterns] for at in range(len(steps))]

    def __call__(self, weights: Weights) -> float | None:
        """Alpha; None where fewer than two steps are used."""
        used = [dot(weights, column) for column in self._columns]
        ranks, below = [], 0.0
        for count in used:
            ranks.append(below + count / 2)
            below += count
        squares = sum([count * rank * rank for count, rank in zip(used, ranks, strict=True)])
        total = sum([count * rank for count, rank in zip(used, ranks, strict=True)])
        expected = spread(below, total, squares)
        if expected <= 0:
            return None
        observed = 0.0
        for labels, weight in zip(self._patterns, weights, strict=True):
            if weight and labels:
                observed += weight * _within([ranks[label] for label in labels])
        return 1 - (below - 1) * observed / expected


class IntervalAlpha:
    """Alpha for numbers whose differences mean something, such as percentages.

    Args:
        rows: The numbers by item; None is missing.
    """

    def __init__(self, rows: Sequence[Sequence[float | None]]) -> None:
        paired = [_values(row) for row in rows]
        middle = next((values[0] for values in paired if values), 0.0)  # small numbers square without loss
        moved = [[value - middle for value in values] for values in paired]
        self._counts = [float(len(values)) for values in moved]
        self._sums = [sum(values) for values in moved]
        self._squares = [sum([value * value for value in values]) for values in moved]
        self._within = [_within(values) if values else 0.0 for values in moved]

    def __call__(self, weights: Weights) -> float | None:
        """Alpha; None where all numbers are the same."""
        labels = dot(weights, self._counts)
        expected = spread(labels, dot(weights, self._sums), dot(weights, self._squares))
        return None if expected <= 0 else 1 - (labels - 1) * dot(weights, self._within) / expected


def _counts(pattern: Pattern) -> Counter[int]:
    found = Counter(label for label in pattern if label is not None)
    return found if found.total() > 1 else Counter()


def _apart(counts: Counter[int]) -> float:
    labels = counts.total()
    return (labels**2 - sum(count**2 for count in counts.values())) / (labels - 1) if labels else 0.0


def _values(row: Sequence[float | None]) -> list[float]:
    found = [value for value in row if value is not None]
    return found if len(found) > 1 else []


def _within(values: Sequence[float]) -> float:
    """The squared differences of an item's ordered pairs, by the number of labels less one."""
    centre = values[0]
    moved = [value - centre for value in values]
    total = sum(moved)
    return 2 * (len(moved) * sum([value * value for value in moved]) - total * total) / (len(moved) - 1)
