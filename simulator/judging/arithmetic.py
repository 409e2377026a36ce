"""The arithmetic of an evaluation form: exact until the last step, and the only place that makes numbers.

Weights, `not applicable`, automatic fail and mastery follow the evaluation forms of the contact-centre
field (Amazon Connect, "applied weight"; cmi5, "mastery score").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Protocol

from simulator.language.values import value

_HUNDRED = Fraction(100)
_NOTHING = Fraction(0)


@value
class Mark:
    """What the arithmetic knows of one question.

    Attributes:
        section: The section that it belongs to.
        section_weight: That section's weight; those of a form total 100.
        weight: Its weight relative to the other questions of the section.
        score: The chosen option's score; None when the question is not counted.
        max_score: The best option's score.
        critical: Whether a pass needs full marks here.
        withheld: Not counted because it could not be judged, rather than because it does not apply.
        automatic_fail: Whether the chosen option fails the whole form.
    """

    section: str
    section_weight: int
    weight: int
    score: int | None
    max_score: int
    critical: bool = False
    withheld: bool = False
    automatic_fail: bool = False

    @property
    def counted(self) -> bool:
        """Whether it has a share of the form; a question without points to win has none."""
        return self.score is not None and self.max_score > 0

    @property
    def share(self) -> Fraction:
        """The score as a share of the best score, 0 to 1; 0 when it is not counted."""
        return Fraction(self.score or 0, self.max_score) if self.counted else _NOTHING

    @property
    def full(self) -> bool:
        """Whether nothing is missing: full marks, or no points to win."""
        return self.score is not None and self.score >= self.max_score


@value
class Total:
    """The sums of a form.

    Attributes:
        applied_weights: Percentage points of each question, in order; 0 for those not counted.
        raw: The percentage before an automatic fail, unrounded; None when nothing was counted.
        percentage: The percentage, 0 after an automatic fail, unrounded.
        automatic_fail: Whether an option failed the whole form.
        passed: Mastery reached, no automatic fail, and every critical question at full marks.
    """

    applied_weights: tuple[Fraction, ...]
    raw: Fraction | None
    percentage: Fraction | None
    automatic_fail: bool
    passed: bool


class Threshold(Protocol):
    """A performance category with the percentages that it covers."""

    @property
    def performance_category(self) -> str:
        """Its name."""

    @property
    def max_score_percentage(self) -> float | None:
        """Covers percentages up to this one."""

    @property
    def min_score_percentage(self) -> float | None:
        """Covers percentages from this one."""


def total(marks: Sequence[Mark], mastery_score: float) -> Total:
    """Add up a form. `mastery_score` is a share, 0 to 1; it is compared with the unrounded percentage."""
    weights = applied_weights(marks)
    failed = any(mark.automatic_fail for mark in marks)
    if not any(weights):
        return Total(weights, None, None, failed, False)
    raw = _earned(weights, marks)
    percentage = _NOTHING if failed else raw
    reached = percentage >= exact(mastery_score) * _HUNDRED
    return Total(weights, raw, percentage, failed, reached and not failed and _criticals_met(marks))


def _earned(weights: Sequence[Fraction], marks: Sequence[Mark]) -> Fraction:
    """The percentage points earned. Summed up over one denominator: fractions are slow to add."""
    earning = [
        (points * min(mark.score, mark.max_score), of * mark.max_score)
        for (points, of), mark in zip([one.as_integer_ratio() for one in weights], marks, strict=True)
        if points and mark.score
    ]
    whole = lcm(*[denominator for _, denominator in earning])
    return Fraction(sum([points * (whole // denominator) for points, denominator in earning]), whole)


def applied_weights(marks: Sequence[Mark]) -> tuple[Fraction, ...]:
    """Percentage points of each question; what is not counted is shared out pro rata.

    Within a section its questions share the section's weight; a section without a counted question
    hands its weight to the other sections. The weights total 100, or 0 when nothing is counted.
    """
    return _shared_out(
        tuple(
            [
                (mark.section, mark.section_weight, mark.weight)
                if mark.score is not None and mark.max_score > 0
                else None
                for mark in marks
            ]
        )
    )


@lru_cache(maxsize=256)
def _shared_out(counted: tuple[tuple[str, int, int] | None, ...]) -> tuple[Fraction, ...]:
    """Remembered: the forms of one rubric have few weights, by which of its questions are counted.

    Args:
        counted: The section, its weight and its own weight of each question; None where it is not counted.
    """
    in_section: dict[str, int] = {}
    sections: dict[str, int] = {}
    for section, section_weight, weight in filter(None, counted):
        in_section[section] = in_section.get(section, 0) + weight
        sections[section] = section_weight
    whole = sum(sections.values())
    if not whole:
        return (_NOTHING,) * len(counted)
    return tuple(
        Fraction(100 * one[1] * one[2], whole * in_section[one[0]]) if one is not None else _NOTHING
        for one in counted
    )


def _criticals_met(marks: Iterable[Mark]) -> bool:
    # A critical question that could not be judged is not shown to be met, so it bars a pass.
    return all(mark.full or (mark.score is None and not mark.withheld) for mark in marks if mark.critical)


def category(percentage: Fraction | None, thresholds: Iterable[Threshold]) -> str | None:
    """The performance category of an unrounded percentage; None without a percentage."""
    if percentage is None:
        return None
    for threshold in thresholds:
        top, bottom = threshold.max_score_percentage, threshold.min_score_percentage
        below = top is None or percentage <= exact(top)
        above = bottom is None or percentage >= exact(bottom)
        if below and above and (top is not None or bottom is not None):
            return threshold.performance_category
    return "MEETS_EXPECTATIONS"


@lru_cache(maxsize=256)
def exact(value: float) -> Fraction:
    """The number as it was written: 0.8 is four fifths, not the nearest binary fraction."""
    return Fraction(repr(value))


def rounded(value: Fraction) -> float:
    """The value half-up to two decimals; the only rounding there is."""
    numerator, denominator = value.as_integer_ratio()
    return (200 * numerator + denominator) // (2 * denominator) / 100
