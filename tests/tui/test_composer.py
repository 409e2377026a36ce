"""The place to write: which keys send, which break the line, what a paste may bring."""

from __future__ import annotations

import pytest
from textual import events

from simulator.settings import Settings
from simulator.tui.widgets.composer import Composer
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import converse, opened, play, press, settle, text_of


def composer(pilot) -> Composer:
    return pilot.app.screen.composer()


@pytest.mark.parametrize("key", ["ctrl+j", "shift+enter", "shift+\r"])
@pytest.mark.sampled(1)
def test_a_new_line_is_not_sent(key):
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 0)
            await press(pilot, "a")
            pilot.app.post_message(events.Key(key, None))
            await settle(pilot)
            await press(pilot, "b")
            assert composer(pilot).text == "a\nb"
            await press(pilot, "enter")
            assert simulator.ledger.records["a1"].turns[1].text == "a\nb"

    play(test)


def test_enter_and_ctrl_j_can_be_swapped():
    simulator = FakeSimulator()

    async def test():
        swapped = Settings(enter_sends=False, reduced_motion=True)
        async with opened(simulator, settings=swapped) as pilot:
            await converse(pilot, 0)
            assert "Ctrl+J send" in text_of(pilot)
            await press(pilot, "a", "enter", "b", "ctrl+j")
            assert simulator.ledger.records["a1"].turns[1].text == "a\nb"

    play(test)


def test_it_grows_to_five_lines_and_no_further():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            heights = []
            for lines in (1, 3, 5, 9):
                composer(pilot).text = "\n".join("line" for _ in range(lines))
                await settle(pilot)
                heights.append(composer(pilot).content_size.height)
            assert heights == [1, 3, 5, 5]

    play(test)


def test_a_paste_is_cleaned_and_does_not_send():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 0)
            composer(pilot).post_message(events.Paste("one\r\ntwo\x1b]0;title\x07\x1b[31m red\u202e\n"))
            await settle(pilot)
            assert composer(pilot).text == "one\ntwo red\n"
            assert len(simulator.ledger.records["a1"].turns) == 1

    play(test)


def test_a_huge_paste_is_cut_and_the_cut_is_told():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            composer(pilot).post_message(events.Paste("spam " * 20_000))
            await settle(pilot)
            assert len(composer(pilot).text) == 40_000
            assert "100,000 characters were pasted" in text_of(pilot)
            assert "40,000 were taken" in text_of(pilot)

    play(test)


def test_words_put_back_stand_before_what_was_typed_since():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            composer(pilot).text = "second"
            composer(pilot).put_back("first")
            assert composer(pilot).text == "first\nsecond"

    play(test)


def test_the_half_space_of_persian_is_typed_like_a_letter():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await press(pilot, "enter", "p")
            for character in "می\u200cرسد":
                event = events.Key(character, character)
                event.set_sender(pilot.app)
                pilot.app._driver.send_message(event)
                await pilot.pause()
            assert pilot.app.screen.composer().text == "می\u200cرسد"
            await press(pilot, "enter")
            assert fake.ledger.attempt("a1").turns[1].text == "می\u200cرسد"

    play(test)
