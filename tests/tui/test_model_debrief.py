"""A debrief whose hard questions a language model reads once more, while somebody reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.errors import UnavailableError
from simulator.settings import Settings
from simulator.tui.story import story_of, transcript_text
from tests.fakes.fake_contents import evaluation
from tests.fakes.fake_model import FakeModel
from tests.tui.harness import (
    REPLIES,
    assert_golden,
    converse,
    name,
    opened,
    play,
    press,
    settle,
    text_of,
    type_keys,
    until,
)
from tests.tui.with_model import read_again, speaking, to_debrief

pytestmark = pytest.mark.slow

SIZES = [(80, 24), (120, 40)]
LLM = Settings(reduced_motion=True, customer="llm")
READING = "A language model reads the hard questions once more …"


def reading_again(**given):
    said = [(2, REPLIES[0]), (4, REPLIES[1]), (6, REPLIES[2])]
    return speaking(second=read_again(evaluation("a1", said)["questions"]), **given)


def talk(simulator, size=(80, 24)):
    return opened(simulator, size=size, settings=LLM)


async def judged(pilot, simulator):
    simulator.speaks.judged.set()
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.sampled(1)
def test_the_rules_verdict_is_there_at_once(size):
    async def test():
        async with talk(reading_again(), size) as pilot:
            await to_debrief(pilot)
            assert_golden(pilot, "debrief-reading-again")

    play(test)


@pytest.mark.parametrize("size", SIZES)
def test_what_a_second_reading_said(size):
    simulator = reading_again(voice="scripted-fallback", reason="timeout")

    async def test():
        async with talk(simulator, size) as pilot:
            await to_debrief(pilot)
            await judged(pilot, simulator)
            assert READING not in text_of(pilot)
            await press(pilot, "e", "pagedown")
            assert_golden(pilot, "debrief-second-reading")
            await press(pilot, "end")
            assert "4 requests, 4,540 tokens, 0.0016 EUR." in text_of(pilot)

    play(test)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.sampled(1)
def test_the_simulators_own_faults_are_told_at_the_top(size):
    simulator = reading_again(voice="scripted-fallback", reason="timeout")

    async def test():
        async with talk(simulator, size) as pilot:
            await to_debrief(pilot)
            await judged(pilot, simulator)
            assert_golden(pilot, "debrief-fairness")

    play(test)


def test_what_comes_later_does_not_move_what_is_read():
    simulator = reading_again()

    async def test():
        async with talk(simulator, (70, 16)) as pilot:
            await to_debrief(pilot)
            await type_keys(pilot, "tab", "tab", "enter")
            page = pilot.app.screen.query_one("#page")
            row = pilot.app.focused
            assert row.question == ("date", "Gives a day to count on")
            before = row.region.y
            assert page.scroll_y > 0
            simulator.speaks.judged.set()
            await until(pilot, "by a model")
            await settle(pilot)
            assert pilot.app.focused is row
            assert row.opened
            assert row.region.y == before
            assert "A day, and a time." in text_of(pilot)

    play(test)


def test_the_page_stays_at_its_top_for_who_is_there():
    simulator = reading_again()

    async def test():
        async with talk(simulator) as pilot:
            await to_debrief(pilot)
            await judged(pilot, simulator)
            assert pilot.app.screen.query_one("#page").scroll_y == 0
            assert "100 %" in text_of(pilot)
            assert "Change next" not in text_of(pilot)

    play(test)


def test_the_debrief_comes_while_the_reading_goes_on_and_the_reading_survives_going_home():
    simulator = reading_again()

    async def test():
        async with talk(simulator) as pilot:
            await to_debrief(pilot)
            await type_keys(pilot, "escape")
            await until(pilot, "Practise next")
            await judged(pilot, simulator)
            assert len(simulator.ledger.records["a1"].evaluations) == 2

    play(test)
    assert simulator.speaks.closed == 1


def test_quitting_does_not_wait_for_the_reading():
    simulator = reading_again()

    async def test():
        async with talk(simulator) as pilot:
            await to_debrief(pilot)
            pilot.app.exit(0)

    play(test)
    assert simulator.speaks.closed == 1
    assert len(simulator.ledger.records["a1"].evaluations) == 1


@pytest.mark.parametrize("error", [UnavailableError("The disk is full.", "Free some space."), KeyError("x")])
@pytest.mark.sampled(1)
def test_a_second_reading_that_fails_leaves_the_rules_verdict(error, monkeypatch):
    simulator = reading_again()

    async def failing(self, found):
        await self.judged.wait()
        raise error

    monkeypatch.setattr(FakeModel, "read_again", failing)

    async def test():
        async with talk(simulator, (120, 40)) as pilot:
            await to_debrief(pilot)
            assert READING in text_of(pilot)
            await judged(pilot, simulator)
            shown = " ".join(text_of(pilot).split())
            assert "The second reading failed" in shown
            assert READING not in shown
            assert "84 %" in shown

    play(test)
    assert simulator.speaks.closed == 1


def test_an_attempt_on_record_tells_of_its_model_too():
    simulator = speaking(voice="scripted-fallback", reason="skipped")

    async def test():
        async with talk(simulator, (120, 40)) as pilot:
            await converse(pilot)
            record = simulator.ledger.records["a1"]
            requests = {"models": {"requests": [{"input_tokens": 900, "output_tokens": 30, "cost": "0.5"}]}}
            turns = (replace(record.turns[0], note={**record.turns[0].note, **requests}), *record.turns[1:])
            simulator.ledger.records["a1"] = replace(record, turns=turns)
            await press(pilot, "enter", "escape", "h", "enter")
            assert name(pilot) == "DebriefScreen"
            shown = " ".join(text_of(pilot).split())
            assert "practice · model" in shown
            assert "A language model spoke as Marta." in shown
            assert "since nobody waited for the model." in shown
            assert "1 request, 930 tokens, 0.5000." in shown

    play(test)


def test_a_saved_transcript_tells_who_spoke():
    simulator = speaking(voice="scripted-fallback", reason="timeout")

    async def test():
        async with talk(simulator) as pilot:
            await converse(pilot, 1)

    play(test)
    text = transcript_text(story_of(simulator.ledger.records["a1"]))
    assert "Customer: a language model" in text
    assert "1. The customer (the author's words, since the model took too long):" in text


def test_the_history_says_it_in_a_word():
    simulator = speaking()

    async def test():
        async with talk(simulator) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "h")
            assert "… model " in text_of(pilot)

    play(test)
