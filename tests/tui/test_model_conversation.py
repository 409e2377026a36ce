"""A conversation with a language model: words as they come, waiting cut short, failures, and the cost."""

from __future__ import annotations

import pytest

from simulator.errors import UnavailableError
from simulator.settings import Settings
from simulator.tui import model_wait
from tests.fakes.fake_simulator import FakeAttempt
from tests.tui.harness import (
    REPLIES,
    assert_golden,
    converse,
    make_app,
    name,
    opened,
    play,
    press,
    say,
    settle,
    text_of,
    type_keys,
    until,
)
from tests.tui.with_model import half_way, speaking

pytestmark = pytest.mark.slow

SIZES = [(80, 24), (120, 40)]
LLM = Settings(reduced_motion=True, customer="llm")
GONE = "The language model cannot be reached. From here on the customer speaks the author's own lines."


def talk(simulator, size=(80, 24)):
    return opened(simulator, size=size, settings=LLM)


def bubbles(pilot):
    return len(pilot.app.screen.query("Bubble"))


@pytest.mark.parametrize("size", SIZES)
def test_half_of_a_message(size):
    async def test():
        async with talk(speaking(hold=1, silent_from=3), size) as pilot:
            await half_way(pilot)
            assert_golden(pilot, "conversation-streaming")

    play(test)


@pytest.mark.parametrize("size", SIZES)
def test_a_message_in_the_authors_words_with_notice_and_cost(size):
    simulator = speaking(voice="scripted-fallback", reason="timeout", notice=GONE)

    async def test():
        async with talk(simulator, size) as pilot:
            await converse(pilot, 1)
            assert_golden(pilot, "conversation-fallback")

    play(test)


def test_the_parts_and_the_whole_are_one_bubble():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            assert bubbles(pilot) == 3
            assert "I asked twice" not in text_of(pilot)
            simulator.speaks.go_on()
            await settle(pilot)
            assert bubbles(pilot) == 3
            assert text_of(pilot).count("At least somebody answers. I asked twice already.") == 1

    play(test)


def test_the_customer_is_typing_until_the_first_part():
    simulator = speaking(hold=0)

    async def test():
        async with talk(simulator) as pilot:
            await press(pilot, "enter")
            await type_keys(pilot, "p")
            await until(pilot, "Marta is typing …")
            simulator.speaks.go_on()
            await until(pilot, "Two weeks I cook")
            await settle(pilot)
            assert "is typing" not in text_of(pilot)

    play(test)


@pytest.mark.parametrize("key", ["enter", "escape"])
def test_who_does_not_want_to_wait_goes_on_without_the_model(key, monkeypatch):
    monkeypatch.setattr(model_wait, "PATIENCE_SECONDS", 0.01)
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            await until(pilot, "Still waiting for the model. Enter: go on without it.")
            await press(pilot, key)
            assert name(pilot) == "ConversationScreen"
            shown = text_of(pilot)
            assert "I asked twice already." in shown
            assert "(the author's words, since nobody waited for the model)" in shown
            assert "Still waiting" not in shown

    play(test)
    assert simulator.speaks.hurried == 1


def test_what_is_typed_while_waiting_stays():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            await type_keys(pilot, "H", "i", "enter")
            assert "Wait for the answer; what you have typed stays here." in text_of(pilot)
            assert simulator.speaks.hurried == 0
            assert pilot.app.screen.composer().text == "Hi"
            simulator.speaks.go_on()
            await settle(pilot)
            assert pilot.app.screen.composer().text == "Hi"

    play(test)


def test_a_model_that_cannot_be_hurried_keeps_nobody(monkeypatch):
    monkeypatch.setattr(FakeAttempt, "hurry", lambda self: None)

    async def test():
        async with talk(speaking(hold=1, silent_from=3)) as pilot:
            await half_way(pilot)
            await type_keys(pilot, "escape")
            assert "Going on without the model …" in text_of(pilot)
            await type_keys(pilot, "escape")
            await until(pilot, "Leave the conversation?")

    play(test)


def test_an_answer_that_cannot_be_kept_is_replaced_by_the_next_try():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            simulator.ledger.failing = UnavailableError("The disk is full.", "Free some space.")
            simulator.speaks.go_on()
            await settle(pilot)
            assert "The disk is full." in text_of(pilot)
            assert bubbles(pilot) == 3
            simulator.ledger.failing = None
            await type_keys(pilot, "f5")
            await until(pilot, "At least somebody answers.")
            assert "I asked twice" not in text_of(pilot)
            assert bubbles(pilot) == 3
            simulator.speaks.go_on()
            await settle(pilot)
            assert text_of(pilot).count("At least somebody answers.") == 1

    play(test)


