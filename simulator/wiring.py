"""Where the rooms are joined: a library, a record, and attempts made from both."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.attempt.ledger import (
    AttemptHeader,
    AttemptRecord,
    ContentSnapshot,
    Ledger,
    TurnRecord,
)
from simulator.errors import NotFoundError, UnavailableError, UsageError

if TYPE_CHECKING:  # the list of scenarios is there before anything that a conversation needs is loaded
    from simulator.attempt.attempt import Attempt, Desk
    from simulator.attempt.events import Mode
    from simulator.content.headers import ScenarioHeader
    from simulator.content.library import Library, Material
    from simulator.content.loading import Loaded
    from simulator.content.scenario import Scenario
    from simulator.language.reading import Reading
    from simulator.records.looking import RecordsView
    from simulator.records.sql_ledger import SqlLedger
    from simulator.reviewing.appeals import Appeals
    from simulator.reviewing.rounds import Rounds


class Simulator:
    """The whole product without a face; the app, the line mode and the commands stand on it.

    Nothing is opened or created before it is needed.
    """

    def __init__(self, library: Path, data: Path, cache: Path | None = None) -> None:
        self._library_dir = library
        self._data_dir = data
        self._cache_dir = cache

    @cached_property
    def library(self) -> Library:
        """The scenarios, personas and rubrics."""
        from simulator.content.library import Library

        return Library(self._library_dir, cache=self._cache_dir)

    @cached_property
    def ledger(self) -> SqlLedger:
        """The record, opened for writing."""
        from simulator.records.sql_ledger import SqlLedger

        return SqlLedger.open(self._data_dir)

    @cached_property
    def records(self) -> RecordsView:
        """The record for looking only: it creates nothing and keeps nobody waiting."""
        from simulator.records.looking import RecordsView

        return RecordsView.look(self._data_dir)

    @cached_property
    def appeals(self) -> Appeals:
        """Overruling and disputing verdicts."""
        from simulator.reviewing.appeals import Appeals

        return Appeals(lambda: self.records, lambda: self.ledger, utc_now)

    @cached_property
    def rounds(self) -> Rounds:
        """Calibration rounds."""
        from simulator.reviewing.rounds import Rounds

        return Rounds(lambda: self.records, lambda: self.ledger, utc_now)

    def close(self) -> None:
        """Let go of the record, if it was opened."""
        opened = self.__dict__.get("ledger")
        if opened is not None:
            opened.close()

    def headers(self) -> Iterator[ScenarioHeader]:
        """What there is to practise, as it is found."""
        return self.library.headers()

    def scenario(self, key: str) -> Loaded[Scenario]:
        """A scenario of the library by its id."""
        return self.library.scenario(key)

    def start(
        self,
        scenario: str,
        learner: str,
        level: str = "agent",
        mode: Mode = "practice",
        seed: int = 0,
        customer: str = "scripted",
    ) -> Attempt:
        """A new attempt. Nothing is on record before it begins.

        Raises:
            NotFoundError: No such scenario, persona or rubric.
            ContentError: One of the files has faults.
            UnavailableError: The voice is not there yet, or the record cannot be opened.
        """
        from simulator.attempt.attempt import Attempt

        if customer != "scripted":
            raise UnavailableError(
                "There is no customer with a language model in this version.",
                "Leave out --customer, or give --customer scripted.",
            )
        material = self.library.material(scenario)
        header = AttemptHeader(
            attempt=new_id(),
            learner=learner,
            level=level,
            mode=mode,
            seed=seed,
            customer=customer,
            contents=tuple(_snapshots(material)),
            started_at=utc_now(),
        )
        return Attempt(header, make_desk(material, seed, self.ledger))

    def resume(self, attempt: str | None = None, learner: str = "") -> Attempt:
        """An attempt that was cut off: the one named, or the learner's newest.

        Raises:
            NotFoundError: There is none.
        """
        return self._reopened(self.ledger.attempt(attempt or self._cut_off(learner)))

    def _cut_off(self, learner: str) -> str:
        """The learner's newest attempt that was cut off."""
        for unfinished in self.ledger.unfinished(learner):
            return unfinished.attempt
        raise NotFoundError(f"{learner} has no unfinished attempt.", "Start one with: empty-chair play")

    def rewind(self, attempt: str, turn: int) -> Attempt:
        """A branch of an attempt that keeps its turns up to one of the customer's.

        The old attempt stays on record as it is.

        Raises:
            UsageError: The attempt counts for the year, or the turn is not one of the customer's.
        """
        record = self.ledger.attempt(attempt)
        if record.header.mode != "practice":
            raise UsageError("An attempt in certify mode cannot be rewound.", "Practise it, then certify.")
        kept = list(record.turns[:turn])
        if not kept or len(kept) < turn or kept[-1].speaker != "customer":
            raise UsageError(f"Turn {turn} is not one of the customer's.", "Choose a turn of the customer's.")
        branch = replace(
            record.header, attempt=new_id(), started_at=utc_now(), branch_of=attempt, branch_turn=turn
        )
        self.ledger.open_attempt(branch, kept)
        return self._reopened(AttemptRecord(branch, kept))

    def _reopened(self, record: AttemptRecord) -> Attempt:
        """An attempt on the contents that it began with, even if the files have changed since."""
        from simulator.attempt.attempt import Attempt
        from simulator.content.library import from_snapshots

        material = from_snapshots(*(content.source for content in record.header.contents))
        return Attempt(record.header, make_desk(material, record.header.seed, self.ledger), record)


def make_desk(material: Material, seed: int, ledger: Ledger) -> Desk:
    """Everything around an attempt, with the scripted voice and the judge by rules."""
    from simulator.attempt.attempt import Desk
    from simulator.customer.model import CustomerModel
    from simulator.customer.voice import ScriptedVoice
    from simulator.language.reader import Reader

    scenario = material.scenario.model
    reader = Reader(scenario.language, scenario.topics)
    joint = "\n\n" if scenario.channel == "email" else " "
    voice = ScriptedVoice(seed, joint)
    model = CustomerModel(scenario, material.persona.model)
    return Desk(model, reader, voice, _Judged(material), ledger, utc_now)


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
        from simulator.judging.judge import RulesJudge
        from simulator.judging.transcript import Transcript, Turn

        rubric = self.material.rubric
        judge = RulesJudge(rubric.model, rubric.sha256, self.material.scenario.model)
        said = tuple(Turn(turn.speaker, turn.text) for turn in turns)
        transcript = Transcript(attempt, said, level, self.material.scenario.model.id)
        return judge.evaluate(transcript, readings, settled).to_json()


def _snapshots(material: Material) -> Iterator[ContentSnapshot]:
    for kind in ("scenario", "persona", "rubric"):
        loaded = getattr(material, kind)
        model = loaded.model
        yield ContentSnapshot(kind, model.id, model.version, loaded.sha256, loaded.source)


def utc_now() -> str:
    """The time now, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """An id for an attempt: sorts by time, and two of the same millisecond still differ."""
    return f"{int(time.time() * 1000):011x}{os.urandom(5).hex()}"
