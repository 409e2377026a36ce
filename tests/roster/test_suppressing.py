from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.roster.suppressing import SMALLEST, suppressed, too_small


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ({}, ""),
        ({"a": 5, "b": 9}, ""),
        ({"a": 4, "b": 9, "c": 7}, "ac"),  # the smallest of the others goes too
        ({"a": 2, "b": 2, "c": 30, "d": 6}, "abd"),  # two of two are still four people
        ({"a": 3, "b": 3, "c": 30}, "ab"),
        ({"a": 4, "b": 0, "c": 8}, "ac"),  # nobody hides behind a cell without people
        ({"a": 4, "b": 0}, "a"),
        ({"a": 1}, "a"),
    ],
)
def test_small_cells_are_hidden_and_cannot_be_had_by_subtracting(cells, hidden):
    assert suppressed(cells) == set(hidden)


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 12), max_size=12))
def test_what_is_hidden_is_no_small_group_and_nothing_small_is_shown(cells):
    hidden = suppressed(cells)
    assert all(size == 0 or size >= SMALLEST for key, size in cells.items() if key not in hidden)
    assert all(cells[key] > 0 for key in hidden)
    total, together = sum(cells.values()), sum(cells[key] for key in hidden)
    if hidden and not too_small(total):
        assert together >= SMALLEST
        assert len(hidden) >= 2
    if all(size == 0 or size >= SMALLEST for size in cells.values()):
        assert not hidden


@pytest.mark.parametrize(("people", "small"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_group_is_small_from_one_to_four(people, small):
    assert too_small(people) is small
