"""A server for auditions in a thread of its own, and the command called as a person calls it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from pathlib import Path

from simulator.cli import main
from tests.llm.server import DONE, USAGE, Server, chunk, head, raw, stalling

PARCEL = "third-message-about-a-parcel"


def authored(body):
    """The author's lines that the prompt shows."""
    found = re.findall(r"In the manner of: (.*)", body["messages"][-1]["content"])
    return " ".join(lines.split(" / ")[0] for lines in found) or "Well. And now?"


class Endpoint:
    """Serves in a thread: `answer` makes a text, or a behaviour of the server, of each request's body."""

    def __init__(self, answer=authored):
        self.answer = answer
        self._ready = threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    @property
    def bodies(self):
        return [request["body"] for request in self.server.requests]

    async def _run(self):
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with Server(self._behave) as self.server:
            self.url = self.server.url
            self._ready.set()
            await self._over.wait()

    async def _behave(self, writer, closing):
        found = self.answer(self.bodies[-1])
        if isinstance(found, str):
            words = re.findall(r"\S+\s*", found)
            found = raw(head(), *(chunk(word) for word in words), chunk(finish="stop"), USAGE, DONE)
        with contextlib.suppress(ConnectionError):
            await found(writer, closing)


def silent(body):
    """Never an answer."""
    return stalling(head())


def audition(capsys, data, *options, model="quiet-1"):
    """The status, the output and what was said beside it, for the weak exemplars of one scenario."""
    chosen = () if model is None else ("--model", model)
    given = ["audition", *chosen, "--scenarios", PARCEL, "--data", str(data), *options]
    status = main(given)
    return status, *capsys.readouterr()


def kept(data):
    """The conversations on disk."""
    files = list(Path(data, "auditions").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
