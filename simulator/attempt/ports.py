"""What an attempt needs from outside: the time, a judge, a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from simulator.attempt.ledger import TurnRecord
from simulator.language.reading import Reading


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> str:
        """The time now, ISO 8601 in UTC."""


class Judge(Protocol):
    """Fills the evaluation form."""

    def __call__(
        self,
        attempt: str,
        level: str,
        turns: Sequence[TurnRecord],
        readings: Mapping[int, Reading],
        settled: bool,
    ) -> Mapping[str, Any]:
        """The evaluation object of the command line's contract.

        Args:
            attempt: The attempt's id, which the evaluation bears.
            level: The learner's level.
            turns: Everything that was said.
            readings: What was read in the agent's turns, by turn.
            settled: Whether the customer got what they came for.
        """


class ReplyReader(Protocol):
    """Reads what a reply does."""

    def read(self, reply: str, heard: Sequence[str] = (), desk: Sequence[str] = ()) -> Reading:
        """The reading of one reply, after these messages of the customer and beside this desk."""
