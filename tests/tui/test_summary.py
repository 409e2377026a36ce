"""The line on mood and needs of narrow terminals: what is wanted comes first and is never lost."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.tui.widgets.side_panel import summary_lines

MOOD = {"patience": 61, "trust": 46, "distress": 60}
BEFORE = {"patience": 50, "trust": 40, "distress": 70}


def needs(*titles, met=()):
    return [SimpleNamespace(title=title, met=title in met) for title in titles]


def test_all_on_one_line_where_there_is_room():
    lines = summary_lines({"trust": 30}, {"trust": 25}, needs("A day", "The doors", met=["The doors"]), 76)
    assert lines == ["wants: A day · trust 30 ▲ +5"]


def test_what_is_wanted_stands_alone_when_the_mood_needs_the_room():
    lines = summary_lines(MOOD, BEFORE, needs("That the line is not cut off", "The doors"), 76)
    assert lines == [
        "wants: That the line is not cut off, The doors",
        "patience 61 ▲ +11 · trust 46 ▲ +6 · distress 60 ▼ -10 better",
    ]


def test_on_narrow_terminals_the_amounts_go_and_the_judgement_stays():
    lines = summary_lines(
        MOOD, BEFORE, needs("That the line is not cut off", "The whole amount back", "A day"), 52
    )
    assert lines == [
        "wants: That the line is not cut off +2",
        "patience 61 ▲ · trust 46 ▲ · distress 60 ▼ better",
    ]


def test_nothing_wanted_and_nothing_felt():
    assert summary_lines({}, {}, [], 76) == []
    assert summary_lines({}, {}, needs("A day", met=["A day"]), 76) == []


@given(
    st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=90), max_size=6), st.integers(20, 120)
)
def test_no_line_is_ever_too_long(titles, width):
    assert all(cell_len(line) <= width for line in summary_lines(MOOD, BEFORE, needs(*titles), width))
