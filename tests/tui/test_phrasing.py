"""The words for things."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.tui import phrasing
from simulator.tui.widgets.key_bar import key_name
from simulator.tui.widgets.plain import fitted, one_line, plain

NOW = datetime(2026, 5, 5, 0, 30, tzinfo=UTC)


def test_stars_are_said_in_numbers_too():
    assert phrasing.stars_text(4) == "★★★★☆ 4 of 5"
    assert phrasing.stars_text(None) == ""


@pytest.mark.parametrize(
    ("percentage", "text"),
    [(84.0, "84 %"), (82.5, "82.5 %"), (0, "0 %"), (100, "100 %"), (None, "not scored")],
)
def test_percentages(percentage, text):
    assert phrasing.percent_text(percentage) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (192, "3:12"), (3792, "1:03:12"), (-1, "0:00")])
def test_elapsed_time(seconds, text):
    assert phrasing.clock_text(seconds) == text


@pytest.mark.parametrize(
    ("stamp", "text"),
    [
        ("2026-05-05T00:10:00Z", "today"),
        ("2026-05-04T23:50:00Z", "yesterday"),
        ("2026-05-04T23:50:00.123+00:00", "yesterday"),
        ("2026-04-20T12:00:00", "15 days ago"),
        ("2026-01-02T12:00:00Z", "2026-01-02"),
        ("once", "once"),
    ],
)
def test_how_long_ago(stamp, text):
    assert phrasing.when_text(stamp, NOW) == text


@pytest.mark.parametrize(
    ("stamp", "text"),
    [
        ("2026-05-05T00:10:00Z", "today 00:10"),
        ("2026-05-04T23:50:00Z", "yesterday 23:50"),
        ("2026-04-20T12:00:00", "15 days ago"),
    ],
)
def test_how_long_ago_with_the_time_of_day(stamp, text):
    assert phrasing.when_text(stamp, NOW, clock=True) == text


def test_places_in_a_row():
    said = [phrasing.place_text(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)]
    assert said == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]


def test_of_a_meter_where_less_is_better_the_change_is_judged():
    assert phrasing.judged_change("distress", 30, 24) == "▼ -6 better"
    assert phrasing.judged_change("distress", 24, 30) == "▲ +6 worse"
    assert phrasing.judged_change("distress", 24, 24) == ""
    assert phrasing.judged_change("trust", 24, 30) == "▲ +6"


def test_a_line_as_long_as_the_file_goes_on_in_the_next():
    long = "Her husband wrote to us in March and asked whether the contract could be for Mr"
    assert phrasing.reflowed(f"{long}\nSolberg alone.") == f"{long} Solberg alone."
    full = "Her husband wrote to us in March and asked for the contract. Nobody replied to him."
    assert phrasing.reflowed(f"{full}\nHe died.\nShe writes.") == f"{full} He died.\nShe writes."
    assert phrasing.reflowed(f"{long}\n- one\n2. two") == f"{long}\n- one\n2. two"


@given(st.integers(-50, 150))
def test_a_bar_is_always_of_one_width(value):
    assert len(phrasing.bar(value)) == 10
    assert len(phrasing.sparkline([value, value])) == 2


def test_a_change_has_a_sign_and_a_number():
    assert phrasing.change_text(30, 42) == "▲ +12"
    assert phrasing.change_text(42, 30) == "▼ -12"
    assert phrasing.change_text(30, 30) == phrasing.change_text(None, 30) == ""


@pytest.mark.parametrize(
    ("name", "short"),
    [("Dana Okafor", "Dana"), ("Mrs. Lind", "Mrs. Lind"), ("The customer", "The customer"), ("", "")],
)
def test_what_a_customer_is_called_in_passing(name, short):
    assert phrasing.first_name(name) == short


def test_breaks_in_mid_sentence_go_and_others_stay():
    text = "It came on\nMonday. It was\nwet.\nThen nothing.\n\n- one\n- two (and\nthree)\n"
    assert (
        phrasing.reflowed(text)
        == "It came on\nMonday. It was wet.\nThen nothing.\n\n- one\n- two (and three)"
    )


@pytest.mark.parametrize(
    ("key", "name"),
    [("f2", "F2"), ("ctrl+j", "Ctrl+J"), ("escape", "Esc"), ("r", "R"), ("pagedown", "Pagedown")],
)
def test_keys_are_named_as_people_read_them(key, name):
    assert key_name(key) == name


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_fitted_line_is_exactly_as_wide_as_asked(text, width):
    line = fitted(text, width)
    assert cell_len(line) == width
    assert "\n" not in line


@given(st.text(max_size=200))
def test_plain_text_has_no_style_and_no_control(text):
    content = plain(text)
    assert not content.spans
    assert not any(sign < " " and sign not in "\n\t" for sign in content.plain)
    assert "\n" not in one_line(text)
