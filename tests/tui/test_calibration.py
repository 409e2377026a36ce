"""Calibration rounds in the app: the list, the form filled blind, the comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.errors import UnavailableError
from simulator.reviewing.rounds import Answer
from simulator.tui.screens.calibration import state_of
from simulator.tui.shelf import RoundLine
from tests.fakes.fake_reviews import FakeRounds, make_sheet
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import assert_golden, name, opened, play, press, settle, text_of

SIZES = [(80, 24), (120, 40)]


def with_rounds(*sheets):
    return FakeSimulator(rounds=FakeRounds(list(sheets) or [make_sheet()]))


def fill(fake, rater, option="o_full", sheet="march"):
    places = fake.rounds.sheet(sheet).places
    fake.rounds.answer(sheet, rater, [Answer(item, question, option) for item, question in places])


async def to_rounds(pilot):
    await press(pilot, "end", "up", "up", "enter")


def test_home_offers_it_to_raters_only():
    async def test():
        async with opened(with_rounds(make_sheet(raters=("ana", "ben")))) as pilot:
            assert "Calibrate" not in text_of(pilot)
        async with opened(with_rounds()) as pilot:
            assert "Calibrate      1 form to fill" in text_of(pilot)

    play(test)


def with_many_options():
    """A round whose first question has nine options, and instructions of several lines."""
    sheet = make_sheet()
    section = sheet.rubric.sections[0]
    owns, date = section.questions
    many = [
        owns.options[0].model_copy(update={"ref_id": f"o_{score}", "text": f"Worth {score}", "score": score})
        for score in range(9)
    ]
    long = owns.model_copy(update={"options": many, "instructions": "In words that anybody uses. " * 10})
    section = section.model_copy(update={"questions": [long, date]})
    return replace(sheet, rubric=sheet.rubric.model_copy(update={"sections": [section]}))


@pytest.mark.parametrize("size", [*SIZES, (120, 24)])
@pytest.mark.sampled(1)
def test_the_last_of_many_options_comes_into_view(size):
    async def test():
        async with opened(with_rounds(with_many_options()), size=size) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter")
            assert "1  Worth 8" in text_of(pilot)
            await press(pilot, *["down"] * 10)
            assert "10  Cannot be judged" in text_of(pilot)

    play(test)


def test_a_form_is_filled_question_by_question_and_each_answer_kept():
    async def test():
        fake = with_rounds()
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "RatingScreen"
            shown = text_of(pilot)
            for part in ("Owns what went wrong", "The fault is named as ours", "Where are the doors?"):
                assert part in shown
            await press(pilot, "down", "down", "enter")
            assert "Gives a day to count on" in text_of(pilot)
            assert fake.rounds.sheet("march").round.answers("sam") == {("t1", "owns"): "o_part"}
            await press(pilot, "4")
            assert "conversation 2 of 2 · 2 of 4 answered" in text_of(pilot)
            await press(pilot, "1", "down", "enter")
            assert name(pilot) == "CalibrationScreen"
            assert "filled; waiting for ben" in text_of(pilot)
            assert list(fake.rounds.sheet("march").round.answers("sam").values()) == [
                "o_part", "not_applicable", "o_full", "o_full",
            ]  # fmt: skip

    play(test)


def test_nothing_of_the_others_is_seen_before_everybody_is_done():
    async def test():
        fake = with_rounds()
        fill(fake, "ben", "o_none")
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter")
            assert "your answer" not in text_of(pilot)
            assert "ben" not in text_of(pilot)

    play(test)


def test_the_form_is_left_and_gone_on_with():
    async def test():
        fake = with_rounds()
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter", "1", "b")
            assert "1  Fully, and in time  your answer" in text_of(pilot)
            await press(pilot, "2", "escape")
            assert "3 of 4 questions left" in text_of(pilot)
            await press(pilot, "enter")
            assert "Gives a day to count on" in text_of(pilot)
            assert fake.rounds.sheet("march").round.answers("sam") == {("t1", "owns"): "o_part"}

    play(test)


def test_nothing_is_answered_by_a_key_pressed_too_often():
    async def test():
        fake = with_rounds()
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter", "enter", "enter", "9", "0")
            assert "Owns what went wrong" in text_of(pilot)
            assert fake.rounds.sheet("march").round.entries == ()

    play(test)


def test_an_answer_that_cannot_be_kept_is_told_and_asked_again():
    async def test():
        fake = with_rounds()
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter")
            fake.rounds.failing = UnavailableError("The disk is full.", "Make room.")
            await press(pilot, "1")
            assert "Owns what went wrong" in text_of(pilot)
            assert "The disk is full." in text_of(pilot)
            fake.rounds.failing = None
            await press(pilot, "1")
            assert "Gives a day to count on" in text_of(pilot)

    play(test)


def test_afterwards_everybody_stands_beside_the_judge():
    async def test():
        fake = with_rounds(make_sheet(items=1))
        fill(fake, "sam")
        fill(fake, "ben", "o_part")
        async with opened(fake) as pilot:
            assert "Calibrate      1 round" in text_of(pilot)
            await to_rounds(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "ComparisonScreen"
            shown = text_of(pilot)
            assert "The raters agree: 0 % (0 of 2)" in shown
            assert "sam 50 % (1 of 2) · ben 0 % (0 of 2)" in shown
            assert "≠ Owns what went wrong" in shown
            assert "judge         Does not apply to this conversation" in shown
            await press(pilot, "escape")
            assert name(pilot) == "CalibrationScreen"

    play(test)


def test_what_everybody_agrees_on_is_a_key_away():
    async def test():
        fake = with_rounds(make_sheet(items=1))
        fill(fake, "sam")
        fill(fake, "ben")
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter")
            assert "= Owns what went wrong" not in text_of(pilot)
            await press(pilot, "a")
            assert "= Owns what went wrong" in text_of(pilot)
            assert "only where you part" in text_of(pilot)
            await press(pilot, "a")
            assert "= Owns what went wrong" not in text_of(pilot)

    play(test)


def test_whoever_is_done_waits():
    async def test():
        fake = with_rounds()
        fill(fake, "sam")
        async with opened(fake) as pilot:
            await to_rounds(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "CalibrationScreen"
            assert "Your form is filled." in text_of(pilot)
            fill(fake, "ben")
            pilot.app.read_again()
            await settle(pilot)
            assert "done: see who said what" in text_of(pilot)

    play(test)


@pytest.mark.parametrize(
    ("left", "waiting", "revealed", "told"),
    [
        (4, ("sam", "ben"), False, "to fill: 4 questions"),
        (1, ("sam",), False, "1 of 4 questions left"),
        (0, ("ben",), False, "filled; waiting for ben"),
        (2, ("sam",), True, "done: see who said what"),
    ],
)
def test_how_a_round_stands(left, waiting, revealed, told):
    assert state_of(RoundLine("march", "small", 2, 4, left, waiting, revealed)) == told


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.sampled(1)
def test_as_it_looks(size):
    async def test():
        fake = with_rounds(make_sheet(), make_sheet("april", items=1))
        fill(fake, "sam", sheet="april")
        fill(fake, "ben", "o_part", sheet="april")
        async with opened(fake, size=size) as pilot:
            await to_rounds(pilot)
            assert_golden(pilot, "calibrate")
            await press(pilot, "enter")
            assert_golden(pilot, "rating")
            await press(pilot, "escape", "down", "enter")
            assert_golden(pilot, "comparison")

    play(test)
