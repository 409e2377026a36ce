"""Finding a situation."""

from __future__ import annotations

from tests.tui.harness import name, opened, play, press, text_of


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
