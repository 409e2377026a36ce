"""Where language models join an attempt: as the customer's voice, as a second reader, as a second judge."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.attempt.events import Spent
from simulator.attempt.ledger import AttemptRecord, TurnRecord
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.prompting import PROMPTS, Part, Said
from simulator.customer.second_reader import SecondReader
from simulator.customer.second_reading import SecondReading
from simulator.customer.voice import ScriptedVoice
from simulator.errors import UsageError
from simulator.judge_line import JudgeLine
from simulator.judging.by_model.judge import ModelJudge
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, Turn
from simulator.language.reading import Reading
from simulator.llm.budget import Budget
from simulator.llm.client import ModelClient
from simulator.llm.tokens import TokenCounter, counter_for_model
from simulator.model_line import ModelLine
from simulator.model_settings import ModelSettings, vocabulary_dir
from simulator.records.spending import Purpose, SpendingLog

if TYPE_CHECKING:
    from simulator.content.library import Material


def open_line(
    settings: ModelSettings,
    data: Path,
    now: Callable[[], str],
    attempt: str | None = None,
    purpose: Purpose = "customer",
) -> ModelLine:
    """A line to the models for one conversation; nothing is sent yet.

    Args:
        settings: Which models, how they are reached and paid for.
        data: The folder that holds the records.
        now: The time, ISO 8601 in UTC.
        attempt: Which attempt it is for.
        purpose: What spoken words are for.
    """

    def counter() -> TokenCounter:
        return counter_for_model(settings.endpoint.model, os.environ, vocabulary_dir())

    client = ModelClient(settings.endpoint)
    return ModelLine(client, settings, SpendingLog(data), counter, now, attempt, purpose)


def take_up(line: ModelLine, record: AttemptRecord) -> None:
    """Go on with the bill of an attempt that was cut off; what a branch kept is not its own."""
    kept = record.header.branch_turn or 0
    for turn in record.turns[kept:]:
        line.take_up(turn.note.get("models", {}).get("requests", ()))


def check_usable(settings: ModelSettings) -> None:
    """Find what would fail anyway, before a conversation begins. May ask the keyring, which can take long.

    Raises:
        ModelUnavailable: No model is named, or its key is missing or damaged.
        UsageError: There is a budget, and the model's price is not known.
    """
    settings.endpoint.check()
    model = settings.endpoint.model or settings.endpoint.judge_model
    if settings.budget != Budget() and settings.prices.price(model) is None:
        raise UsageError(
            f"There is a budget for language models, but no price for `{model[:60]}`.",
            f'Give it in the settings: [language_model.prices."{model[:60]}"] with input and output.',
        )


def voice_of(
    line: ModelLine, material: Material, turns: Callable[[], Sequence[Said]], scripted: ScriptedVoice
) -> LLMVoice:
    """The customer in a model's words."""
    return LLMVoice(line, Part(material.scenario.model, material.persona.model), turns, scripted)


@dataclass(frozen=True, slots=True)
class ModelsAtWork:
    """The language models of one attempt; the attempt's port `Models`.

    Attributes:
        line: Where requests go.
        settings: What models may do here.
        material: The scenario with its persona and rubric.
        attempt: The attempt's id.
    """

    line: ModelLine
    settings: ModelSettings
    material: Material
    attempt: str

    @property
    def reads(self) -> bool:
        """Whether a model may be asked about a reply that the rules are unsure of."""
        return self.settings.reader == "rules+llm"

    async def second_reading(self, reply: str, customer: str) -> SecondReading:
        """What a model finds in a reply; failures are part of it."""
        return await SecondReader(self.line, self.material.scenario.model).read(reply, customer)

    @property
    def judges(self) -> bool:
        """Whether a model reads the hard questions of the form a second time."""
        return self.settings.judge == "rules+llm"

    async def second_evaluation(
        self, level: str, turns: Sequence[TurnRecord], readings: Mapping[int, Reading], settled: bool
    ) -> Mapping[str, Any]:
        """The filled form with a model's second reading; what failed is told in it."""
        rubric, scenario = self.material.rubric, self.material.scenario.model
        rules = RulesJudge(rubric.model, rubric.sha256, scenario)
        judge = ModelJudge(rules, JudgeLine(self.line), self.settings.votes)
        said = tuple(Turn(turn.speaker, turn.text) for turn in turns)
        transcript = Transcript(self.attempt, said, level, scenario.id)
        return (await judge.evaluate(transcript, readings, settled)).to_json()

    def used(self) -> Mapping[str, Any]:
        """The requests since this was last asked, with the version of the customer's prompt."""
        requests, self.line.used.requests = self.line.used.requests, []
        return {"requests": requests, "prompt": PROMPTS.version()} if requests else {}

    def spent(self, turn: int) -> Spent | None:
        """What was used in this attempt so far, or None when nothing was."""
        totals = self.line.account.totals
        if not totals.requests:
            return None
        return Spent(
            turn=turn,
            requests=totals.requests,
            input_tokens=totals.input_tokens,
            output_tokens=totals.output_tokens,
            estimated=totals.estimated,
            cost=None if totals.cost is None else format(totals.cost, "f"),
            currency=self.settings.currency,
        )

    def hurry(self) -> None:
        """Wait no longer for what is being said."""
        self.line.hurry()

    def notice(self) -> str:
        """What the learner should be told now; each thing once."""
        return self.line.notice()

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self.line.aclose()
