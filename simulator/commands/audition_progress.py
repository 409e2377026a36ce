"""How far an audition is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from simulator.auditioning.results import Conversation

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY = 15.0
"""Seconds between two plain lines."""


class PlainProgress(AbstractContextManager["PlainProgress"]):
    """A line at the first conversation, then at most one in a while, and one at the last.

    Args:
        total: How many conversations are to be played.
        err: Takes the lines.
        now: Seconds of a clock that only goes forward.
    """

    def __init__(self, total: int, err: TextIO, now: Callable[[], float]) -> None:
        self._total = total
        self._err = err
        self._now = now
        self._told_at: float | None = None
        self._done = 0
        self._broken: Counter[str] = Counter()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing to tidy up."""

    def __call__(self, conversation: Conversation) -> None:
        """Take note of a conversation that is over."""
        self._done += 1
        if conversation.broken:
            self._broken[conversation.broken] += 1
        now = self._now()
        if self._told_at is None or now - self._told_at >= EVERY or self._done == self._total:
            self._told_at = now
            self._err.write(f"{told(self._done, self._total, self._broken.total())}\n")
            self._err.flush()


class BarProgress(AbstractContextManager["BarProgress"]):
    """A bar that grows with each conversation.

    Args:
        total: How many conversations are to be played.
        err: The terminal.
    """

    def __init__(self, total: int, err: TextIO) -> None:
        self._total = total
        self._done = self._broken = 0
        self._progress = _bar(err)
        self._task: TaskID = self._progress.add_task(told(0, total, 0), total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the line back, whatever happened."""
        self._progress.stop()

    def __call__(self, conversation: Conversation) -> None:
        """Take note of a conversation that is over."""
        self._done += 1
        self._broken += conversation.broken is not None
        said = told(self._done, self._total, self._broken)
        self._progress.update(self._task, completed=self._done, description=said, refresh=True)


def progress_on(err: TextIO, total: int, now: Callable[[], float]) -> PlainProgress | BarProgress:
    """A bar where the stream is a terminal that can move its cursor, else plain lines."""
    if not err.isatty():
        return PlainProgress(total, err, now)
    from rich.console import Console

    console = Console(file=err)
    return PlainProgress(total, err, now) if console.is_dumb_terminal else BarProgress(total, err)


def told(done: int, total: int, broken: int) -> str:
    """`3 of 18 conversations, 1 broke off`."""
    return f"{done} of {total} conversations" + (f", {broken} broke off" if broken else "")


def _bar(err: TextIO) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(file=err),
    )
