"""Each channel looks like itself: letters in a large editor, reviews beside their stars, holding a call."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.tui.channels import ChannelLook, stars_row, word_count
from tests.fakes.fake_contents import HEADERS
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import REPLIES, assert_golden, opened, play, press, say, settle, text_of, type_keys

SIZES = [(80, 24), (120, 40)]


def on(channel, **changes):
    """A simulator whose first situation takes place on a channel."""
    return FakeSimulator(shelf=(replace(HEADERS[0], channel=channel, **changes), *HEADERS[1:]))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("channel", "stars"), [("email", None), ("review", 1), ("meeting", None)])
def test_a_conversation_on(channel, stars, size):
    async def test():
        async with opened(on(channel, stars=stars), size=size) as pilot:
            await press(pilot, "enter", "p")
            composer = pilot.app.screen.composer()
            composer.text = REPLIES[0]
            await press(pilot, "ctrl+j" if composer.letter else "enter")
            assert_golden(pilot, f"conversation-{channel}")

    play(test)


@pytest.mark.parametrize("enter_sends", [True, False])
def test_enter_breaks_the_line_of_a_letter_whatever_the_settings_say(enter_sends):
    async def test():
        fake = on("email")
        async with opened(fake) as pilot:
            pilot.app.visit.settings = replace(pilot.app.visit.settings, enter_sends=enter_sends)
            await press(pilot, "enter", "p")
            await type_keys(pilot, "H", "i", "enter", "M", "a")
            await settle(pilot)
            composer = pilot.app.screen.composer()
            assert composer.text == "Hi\nMa"
            assert composer.border_subtitle == "2 words"
            assert composer.size.height >= 5
            await press(pilot, "ctrl+j")
            assert [turn.text for turn in fake.ledger.attempt("a1").turns if turn.speaker == "agent"] == [
                "Hi\nMa"
            ]

    play(test)


def test_a_caller_is_asked_to_hold_and_the_draft_stays():
    async def test():
        fake = on("phone")
        async with opened(fake) as pilot:
            await press(pilot, "enter", "p")
            pilot.app.screen.composer().text = "Thursday is"
            await press(pilot, "f8")
            assert "One moment, please." in text_of(pilot)
            assert pilot.app.screen.composer().text == "Thursday is"

    play(test)


def test_nobody_is_asked_to_hold_in_a_chat():
    async def test():
        async with opened(on("chat")) as pilot:
            await press(pilot, "enter", "p", "f8")
            assert "One moment" not in text_of(pilot)

    play(test)


def test_a_long_pause_is_told_until_the_answer_is_sent():
    async def test():
        async with opened(on("chat")) as pilot:
            await press(pilot, "enter", "p")
            pilot.app.visit.clock = lambda: 75.0
            pilot.app.screen.show_clock()
            assert "Marta has been waiting for 1:15." in text_of(pilot)
            await say(pilot, REPLIES[0])
            pilot.app.screen.show_clock()
            assert "waiting" not in text_of(pilot)

    play(test)


def test_pauses_are_felt_sooner_on_the_phone_and_not_at_all_in_letters():
    assert ChannelLook("phone", "Ana").waiting(25) == "Silence on the line for 0:25."
    assert ChannelLook("phone", "Ana").waiting(19) == ChannelLook("chat", "Ana").waiting(59) == ""
    assert ChannelLook("email", "Ana").waiting(10**6) == ChannelLook("counter", "Ana").waiting(10**6) == ""


def test_the_editor_tells_which_letter_it_is():
    email, review = ChannelLook("email", "Ana"), ChannelLook("review", "Ana")
    assert [email.editor_title(replies) for replies in range(3)] == [
        "Your letter no. 1: two should be enough",
        "Your letter no. 2: it should close the matter",
        "Your letter no. 3",
    ]
    assert "public" in review.editor_title(0)
    assert "public" not in review.editor_title(1)
    assert ChannelLook("chat", "Ana").editor_title(0) == ""


def test_a_review_stands_beside_its_stars():
    assert stars_row(2) == "★★☆☆☆"
    assert stars_row(0) == stars_row(6) == ""
    assert ChannelLook("review", "Ray", 1).heading("customer", 1) == "★☆☆☆☆ Ray"
    assert ChannelLook("review", "Ray", 1).heading("customer", 2) == ""
    assert ChannelLook("chat", "Ray").heading("customer", 1) == ""


@pytest.mark.parametrize("language", ["en", "pl", "ru", "lt", "fa", "de-AT"])
def test_holding_is_asked_for_on_the_phone_in_its_language(language):
    assert ChannelLook("phone", "Ana", language=language).hold
    assert ChannelLook("chat", "Ana", language=language).hold == ""


def test_words_are_counted():
    assert [word_count(text) for text in ("", "Hi", "Hi  there\nAna")] == ["", "1 word", "3 words"]
