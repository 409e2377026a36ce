from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.reporting.shares import NONE, NOTHING, Mean, Share, hundredths, mean_of, told_hundredths


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [
        (0, 0, NOTHING), (0, 8, "0 %"), (5, 8, "63 %"), (1, 3, "33 %"), (2, 3, "67 %"), (8, 8, "100 %"),
        (999, 1000, "99 %"), (1, 1000, "1 %"), (1, 200, "1 %"),
    ],
)  # fmt: skip
def test_a_share_is_told_in_whole_per_cent(part, of, told):
    assert Share(part, of).told == told


def test_the_count_stands_beside_a_share():
    assert Share(1200, 3400).beside == "1,200 of 3,400"


@given(st.integers(1, 10**6), st.data())
def test_rounded_shares_never_claim_all_or_nothing_and_stay_within_half_a_per_cent_of_the_rest(of, data):
    part = data.draw(st.integers(0, of))
    share = Share(part, of)
    assert (share.percent == 100) == (part == of)
    assert (share.percent == 0) == (part == 0)
    exact = Fraction(100 * part, of)
    assert abs(share.percent - exact) <= Fraction(1, 2) or share.percent in (1, 99)
    assert abs(Fraction(share.hundredths, 100) - exact) <= Fraction(1, 200)


def test_one_more_is_counted():
    assert NONE.plus(True).plus(False).plus(True) == Share(2, 3)


def test_json_of_a_share_holds_the_counts_too():
    assert Share(2, 3).to_json() == {"count": 2, "of": 3, "percentage": 66.67}
    assert NONE.to_json() == {"count": 0, "of": 0, "percentage": None}


@given(st.lists(st.integers(0, 10000), min_size=1))
def test_a_mean_is_rounded_half_up_from_the_exact_one(values):
    exact = Fraction(sum(values), len(values))
    assert mean_of(values).value == int(exact + Fraction(1, 2))


def test_a_mean_of_nothing_is_a_dash():
    assert mean_of([]).told == NOTHING
    assert Mean(0, 0).to_json() == {"mean": None, "of": 0}


@pytest.mark.parametrize(
    ("value", "told"), [(8150, "81.5 %"), (8145, "81.5 %"), (8144, "81.4 %"), (8000, "80 %")]
)
def test_hundredths_are_told_with_one_decimal_where_it_is_needed(value, told):
    assert told_hundredths(value) == told


def test_percentages_on_record_become_whole_numbers():
    assert hundredths(66.67) == 6667
    assert hundredths(0.07) == 7
    assert hundredths(None) is None
