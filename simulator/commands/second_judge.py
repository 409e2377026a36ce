"""A language model as second reader for the conversations of one command."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from simulator.judge_line import JudgeLine
from simulator.judging.by_model.giving_up import GivesUp
from simulator.judging.by_model.judge import ModelJudge
from simulator.judging.evaluation import Evaluation
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript
from simulator.language.reading import Reading
from simulator.llm.budget import BUDGET_SAID
from simulator.llm.client import ModelClient
from simulator.llm.reasons import TOLD, Reason
from simulator.llm.tokens import TokenCounter, counter_for_model
from simulator.locations import config_dir
from simulator.model_line import ModelLine
from simulator.model_settings import ModelSettings, load_model_settings, vocabulary_dir
from simulator.model_wiring import check_usable
from simulator.records.spending import SpendingLog
from simulator.settings import FILE_NAME
from simulator.wiring import utc_now


class SecondJudge:
    """Judges conversation after conversation; for one thread. Close it at the end.

    Attributes:
        gives_up: Stops asking once the server is down; tells what failed.
    """

    def __init__(self, settings: ModelSettings, data: Path) -> None:
        self._settings = settings
        self._data = data
        self._runner = asyncio.Runner()
        self._client = ModelClient(settings.endpoint)
        self._counter: TokenCounter | None = None
        self._port = JudgeLine(self._line(None))
        self.gives_up = GivesUp(self._port)

    @classmethod
    def open(cls, data: Path) -> SecondJudge:
        """By the settings file and the environment; nothing is sent yet.

        Args:
            data: The folder that holds the records, where what is spent is written down.

        Raises:
            ModelUnavailable: No model is named, or its key is missing or damaged.
            UsageError: A setting cannot be used, or there is a budget and no price.
        """
        settings = load_model_settings(config_dir() / FILE_NAME, os.environ)
        check_usable(settings)
        return cls(settings, data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def evaluate(
        self,
        rules: RulesJudge,
        transcript: Transcript,
        readings: Mapping[int, Reading] | None = None,
        settled: bool | None = None,
        attempt: str | None = None,
    ) -> Evaluation:
        """Fill a form; the arguments but the last are those of the judges.

        Args:
            rules: The judge by rules.
            transcript: The conversation.
            readings: What was read in it already.
            settled: Whether the customer got what they came for, if that is known.
            attempt: The attempt that what is spent belongs to, if there is one.
        """
        self._port.line = self._line(attempt)
        judge = ModelJudge(rules, self.gives_up, self._settings.votes)
        return self._runner.run(judge.evaluate(transcript, readings, settled))

    def told(self) -> Iterator[str]:
        """What failed, a sentence or two each; nothing when nothing did."""
        found = self.gives_up
        if found.failures:
            count = f"{found.failures.total()} of {found.requests} requests to the language model"
            yield f"{count} brought no answer ({_counts(found.failures)})."
        if found.reason is not None:
            yield f"{why(found.reason)} The rules alone judged what came after."

    def _line(self, attempt: str | None) -> ModelLine:
        log = SpendingLog(self._data)
        return ModelLine(self._client, self._settings, log, self._count_with, utc_now, attempt, "judge")

    def _count_with(self) -> TokenCounter:
        """The counter of tokens; made once, since a vocabulary takes a while."""
        if self._counter is None:
            self._counter = counter_for_model(self._settings.endpoint.judge, os.environ, vocabulary_dir())
        return self._counter


def why(reason: str) -> str:
    """A reason in a sentence."""
    if reason in set(Reason):
        told = TOLD[Reason(reason)]
        return f"{told.message} {told.hint}"
    return BUDGET_SAID.get(reason, f"The language model gave no answer ({reason}).")


def _counts(failures: Counter[str]) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in sorted(failures.items()))
