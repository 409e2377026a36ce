"""How many pages there are, one for each person, and what each person had typed when theirs was closed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_DRAFTS = 10_000
"""People whose draft is kept in memory; the oldest draft goes first."""
LONGEST_DRAFT = 20_000
"""Characters of a draft that outlast a reload."""
ALL_GONE_SECONDS = 8.0


class Farewell(NamedTuple):
    """What a page is told at the end: the websocket's code, and why, in 123 bytes at most."""

    code: int
    why: str


class Leaving(Exception):
    """A page ends, with a farewell."""

    def __init__(self, farewell: Farewell) -> None:
        super().__init__(farewell.why)
        self.farewell = farewell


FULL = Farewell(1013, "All places are taken. Try again when somebody has left.")
ELSEWHERE = Farewell(4001, "You went on in another page.")
STOPPED = Farewell(1001, "Empty Chair was stopped. Everything you sent is kept.")


@dataclass(eq=False, slots=True)
class _Taken:
    """A place that somebody has, with the way to ask them to leave."""

    leave: Callable[[Farewell], Awaitable[None]]
    left: asyncio.Event = field(default_factory=asyncio.Event)


class Sessions:
    """The places. A person has one: their newest page takes it over, so a reload never waits or doubles."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: dict[str, _Taken] = {}
        self._all: set[_Taken] = set()
        self._drafts: OrderedDict[str, dict[str, str]] = OrderedDict()
        self._closed = False

    @property
    def taken(self) -> int:
        """How many people have a place."""
        return len(self._taken)

    @asynccontextmanager
    async def place(self, learner: str, leave: Callable[[Farewell], Awaitable[None]]) -> AsyncIterator[None]:
        """Have a place for as long as the block lasts, once an older page of the same person has ended.

        Args:
            learner: Who wants it.
            leave: Called when the place is needed by another page of theirs, or when all is to end.

        Raises:
            Leaving: There is none, or a still newer page took it meanwhile.
        """
        older = self._taken.get(learner)
        if self._closed:
            raise Leaving(STOPPED)
        if older is None and len(self._taken) >= self.most:
            raise Leaving(FULL)
        mine = self._taken[learner] = _Taken(leave)
        self._all.add(mine)
        try:
            if older is not None:
                await older.leave(ELSEWHERE)
                await older.left.wait()
            if self._taken.get(learner) is not mine:
                raise Leaving(ELSEWHERE)
            yield
        finally:
            mine.left.set()
            self._all.discard(mine)
            if self._taken.get(learner) is mine:
                del self._taken[learner]

    async def empty(self) -> None:
        """Ask everybody to leave, and wait until they have, for a few seconds at most."""
        self._closed = True
        everybody = tuple(self._all)
        with suppress(TimeoutError):
            async with asyncio.timeout(ALL_GONE_SECONDS):
                await asyncio.gather(*(one.leave(STOPPED) for one in everybody), return_exceptions=True)
                await asyncio.gather(*(one.left.wait() for one in everybody))

    def keep_draft(self, learner: str, attempt: str, text: str) -> None:
        """Keep what was typed and not sent, in memory, the newest only; an empty text lets it go."""
        self._drafts.pop(learner, None)
        if text:
            self._drafts[learner] = {attempt: text[:LONGEST_DRAFT]}
        while len(self._drafts) > MOST_DRAFTS:
            self._drafts.popitem(last=False)

    def drafts_of(self, learner: str) -> dict[str, str]:
        """What the person had typed and not sent."""
        return dict(self._drafts.get(learner, {}))
