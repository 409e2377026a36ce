"""Finding a situation, and what the app remembers of the learner."""

from __future__ import annotations

from simulator.settings import Settings, load_settings
from simulator.tui.application import EmptyChairApp
from simulator.tui.visit import Start, Visit
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import name, opened, play, press, settle, text_of


def test_an_empty_result_says_what_was_sought_and_how_to_see_all_again():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", *"zebra")
            assert "Nothing matches “zebra” at this level and channel. Esc clears the filter." in text_of(
                pilot
            )
            await press(pilot, "escape")
            assert name(pilot) == "LibraryScreen"
            assert "A kitchen that arrived" in text_of(pilot)
            assert "zebra" not in text_of(pilot)
            await press(pilot, "escape")
            assert name(pilot) == "HomeScreen"

    play(test)


def test_esc_clears_level_and_channel_too():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", "f6", "f5")
            assert "level: new hire   channel: chat" in text_of(pilot)
            assert "Esc clear the filter" in text_of(pilot)
            await press(pilot, "escape")
            assert "level: all   channel: all" in text_of(pilot)
            assert "Esc back" in text_of(pilot)

    play(test)


def test_a_situation_is_found_by_its_channel_and_by_its_persona():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", *"e-mail")
            assert "1 of 4 situations" in text_of(pilot)
            await press(pilot, "escape", *"uninformed")
            assert "A bill nobody explained" in text_of(pilot)
            assert "1 of 4 situations" in text_of(pilot)

    play(test)


def visiting(path, **start):
    settings, _ = load_settings(path)
    simulator = FakeSimulator()
    return EmptyChairApp(lambda: simulator, Visit(Start("sam", **start), settings, path))


def test_the_level_is_remembered_and_the_command_line_wins(tmp_path):
    path = tmp_path / "settings.toml"

    async def test():
        async with visiting(path).run_test() as pilot:
            await settle(pilot)
            await press(pilot, "l", "down", "enter")
        assert load_settings(path) == (Settings(level="manager"), "")
        async with visiting(path).run_test() as pilot:
            await settle(pilot)
            assert "sam · manager" in text_of(pilot)
        async with visiting(path, level="executive").run_test() as pilot:
            await settle(pilot)
            assert "sam · executive" in text_of(pilot)

    play(test)
