"""A ledger that keeps nothing, for rehearsing a scenario without a learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.attempt.ledger import AttemptHeader, AttemptRecord, AttemptSummary, EndRecord, TurnRecord
from simulator.errors import NotFoundError


class Unrecorded:
    """Takes everything and keeps nothing."""

    def open_attempt(self, header: AttemptHeader, turns: Sequence[TurnRecord] = ()) -> None:
        """Keep nothing."""

    def add_turn(self, attempt: str, turn: TurnRecord, end: EndRecord | None = None) -> None:
        """Keep nothing."""

    def end_attempt(self, attempt: str, end: EndRecord) -> None:
        """Keep nothing."""

    def add_evaluation(self, attempt: str, evaluation: Mapping[str, Any]) -> None:
        """Keep nothing."""

    def attempt(self, attempt: str) -> AttemptRecord:
        """Find nothing."""
        raise NotFoundError(f"A rehearsal keeps no record of {attempt!r}.")

    def history(
        self, *, learner: str | None = None, scenario: str | None = None, limit: int = 200
    ) -> Sequence[AttemptSummary]:
        """Nothing."""
        return ()

    def unfinished(self, learner: str) -> Sequence[AttemptSummary]:
        """Nothing."""
        return ()
