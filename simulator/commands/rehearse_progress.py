"""How far a rehearsal is: one line that is written over, on a terminal only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TextIO

_EVERY = 0.1
"""Seconds between two looks."""
_WIDE = 24


class Progress(AbstractContextManager["Progress"]):
    """A bar that grows with the conversations, and is wiped away at the end.

    Args:
        total: How many conversations there are.
        err: The stream; where it is no terminal, nothing is written.
        now: Seconds of a clock that only goes forward.
    """

    def __init__(self, total: int, err: TextIO, now: Callable[[], float]) -> None:
        self._total, self._err, self._now = total, err, now
        self._shown = err.isatty()
        self._done = 0
        self._told_at = now() - _EVERY

    def __call__(self, more: int) -> None:
        """Take note that so many conversations more are done."""
        self._done += more
        if self._shown and (self._now() - self._told_at >= _EVERY or self._done == self._total):
            self._told_at = self._now()
            self._err.write(f"\r{told(self._done, self._total)}")
            self._err.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the line back, whatever happened."""
        self.wipe()

    def wipe(self) -> None:
        """Leave an empty line, for something else to be written."""
        if self._shown:
            self._err.write(f"\r{' ' * len(told(self._total, self._total))}\r")
            self._err.flush()


def told(done: int, total: int) -> str:
    """`[####....] 120 of 300 conversations`."""
    full = _WIDE * done // total
    return f"[{'#' * full}{'.' * (_WIDE - full)}] {done:>{len(f'{total:,}')},} of {total:,} conversations"
