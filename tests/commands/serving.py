"""The misbehaving server in a thread of its own, for commands that have their own event loop."""

from __future__ import annotations

import asyncio
import json
import threading
from contextlib import contextmanager

from tests.llm.server import Server, whole

KEY = "sk-quite-secret-1234"


@contextmanager
def serving(*behaviours):
    """A server that answers by these behaviours; gives the server."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = Server(*behaviours)
    for behaviour in behaviours:
        behaviour.server = server

    def wait(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result(10)

    wait(server.__aenter__())
    try:
        yield server
    finally:
        wait(server.__aexit__())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def vote(option, quote="", turn=2, reason="It says so."):
    """An answer of the model by the schema."""
    return whole(json.dumps({"turn": turn, "quote": quote, "reason": reason, "option": option}))


def by_text(answers, other):
    """Answers by the words that a request holds: the first of `answers` that are in it, else `other`."""

    async def behave(writer, closing):
        asked = behave.server.requests[-1]["body"]["messages"][-1]["content"]
        act = next((answer for words, answer in answers.items() if words in asked), other)
        await act(writer, closing)

    return behave
