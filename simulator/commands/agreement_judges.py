"""The judges of `empty-chair agreement`: the one by rules, and those with a language model."""

from __future__ import annotations

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.judging.by_model.giving_up import GivesUp
    from simulator.judging.evaluation import Evaluation
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript
    from simulator.model_settings import ModelSettings

RULES, LLM = "rules", "llm"
_LONGEST_NAME = 200


class Judge(Protocol):
    """Somebody who fills forms, as a rater."""

    @property
    def rater(self) -> str:
        """The rater's name."""

    @property
    def requests(self) -> int:
        """How many requests to a language model were sent."""

    @property
    def failures(self) -> Mapping[str, int]:
        """How many of them brought no answer, by reason."""

    @property
    def gave_up(self) -> str | None:
        """Why nothing is asked any more; None while it is."""

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal | None:
        """What so many tokens cost; None where that is not known."""

    def evaluate(self, rules: RulesJudge, transcript: Transcript) -> Evaluation:
        """The filled form of a conversation."""


class ReadsTwice(Protocol):
    """A judge that has a language model read beside the rules; `SecondJudge` is one."""

    gives_up: GivesUp

    def evaluate(self, rules: RulesJudge, transcript: Transcript) -> Evaluation:
        """The filled form of a conversation."""


@dataclass(frozen=True, slots=True)
class RulesRater:
    """The judge by rules."""

    rater: str = RULES
    requests: int = 0
    failures: Mapping[str, int] = field(default_factory=dict)
    gave_up: str | None = None

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal | None:
        """Nothing is asked, and nothing known of a price."""
        return None

    def evaluate(self, rules: RulesJudge, transcript: Transcript) -> Evaluation:
        """The form as the rules fill it."""
        return rules.evaluate(transcript)


@dataclass(frozen=True, slots=True)
class ModelRater:
    """The judge with one language model.

    Attributes:
        model: The model, as the settings or the command line name it.
        settings: Its price.
        second: Fills the forms.
    """

    model: str
    settings: ModelSettings
    second: ReadsTwice

    @property
    def rater(self) -> str:
        """`llm:` and the model's name."""
        return f"{LLM}:{self.model}"

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return self.second.gives_up.requests

    @property
    def failures(self) -> Counter[str]:
        """How many brought no answer, by reason."""
        return self.second.gives_up.failures

    @property
    def gave_up(self) -> str | None:
        """Why the model is asked no more."""
        return self.second.gives_up.reason

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal | None:
        """What so many tokens cost, by the prices in the settings."""
        from simulator.llm.messages import Usage

        return self.settings.prices.cost(self.model, Usage(input_tokens, output_tokens))

    def evaluate(self, rules: RulesJudge, transcript: Transcript) -> Evaluation:
        """The form as the rules and the model fill it."""
        return self.second.evaluate(rules, transcript)


def check_options(args: Namespace) -> None:
    """Find options that do not go together, before anything is read.

    Raises:
        UsageError: They do not.
    """
    asked = args.judge or ()
    if not asked:
        given = next((name for name in ("transcripts", "model", "level") if getattr(args, name)), None)
        if given is not None:
            raise UsageError(f"--{given} needs --judge.", "Add --judge rules or --judge llm.")
        return
    if args.model and LLM not in asked:
        raise UsageError("--model needs --judge llm.", "Add it, or leave --model out.")
    if args.rubric is None:
        raise UsageError("--judge needs --rubric.", "Name the form that was labelled: --rubric ID.")
    if not args.transcripts:
        raise UsageError(
            "--judge needs the conversations that were labelled.",
            "Give them behind the labels: --transcripts FILE.",
        )
    if [*args.files, *args.transcripts].count("-") > 1:
        raise UsageError("Standard input can be read once only.", "Give the other one as a file.")


def open_judges(args: Namespace, stack: ExitStack) -> list[Judge]:
    """The judges that were asked for, each once, in that order; nothing is sent yet.

    Args:
        args: `judge` (a list of `rules` and `llm`, or None), `model` (a list or None), `data`.
        stack: Closes them at the end.

    Raises:
        ModelUnavailable: No model is named, or its key is missing or damaged.
        UsageError: A setting cannot be used, or there is a budget and no price.
    """
    found: list[Judge] = []
    for kind in dict.fromkeys(args.judge or ()):
        found += [RulesRater()] if kind == RULES else _with_models(args, stack)
    return found


def _with_models(args: Namespace, stack: ExitStack) -> Iterator[ModelRater]:
    from simulator.commands.second_judge import SecondJudge
    from simulator.locations import config_dir, data_dir
    from simulator.model_settings import load_model_settings
    from simulator.model_wiring import check_usable
    from simulator.settings import FILE_NAME

    settings = load_model_settings(config_dir() / FILE_NAME, os.environ)
    chosen = {model: _settings_for(settings, model) for model in _models(args.model, settings)}
    for one in chosen.values():
        check_usable(one)
    for model, one in chosen.items():
        second = stack.enter_context(SecondJudge(one, data_dir(args.data)))
        yield ModelRater(model, one, second)


def _models(given: Sequence[str] | None, settings: ModelSettings) -> list[str]:
    """The models, in the order in which they were named."""
    from simulator.language.text import clean_text

    named = [" ".join(clean_text(name).split()) for name in given or [settings.endpoint.judge]]
    if any(len(name) > _LONGEST_NAME for name in named):
        raise UsageError("The name of a model is far too long.", "Name it as its server does.")
    if given and not all(named):
        raise UsageError("--model names no model.", "Name it as its server does.")
    return named


def _settings_for(settings: ModelSettings, model: str) -> ModelSettings:
    """The settings with this model in every role, so that its price is looked for and no other."""
    return replace(settings, endpoint=replace(settings.endpoint, model=model, judge_model=model))
