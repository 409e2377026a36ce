"""Texts longer than the screen: they are read to the end by keyboard, and nothing starts by accident."""

from __future__ import annotations

import pytest

from tests.fakes.fake_simulator import FakeSimulator, scenario
from tests.tui.harness import converse, name, opened, play, press, text_of, until

SIZES = [(80, 24), (60, 18)]
LAST = "These are the last words of the brief."
HELPLINE = "The helpline is open day and night."


def long_winded(place=0):
    simulator = FakeSimulator()
    model = scenario(simulator.shelf[place])
    model.brief = "\n\n".join([f"Paragraph {number} of many." for number in range(30)] + [LAST])
    model.desk = []
    if model.content_note:
        model.content_note = "It is about a death in the family, and it takes its time to say so. " * 20
        model.support = f"{'Talk to somebody you trust. ' * 5}{HELPLINE}"
    simulator.models[model.id] = model
    return simulator


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [["end"], ["pagedown"] * 12, ["down"] * 60])
@pytest.mark.sampled(1)
def test_a_long_briefing_is_read_to_its_end(size, keys):
    async def test():
        async with opened(long_winded(), size) as pilot:
            await press(pilot, "enter")
            assert LAST not in text_of(pilot)
            assert "PgDn read on" in text_of(pilot)
            await press(pilot, *keys)
            assert LAST in text_of(pilot)
            await press(pilot, "home", "pageup")
            assert "Paragraph 0 of many." in text_of(pilot)
            assert name(pilot) == "BriefingScreen"

    play(test)


def test_end_and_space_start_nothing_and_down_leads_to_the_choices():
    simulator = long_winded()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter", "end", "space")
            await press(pilot, "down", "end", "space", "pagedown")
            assert name(pilot) == "BriefingScreen"
            assert simulator.ledger.records == {}
            await press(pilot, "down", "enter")
            assert simulator.ledger.records == {}
            await press(pilot, "enter")
            assert simulator.ledger.records["a1"].header.mode == "certify"

    play(test)


def test_while_reading_enter_means_the_choice_that_is_marked():
    simulator = long_winded()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter", "end", "down", "down", "up", "up", "enter")
            assert simulator.ledger.records["a1"].header.mode == "practice"

    play(test)


def test_a_short_briefing_goes_straight_to_the_choices():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter")
            assert "read on" not in text_of(pilot)
            await press(pilot, "space")
            assert simulator.ledger.records == {}
            await press(pilot, "down", "enter")
            assert simulator.ledger.records == {}
            await press(pilot, "enter")
            assert simulator.ledger.records["a1"].header.mode == "certify"

    play(test)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [["end"], ["pagedown"] * 12, ["down"] * 60])
@pytest.mark.sampled(1)
def test_a_long_content_note_is_read_to_its_end(size, keys):
    async def test():
        async with opened(long_winded(2), size) as pilot:
            await press(pilot, "b", "down", "down", "enter")
            shown = text_of(pilot)
            assert HELPLINE.split()[-1] not in shown
            assert "Not now" in shown
            await press(pilot, *keys)
            shown = text_of(pilot)
            assert "night." in shown
            assert "needs no reason." in shown
            assert "Not now" in shown
            await press(pilot, "right", "enter")
            assert name(pilot) == "BriefingScreen"
            await press(pilot, "end")
            assert LAST in text_of(pilot)
            assert pilot.app.focused.id == "page"

    play(test)


@pytest.mark.parametrize("mode", ["p", "c"])
@pytest.mark.parametrize("key", ["pageup", "pagedown"])
@pytest.mark.sampled(1)
def test_scrolling_before_the_first_words_does_not_hide_them(mode, key):
    async def test():
        async with opened(FakeSimulator(seconds=30.0), no_pauses=False) as pilot:
            await press(pilot, "enter")
            await pilot.press(mode)
            if mode == "c":
                await until(pilot, "Enter yes")
                await pilot.press("enter")
            await until(pilot, "Marta is typing …")
            await pilot.press(key, key)
            await press(pilot, "escape")
            assert "Two weeks I cook on the floor." in text_of(pilot)

    play(test)


def test_after_tab_enter_leads_back_to_writing():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            await press(pilot, "tab")
            assert "Enter write" in text_of(pilot)
            await press(pilot, "enter")
            assert pilot.app.screen.composer().has_focus
            assert "Enter send" in text_of(pilot)

    play(test)


def test_on_the_phone_nobody_types():
    async def test():
        async with opened(FakeSimulator(seconds=30.0), no_pauses=False) as pilot:
            await press(pilot, "b", "down", "enter")
            await pilot.press("enter")
            await until(pilot, "Marta is thinking …")
            assert "Say something to Marta" in text_of(pilot)

    play(test)
