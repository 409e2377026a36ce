from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.judging.agreement.kappa import Pair, expected_linear, expected_quadratic
from tests.judging.agreement.tables import COHEN_1968, ones, pairs_of, patterns

STEPS = (0.0, 1.0, 2.0, 3.0)


def figures(rows, positions=STEPS, weights=None, categories=4):
    return Pair(rows, 0, 1, categories, positions)(weights or ones(rows))


def by_definition(rows, distance):
    """One minus observed over expected disagreement, straight from Cohen (1968)."""
    rated = [row[:2] for row in rows if None not in row[:2]]
    n = len(rated)
    observed = sum(Fraction(distance(a, b), n) for a, b in rated)
    expected = sum(Fraction(distance(a, b), n * n) for a, _ in rated for _, b in rated)
    return None if expected == 0 else float(1 - observed / expected)


def test_cohens_table_of_1968():
    rows = pairs_of(COHEN_1968)
    found = figures(rows, STEPS[:3], categories=3)
    assert found.items == 200
    assert found.agreement == pytest.approx(0.70)
    assert found.kappa == pytest.approx(0.492, abs=0.0005)
    # By hand: 1 - .40 / .76 and 1 - .60 / 1.10.
    assert found.linear == pytest.approx(9 / 19)
    assert found.quadratic == pytest.approx(5 / 11)


def test_a_table_by_hand():
    # 20 and 15 of 50 the same: .7; by chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / .5 = .4
    found = figures(pairs_of(((20, 5), (10, 15))), None, categories=2)
    assert (found.agreement, found.linear, found.quadratic) == (0.7, None, None)
    assert found.kappa == pytest.approx(0.4)


def test_the_paradox_of_prevalence():
    """The same agreement, and a kappa that falls with one-sided labels (Feinstein and Cicchetti 1990)."""
    balanced = figures(pairs_of(((40, 9), (6, 45))), None, categories=2)
    one_sided = figures(pairs_of(((80, 10), (5, 5))), None, categories=2)
    assert (balanced.agreement, one_sided.agreement) == (0.85, 0.85)
    assert balanced.kappa == pytest.approx(0.70, abs=0.005)
    assert one_sided.kappa == pytest.approx(0.32, abs=0.005)


def test_one_category_only_has_no_kappa():
    found = figures([(1, 1)] * 9)
    assert found == (9, 1.0, None, None, None)


def test_nobody_rated_both():
    assert figures([(1, None), (None, 2)]) == (0, None, None, None, None)


def test_options_of_one_rank_agree_in_weight_but_not_in_name():
    found = figures([(0, 1), (1, 0), (2, 2), (0, 0)], (0.0, 0.0, 1.0), categories=3)
    assert found.kappa < 1
    assert found.linear == found.quadratic == 1


@given(patterns())
def test_closed_forms_are_the_definition(rows):
    found = figures(rows)
    assert found.kappa == pytest.approx(by_definition(rows, lambda a, b: int(a != b))) or found.items == 0
    if found.items:
        assert found.linear == pytest.approx(by_definition(rows, lambda a, b: abs(a - b)))
        assert found.quadratic == pytest.approx(by_definition(rows, lambda a, b: (a - b) ** 2))


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=6, unique=True).map(sorted), st.data())
def test_expected_disagreement_on_any_scale(positions, data):
    counts = st.lists(st.integers(0, 9), min_size=len(positions), max_size=len(positions))
    rows = data.draw(counts)
    columns = data.draw(st.permutations(rows))
    cells = [
        (r * c, abs(p - q))
        for r, p in zip(rows, positions, strict=True)
        for c, q in zip(columns, positions, strict=True)
    ]
    linear, quadratic = sum(n * d for n, d in cells), sum(n * d * d for n, d in cells)
    assert expected_linear(positions, rows, columns) == pytest.approx(linear, abs=1e-6)
    assert expected_quadratic(positions, rows, columns) == pytest.approx(quadratic, rel=1e-6, abs=1e-5)


@given(patterns(raters=2), st.randoms(use_true_random=False))
def test_the_order_of_items_and_raters_changes_nothing(rows, chance):
    before = figures(rows)
    turned = [(b, a) for a, b in chance.sample(rows, len(rows))]
    assert figures(turned) == pytest.approx(before)


@given(patterns(raters=2))
def test_kappa_keeps_its_bounds(rows):
    found = figures(rows)
    for value in (found.kappa, found.linear, found.quadratic):
        assert value is None or -1 - 1e-9 <= value <= 1
    if found.agreement == 1:
        assert found.kappa in (None, 1)


@given(patterns(raters=2, missing=False), st.lists(st.integers(0, 3), min_size=25, max_size=25))
def test_a_weight_is_a_repetition(rows, weights):
    repeated = [row for row, weight in zip(rows, weights, strict=False) for _ in range(weight)]
    assert figures(rows, weights=weights[: len(rows)]) == pytest.approx(
        figures(repeated) if repeated else (0, *[None] * 4)
    )


def test_quadratic_kappa_is_the_correlation_where_the_margins_are_the_same():
    """Cohen (1968): with equal margins the two coefficients are one."""
    found = figures(pairs_of(((5, 2, 1), (1, 6, 2), (2, 1, 7))), STEPS[:3], categories=3)
    x, y = zip(*pairs_of(((5, 2, 1), (1, 6, 2), (2, 1, 7))), strict=True)
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    covariance = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    spread_x, spread_y = sum((a - mean_x) ** 2 for a in x), sum((b - mean_y) ** 2 for b in y)
    assert sorted(x.count(i) for i in range(3)) == sorted(y.count(i) for i in range(3))
    assert found.quadratic == pytest.approx(covariance / (spread_x * spread_y) ** 0.5)


@pytest.mark.parametrize("seed", range(5))
def test_scikit_learn_finds_the_same(seed):
    from sklearn.metrics import cohen_kappa_score  # takes seconds to load

    chance = random.Random(seed)
    rows = [
        (a := chance.randrange(4), a if chance.random() < 0.6 else chance.randrange(4)) for _ in range(150)
    ]
    found = figures(rows)
    first, second = zip(*rows, strict=True)
    for ours, weights in ((found.kappa, None), (found.linear, "linear"), (found.quadratic, "quadratic")):
        assert ours == pytest.approx(cohen_kappa_score(first, second, weights=weights))
