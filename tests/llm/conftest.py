"""A clean environment for real requests to loopback, and a look that nothing tells a key or a prompt."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback

import pytest

from simulator.llm.endpoint import Endpoint, Limits
from simulator.llm.keys import Secret
from simulator.llm.messages import Finish, Message
from simulator.llm.reasons import ModelUnavailable

KEY = "sk-quite-secret-1234"
PROMPT = "You are Wanda, who waits for a blue kettle."
MESSAGES = (Message("system", PROMPT), Message("user", "Hello, how can I help with the kettle?"))
QUICK = Limits(first_word=0.3, between_words=0.2, total=0.6)
PATIENT = Limits(first_word=4.0, between_words=2.0, total=6.0)


@pytest.fixture(scope="session", autouse=True)
def _library_loaded():
    """Loading the client's library takes a second, which no test's time should hold."""
    import openai.resources.chat
    import openai.types.chat  # noqa: F401


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("OPENAI_LOG", "debug")


@pytest.fixture(autouse=True)
def _nothing_is_told(caplog, capfd):
    """No log and no output ever holds the key or the prompt, however much is logged."""
    caplog.set_level(logging.DEBUG)
    yield
    written = capfd.readouterr()
    told = "\n".join(map(str, (record.getMessage() for record in caplog.get_records("call"))))
    assert_hidden(told + written.out + written.err)


def assert_hidden(text):
    assert KEY not in text
    assert PROMPT not in text
    assert "Wanda" not in text


def endpoint(server, limits=QUICK, **fields):
    url = server if isinstance(server, str) else server.url
    return Endpoint(**{"model": "quiet", "base_url": url, "key": Secret(KEY), "limits": limits} | fields)


async def heard(client, messages=MESSAGES):
    """The words and the finish of a stream."""
    words, finish = [], None
    async for item in client.stream(messages):
        if isinstance(item, Finish):
            finish = item
        else:
            words.append(item)
    return words, finish


async def failing(client, request):
    """The failure of a request, which came in time, hides everything and left no task behind."""
    limits = client.endpoint.limits
    began = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        await request
    assert time.monotonic() - began < limits.total + 1.5
    failure = caught.value
    shown = "".join(traceback.format_exception(failure))
    assert_hidden(f"{failure} {failure!r} {failure.message} {failure.hint} {failure.detail} {shown}")
    assert failure.message.endswith(".")
    assert failure.hint.endswith((".", ")."))
    return failure


def run(case):
    """Run a case, and see that no task outlives it."""

    async def whole():
        await asyncio.wait_for(case, 30)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not [task for task in left if not task.done()]

    asyncio.run(whole())
