"""A model that is asked no more once its server does not answer: nobody waits a minute for every vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel

from simulator.errors import UnavailableError
from simulator.judging.by_model.asking import reason_of
from simulator.judging.by_model.port import Answer, Asker, Message, NoAnswer

ENOUGH = 4
"""So many failures of the server in a row are no accident."""
OF_ONE_CONVERSATION = frozenset(
    {
        "bad_request", "content_filter", "conversation_spent", "empty", "not_an_answer", "refused",
        "too_long", "truncated",
    }
)  # fmt: skip
"""Reasons that lie in what was asked or answered, and say little about the next conversation."""
NOT_SENT = "gave_up"
"""The reason of a request that was not even sent, since the one behind has given up for this conversation."""


class GivesUp:
    """Passes requests on until so many in a row failed that the server must be down; from then on none.

    Attributes:
        requests: How many requests were sent.
        failures: How many of them failed, by reason.
        reason: Why it gave up; None while it has not.
    """

    def __init__(self, asker: Asker, enough: int = ENOUGH) -> None:
        self.requests = 0
        self.failures: Counter[str] = Counter()
        self.reason: str | None = None
        self._asker = asker
        self._enough = enough
        self._in_a_row = 0

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """As the asker behind it; at once without an answer, when it has given up."""
        if self.reason is not None:
            raise NoAnswer(self.reason)
        try:
            answer = await self._asker.ask(messages, schema)
        except UnavailableError as error:
            self._failed(reason_of(error))
            raise
        self.requests += 1
        self._in_a_row = 0
        return answer

    def _failed(self, reason: str) -> None:
        if reason == NOT_SENT:
            return
        self.requests += 1
        self.failures[reason] += 1
        if reason in OF_ONE_CONVERSATION:
            return
        self._in_a_row += 1
        if self._in_a_row >= self._enough and self.reason is None:
            self.reason = reason
