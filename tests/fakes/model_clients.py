"""A client without a network: what each request brings is told beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from simulator.llm.client import Asked
from simulator.llm.messages import Finish, Usage
from simulator.llm.reasons import ModelUnavailable

WAIT = object()
"""In place of a word: nothing comes, for ever."""
FINISH = Finish("quiet-1", "stop", Usage(100, 10))


class FakeClient:
    """Gives the next of the given answers: words and a `Finish` for a stream, a value for a question.

    A failure among the words is raised there; `WAIT` waits until it is cancelled. The last answer stays.
    """

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.requests: list[tuple[str, Sequence[Any]]] = []
        self.open = 0
        self.closed = False
        self._more = asyncio.Event()

    async def asked(self, requests: int) -> None:
        """Wait until so many requests were made, the last of which may be under way."""
        while len(self.requests) < requests:
            self._more.clear()
            await self._more.wait()

    async def stream(self, messages: Sequence[Any], model: str = "") -> AsyncGenerator[Any, None]:
        self._note("stream", messages)
        self.open += 1
        try:
            for word in self._next():
                yield await _given(word)
        finally:
            self.open -= 1

    async def ask(self, messages: Sequence[Any], schema: Any, model: str = "") -> Asked[Any]:
        self._note("ask", messages)
        self.open += 1
        try:
            answer = await _given(self._next())
        finally:
            self.open -= 1
        return Asked(schema.model_validate(answer), Finish(f"{model}-served", "stop", Usage(50, 5)))

    async def aclose(self) -> None:
        self.closed = True

    def _note(self, kind: str, messages: Sequence[Any]) -> None:
        self.requests.append((kind, messages))
        self._more.set()

    def _next(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def _given(what: Any) -> Any:
    if what is WAIT:
        await asyncio.Event().wait()
    if isinstance(what, ModelUnavailable):
        raise what
    return what
