"""The models of an audition: lines to one endpoint, within the budget, each request on record."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from simulator.auditioning.playing import Reasons, Role
from simulator.auditioning.results import Conversation, Taken
from simulator.customer.models import Limits
from simulator.customer.prompting import Message
from simulator.llm.budget import Verdict
from simulator.llm.client import ModelClient
from simulator.llm.connection import load_client
from simulator.llm.reasons import Reason
from simulator.llm.tokens import TokenCounter, counter_for_model
from simulator.model_line import GAVE_UP, ModelLine
from simulator.model_settings import ModelSettings, vocabulary_dir
from simulator.records.spending import SpendingLog
from simulator.wiring import utc_now

_BREAKING = frozenset({GAVE_UP, Verdict.DAY_SPENT.value, Verdict.PRICE_UNKNOWN.value})
REASONS = Reasons(
    unasked=_BREAKING | {Verdict.CONVERSATION_SPENT.value},
    breaking=_BREAKING,
    for_model=frozenset({Reason.UNKNOWN_MODEL.value, Reason.FORBIDDEN.value}),
    for_all=frozenset(
        {
            Reason.NO_KEY.value,
            Reason.WRONG_KEY.value,
            Verdict.DAY_SPENT.value,
            Verdict.PRICE_UNKNOWN.value,
        }
    ),
)
"""What reasons of failures mean: one conversation's budget is the same tomorrow, a day's is not."""


@dataclass(frozen=True, slots=True)
class ModelSpeaker:
    """A line to a model, as an audition sees it."""

    line: ModelLine

    async def stream(self, messages: Sequence[Message], limits: Limits) -> AsyncGenerator[str, None]:
        """The words as they come; raises as the line does."""
        async with aclosing(self.line.stream(messages, limits)) as pieces:
            async for piece in pieces:
                yield piece

    @property
    def taken(self) -> Taken:
        """What the line's requests took so far."""
        totals = self.line.account.totals
        return Taken(
            totals.requests, totals.input_tokens, totals.output_tokens, totals.estimated, totals.cost
        )


@dataclass(slots=True)
class Models:
    """The models of one endpoint, and where conversations with them are kept; for one event loop.

    Attributes:
        settings: How models are reached, used and paid for.
        data: The folder that holds the records, with what was spent.
        keep: Puts a conversation on record.
    """

    settings: ModelSettings
    data: Path
    keep: Callable[[Conversation], None]
    _clients: dict[tuple[str, int | None], ModelClient] = field(default_factory=dict)
    _counters: dict[str, TokenCounter] = field(default_factory=dict)
    _counting: Lock = field(default_factory=Lock)

    def get_ready(self, models: Sequence[str]) -> None:
        """Load what takes a while the first time: no model should be said to be slow for it."""
        load_client()
        for model in models:
            self._counter_of(model)()

    def speaker(self, role: Role) -> ModelSpeaker:
        """A model for one conversation; nothing is sent yet."""
        model = role.key.model
        settings = settings_for(self.settings, model, role.key.run)
        client = self._clients.setdefault((model, settings.endpoint.seed), ModelClient(settings.endpoint))
        log = SpendingLog(self.data)
        counter = self._counter_of(model)
        return ModelSpeaker(ModelLine(client, settings, log, counter, utc_now, None, "audition"))

    def now(self) -> float:
        """Seconds of a clock that only goes forward."""
        return time.monotonic()

    def clock(self) -> str:
        """The time now, ISO 8601 in UTC."""
        return utc_now()

    async def aclose(self) -> None:
        """Let go of the connections."""
        for client in self._clients.values():
            await client.aclose()

    def _counter_of(self, model: str) -> Callable[[], TokenCounter]:
        """Makes the counter of tokens; once for a model, since a vocabulary takes a while."""

        def counter() -> TokenCounter:
            with self._counting:
                if model not in self._counters:
                    self._counters[model] = counter_for_model(model, os.environ, vocabulary_dir())
                return self._counters[model]

        return counter


def settings_for(settings: ModelSettings, model: str, run: int = 1) -> ModelSettings:
    """The settings with another model; where a seed is set, another one in each run."""
    seed = settings.endpoint.seed
    endpoint = replace(settings.endpoint, model=model, seed=None if seed is None else seed + run - 1)
    return replace(settings, endpoint=endpoint)
