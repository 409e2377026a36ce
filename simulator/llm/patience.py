"""How long a request may go on waiting; the time that a reader takes between words does not count."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from simulator.llm.endpoint import Limits

T = TypeVar("T")
_AFTER_THE_END = 2.0
"""Seconds for what follows the last word: the count of tokens, the end of the stream."""


class Patience:
    """What is left of the limits of one request.

    The client's own time-out is per read: a server that sends a byte now and then outlives it. So each wait
    is bounded here, by what is left until the next word and in all. No time-out is ever open while a stream's
    reader has control, or it would cancel the reader.
    """

    def __init__(self, limits: Limits, whole_answer: bool = False) -> None:
        self._between = limits.between_words
        self._total = limits.total
        self._word = limits.total if whole_answer else limits.first_word

    async def wait(self, awaited: Awaitable[T]) -> T:
        """What is awaited.

        Raises:
            TimeoutError: It takes longer than what is left.
        """
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(max(0.0, min(self._word, self._total))):
                return await awaited
        finally:
            spent = clock() - began
            self._word -= spent
            self._total -= spent

    def heard_a_word(self) -> None:
        """The next word has its own time."""
        self._word = self._between

    def heard_the_end(self) -> None:
        """Nothing that matters is to come."""
        self._word = min(self._between, _AFTER_THE_END)
