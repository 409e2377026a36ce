"""The team board: who is shown, in which order, and quick with many."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.tui.board import ORDERS, Index, Layout, Sight, about_text, heading, row_line
from simulator.year.values import Board
from tests.tui.with_year import TEAM, crowd

NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
INDEX = Index(TEAM)


def names(sight, index=INDEX):
    return [index.board.rows[place].name.split()[0] for place in index.shown(sight)]


def test_what_presses_most_stands_first():
    assert names(Sight()) == ["Bela", "Edda", "Cleo", "[bold]Dov[/bold]", "Ada", "Ōkubo"]


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("name", "[bold]Dov[/bold]", "Ōkubo"), ("days", "Bela", "Ōkubo"), ("last", "[bold]Dov[/bold]", "Ada")],
)
def test_every_order_turns_around(order, first, last):
    forth = Sight().sorted_by(order)
    assert (names(forth)[0], names(forth)[-1]) == (first, last)
    back = forth.sorted_by(order)
    assert back.upwards
    assert names(back) != names(forth)
    assert names(back.sorted_by(order)) == names(forth)


def test_a_requirement_is_looked_at_alone():
    assert names(Sight(about=1))[:2] == ["Bela", "Cleo"]
    assert about_text(INDEX, Sight(about=1)) == "Refresher 2026 · Speaking with the bereaved"
    assert about_text(INDEX, Sight()) == "what presses most"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bela", ["Bela"]), ("SUPPORT overdue", ["Bela"]), ("大久保", ["Ōkubo"]), ("nobody", []),
        ("[bold]", ["[bold]Dov[/bold]"]), ("exempt", ["[bold]Dov[/bold]"]),
    ],
)  # fmt: skip
def test_people_are_found_by_everything_in_their_lines(text, found):
    assert names(Sight(text=text)) == found


@given(st.sampled_from(ORDERS), st.booleans(), st.integers(-1, 1), st.text(max_size=3))
def test_nobody_is_lost_or_doubled(order, upwards, about, text):
    shown = INDEX.shown(Sight(order, upwards, text, about))
    assert len(set(shown)) == len(shown)
    if not text.split():
        assert sorted(shown) == list(range(len(TEAM.rows)))


@given(st.integers(36, 200))
def test_a_line_fits_any_width(width):
    layout = Layout.fitting(width, len(TEAM.requirements))
    for place in range(len(TEAM.rows)):
        assert cell_len(row_line(INDEX, place, Sight(), layout, NOW).plain.rstrip()) <= max(width, 52)
    assert cell_len(heading(INDEX, Sight(), layout).plain) <= max(width, 54)


def test_late_people_are_counted():
    assert INDEX.late(INDEX.shown(Sight()), -1) == 2


def test_a_board_without_anybody_or_anything_asked():
    empty = Index(Board((), ()))
    assert empty.shown(Sight()) == []
    assert about_text(empty, Sight()) == "everything"


def test_ten_thousand_people_are_sorted_in_the_order_of_their_names():
    index = Index(crowd(10_000))
    shown = index.shown(Sight("name"))
    assert [index.board.rows[place].name for place in shown[:2]] == ["Person 00000", "Person 00001"]
    assert [index.board.rows[place].name for place in index.shown(Sight(text="09998"))] == ["Person 09998"]
