"""Published tables, and tables that hypothesis draws."""

from __future__ import annotations

from hypothesis import strategies as st

KRIPPENDORFF = tuple(
    tuple(None if mark == "." else int(mark) - 1 for mark in item)
    for item in zip("123321412...", "1233224125.3", ".3332342251.", "12332441251.", strict=True)
)
"""Krippendorff (2004), four observers, twelve units: categories 1 to 5 as 0 to 4."""

SHROUT_FLEISS = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
"""Shrout and Fleiss (1979), table 2: six targets, four judges."""

COHEN_1968 = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
"""Cohen (1968), table 1: two judges, 200 cases, three categories."""


def pairs_of(table):
    """The two labels of each item of a contingency table."""
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def ones(rows):
    return [1] * len(rows)


@st.composite
def patterns(draw, *, raters=None, categories=4, missing=True):
    """Rows of labels from 0 up, some of them missing."""
    width = raters or draw(st.integers(2, 4))
    label = st.integers(0, categories - 1)
    cell = st.none() | label if missing else label
    return [tuple(draw(cell) for _ in range(width)) for _ in range(draw(st.integers(2, 25)))]
