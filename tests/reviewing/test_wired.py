"""The whole way: a conversation is judged, doubted and judged again on the rubric that it was played with."""

from __future__ import annotations

import asyncio
from contextlib import closing

import pytest

from simulator.locations import library_dir
from simulator.reviewing.appeals import Ruling
from simulator.wiring import Simulator


@pytest.fixture
def simulator(tmp_path):
    with closing(Simulator(library_dir(None), tmp_path / "data")) as opened:
        yield opened


async def _whole(attempt, text):
    async for _ in attempt.begin():
        pass
    async for _ in attempt.reply(text):
        pass
    async for _ in attempt.leave():
        pass


def test_a_verdict_is_disputed_decided_and_shown(simulator):
    attempt = simulator.start("third-message-about-a-parcel", "mira")
    asyncio.run(_whole(attempt, "It should be there soon."))
    key = attempt.header.attempt
    before = simulator.records.attempt(key).evaluations[0]
    about = simulator.appeals.contested(key, "remedy")
    assert about.better
    assert about.rule
    simulator.appeals.dispute(key, "remedy", "I said it.", "mira")
    best = max(about.choices, key=lambda choice: choice.score or 0)
    _, form = simulator.appeals.resolve(key, "remedy", "upheld", "Yes.", "ana", Ruling(best.key))
    assert form["percentage"] > before["percentage"]
    assert form["settled"] is False
    assert not form["passed"]
    assert {**form["rubric"]} == {**before["rubric"]}
    assert simulator.records.history()[0].percentage == form["percentage"]
    assert simulator.appeals.contested(key, "remedy").dispute is None
    assert simulator.rounds.of("mira") == ()
