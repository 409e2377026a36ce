"""Desks for attempts: the customer, the reader and the judge around one scenario, with models or without."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.attempt.attempt import Attempt, Desk
from simulator.attempt.ledger import AttemptHeader, AttemptRecord, Ledger, TurnRecord
from simulator.attempt.ports import Clock, Models
from simulator.customer.model import CustomerModel
from simulator.customer.voice import ScriptedVoice, Voice, joint_of
from simulator.errors import UsageError
from simulator.language.reader import Reader

if TYPE_CHECKING:
    from simulator.content.library import Material
    from simulator.judging.judge import RulesJudge
    from simulator.language.reading import Reading
    from simulator.model_settings import ModelSettings


@dataclass(frozen=True, slots=True)
class Places:
    """Where an attempt with language models finds its settings and keeps what they cost."""

    settings: Path
    data: Path


def make_attempt(
    header: AttemptHeader,
    material: Material,
    ledger: Ledger,
    clock: Clock,
    places: Places | None = None,
    record: AttemptRecord | None = None,
) -> Attempt:
    """An attempt with everything around it.

    Args:
        header: What does not change; it names the seed and whether a model speaks.
        material: The scenario, its persona and its rubric.
        ledger: Keeps the record.
        clock: Tells the time.
        places: Where settings and spending are; without them no language model takes part.
        record: What was said before, when the attempt is taken up again.
    """
    attempt: Attempt
    scripted = ScriptedVoice(header.seed, joint_of(material.scenario.model.channel))
    voice: Voice = scripted
    models: Models | None = None
    settings, remark = _settings_for(places, header, resumed=record is not None)
    if settings is not None and places is not None:
        from simulator.model_wiring import ModelsAtWork, open_line, take_up, voice_of

        line = open_line(settings, places.data, clock, header.attempt)
        if record is not None:
            take_up(line, record)
        models = ModelsAtWork(line, settings, material, header.attempt)
        if header.customer == "llm":
            voice = voice_of(line, material, lambda: attempt.dialogue.turns, scripted)
    desk = replace(make_desk(material, voice, ledger, clock, models), remark=remark)
    attempt = Attempt(header, desk, record)
    return attempt


def _settings_for(
    places: Places | None, header: AttemptHeader, resumed: bool
) -> tuple[ModelSettings | None, str]:
    """The settings of the models that take part; an attempt that was cut off goes on without them, too."""
    if places is None:
        return None, ""
    try:
        return model_settings(places, header.customer), ""
    except UsageError as error:
        if not resumed:
            raise
        return None, f"{error.message} From here on the customer speaks the author's own lines."


def model_settings(places: Places, customer: str) -> ModelSettings | None:
    """The settings of the models that take part in an attempt; None where none does.

    Raises:
        UsageError: A model is to speak, and the settings cannot be used.
    """
    from simulator.model_settings import load_model_settings

    try:
        found = load_model_settings(places.settings, os.environ)
    except UsageError:
        if customer == "llm":
            raise
        return None  # the settings' fault is told elsewhere; a scripted conversation needs none of them
    beside: ModelSettings | None = (
        found if found.named and "rules+llm" in (found.reader, found.judge) else None
    )
    return found if customer == "llm" else beside


def make_desk(
    material: Material, voice: Voice, ledger: Ledger, clock: Clock, models: Models | None = None
) -> Desk:
    """Everything around an attempt, with the judge by rules."""
    scenario = material.scenario.model
    reader = Reader(scenario.language, scenario.topics, scenario.untrue)
    model = CustomerModel(scenario, material.persona.model)
    return Desk(model, reader, voice, _Judged(material), ledger, clock, models)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The judge by rules as the attempt's port; loaded when the conversation is over."""

    material: Material

    def __call__(
        self,
        attempt: str,
        level: str,
        turns: Sequence[TurnRecord],
        readings: Mapping[int, Reading],
        settled: bool,
    ) -> Mapping[str, Any]:
        from simulator.judging.transcript import Transcript, Turn

        judge = _judge_of(self.material)
        said = tuple(Turn(turn.speaker, turn.text) for turn in turns)
        transcript = Transcript(attempt, said, level, self.material.scenario.model.id)
        return judge.evaluate(transcript, readings, settled).to_json()


_judges: list[tuple[Material, RulesJudge]] = []
"""The judge of the latest material: many conversations of one scenario may be played in a row."""


def _judge_of(material: Material) -> RulesJudge:
    from simulator.judging.judge import RulesJudge

    for known, judge in _judges:
        if all(one is other for one, other in zip(known, material, strict=True)):
            return judge
    rubric = material.rubric
    judge = RulesJudge(rubric.model, rubric.sha256, material.scenario.model)
    _judges[:] = [(material, judge)]
    return judge
