"""An attempt that a language model began, and that goes on where none is set up any more."""

from __future__ import annotations

import asyncio

import pytest

from simulator.attempt.events import Evaluated, Message
from simulator.locations import config_dir, library_dir
from simulator.settings import FILE_NAME
from simulator.wiring import Simulator
from tests.commands.serving import KEY, serving
from tests.llm.server import good

SCENARIO = "third-message-about-a-parcel"
REPLIES = ("I will look into it and write to you again, I promise you that.", "Goodbye.")


@pytest.fixture
def settings():
    def written(text):
        config_dir().mkdir(parents=True, exist_ok=True)
        (config_dir() / FILE_NAME).write_text(text, encoding="utf-8")

    return written


async def events_of(attempt, *, replies=()):
    """Everything that happens: what was said before, the replies, and the end where there are any."""
    try:
        found = [event async for event in attempt.begin()]
        for reply in replies:
            if not attempt.ended:
                found += [event async for event in attempt.reply(reply)]
        if replies and not attempt.ended:
            found += [event async for event in attempt.leave()]
        return found
    finally:
        await attempt.aclose()


def gone_on(tmp_path, begin, replies):
    """The events of an attempt that is begun with a model and taken up again."""

    def simulator():
        return Simulator(library_dir(None), tmp_path, settings=config_dir() / FILE_NAME)

    first = simulator()
    attempt = first.start(SCENARIO, "kim", customer="llm")
    asyncio.run(events_of(attempt))
    first.close()
    begin()
    second = simulator()
    try:
        return asyncio.run(events_of(second.resume(attempt.header.attempt), replies=replies))
    finally:
        second.close()


@pytest.mark.parametrize("now", ["", "[language_model]\nmodel = 'quiet'\n"], ids=["no model", "no key"])
@pytest.mark.parametrize("reader", ["rules", "rules+llm"])
def test_it_is_told_as_such_and_counts(tmp_path, monkeypatch, settings, now, reader):
    def take_away():
        monkeypatch.delenv("OPENAI_API_KEY")
        settings(f"{now or '[language_model]'}\nreader = '{reader}'\n")

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setattr("simulator.llm.keys.ask_keyring", lambda host: ("", None))
    with serving(good("Where ", "is ", "my ", "parcel? ")) as server:
        settings(f"[language_model]\nbase_url = '{server.url}'\nmodel = 'quiet'\n")
        found = gone_on(tmp_path, take_away, REPLIES)
    fallen = [one.turn for one in found if isinstance(one, Message) and one.voice == "scripted-fallback"]
    assert fallen[-1] >= 3
    (evaluated,) = (one for one in found if isinstance(one, Evaluated))
    fairness = evaluated.evaluation["fairness"]
    assert evaluated.evaluation["passed"] is False
    assert fairness["counts"] is True
    assert set(fairness["turns"]) >= {turn for turn in fallen if turn > 1}
    assert "no language model could be asked" in fairness["text"]
