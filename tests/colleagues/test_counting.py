"""Quartiles, histograms and shares."""

from __future__ import annotations

from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.colleagues.counting import Spread, histogram, rate, shares, spread


@given(st.lists(st.floats(0, 100), min_size=2, max_size=60))
def test_quartiles_are_those_of_the_library(numbers):
    found = spread(numbers)
    assert (found.first, found.median, found.third) == pytest.approx(
        quantiles(numbers, n=4, method="inclusive")
    )
    assert (found.low, found.high) == (min(numbers), max(numbers))


def test_nothing_has_no_spread_and_one_number_is_all():
    assert spread([]) == Spread()
    assert spread([7]) == Spread(7, 7, 7, 7, 7)


@given(st.lists(st.floats(0, 100)))
def test_every_percentage_is_in_one_tenth(percentages):
    assert sum(histogram(percentages)) == len(percentages)


def test_tenths_begin_where_the_last_one_ends():
    assert histogram([0, 9.99, 10, 99.9, 100]) == (2, 1, 0, 0, 0, 0, 0, 0, 0, 2)


def test_shares_are_told_by_number_and_then_by_name():
    assert list(shares("bacabz").items()) == [("a", 2), ("b", 2), ("c", 1), ("z", 1)]
    assert rate([True, False, False, True]) == 0.5
    assert rate([]) is None
