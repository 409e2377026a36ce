"""Leaving a line to models in the middle: in a hurry, by cancelling, at the end."""

from __future__ import annotations

import asyncio

import pytest

from simulator.customer.models import Limits, ModelFailure
from simulator.llm.tokens import EstimatingCounter
from simulator.model_line import SKIPPED
from tests.fakes.model_clients import WAIT
from tests.fakes.model_lines import GOOD, PROMPT, Notes, Place, run


@pytest.fixture
def place(tmp_path):
    return lambda *answers, **more: Place(tmp_path, *answers, **more)


def test_hurrying_lets_the_author_go_on_and_costs_what_was_asked(place):
    at = place(["Well.", WAIT], GOOD)

    async def case():
        words = at.line.stream(PROMPT, Limits(50))
        assert await anext(words) == "Well."
        asyncio.get_running_loop().call_soon(at.line.hurry)
        with pytest.raises(ModelFailure, match=SKIPPED):
            await anext(words)
        assert at.client.open == 0
        assert await at.heard() == "Well. And when?"

    run(case())
    assert at.line.account.totals.requests == 2
    assert at.line.notice() == ""


def test_hurrying_while_the_words_are_shown_counts_for_the_next_wait(place):
    at = place(["Well.", WAIT])

    async def case():
        words = at.line.stream(PROMPT, Limits(50))
        await anext(words)
        at.line.hurry()
        with pytest.raises(ModelFailure, match=SKIPPED):
            await anext(words)

    run(case())


def test_hurrying_before_anything_was_sent_sends_nothing(place):
    at = place(GOOD)

    async def case():
        loop = asyncio.get_running_loop()

        def slow_counter():
            loop.call_soon_threadsafe(at.line.hurry)
            return EstimatingCounter()

        at.line._make_counter = slow_counter
        assert await at.fails() == SKIPPED

    run(case())
    assert at.client.requests == []
    assert at.line.account.totals.requests == 0


def test_hurrying_while_nothing_is_under_way_changes_nothing(place):
    at = place(GOOD)

    async def case():
        at.line.hurry()
        assert await at.heard()
        at.line.hurry()
        assert await at.heard()

    run(case())


def test_a_reader_is_hurried_and_a_judge_is_not(place):
    at = place(WAIT)

    async def case():
        reading = asyncio.create_task(at.fails_to_answer("reader"))
        judging = asyncio.create_task(at.line.ask(PROMPT, Notes, "judge"))
        await at.client.asked(2)
        at.line.hurry()
        assert await reading == SKIPPED
        assert not judging.done()
        judging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await judging
        assert at.client.open == 0

    run(case())
    assert [one["estimated"] for one in at.line.used.requests] == [True, True]


def test_leaving_in_mid_stream_leaves_no_connection_and_is_on_the_account(place):
    at = place(["Well.", WAIT])

    async def case():
        listening = asyncio.create_task(at.heard())
        await at.client.asked(1)
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
        assert at.client.open == 0

    run(case())
    assert at.line.account.totals.requests == 1
    assert at.line.notice() == ""


def test_a_bill_that_cannot_be_kept_is_told_and_nothing_else_changes(place):
    at = place(GOOD)
    at.log.broken = True

    async def case():
        assert await at.heard()
        assert await at.heard()

    run(case())
    assert at.line.notice().count("could not be kept") == 1


def test_closing_lets_go_of_the_connections(place):
    at = place(GOOD)
    run(at.line.aclose())
    assert at.client.closed
