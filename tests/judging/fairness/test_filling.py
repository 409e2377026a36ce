"""However filling is ordered, it changes a talk in the same way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judging.fairness.dresses import FILLING
from tests.judging.fairness.scoring import points
from tests.judging.fairness.talks import TALKS


@pytest.mark.parametrize("name", TALKS)
@settings(max_examples=6, deadline=None)
@given(order=st.permutations(FILLING["the company"]))
def test_the_order_of_filling_says_nothing(name, order):
    talk = TALKS[name]
    first = [" ".join((reply, *FILLING["the company"])) for reply in talk.plain]
    other = [" ".join((reply, *order)) for reply in talk.plain]
    assert abs(points(talk, first) - points(talk, other)) <= 1


@pytest.mark.parametrize("name", TALKS)
@settings(max_examples=6, deadline=None)
@given(widths=st.lists(st.integers(1, 5), min_size=8, max_size=8))
def test_the_width_of_spaces_says_nothing(name, widths):
    talk = TALKS[name]
    wide = []
    for reply in talk.plain:
        words = reply.split(" ")
        wide.append("".join(word + " " * widths[at % 8] for at, word in enumerate(words)))
    assert abs(points(talk, wide) - points(talk, talk.plain)) <= 1
