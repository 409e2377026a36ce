from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.judging.agreement.icc import Icc
from tests.judging.agreement.tables import SHROUT_FLEISS, ones


def icc(rows, weights=None):
    return Icc(rows)(weights or ones(rows))


numbers = st.integers(0, 1000).map(lambda tenths: tenths / 10)


@st.composite
def tables(draw):
    raters = draw(st.integers(2, 4))
    return draw(st.lists(st.tuples(*[numbers] * raters), min_size=2, max_size=12))


def test_the_example_of_shrout_and_fleiss():
    found = Icc(SHROUT_FLEISS).mean_squares(ones(SHROUT_FLEISS))
    assert (found.rows, found.columns, found.error) == pytest.approx((11.24, 32.49, 1.02), abs=0.005)
    assert found.absolute == pytest.approx(0.290, abs=0.0005)
    assert found.consistent == pytest.approx(0.715, abs=0.0005)
    assert found.absolute_mean == pytest.approx(0.620, abs=0.0005)


def test_a_stricter_rater_agrees_in_order_only():
    found = Icc([(60, 50), (70, 60), (90, 80)]).mean_squares([1, 1, 1])
    assert found.consistent == pytest.approx(1)
    assert found.absolute == pytest.approx(0.823, abs=0.001)


@pytest.mark.parametrize(
    "rows", [[(50, 50), (50, 50)], [(50, 60)], [(50, None), (60, 70)], [(1,), (2,)], [(82.3, 82.3)] * 9, []]
)
def test_where_there_is_none(rows):
    assert icc(rows) is None


@pytest.mark.parametrize("value", [0.1, 0.7, 82.7, 33.33])
def test_drawing_one_number_again_and_again_is_no_spread(value):
    prepared = Icc([(5.3, 5.3), (value, value)])
    assert [prepared([0, times]) for times in range(2, 60)] == [None] * 58


def test_items_that_somebody_left_out_are_left_out():
    with_gaps = [*SHROUT_FLEISS[:3], (9, None, 9, 9), *SHROUT_FLEISS[3:]]
    assert icc(with_gaps) == pytest.approx(icc(SHROUT_FLEISS))
    assert Icc(with_gaps).items(ones(with_gaps)) == 6


def test_numbers_far_from_zero_lose_nothing():
    far = [tuple(value + 1e6 for value in row) for row in SHROUT_FLEISS]
    assert icc(far) == pytest.approx(icc(SHROUT_FLEISS))


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_items_and_raters_changes_nothing(rows, chance):
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    turned = [tuple(row[at] for at in order) for row in chance.sample(rows, len(rows))]
    assert icc(turned) == pytest.approx(icc(rows), abs=1e-6)


@given(tables())
def test_icc_is_one_at_most(rows):
    value = icc(rows)  # far below zero is possible: two items and two raters who disagree come to -4
    assert value is None or value <= 1 + 1e-9
    perfect = icc([row[:1] * 3 for row in rows])
    assert perfect == (pytest.approx(1) if len({row[0] for row in rows}) > 1 else None)


@given(tables(), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_a_weight_is_a_repetition(rows, weights):
    repeated = [row for row, weight in zip(rows, weights, strict=False) for _ in range(weight)]
    assert icc(rows, weights[: len(rows)]) == pytest.approx(icc(repeated), abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_an_analysis_of_variance_in_full(seed):
    import numpy

    chance = random.Random(seed)
    rows = [
        [base + chance.gauss(0, 5) for _ in range(3)] for base in (chance.uniform(0, 100) for _ in range(40))
    ]
    x = numpy.array(rows)
    n, k = x.shape
    by_item, by_rater, mean = x.mean(1, keepdims=True), x.mean(0, keepdims=True), x.mean()
    rows_ms = k * ((by_item - mean) ** 2).sum() / (n - 1)
    columns_ms = n * ((by_rater - mean) ** 2).sum() / (k - 1)
    error_ms = ((x - by_item - by_rater + mean) ** 2).sum() / ((n - 1) * (k - 1))
    expected = (rows_ms - error_ms) / (rows_ms + (k - 1) * error_ms + k * (columns_ms - error_ms) / n)
    assert icc(rows) == pytest.approx(float(expected))
