"""The language model of a rehearsal: a line for each conversation, within the budget, all on record."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path

from simulator.colleagues.voiced import Trust
from simulator.errors import UnavailableError
from simulator.llm.budget import Verdict
from simulator.llm.client import ModelClient
from simulator.llm.connection import load_client
from simulator.llm.reasons import Reason
from simulator.llm.tokens import EstimatingCounter, TokenCounter, counter_for_model
from simulator.locations import config_dir
from simulator.model_line import GAVE_UP, ModelLine
from simulator.model_settings import ModelSettings, load_model_settings, vocabulary_dir
from simulator.model_wiring import check_usable
from simulator.records.spending import SpendingLog
from simulator.settings import FILE_NAME
from simulator.wiring import utc_now

_HOPELESS = frozenset(
    {
        *(Reason.NO_KEY.value, Reason.WRONG_KEY.value, Reason.FORBIDDEN.value, Reason.UNKNOWN_MODEL.value),
        *(Verdict.DAY_SPENT.value, Verdict.PRICE_UNKNOWN.value),
    }
)
_UNASKED = frozenset({GAVE_UP, Verdict.CONVERSATION_SPENT.value})
_FAILURES_EACH = 2
"""Of each conversation that is under way, so many failures in a row are waited for."""


def settings_for_voice() -> ModelSettings:
    """The settings by which colleagues are voiced; nothing is sent yet.

    Raises:
        UnavailableError: No model is named, or its key is missing or damaged.
        UsageError: A setting cannot be used, or there is a budget and no price.
    """
    settings = load_model_settings(config_dir() / FILE_NAME, os.environ)
    if not settings.endpoint.model:
        raise UnavailableError(
            "No language model is named, so none can speak for the colleagues.",
            "Set EMPTY_CHAIR_MODEL, and OPENAI_BASE_URL for a server of your own; empty-chair doctor tries "
            "them. Without --voice llm no model is needed.",
        )
    check_usable(settings)
    return settings


def trust_for(jobs: int) -> Trust:
    """How long a model is asked that fails, where so many conversations are under way at once."""
    return Trust(_HOPELESS, _UNASKED, _FAILURES_EACH * (jobs + 1))


@dataclass(slots=True)
class Models:
    """Lines to one endpoint, for one event loop. Close it at the end.

    Attributes:
        settings: How the model is reached, used and paid for.
        data: The folder that holds the records, with what was spent.
    """

    settings: ModelSettings
    data: Path
    _client: ModelClient = field(init=False)
    _log: SpendingLog = field(init=False)
    _counter: TokenCounter = field(default_factory=EstimatingCounter)

    def __post_init__(self) -> None:
        self._client, self._log = ModelClient(self.settings.endpoint), SpendingLog(self.data)

    async def get_ready(self) -> None:
        """Load what takes a while the first time: no model should be said to be slow for it."""
        await asyncio.to_thread(load_client)
        model = self.settings.endpoint.model
        self._counter = await asyncio.to_thread(counter_for_model, model, os.environ, vocabulary_dir())

    def line(self) -> ModelLine:
        """A line for one conversation."""
        return ModelLine(
            self._client, self.settings, self._log, lambda: self._counter, utc_now, None, "rehearsal"
        )

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()