def test_leaving_ends_the_request_and_lets_go():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            await type_keys(pilot, "f10")
            await until(pilot, "Leave the conversation?")
            await type_keys(pilot, "down", "enter")
            await until(pilot, "Practise next")
            await settle(pilot)

    play(test)
    assert simulator.speaks.cut == 1
    assert simulator.speaks.closed >= 1


def test_quitting_ends_the_request_and_lets_go():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            pilot.app.exit(0)

    play(test)
    assert simulator.speaks.cut == 1
    assert simulator.speaks.closed >= 1


def test_a_connection_that_does_not_close_does_not_keep_the_app(monkeypatch):
    from simulator.tui import letting_go

    async def for_ever(self):
        import asyncio

        await asyncio.Event().wait()

    monkeypatch.setattr(FakeAttempt, "aclose", for_ever)
    monkeypatch.setattr(letting_go, "PATIENCE_SECONDS", 0.01)

    async def test():
        async with talk(speaking()) as pilot:
            await converse(pilot, 1)
            pilot.app.exit(0)

    play(test)


def test_ending_it_half_way_takes_back_what_was_not_said():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            await type_keys(pilot, "f10")
            await until(pilot, "Leave the conversation?")
            await type_keys(pilot, "down", "down", "enter")
            await until(pilot, "Enter shows the debrief")
            assert "At least somebody answers." not in text_of(pilot)

    play(test)
    assert len(simulator.ledger.records["a1"].turns) == 2


def test_a_certification_is_marked_in_the_debrief_only():
    simulator = speaking(voice="llm-retried", reason="too_soft")

    async def test():
        async with talk(simulator, (120, 40)) as pilot:
            await converse(pilot, 3, "c")
            assert "model was asked" not in text_of(pilot)
            await press(pilot, "enter")
            assert "Marta's 1st message, Marta's 2nd message" in text_of(pilot)
            assert "the model was asked twice" in text_of(pilot)

    play(test)


@pytest.mark.slow
def test_who_reads_back_is_not_thrown_about_by_a_message_that_grows():
    simulator = speaking(hold=1, silent_from=3)
    simulator.lines = tuple(f"Line {number}. " + "More of it here. " * 60 for number in range(4))

    async def test():
        async with talk(simulator) as pilot:
            await press(pilot, "enter", "p")
            pilot.app.screen.composer().text = REPLIES[0]
            await type_keys(pilot, "enter")
            await until(pilot, "Line 1.")
            transcript = pilot.app.screen.query_one("#transcript")
            await type_keys(pilot, "pageup")
            here = transcript.scroll_y
            assert here < transcript.max_scroll_y
            simulator.speaks.go_on()
            await settle(pilot)
            assert transcript.scroll_y == here
            await say(pilot, REPLIES[1])
            assert transcript.scroll_y == transcript.max_scroll_y > here

    play(test)


def test_who_stays_at_the_end_sees_each_part():
    simulator = speaking(hold=1, silent_from=3)
    simulator.lines = tuple(f"Line {number}. " + "More of it here. " * 60 + "Last." for number in range(4))

    async def test():
        async with talk(simulator) as pilot:
            await press(pilot, "enter", "p")
            pilot.app.screen.composer().text = REPLIES[0]
            await type_keys(pilot, "enter")
            await until(pilot, "Line 1.")
            simulator.speaks.go_on()
            await settle(pilot)
            transcript = pilot.app.screen.query_one("#transcript")
            assert transcript.scroll_y == transcript.max_scroll_y
            assert "Last." in text_of(pilot)

    play(test)


def test_an_attempt_that_goes_on_loads_the_client_in_time():
    simulator = speaking(hold=0, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await press(pilot, "enter", "p")
            pilot.app.screen.composer().text = REPLIES[0]
            await type_keys(pilot, "enter")
            await until(pilot, "Marta is typing …")
        before = simulator.speaks.prepared
        async with make_app(simulator, LLM, resume="").run_test(size=(80, 24)) as pilot:
            await until(pilot, "Marta is typing …")
            assert simulator.speaks.prepared == before + 1
            simulator.speaks.go_on()
            await until(pilot, "At least somebody answers.")
            assert text_of(pilot).count(REPLIES[0][:30]) == 1

    play(test)


def test_the_line_of_keys_says_that_enter_goes_on_without_the_model():
    simulator = speaking(hold=1, silent_from=3)

    async def test():
        async with talk(simulator) as pilot:
            await half_way(pilot)
            assert "Enter skip" in text_of(pilot)
            await press(pilot, "enter")
            await until(pilot, "Enter send")

    play(test)
