"""How far raters agree on one question, and on the percentages of whole forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from simulator.judging.agreement.alpha import IntervalAlpha, NominalAlpha, OrdinalAlpha
from simulator.judging.agreement.bootstrap import Interval, intervals, weightings
from simulator.judging.agreement.estimates import Estimate, estimate
from simulator.judging.agreement.icc import Icc, MeanSquares
from simulator.judging.agreement.kappa import Pair
from simulator.judging.agreement.labels import Label, Matrix
from simulator.judging.agreement.scale import Scale
from simulator.judging.agreement.weighing import Weights

_NO_ITEMS = "no item rated by both"
_ONE_OPTION = "only one option was used"
_ONE_NUMBER = "all numbers are the same"
_TOO_THIN = "under 2 items by all"
_OF_PAIRS = ("agreement", "kappa", "linear", "quadratic")
_NAMES = {
    "agreement": "percent_agreement",
    "kappa": "kappa",
    "linear": "kappa_linear",
    "quadratic": "kappa_quadratic",
}

Key = tuple[str, int]
"""A statistic and the pair that it is of; -1 is all raters together."""
_ALL = -1
_ONE_SIDED = 0.9
Found = dict[Key, float | None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the bootstrap draws.

    Attributes:
        resamples: How many times; 0 gives no intervals.
        seed: Which draws.
    """

    resamples: int = 1000
    seed: int = 0

    def intervals(
        self, matrix: Matrix[int] | Matrix[float], measure: Callable[[Weights], Found]
    ) -> dict[Key, Interval]:
        """The intervals of all that is measured, by drawing the items of a matrix."""
        drawn = weightings(matrix.pattern_of, len(matrix.patterns), resamples=self.resamples, seed=self.seed)
        return intervals(measure, drawn)


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two raters of several.

    Attributes:
        raters: Their names.
        estimates: Their statistics.
    """

    raters: tuple[str, str]
    estimates: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """All raters on one question, or on the percentages.

    Attributes:
        question: Its name; empty for the percentages.
        level: `nominal`, `ordinal`, or `interval` for percentages.
        raters: Whoever rated an item that somebody else rated too, by name.
        items: Items that two raters or more rated.
        prevalence: The share of each label among all labels of these items, 0 to 1.
        prevalence_by_rater: The same for each rater.
        means: For numbers: the mean of each rater.
        estimates: The statistics of all raters together.
        pairs: Each pair, where there are more than two raters.
        mean_squares: The analysis of variance behind the ICC; None where there is none.
    """

    question: str
    level: str
    raters: tuple[str, ...]
    items: int
    prevalence: Mapping[Label, float]
    prevalence_by_rater: Mapping[str, Mapping[Label, float]]
    means: Mapping[str, float]
    estimates: tuple[Estimate, ...]
    pairs: tuple[PairAgreement, ...] = ()
    mean_squares: MeanSquares | None = None

    @property
    def one_sided(self) -> bool:
        """Whether nearly all labels are the same one, which pulls kappa and alpha down.

        Feinstein, A. R. and Cicchetti, D. V. (1990), High agreement but low kappa, Journal of Clinical
        Epidemiology 43, 543-549.
        """
        return max(self.prevalence.values(), default=0.0) >= _ONE_SIDED


class _Measure:
    """Every statistic of a question at once, for many weights."""

    def __init__(self, matrix: Matrix[int], scale: Scale) -> None:
        size = len(scale.labels)
        self.positions = scale.positions if scale.level == "ordinal" else None
        self.places = tuple(combinations(range(len(matrix.raters)), 2))
        self._pairs = [Pair(matrix.patterns, a, b, size, self.positions) for a, b in self.places]
        self._nominal = NominalAlpha(matrix.patterns, size)
        self._ordinal = OrdinalAlpha(matrix.patterns, self.positions) if self.positions else None
        scores = scale.scores
        rows = (
            [[None if at is None else scores[at] for at in row] for row in matrix.patterns] if scores else []
        )
        self.icc = Icc(rows) if rows else None

    def __call__(self, weights: Weights) -> Found:
        figures = [pair(weights) for pair in self._pairs]
        found: Found = {}
        for name in self.of_pairs:
            values = [getattr(figure, name) for figure in figures]
            found.update(((name, at), value) for at, value in enumerate(values))
            found[name, _ALL] = _mean(values)
        found["alpha_nominal", _ALL] = self._nominal(weights)
        if self._ordinal:
            found["alpha_ordinal", _ALL] = self._ordinal(weights)
        if self.icc:
            found["icc", _ALL] = self.icc(weights)
        return found

    @property
    def of_pairs(self) -> tuple[str, ...]:
        return _OF_PAIRS if self.positions else _OF_PAIRS[:2]


def question_agreement(
    question: str, table: Mapping[str, Mapping[str, Label]], scale: Scale, drawing: Drawing
) -> Agreement:
    """How far raters agree on a question.

    Args:
        question: Its name.
        table: What each rater said of each item; every label is on the scale.
        scale: The labels, with their order and worth.
        drawing: How the bootstrap draws.
    """
    index = {label: at for at, label in enumerate(scale.labels)}
    matrix = Matrix.of({item: {who: index[said] for who, said in row.items()} for item, row in table.items()})
    measure = _Measure(matrix, scale)
    values = measure(matrix.weights)
    found = drawing.intervals(matrix, measure)
    return Agreement(
        question=question,
        level=scale.level,
        raters=matrix.raters,
        items=len(matrix.items),
        prevalence=_prevalence(matrix, scale, None),
        prevalence_by_rater={name: _prevalence(matrix, scale, at) for at, name in enumerate(matrix.raters)},
        means={},
        estimates=_together(matrix, measure, values, found),
        pairs=_by_pair(matrix, measure, values, found) if len(measure.places) > 1 else (),
        mean_squares=measure.icc.mean_squares(matrix.weights) if measure.icc else None,
    )


def percentage_agreement(table: Mapping[str, Mapping[str, float]], drawing: Drawing) -> Agreement:
    """How far raters agree on the percentages of whole forms."""
    matrix = Matrix.of(table)
    alpha, icc = IntervalAlpha(matrix.patterns), Icc(matrix.patterns)

    def measure(weights: Weights) -> Found:
        return {("alpha_interval", _ALL): alpha(weights), ("icc", _ALL): icc(weights)}

    weights = matrix.weights
    values, found = measure(weights), drawing.intervals(matrix, measure)
    reason = _ONE_NUMBER if matrix.items else _NO_ITEMS
    estimates = (
        _estimate("alpha_interval", values, found, len(matrix.items), reason),
        _icc(icc, weights, values, found),
    )
    means = {name: _weighted_mean(matrix, at) for at, name in enumerate(matrix.raters)}
    squares = icc.mean_squares(weights)
    return Agreement("", "interval", matrix.raters, len(matrix.items), {}, {}, means, estimates, (), squares)


def _together(
    matrix: Matrix[int], measure: _Measure, values: Found, found: Mapping[Key, Interval]
) -> tuple[Estimate, ...]:
    fewest = [items for pair in measure.places if (items := matrix.rated_by(pair))]
    reason = _ONE_OPTION if fewest else _NO_ITEMS
    of_pairs = [_estimate(name, values, found, min(fewest, default=0), reason) for name in measure.of_pairs]
    alphas = [name for name, at in values if name.startswith("alpha") and at == _ALL]
    reason = _ONE_OPTION if matrix.items else _NO_ITEMS
    rest = [_estimate(name, values, found, len(matrix.items), reason) for name in alphas]
    if measure.icc:
        rest.append(_icc(measure.icc, matrix.weights, values, found))
    return (*of_pairs, *rest)


def _by_pair(
    matrix: Matrix[int], measure: _Measure, values: Found, found: Mapping[Key, Interval]
) -> tuple[PairAgreement, ...]:
    listed = []
    for at, (a, b) in enumerate(measure.places):
        items = matrix.rated_by((a, b))
        reason = _ONE_OPTION if items else _NO_ITEMS
        estimates = tuple(_estimate(name, values, found, items, reason, at) for name in measure.of_pairs)
        listed.append(PairAgreement((matrix.raters[a], matrix.raters[b]), estimates))
    return tuple(listed)


def _estimate(
    name: str, values: Found, found: Mapping[Key, Interval], items: int, reason: str, pair: int = _ALL
) -> Estimate:
    named = _NAMES.get(name, name)
    return estimate((name, pair), values, found, statistic=named, items=items, reason=reason)


def _icc(icc: Icc, weights: Weights, values: Found, found: Mapping[Key, Interval]) -> Estimate:
    items = icc.items(weights)
    return _estimate("icc", values, found, items, _ONE_NUMBER if items > 1 else _TOO_THIN)


def _prevalence(matrix: Matrix[int], scale: Scale, rater: int | None) -> dict[Label, float]:
    counts = matrix.counted(rater)
    total = counts.total()
    return {label: counts[at] / total if total else 0.0 for at, label in enumerate(scale.labels)}


def _weighted_mean(matrix: Matrix[float], rater: int) -> float:
    counts = matrix.counted(rater)
    return sum(value * count for value, count in counts.items()) / counts.total()


def _mean(values: Sequence[float | None]) -> float | None:
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined) if defined else None
