"""Plans to be put into words, and models that put them."""

from __future__ import annotations

import asyncio
import re

from simulator.colleagues.plan import Plan
from simulator.colleagues.port import Spoken
from simulator.colleagues.prompting import Place
from simulator.customer.models import ModelFailure

ASKED = "My umbrella sailed off without me this morning. So who looks for it?"
PLACE = Place("en", "counter", "Ines Halloran", (("Lost property", "Found things come in at noon."),))
SENTENCES = ("I'll ask the ferry crew to search the upper deck.", "You hear from me at noon.")


def plan(*sentences, kind="strong", message=ASKED, path=(0,)):
    said = sentences or SENTENCES
    return Plan(kind, path, message, Spoken(" ".join(said), said))


def content_of(messages):
    """The sentences that a prompt wants to be said."""
    found = re.search(r"<content>\n(.*)\n</content>", messages[-1]["content"], re.DOTALL)
    return " ".join(line.removeprefix("- ") for line in found[1].splitlines())


class Model:
    """Answers each request with what is made of it: a text, or a failure; remembers what was asked.

    The first answers come when so many requests are open `together`.
    """

    def __init__(self, answer=content_of, together=1):
        self.answer, self.asked, self.together = answer, [], together
        self.open = self.most_open = 0
        self._enough = asyncio.Event()

    async def stream(self, messages, limits):
        self.asked.append(messages)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            if self.open >= self.together:
                self._enough.set()
            await self._enough.wait()
            found = self.answer(messages)
            if isinstance(found, ModelFailure):
                raise found
            for word in re.findall(r"\S+\s*|\s+", found):
                yield word
        finally:
            self.open -= 1
