"""Labelled lines: what is too long goes on under its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from simulator.tui.widgets.hanging import hung, labelled

LINE = labelled(Content("rests on  "), Content("one two three four five six seven"))


def test_a_continued_line_stands_under_the_words():
    assert hung(LINE, 26).plain.split("\n") == [
        "rests on  one two three",
        "          four five six",
        "          seven",
    ]


def test_a_line_that_fits_is_left_as_it_is():
    assert hung(LINE, 80).plain == "rests on  one two three four five six seven"


def test_without_room_the_words_go_on_under_the_label():
    assert hung(LINE, 20).plain == "rests on  one two three four five six seven"


def test_a_break_in_the_words_keeps_to_their_margin():
    shown = hung(labelled(Content("you said  "), Content("first\n\nthen")), 60).plain
    assert [line.rstrip() for line in shown.split("\n")] == ["you said  first", "", "          then"]


@given(st.text(alphabet="ab \n語", max_size=80), st.integers(1, 60))
def test_nothing_is_lost_and_nothing_sticks_out(words, width):
    shown = hung(labelled(Content("so  "), Content(words)), width)
    assert "".join(shown.plain.split()) == "so" + "".join(words.split())
    if width >= 20:
        assert all(line.cell_length <= width for line in shown.split("\n"))
