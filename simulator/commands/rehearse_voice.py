"""`empty-chair rehearse --voice llm`: colleagues decide as ever, and a language model puts it in words."""

from __future__ import annotations

import asyncio
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TextIO

from simulator.colleagues.findings import Findings, findings_of
from simulator.colleagues.kinds import Kind
from simulator.colleagues.prompting import place_of
from simulator.colleagues.talk import Talk
from simulator.colleagues.voiced import Tally, Trust, VoicedTalks
from simulator.commands.rehearse_estimate import agreed, estimated, told
from simulator.commands.rehearse_models import Models, settings_for_voice, trust_for
from simulator.commands.rehearse_progress import Progress
from simulator.commands.rehearse_voice_told import Report, write
from simulator.commands.rehearse_work import level_of, rehearsing_of
from simulator.commands.second_judge import why
from simulator.commands.wrapped import wrapped
from simulator.content.library import Material
from simulator.language.text import clean_text
from simulator.model_settings import ModelSettings

_INTERRUPTED = 130


def run(
    args: Namespace, materials: Sequence[Material], kinds: Sequence[Kind], out: TextIO, err: TextIO
) -> int:
    """Rehearse scenarios in a model's words and report on each.

    Args:
        args: `runs`, `jobs` (conversations at a time), `seed`, `json`, `yes`, `data`.
        materials: The scenarios.
        kinds: Who takes part.
        out: Takes the report.
        err: Takes what it costs, the question, the progress and why the model was given up.

    Returns:
        0, 1 when a scenario does not tell strong from middling or from poor, 130 when it was interrupted or
        not agreed to.

    Raises:
        UnavailableError: No model is named, or its key is missing or damaged.
        UsageError: A setting cannot be used.
    """
    settings = settings_for_voice()
    if not _may_begin(args, materials, kinds, settings, err):
        return _INTERRUPTED
    report = Report(clean_text(settings.endpoint.model), args.json, out)
    models = Models(settings, Path(args.data))
    return _Session(args, materials, kinds, models, trust_for(args.jobs), report, err).run()


def _may_begin(
    args: Namespace,
    materials: Sequence[Material],
    kinds: Sequence[Kind],
    settings: ModelSettings,
    err: TextIO,
) -> bool:
    """Tell what it takes, and ask whoever sits at a terminal."""
    found = estimated([one.scenario.model for one in materials], kinds, args.runs, settings)
    for sentence in told(found, settings):
        write(wrapped(sentence), err)
    if args.yes or not (sys.stdin.isatty() and err.isatty()) or agreed(sys.stdin, err):
        return True
    write(["Nothing was asked."], err)
    return False


@dataclass(slots=True)
class _Session:
    """A rehearsal under way; what is over is told, whatever ends it."""

    args: Namespace
    materials: Sequence[Material]
    kinds: Sequence[Kind]
    models: Models
    trust: Trust
    report: Report
    err: TextIO
    _begun: VoicedTalks | None = None
    _talks: list[Talk] = field(default_factory=list)
    _tally: Tally = field(default_factory=Tally)
    _scenarios: int = 0
    _failed: bool = False

    def run(self) -> int:
        """Go through all scenarios, report, and give the status."""
        interrupted = False
        try:
            with asyncio.Runner() as runner:
                self._go_through(runner)
        except KeyboardInterrupt:
            interrupted = True
            self._tell_cut()
        self._tell_all(interrupted)
        return _INTERRUPTED if interrupted else int(self._failed)

    def _go_through(self, runner: asyncio.Runner) -> None:
        try:
            runner.run(self.models.get_ready())
            with Progress(self._planned, self.err, time.monotonic) as progress:
                for material in self.materials:
                    self._begun = talks = self._talks_on(material)
                    runner.run(talks.run(self._wanted(), self.args.jobs, progress))
                    progress.wipe()  # the report comes on the same terminal
                    self._tell(material, talks)
        finally:
            runner.run(self.models.aclose())

    @property
    def _planned(self) -> int:
        return len(self.materials) * len(list(self._wanted()))

    def _talks_on(self, material: Material) -> VoicedTalks:
        rehearsing = rehearsing_of(material, self.args.seed)
        return VoicedTalks(rehearsing, place_of(material.scenario.model), self.trust, self.models.line)

    def _wanted(self) -> Iterator[tuple[Kind, int]]:
        """All conversations of a scenario: each kind's first ones first, however early it ends."""
        return ((kind, run) for run, kind in product(range(self.args.runs), self.kinds))

    def _tell(self, material: Material, talks: VoicedTalks) -> None:
        found = _findings(material, talks)
        self._take(talks)
        self._failed = self._failed or bool(found.faults)
        self.report.scenario(found, talks.tally)

    def _tell_cut(self) -> None:
        """Tell of the scenario in the middle of which it was interrupted, as far as that went."""
        if self._begun is not None and self._begun.talks:
            material, talks = self.materials[self._scenarios], self._begun
            self._take(talks)
            self.report.cut(_findings(material, talks), talks.tally)
        write([f"Interrupted: {len(self._talks)} of {self._planned} conversations are over."], self.err)

    def _take(self, talks: VoicedTalks) -> None:
        self._begun = None
        self._scenarios += 1
        self._talks += talks.talks.values()
        self._tally.voiced += talks.tally.voiced
        self._tally.fallbacks += talks.tally.fallbacks

    def _tell_all(self, interrupted: bool) -> None:
        if self.trust.lost is not None:
            sentence = f"{why(self.trust.lost)} From then on the colleagues spoke their own sentences."
            write(wrapped(sentence), self.err)
        if self._talks:
            self.report.whole(self._talks, self._scenarios, self._tally, interrupted=interrupted)


def _findings(material: Material, talks: VoicedTalks) -> Findings:
    scenario = material.scenario.model
    return findings_of(scenario, material.rubric.model, level_of(scenario), list(talks.talks.values()))
