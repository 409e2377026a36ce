"""How well a reader that says how sure it is finds what a rater saw: precision, recall, F1 and AUC.

Sources: van Rijsbergen, C. J. (1979), Information Retrieval, chapter 7 (F1, from the E measure); Hanley,
J. A. and McNeil, B. J. (1982), The meaning and use of the area under a receiver operating characteristic
curve, Radiology 143, 29-36: the AUC is the chance that a random yes is given more confidence than a random
no, ties half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from simulator.judging.agreement.bootstrap import intervals, weightings
from simulator.judging.agreement.estimates import Estimate, estimate
from simulator.judging.agreement.reliability import Drawing
from simulator.judging.agreement.weighing import Weights

ENOUGH_YES = 8
"""A behaviour counts for the macro F1 when the rater saw it at least this often."""


class Seen(NamedTuple):
    """One behaviour in one item.

    Attributes:
        truth: Whether the rater saw it.
        said: Whether the reader said so.
        confidence: How sure of a yes the reader was, 0 to 1; None where it did not say.
    """

    truth: bool
    said: bool
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Detection:
    """One behaviour.

    Attributes:
        behaviour: Its name.
        items: Items that both labelled.
        yes: In how many of them the rater saw it.
        precision: The share of the reader's yes that is right; None where it never said yes.
        recall: The share of the rater's yes that was found; None where there is none.
        f1: Their harmonic mean.
        auc: The area under the curve of the confidences.
    """

    behaviour: str
    items: int
    yes: int
    precision: float | None
    recall: float | None
    f1: Estimate
    auc: Estimate

    @property
    def counts(self) -> bool:
        """Whether it occurs often enough for the macro F1."""
        return self.yes >= ENOUGH_YES


@dataclass(frozen=True, slots=True)
class Comparison:
    """A reader against a rater.

    Attributes:
        reader: Who gave confidences.
        rater: Who is taken to be right.
        behaviours: Each behaviour that both labelled.
        macro_f1: The mean F1 of those that occur at least 8 times.
    """

    reader: str
    rater: str
    behaviours: tuple[Detection, ...]
    macro_f1: Estimate


class _Behaviour:
    """One behaviour over all items, prepared for many weights.

    Args:
        seen: What is known of each item; None where one of the two has no label.
    """

    def __init__(self, seen: Sequence[Seen | None]) -> None:
        known = [(at, found) for at, found in enumerate(seen) if found is not None]
        self.right = [at for at, found in known if found.truth and found.said]
        self.false = [at for at, found in known if found.said and not found.truth]
        self.missed = [at for at, found in known if found.truth and not found.said]
        sure = sorted(
            (found.confidence, at, found.truth) for at, found in known if found.confidence is not None
        )
        self._steps = [
            ([at for _, at, truth in step if truth], [at for _, at, truth in step if not truth])
            for step in (list(group) for _, group in groupby(sure, key=lambda entry: entry[0]))
        ]

    def f1(self, weights: Weights) -> float | None:
        right = 2 * _sum(weights, self.right)
        whole = right + _sum(weights, self.false) + _sum(weights, self.missed)
        return right / whole if whole else None

    def auc(self, weights: Weights) -> float | None:
        below, won, all_yes = 0, 0.0, 0
        for true, false in self._steps:
            yes, no = _sum(weights, true), _sum(weights, false)
            won += yes * (below + no / 2)
            below += no
            all_yes += yes
        return won / (all_yes * below) if all_yes and below else None


def compare(reader: str, rater: str, seen: Mapping[str, Mapping[str, Seen]], drawing: Drawing) -> Comparison:
    """A reader against a rater.

    Args:
        reader: Who gave confidences.
        rater: Who is taken to be right.
        seen: By behaviour and item, what both said.
        drawing: How the bootstrap draws items; all behaviours of an item are drawn together.
    """
    items = sorted({item for found in seen.values() for item in found})
    prepared = {name: _Behaviour([found.get(item) for item in items]) for name, found in seen.items()}
    counted = [name for name, found in seen.items() if sum(s.truth for s in found.values()) >= ENOUGH_YES]

    def measure(weights: Weights) -> dict[tuple[str, str], float | None]:
        found = {("f1", name): one.f1(weights) for name, one in prepared.items()}
        macro = [value for name in counted if (value := found["f1", name]) is not None]
        found["macro_f1", ""] = sum(macro) / len(macro) if macro else None
        found.update({("auc", name): one.auc(weights) for name, one in prepared.items()})
        return found

    places = range(len(items))
    values = measure([1] * len(items))
    ends = intervals(measure, weightings(places, len(items), resamples=drawing.resamples, seed=drawing.seed))
    listed = []
    for name, found in seen.items():
        one = prepared[name]
        f1 = estimate(("f1", name), values, ends, statistic="f1", items=len(found), reason="neither said yes")
        auc = estimate(
            ("auc", name), values, ends, statistic="auc", items=len(found), reason="it needs a yes and a no"
        )
        listed.append(_detection(name, found, one, f1, auc))
    macro_f1 = estimate(
        ("macro_f1", ""), values, ends, statistic="macro_f1", items=len(items),
        reason=f"no behaviour occurs {ENOUGH_YES} times",
    )  # fmt: skip
    return Comparison(reader, rater, tuple(listed), macro_f1)


def _detection(
    name: str, found: Mapping[str, Seen], one: _Behaviour, f1: Estimate, auc: Estimate
) -> Detection:
    right, yes = len(one.right), len(one.right) + len(one.missed)
    said = right + len(one.false)
    precision = right / said if said else None
    recall = right / yes if yes else None
    return Detection(name, len(found), yes, precision, recall, f1, auc)


def _sum(weights: Weights, places: Sequence[int]) -> int:
    return sum([weights[at] for at in places])
