"""What is owed and what was done, as lines."""

from __future__ import annotations

import pytest

from simulator.tui.my_year_text import advice_row, due_row, told
from simulator.tui.trainers_text import about, detail, line_content, lines_of
from simulator.tui.year_text import (
    LATE,
    SETTLED,
    days_text,
    due_aside,
    due_line,
    months_chart,
    sign_of,
    state_text,
    urgency,
)
from simulator.year.values import Month, MyYear, Standing, TrainersView
from tests.tui.with_year import ADVICE, DUES, MONTHS, VIEW, YEAR


@pytest.mark.parametrize("state", [*sorted(LATE), "in_grace"])
def test_what_is_late_is_told_by_a_sign(state):
    assert sign_of(state) == "!"


def test_what_should_not_wait_has_the_sign_of_what_is_late_and_what_is_done_never():
    assert [sign_of("in_progress", pressing=pressing) for pressing in (False, True)] == ["○", "!"]
    assert {sign_of(state, pressing=True) for state in SETTLED} == {"✓"}


@pytest.mark.parametrize(
    ("standing", "text"),
    [
        (Standing("in_progress", 2, 3, 41), "○ 2 of 3"),
        (Standing("not_started", 0, 3, 41), "○ not started"),
        (Standing("overdue", 2, 3, -1), "! overdue"),
        (Standing("in_grace", 2, 3, -1), "! 2 of 3"),
        (Standing("window_open", 1, 1, 9), "✓ renew now"),
        (Standing("exempt"), "- exempt"),
        (Standing("not_assigned"), "  not asked"),
        (Standing("a_new_state"), "○ a_new_state"),
    ],
)
def test_a_state_in_a_word_or_two(standing, text):
    assert state_text(standing) == text


def test_days_in_words():
    assert [days_text(days) for days in (None, 0, 1, 41, -1, -12)] == [
        "", "today", "1 day", "41 days", "1 day late", "12 days late",
    ]  # fmt: skip


def test_what_presses_most_comes_first():
    late, soon, done = Standing("overdue", 0, 1, -3), Standing("not_started", 0, 1, 2), Standing("completed")
    sooner = Standing("not_started", 0, 1, 1)
    assert sorted([done, soon, late, sooner], key=urgency) == [late, sooner, soon, done]


def test_the_line_of_a_due_says_what_enter_starts_and_how_much_else_there_is():
    assert due_line(DUES[1]).plain == "○ Refresher 2026: 2 of 3 done, 41 days left"
    assert due_line(DUES[0], "In short").plain == "! In short"
    assert due_aside(DUES[1], "Her line", 2) == "Enter: Her line · certify · Y: 2 more"
    assert due_aside(DUES[2], "") == "Completed on 3 May 2026."


def test_a_due_in_ones_own_year_fits_its_width():
    row = due_row(DUES[1], "Her father's [b]line[/b]", 40).plain
    assert all(len(line) <= 40 for line in row.splitlines()[1:])
    assert "[b]line[/b]" in row
    assert "· 15 Jun 2026" in row
    assert advice_row(ADVICE[0], 50, first=True).plain.startswith("Practise next  A bill nobody explained\n")


def test_a_due_says_what_did_not_count_once():
    told = "1 attempt did not count, made when none was allowed."
    due = DUES[1]._replace(attempts=told, why=f"2 of 3 done. {told}")
    assert told in due_row(due, "A bill", 100).plain
    for title, missing in (("", ""), ("", due.missing), ("A bill", due.missing)):
        assert due_row(due._replace(missing=missing), title, 100).plain.count(told) == 1
    assert due_row(DUES[1], "A bill", 100).plain.count("\n") == 2


def test_twelve_months_stand_under_their_names_and_nothing_is_no_bar():
    names, bars, counts, best_bars, best = months_chart(MONTHS).plain.split("\n")
    assert names.split() == [
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
    ]
    place = names.index("Mar")
    assert (counts[place + 2], bars[place : place + 3], best[place + 2]) == ("·", "   ", "·")
    place = names.index("Jan")
    assert (counts[place + 2], bars[place : place + 3], best_bars[place : place + 3]) == ("6", "███", "▇▇▇")
    assert max(map(len, (names, bars, counts, best_bars, best))) <= 58


def test_months_without_anything_have_no_bars():
    bars = months_chart([Month(2026, 1)]).plain.split("\n")[1]
    assert bars.strip() == "attempts"


def test_a_year_says_where_the_certificate_is_and_that_suggestions_are_no_duties():
    text = told(YEAR, 74).plain
    assert "Welcome: empty-chair certificate sam welcome --html FILE" in text
    assert "Refresher 2026: when it is completed" in text
    assert "Suggestions only" in text
    assert "! weak" in text
    assert max(map(len, text.split("\n\n")[1].splitlines())) <= 74


def test_an_empty_year_says_what_there_is_to_do():
    text = told(MyYear((), MONTHS[2:3]), 74).plain
    assert "Nothing is asked of you" in text
    assert "Home offers you the first situation" in text


def test_a_trainers_lines_fit_and_say_how_many_stand_behind_a_figure():
    lines = lines_of(VIEW)
    told_lines = [line_content(line, 70, _now()).plain for line in lines]
    assert max(map(len, told_lines)) <= 70
    assert (
        "76 %     31 of 41"
        in told_lines[lines.index(next(one for one in lines if one.about is VIEW.weak[0]))]
    )
    assert "! late" in "".join(told_lines)
    assert "of 17 people" in detail(next(one for one in lines if one.about is VIEW.weak[0]))
    assert "2 figures are not told: too few people." in about(VIEW)


def test_a_view_without_anything_says_so():
    nothing = TrainersView()
    assert "Nobody's conversation has been judged yet" in about(nothing)
    assert [line.words for line in lines_of(nothing) if line.words] == [
        "Nothing is disputed.",
        "No form has been filled yet.",
        "Nothing has been tried yet.",
    ]


def _now():
    from datetime import UTC, datetime

    return datetime(2026, 5, 5, 12, tzinfo=UTC)
