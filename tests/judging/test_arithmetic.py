from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.judging.arithmetic import Mark, applied_weights, category, exact, rounded, total


def mark(score: int | None = 10, *, section: str = "a", share: int = 100, weight: int = 1, **more) -> Mark:
    return Mark(section, share, weight, score, 10, **more)


@st.composite
def forms(draw) -> list[Mark]:
    """Forms of up to four sections whose weights total 100, each with up to five questions."""
    count = draw(st.integers(1, 4))
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=count - 1, max_size=count - 1)))
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    marks = []
    for number, share in enumerate(shares):
        for _ in range(draw(st.integers(1, 5))):
            best = draw(st.integers(0, 10))
            score = draw(st.none() | st.integers(0, best))
            weight = draw(st.integers(1, 20))
            fails = score is not None and draw(st.integers(0, 20)) == 0
            critical = draw(st.booleans())
            marks.append(Mark(f"s{number}", share, weight, score, best, critical, automatic_fail=fails))
    return marks


@given(forms())
def test_applied_weights_total_100_or_nothing(form):
    weights = applied_weights(form)
    counted = any(m.counted and m.section_weight for m in form)
    assert sum(weights) == (100 if counted else 0)
    assert all(weight == 0 for weight, m in zip(weights, form, strict=True) if not m.counted)


@given(forms())
def test_percentages_stay_within_bounds(form):
    sums = total(form, 0.8)
    if sums.raw is None:
        assert sums.percentage is None
        assert not sums.passed
    else:
        assert 0 <= sums.percentage <= sums.raw <= 100


@given(forms(), st.data())
def test_a_better_mark_never_lowers_the_percentage(form, data):
    at = data.draw(st.integers(0, len(form) - 1))
    if form[at].score is None or form[at].score >= form[at].max_score:
        return
    better = [*form]
    better[at] = replace(form[at], score=form[at].score + 1)
    before, after = total(form, 0.8), total(better, 0.8)
    assert after.raw is None or after.raw >= before.raw
    assert after.passed or not before.passed


@given(forms(), st.text(alphabet="xyz", min_size=1, max_size=3), st.integers(1, 20))
def test_a_question_that_does_not_apply_changes_nothing(form, name, weight):
    section = form[0]
    extra = Mark(section.section, section.section_weight, weight, None, 10, critical=True)
    with_extra = total([*form, extra], 0.8)
    without = total(form, 0.8)
    assert with_extra.raw == without.raw
    assert with_extra.passed == without.passed
    assert with_extra.applied_weights == (*without.applied_weights, 0)


@given(forms())
def test_an_automatic_fail_gives_zero_and_keeps_the_raw_percentage(form):
    failed = [replace(form[0], automatic_fail=True, score=form[0].score or 0), *form[1:]]
    sums = total(failed, 0.0)
    assert sums.automatic_fail
    assert not sums.passed
    if sums.raw is not None:
        assert sums.percentage == 0
        assert sums.raw == total([replace(m, automatic_fail=False) for m in failed], 0.0).raw


def test_the_worked_example_of_the_guide():
    form = [
        mark(5, section="hear", share=40, weight=1),
        mark(10, section="hear", share=40, weight=3),
        mark(None, section="help", share=60, weight=2),
        mark(6, section="help", share=60, weight=1),
        mark(10, section="help", share=60, weight=1),
    ]
    sums = total(form, 0.8)
    assert sums.applied_weights == (10, 30, 0, 30, 30)
    assert sums.raw == sums.percentage == 83
    assert sums.passed


def test_a_section_without_a_counted_question_hands_its_weight_on():
    form = [
        mark(None, section="a", share=30),
        mark(5, section="b", share=50),
        mark(10, section="c", share=20),
    ]
    assert applied_weights(form) == (0, Fraction(500, 7), Fraction(200, 7))


def test_nothing_counted_is_no_score_rather_than_full_marks():
    sums = total([mark(None), mark(None)], 0.0)
    assert (sums.raw, sums.percentage, sums.passed) == (None, None, False)


def test_a_question_without_points_weighs_nothing():
    sums = total([Mark("a", 100, 5, 0, 0), mark(8)], 0.8)
    assert sums.applied_weights == (0, 100)
    assert sums.raw == 80


def test_mastery_is_compared_before_rounding():
    almost = [mark(7999, weight=1, share=100)]
    almost[0] = replace(almost[0], max_score=10_000)
    assert rounded(total(almost, 0.8).percentage) == 79.99
    nearly = [replace(almost[0], score=79_999, max_score=100_000)]
    assert rounded(total(nearly, 0.8).percentage) == 80.0
    assert not total(nearly, 0.8).passed


def test_mastery_is_the_decimal_number_that_was_written():
    assert total([mark(7), mark(7)], 0.7).passed
    assert total([Mark("a", 100, 1, 29, 100)], 0.29).passed


@pytest.mark.parametrize(
    ("critical", "passed"),
    [
        (mark(9, critical=True), False),
        (mark(10, critical=True), True),
        (mark(None, critical=True), True),
        (mark(None, critical=True, withheld=True), False),
    ],
)
def test_a_pass_needs_every_critical_question(critical, passed):
    assert total([critical, mark(10, weight=20)], 0.8).passed is passed


@given(st.integers(0, 10_000_000))
def test_rounding_is_half_up_to_two_decimals(thousandths):
    value = Fraction(thousandths, 1000)
    cents = (thousandths + 5) // 10
    assert rounded(value) == cents / 100


def test_half_a_cent_rounds_up_where_floats_would_not():
    assert rounded(Fraction("2.675")) == 2.68
    assert rounded(Fraction("0.125")) == 0.13
    assert rounded(Fraction(100)) == 100.0


@dataclass
class Band:
    performance_category: str
    max_score_percentage: float | None = None
    min_score_percentage: float | None = None


BANDS = [
    Band("NEEDS_IMPROVEMENT", max_score_percentage=69.99),
    Band("EXCEEDS_EXPECTATIONS", min_score_percentage=90),
]


@pytest.mark.parametrize(
    ("percentage", "expected"),
    [
        (Fraction("69.99"), "NEEDS_IMPROVEMENT"),
        (Fraction("69.994"), "MEETS_EXPECTATIONS"),
        (Fraction("89.999"), "MEETS_EXPECTATIONS"),
        (Fraction(90), "EXCEEDS_EXPECTATIONS"),
        (Fraction(0), "NEEDS_IMPROVEMENT"),
        (None, None),
    ],
)
def test_categories_compare_the_unrounded_percentage(percentage, expected):
    assert category(percentage, BANDS) == expected


def test_without_bands_everything_meets_expectations():
    assert category(Fraction(3), []) == "MEETS_EXPECTATIONS"
    assert category(Fraction(3), [Band("NEEDS_IMPROVEMENT")]) == "MEETS_EXPECTATIONS"


def test_exact_reads_the_written_number():
    assert exact(0.1) + exact(0.2) == exact(0.3)
    assert exact(90) == 90
