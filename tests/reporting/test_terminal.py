from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.reporting.document import Bar, Bars, Section, Table
from simulator.reporting.shares import Share
from simulator.reporting.terminal import block_bar, text
from tests.reporting.samples import REPORTS, empty, report

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("kind", REPORTS)
def test_no_line_is_wider_than_eighty_columns(kind):
    lines = list(text(REPORTS[kind](), cell_len))
    assert [line for line in lines if cell_len(line) > 80] == []
    assert not [line for line in lines if line != line.rstrip() or "\x1b" in line]


@pytest.mark.parametrize("kind", ["year", "person"])
def test_the_text_is_as_it_was(kind):
    found = "\n".join(text(REPORTS[kind]())) + "\n"
    kept = GOLDEN / f"{kind}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(found, encoding="utf-8")
    assert found == kept.read_text(encoding="utf-8")


def test_a_year_in_which_nothing_happened_is_told_in_words():
    found = "\n".join(text(empty()))
    assert "Nothing is asked of anybody at this time." in found
    assert "No attempt was made in this time." in found
    assert "Nothing was judged." in found


def test_bars_grow_with_the_share_and_something_is_never_drawn_as_nothing():
    assert block_bar(Share(0, 9), 4) == "····"
    assert block_bar(Share(1, 1000), 4) == "▏···"
    assert block_bar(Share(1, 2), 4) == "██··"
    assert block_bar(Share(9, 9), 4) == "████"
    assert block_bar(Share(0, 0), 4) == "····"


@given(st.lists(st.text(max_size=90), min_size=3, max_size=3), st.integers(0, 9))
def test_whatever_the_words_every_line_fits(words, part):
    section = Section(
        words[0],
        (
            Table(("a", "b", "c"), (tuple(words),), frozenset({1})),
            Bars(("what", "share", "of", ""), (Bar(words[1], Share(part, 9)), Bar(words[2], Share(0, 9)))),
        ),
        words[2],
    )
    for line in text(report((section,)), cell_len):
        assert cell_len(line) <= 80
        assert "\n" not in line


def test_wide_characters_keep_columns_below_each_other():
    names = ("港口办公室", "Quay")
    bars = tuple(Bar(name, Share(1, 2)) for name in names)
    found = [
        line
        for line in text(report((Section("", (Bars(("", "", "", ""), bars),)),)), cell_len)
        if "█" in line
    ]
    assert len({cell_len(line) for line in found}) == 1
