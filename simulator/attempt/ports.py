"""What an attempt needs from outside: the time, a judge, a reader, language models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from simulator.attempt.events import Spent
from simulator.attempt.ledger import TurnRecord
from simulator.customer.second_reading import SecondReading
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


class Models(Protocol):
    """The language models that take part in an attempt, besides the customer's voice."""

    @property
    def reads(self) -> bool:
        """Whether a model may be asked about a reply that the rules are unsure of."""

    async def second_reading(self, reply: str, customer: str) -> SecondReading:
        """What a model finds in a reply to a customer's message; failures are part of it."""

    @property
    def judges(self) -> bool:
        """Whether a model reads the hard questions of the form a second time."""

    async def second_evaluation(
        self, level: str, turns: Sequence[TurnRecord], readings: Mapping[int, Reading], settled: bool
    ) -> Mapping[str, Any]:
        """The filled form with a model's second reading; what failed is told in it.

        The arguments are those of the judge by rules.
        """

    def used(self) -> Mapping[str, Any]:
        """What was used since this was last asked, for the record; empty when nothing was."""

    def spent(self, turn: int) -> Spent | None:
        """What was used in this attempt so far, or None when nothing was."""

    def hurry(self) -> None:
        """Wait no longer for what is being said: the author's words go on."""

    def notice(self) -> str:
        """What the learner should be told now; an empty text most of the time, each thing once."""

    async def aclose(self) -> None:
        """Let go of the connections."""
