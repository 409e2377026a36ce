"""How far a judge is with the conversations: one line on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

EVERY = 15.0
"""Seconds between two lines where nothing can be written over."""


class Progress:
    """Tells how many conversations a judge has judged.

    Args:
        rater: The judge.
        total: How many conversations there are.
        err: Takes the lines.
        now: Seconds of a clock that only goes forward.
    """

    def __init__(
        self, rater: str, total: int, err: TextIO, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._rater = rater
        self._total = total
        self._err = err
        self._now = now
        self._told_at = now()
        self._in_place = err.isatty()

    def __call__(self, done: int) -> None:
        """Say that so many are done, if it is time to."""
        now = self._now()
        if not self._in_place and now - self._told_at < EVERY and done != self._total:
            return
        self._told_at = now
        self._err.write(self._line(done))
        self._err.flush()

    def end(self) -> None:
        """Leave the line as it is."""
        if self._in_place:
            self._err.write("\n")

    def _line(self, done: int) -> str:
        line = f"{self._rater}: {done:,} of {self._total:,} conversations"
        return f"\r{line}" if self._in_place else f"{line}\n"
