"""The misbehaving server for whole conversations: obliging where it is not told to fail."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.commands.serving import serving
from tests.llm import server as acts

KEY = "sk-never-shown-4711-0815"
_MANNER = re.compile(r"In the manner of: (.*)")


class Obliging:
    """Answers in the author's manner, as the direction wants it."""

    server: acts.Server

    async def __call__(self, writer, closing):
        direction = self.server.requests[-1]["body"]["messages"][-1]["content"]
        lines = [found.split(" / ")[0] for found in _MANNER.findall(direction)]
        await acts.good(*(f"{line} " for line in lines) if lines else ("Well.",))(writer, closing)


class Stalled:
    """Says some words and falls silent, until the other side leaves."""

    server: acts.Server

    def __init__(self):
        self.begun, self.left = threading.Event(), threading.Event()

    async def __call__(self, writer, closing):
        await acts.raw(acts.head(), acts.chunk("Where is it? "), acts.chunk("And "))(writer, closing)
        self.begun.set()
        await self.server.gone.wait()
        self.left.set()


@contextmanager
def conversing(*behaviours) -> Iterator[acts.Server]:
    """A server that answers the first message well, then by these behaviours, then well again."""
    first, last = Obliging(), Obliging()
    with serving(first, *behaviours, last) as server:
        first.server = last.server = server
        yield server


def settings(url: str, *more: str, seconds: tuple[float, float, float] = (5, 2, 8)) -> str:
    """A settings file for the server at this address, with a patience of its own."""
    first, between, total = seconds
    return "\n".join([
        "[language_model]", f'base_url = "{url}"', 'model = "quiet"', f"first_word_seconds = {first}",
        f"between_words_seconds = {between}", f"total_seconds = {total}", *more, "",
    ])  # fmt: skip
