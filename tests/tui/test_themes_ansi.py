"""The themes in the terminal's own colours: what stands there can be read, whatever the colours are."""

from __future__ import annotations

import pytest
from textual.color import Color

from simulator.settings import Settings
from simulator.tui.themes_ansi import ANSI_DARK
from tests.tui.harness import converse, opened, play, press
from tests.tui.test_app import TEXT, contrast
from tests.tui.with_year import full_year

XTERM = {
    "ansi_cyan": "#00cdcd", "ansi_blue": "#0000ee", "ansi_red": "#cd0000", "ansi_bright_cyan": "#00ffff",
    "ansi_bright_yellow": "#ffff00", "ansi_bright_green": "#00ff00", "ansi_bright_red": "#ff0000",
    "ansi_default": "#e5e5e5",
}  # fmt: skip
CONSOLE = {
    "ansi_cyan": "#00aaaa", "ansi_blue": "#0000aa", "ansi_red": "#aa0000", "ansi_bright_cyan": "#55ffff",
    "ansi_bright_yellow": "#ffff55", "ansi_bright_green": "#55ff55", "ansi_bright_red": "#ff5555",
    "ansi_default": "#aaaaaa",
}  # fmt: skip


def segments(pilot, text):
    """The parts of the picture in whose line a text stands."""
    lines = [list(strip) for strip in pilot.app.screen._compositor.render_strips()]
    return next(line for line in lines if text in "".join(part.text for part in line))


def worded(pilot, text):
    return next(part for part in segments(pilot, text) if text in part.text)


@pytest.mark.parametrize("palette", [XTERM, CONSOLE], ids=["xterm", "console"])
def test_on_black_every_colour_of_the_dark_theme_stands_out(palette):
    low = {
        text: found
        for text in TEXT
        if (found := contrast(Color.parse(palette[getattr(ANSI_DARK, text)]), Color.parse("#000000"))) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_the_marked_row_has_its_colours_turned_round_and_no_ground_of_its_own(theme):
    async def test():
        async with opened(full_year(), settings=Settings(theme=theme)) as pilot:
            row = [part for part in segments(pilot, "Safety 2026") if part.text.strip()]
            assert all(part.style.reverse and part.style.bgcolor.is_default for part in row)
            assert not worded(pilot, "Library").style.reverse
            await press(pilot, "t")
            assert worded(pilot, "Bela Quist").style.reverse
            assert not worded(pilot, "Edda Silva").style.reverse
            await press(pilot, "escape", "b")
            assert worded(pilot, "A kitchen that").style.reverse

    play(test)


def test_a_row_without_the_keys_is_underlined():
    async def test():
        async with opened(full_year(), settings=Settings(theme="ansi-dark")) as pilot:
            await press(pilot, "t", "slash")
            assert worded(pilot, "Bela Quist").style.underline
            assert not worded(pilot, "Bela Quist").style.reverse

    play(test)


def test_a_question_with_the_keys_is_marked():
    async def test():
        async with opened(settings=Settings(theme="ansi-dark")) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "tab")
            row = [part for part in segments(pilot, "▸ Owns what went wrong") if part.text.strip()]
            assert all(part.style.underline for part in row)

    play(test)


def test_in_the_apps_own_colours_nothing_is_turned_round():
    async def test():
        async with opened(full_year(), settings=Settings(theme="dark")) as pilot:
            assert not worded(pilot, "Safety 2026").style.reverse

    play(test)
