"""The app in other languages, and right-to-left text where the terminal does not order it."""

from __future__ import annotations

import pytest

from simulator.settings import Settings, load_settings
from simulator.tui.widgets.bubble import Bubble
from simulator.tui.widgets.right_to_left import displayed, is_right_to_left, shape_lines
from tests.tui.harness import name, opened, play, press, text_of

SAID = "سلام، سفارش من نرسید"


@pytest.fixture
def visual():
    shape_lines(visual=True)
    yield
    shape_lines(visual=False)


@pytest.mark.parametrize("language", ["pl", "ru", "lt", "fa"])
def test_the_app_speaks_the_language_of_the_settings(language):
    async def test():
        async with opened(settings=Settings(reduced_motion=True, language=language)) as pilot:
            shown = text_of(pilot)
            for word in ("Practise next", "Library", "Quit", "Enter choose"):
                assert word not in shown
            await press(pilot, "enter", "p")
            assert name(pilot) == "ConversationScreen"
            assert "leave" not in text_of(pilot)

    play(test)


def test_the_language_is_chosen_in_the_settings_and_kept(tmp_path):
    path = tmp_path / "settings.toml"

    async def test():
        async with opened() as pilot:
            pilot.app.visit.settings_file = path
            await press(pilot, "s", "end", "up", "enter")
            assert load_settings(path)[0].language == "pl"
            assert "polski" in text_of(pilot)
            await press(pilot, "escape")
            assert "Practise next" not in text_of(pilot)

    play(test)


def test_lines_are_shaped_for_display_only_where_asked_for(visual):
    shown = displayed(SAID)
    assert shown != SAID
    assert len(shown) <= len(SAID)
    assert displayed("[name] said") != ""
    shape_lines(visual=False)
    assert displayed(SAID) == SAID


def test_what_is_kept_stays_in_logical_order(visual):
    bubble = Bubble("Sara", SAID, "customer")
    drawn = bubble._laid_out(60).plain
    assert SAID not in drawn
    assert bubble._said[0] == SAID


@pytest.mark.parametrize(
    ("text", "rtl"), [(SAID, True), ("12 سلام", True), ("Hello سلام", False), ("12", False)]
)
def test_the_first_letter_with_a_direction_decides(text, rtl):
    assert is_right_to_left(text) is rtl
