from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.judging.agreement.alpha import IntervalAlpha, NominalAlpha, OrdinalAlpha
from tests.judging.agreement.tables import KRIPPENDORFF, ones, patterns

STEPS = (0.0, 1.0, 2.0, 3.0, 4.0)


def alphas(rows, weights=None):
    weights = weights or ones(rows)
    return (
        NominalAlpha(rows, len(STEPS))(weights),
        OrdinalAlpha(rows, STEPS)(weights),
        IntervalAlpha(rows)(weights),
    )


def test_the_textbook_set():
    nominal, ordinal, interval = alphas(KRIPPENDORFF)
    assert nominal == pytest.approx(0.743, abs=0.0005)
    assert ordinal == pytest.approx(0.815, abs=0.0005)
    assert interval == pytest.approx(0.849, abs=0.0005)


def test_two_raters_by_hand():
    # Six labels, three of each: 2 of 6 disagree, by chance 18 of 30 would; 1 - (1/3) / (3/5).
    assert alphas([(0, 0), (0, 1), (1, 1)])[0] == pytest.approx(4 / 9)


def test_one_category_only_has_no_alpha():
    assert alphas([(2, 2), (2, None), (2, 2)]) == (None, None, None)
    assert alphas([(2, None), (None, 1)]) == (None, None, None)


def test_an_item_with_one_label_counts_for_nothing():
    assert alphas([(0, 1), (1, 1), (2, 2)]) == alphas([(0, 1), (None, 4), (1, 1), (3, None), (2, 2)])


def test_numbers_far_from_zero_lose_nothing():
    rows = [(7.25, 7.5), (9.0, 9.25), (8.0, 7.75)]
    far = [tuple(value + 1e6 for value in row) for row in rows]
    assert IntervalAlpha(far)(ones(far)) == pytest.approx(IntervalAlpha(rows)(ones(rows)))
    assert IntervalAlpha([(82.3, 82.3)] * 7 + [(82.7, 82.7)])([1] * 7 + [0]) is None


@pytest.mark.parametrize("value", [0.1, 0.7, 82.7, 33.33])
def test_drawing_one_number_again_and_again_is_no_spread(value):
    prepared = IntervalAlpha([(5.3, 5.3), (value, value)])
    assert [prepared([0, times]) for times in range(1, 60)] == [None] * 59


def test_steps_of_one_rank_are_one_step():
    tied = OrdinalAlpha([(0, 1), (1, 0), (2, 2)], (0.0, 0.0, 1.0))
    assert tied([1, 1, 1]) == 1


@given(patterns(categories=5), st.randoms(use_true_random=False))
def test_the_order_of_items_and_raters_changes_nothing(rows, chance):
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    turned = [tuple(row[at] for at in order) for row in chance.sample(rows, len(rows))]
    assert alphas(turned) == pytest.approx(alphas(rows))


@given(patterns(categories=5))
def test_alpha_keeps_its_bounds(rows):
    paired = [[label for label in row if label is not None] for row in rows]
    paired = [labels for labels in paired if len(labels) > 1]
    perfect = all(len(set(labels)) == 1 for labels in paired)
    for value in alphas(rows):
        assert value is None or -2 <= value <= 1 + 1e-9
        if perfect and value is not None:
            assert value == pytest.approx(1)


@given(patterns(categories=5), st.lists(st.integers(0, 3), min_size=25, max_size=25))
def test_a_weight_is_a_repetition(rows, weights):
    repeated = [row for row, weight in zip(rows, weights, strict=False) for _ in range(weight)]
    assume(repeated)
    assert alphas(rows, weights[: len(rows)]) == pytest.approx(alphas(repeated))


@pytest.mark.parametrize("seed", range(5))
def test_the_library_of_that_name_finds_the_same(seed):
    import krippendorff

    chance = random.Random(seed)
    rows = []
    for _ in range(60):
        true = chance.randrange(5)
        said = [true if chance.random() < 0.5 else chance.randrange(5) for _ in range(4)]
        rows.append(tuple(None if chance.random() < 0.2 else label for label in said))
    table = [
        [float("nan") if label is None else float(label) for label in rater]
        for rater in zip(*rows, strict=True)
    ]
    levels = ("nominal", "ordinal", "interval")
    theirs = [krippendorff.alpha(reliability_data=table, level_of_measurement=level) for level in levels]
    assert alphas(rows) == pytest.approx(theirs)
