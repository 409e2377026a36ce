"""A language model that speaks the customer's lines sentence by sentence, and stops where a test says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from simulator.attempt.events import Event, MessagePart, Notice, Spent
from simulator.errors import EmptyChairError, UnavailableError
from simulator.model_notice import ModelNotice

REMOTE = ModelNotice("some-model", "models.example.org", False, False, 9_412, "0.0123", "EUR")
LOCAL = ModelNotice("some-model", "localhost", True, False, 9_412)
IN_THE_CLEAR = ModelNotice("some-model", "192.0.2.7", False, True, 9_412)
NO_MODEL = UnavailableError("No language model is named.", "Set EMPTY_CHAIR_MODEL.")


@dataclass
class FakeModel:
    """What it is told to do, and what was done to it.

    Attributes:
        found: What is found when it is looked up.
        hold: So many sentences of a message come before it falls silent; None for all.
        silent_from: The first turn in which it falls silent.
        voice: How its words are said to be made, with the reason.
        notice: A word to the learner after the next message.
        second: What a second reading changes in the evaluation; None when there is none.
        hurried, closed, prepared, looked: How often each was asked.
        cut: Streams that were left before their end.
    """

    found: ModelNotice | EmptyChairError = REMOTE
    hold: int | None = None
    silent_from: int = 1
    voice: str = "llm"
    reason: str | None = None
    notice: str = ""
    second: Mapping[str, Any] | None = None
    cost: str | None = "0.0004"
    hurried: int = 0
    closed: int = 0
    prepared: int = 0
    looked: int = 0
    cut: int = 0
    requests: int = 0
    judged: asyncio.Event = field(default_factory=asyncio.Event)
    _go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def looked_up(self) -> ModelNotice:
        self.looked += 1
        if isinstance(self.found, EmptyChairError):
            raise self.found
        return self.found

    def hurry(self) -> None:
        self.hurried += 1
        self.voice, self.reason = "scripted-fallback", "skipped"
        self._go_on.set()

    def go_on(self) -> None:
        """Speak again."""
        self._go_on.set()

    async def parts(self, turn: int, text: str) -> AsyncGenerator[MessagePart, None]:
        """The message as it is made."""
        sentences = [f"{sentence.rstrip('.')}." for sentence in text.split(". ")]
        self._go_on.clear()
        try:
            for number in range(1, len(sentences) + 1):
                if self.hold is not None and turn >= self.silent_from and number > self.hold:
                    await self._go_on.wait()
                whole = number == len(sentences)
                yield MessagePart(turn, text if whole else " ".join(sentences[:number]))
                await asyncio.sleep(0)
        except (asyncio.CancelledError, GeneratorExit):
            self.cut += 1
            raise

    def told(self, turn: int) -> Iterator[Event]:
        """What comes behind a message."""
        if self.notice:
            yield Notice(turn, "model", "", self.notice)
            self.notice = ""
        self.requests += 1
        count = self.requests
        cost = None if self.cost is None else f"{count * float(self.cost):.4f}"
        yield Spent(turn, count, 1_100 * count, 35 * count, cost=cost, currency="EUR" if cost else "")

    async def read_again(self, evaluation: Mapping[str, Any]) -> dict[str, Any]:
        """The evaluation after a second reading, which takes until `judged` is set."""
        await self.judged.wait()
        return {**evaluation, **(self.second or {})}
