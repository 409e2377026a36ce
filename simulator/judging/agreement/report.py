"""Everything that a set of labels says about agreement: by question, of the percentages, and as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.judging.agreement.detection import Comparison, Seen, compare
from simulator.judging.agreement.labels import NO, YES, Ratings
from simulator.judging.agreement.reliability import (
    Agreement,
    Drawing,
    percentage_agreement,
    question_agreement,
)
from simulator.judging.agreement.scale import Form, Scale

_YES_NO = frozenset({YES, NO})


@dataclass(frozen=True, slots=True)
class Mean:
    """The plain mean of a statistic over questions.

    Attributes:
        value: The mean.
        questions: The questions where it is defined.
    """

    value: float
    questions: int


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a comparison.

    Attributes:
        raters: Everybody, by name.
        items: Items that two raters or more labelled.
        questions: Each question, in the order of the form, or in that of the files.
        percentages: The percentages of whole forms; None where nobody gave any, or one rater only.
        comparisons: Readers that say how sure they are, each against each rater who does not.
        drawing: How the intervals were drawn.
    """

    raters: tuple[str, ...]
    items: int
    questions: tuple[Agreement, ...]
    percentages: Agreement | None
    comparisons: tuple[Comparison, ...]
    drawing: Drawing

    @property
    def means(self) -> Mapping[str, Mean]:
        """The plain mean over questions of what is known for each of them, by statistic."""
        found: dict[str, list[float]] = {"percent_agreement": [], "kappa": [], "alpha_nominal": []}
        for question in self.questions:
            for one in question.estimates:
                if one.statistic in found and one.value is not None:
                    found[one.statistic].append(one.value)
        return {
            name: Mean(sum(values) / len(values), len(values)) for name, values in found.items() if values
        }


def report(ratings: Ratings, form: Form | None, drawing: Drawing) -> Report:
    """Compare all raters on all that they labelled.

    Args:
        ratings: The labels; with a form, every label of its questions is one of its options.
        form: Gives the order of questions and the worth of options; None orders numbers only.
        drawing: How the bootstrap draws.
    """
    overlapping = any(len(row) > 1 for row in ratings.percentages.values())
    return Report(
        ratings.raters,
        ratings.overlap(),
        tuple(_question(name, ratings, form, drawing) for name in _ordered(ratings, form)),
        percentage_agreement(ratings.percentages, drawing) if overlapping else None,
        _comparisons(ratings, drawing),
        drawing,
    )


def _ordered(ratings: Ratings, form: Form | None) -> list[str]:
    known = [name for name in form.questions if name in ratings.questions] if form else []
    return known + [name for name in ratings.questions if name not in known]


def _question(name: str, ratings: Ratings, form: Form | None, drawing: Drawing) -> Agreement:
    table = ratings.of(name)
    used = {label for row in table.values() for label in row.values()}
    scale = form.scale(name, used) if form else Scale.of_labels(used)
    return question_agreement(name, table, scale, drawing)


def _comparisons(ratings: Ratings, drawing: Drawing) -> tuple[Comparison, ...]:
    tables = ratings.confidences.values()
    readers = sorted({rater for table in tables for row in table.values() for rater in row})
    pairs = ((reader, rater) for reader in readers for rater in ratings.raters if rater not in readers)
    listed = ((reader, rater, _seen(ratings, reader, rater)) for reader, rater in pairs)
    return tuple(compare(reader, rater, seen, drawing) for reader, rater, seen in listed if seen)


def _seen(ratings: Ratings, reader: str, rater: str) -> dict[str, dict[str, Seen]]:
    """What both labelled with yes or no, by behaviour and item."""
    found: dict[str, dict[str, Seen]] = {}
    for name, sure in ratings.confidences.items():
        for item, row in ratings.of(name).items():
            if row.get(reader) in _YES_NO and row.get(rater) in _YES_NO:
                confidence = sure.get(item, {}).get(reader)
                one = Seen(row[rater] == YES, row[reader] == YES, confidence)
                found.setdefault(name, {})[item] = one
    return found
