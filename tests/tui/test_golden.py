"""The screens as text, at the two sizes that people use."""

from __future__ import annotations

import pytest

from tests.tui.harness import assert_golden, converse, opened, play, press, say

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
def test_home(size):
    async def test():
        async with opened(size=size) as pilot:
            assert_golden(pilot, "home")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_home_of_somebody_with_a_past(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "escape", "enter", "p")
            await say(pilot, "Good morning.")
            await press(pilot, "escape", "down", "enter")
            assert_golden(pilot, "home-past")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_library(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "escape", "b")
            assert_golden(pilot, "library")

    play(test)


@pytest.mark.parametrize("size", SIZES)
def test_briefing(size):
    async def test():
        async with opened(size=size) as pilot:
            await press(pilot, "enter")
            assert_golden(pilot, "briefing")

    play(test)


@pytest.mark.parametrize("size", SIZES)
def test_content_note(size):
    async def test():
        async with opened(size=size) as pilot:
            await press(pilot, "b", "down", "down", "enter")
            assert_golden(pilot, "content-note")

    play(test)


@pytest.mark.parametrize("size", SIZES)
def test_conversation_in_practice(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot, 1)
            await press(pilot, "f2")
            assert_golden(pilot, "conversation-practice")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_conversation_in_certification(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot, 1, "c")
            assert_golden(pilot, "conversation-certify")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_debrief(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot)
            await press(pilot, "enter")
            assert_golden(pilot, "debrief")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_debrief_of_an_attempt_that_was_stepped_out_of(size):
    async def test():
        async with opened(size=size) as pilot:
            await press(pilot, "b", "down", "down", "enter", "g", "enter", "f9")
            assert_golden(pilot, "debrief-stepped-out")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_history(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "h")
            assert_golden(pilot, "history")

    play(test)


@pytest.mark.sampled(1)
@pytest.mark.parametrize("size", SIZES)
def test_rewind(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot, 2)
            await press(pilot, "f3")
            assert_golden(pilot, "rewind")

    play(test)


def test_a_very_small_terminal():
    async def test():
        async with opened(size=(20, 5)) as pilot:
            assert_golden(pilot, "too-small")

    play(test)
