"""Where the rooms are joined: a library, a record, and attempts made from both."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.attempt.ledger import (
    AttemptHeader,
    AttemptRecord,
    ContentSnapshot,
)
from simulator.errors import NotFoundError, UsageError

if TYPE_CHECKING:  # the list of scenarios is there before anything that a conversation needs is loaded
    from simulator.attempt.attempt import Attempt
    from simulator.attempt.events import Mode
    from simulator.content.headers import ScenarioHeader
    from simulator.content.library import Library, Material
    from simulator.content.loading import Loaded
    from simulator.content.scenario import Scenario
    from simulator.desks import Places
    from simulator.idea_box import IdeaBox
    from simulator.model_notice import ModelNotice
    from simulator.records.address import Where
    from simulator.records.looking import RecordsView
    from simulator.records.sql_ledger import SqlLedger
    from simulator.reviewing.appeals import Appeals
    from simulator.reviewing.rounds import Rounds
    from simulator.year.desk import Year


class Simulator:
    """The whole product without a face; the app, the line mode and the commands stand on it.

    Nothing is opened or created before it is needed.
    """

    def __init__(
        self, library: Path, data: Path, cache: Path | None = None, settings: Path | None = None
    ) -> None:
        """Name the folders of the library, the records and the cache, and the settings file.

        Without a settings file no language model takes part.
        """
        self._library_dir = library
        self._data_dir = data
        self._cache_dir = cache
        self._settings_file = settings

    @cached_property
    def _where(self) -> Where:
        """The database of the record, or the folder that holds it in a file."""
        from simulator.database_setting import records_at

        return records_at(self._data_dir, self._settings_file)

    @cached_property
    def library(self) -> Library:
        """The scenarios, personas and rubrics."""
        from simulator.content.library import Library

        return Library(self._library_dir, cache=self._cache_dir)

    @cached_property
    def ledger(self) -> SqlLedger:
        """The record, opened for writing."""
        from simulator.records.sql_ledger import SqlLedger

        return SqlLedger.open(self._where)

    @cached_property
    def records(self) -> RecordsView:
        """The record for looking only: it creates nothing and keeps nobody waiting."""
        from simulator.records.looking import RecordsView

        return RecordsView.look(self._where)

    @cached_property
    def appeals(self) -> Appeals:
        """Overruling and disputing verdicts."""
        from simulator.acting import check_decides
        from simulator.reviewing.appeals import Appeals

        return Appeals(
            lambda: self.records, lambda: self.ledger, utc_now, lambda by: check_decides(self.records, by)
        )

    @cached_property
    def rounds(self) -> Rounds:
        """Calibration rounds."""
        from simulator.reviewing.rounds import Rounds

        return Rounds(lambda: self.records, lambda: self.ledger, utc_now)

    @cached_property
    def ideas(self) -> IdeaBox:
        """The ideas of the company."""
        from simulator.idea_box import IdeaBox, refusal_to_answer

        def refusal(by: str) -> str:
            return refusal_to_answer(self.records, by, datetime.now(UTC))

        return IdeaBox(lambda: self.records, lambda: self.ledger, refusal)

    @cached_property
    def year(self) -> Year:
        """What is asked of people, and how they stand."""
        from simulator.year.desk import Year

        return Year(lambda: self.records, lambda: self.library)

    def close(self) -> None:
        """Let go of the record, if it was opened."""
        opened = self.__dict__.get("ledger")
        if opened is not None:
            opened.close()

    @property
    def places(self) -> Places | None:
        """Where attempts with language models find their settings and keep what they cost."""
        from simulator.desks import Places

        return Places(self._settings_file, self._data_dir) if self._settings_file is not None else None

    def check_models(self) -> None:
        """See whether a language model can be used at all; nothing is sent.

        Raises:
            UnavailableError: None is named, or its key is missing or damaged.
            UsageError: The settings cannot be used.
        """
        from simulator.desks import model_settings
        from simulator.model_settings import ModelSettings
        from simulator.model_wiring import check_usable

        found = model_settings(self.places, "llm") if self.places is not None else None
        check_usable(found or ModelSettings())

    def model_notice(self, scenario: str) -> ModelNotice:
        """Which language model would speak in a scenario, and about what it takes; nothing is sent.

        May ask the keyring, which can take long: for a thread.

        Raises:
            UnavailableError: None can be used, as `check_models` tells.
            UsageError: The settings cannot be used.
        """
        from simulator.customer.prompting import Part
        from simulator.desks import model_settings
        from simulator.model_notice import notice_on
        from simulator.model_settings import ModelSettings

        self.check_models()
        found = model_settings(self.places, "llm") if self.places is not None else None
        material = self.library.material(scenario)
        return notice_on(found or ModelSettings(), Part(material.scenario.model, material.persona.model))

    def prepare_models(self) -> None:
        """Load what a conversation with a language model needs. Takes about a second; for a thread."""
        from simulator.llm.connection import load_client

        load_client()

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
            UnavailableError: No language model can be used, or the record cannot be opened.
            UsageError: The settings about language models cannot be used.
        """
        if customer == "llm":
            self.check_models()
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
        return self._made(header, material)

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
        from simulator.content.library import from_snapshots

        material = from_snapshots(*(content.source for content in record.header.contents))
        return self._made(record.header, material, record)

    def _made(
        self, header: AttemptHeader, material: Material, record: AttemptRecord | None = None
    ) -> Attempt:
        from simulator.desks import make_attempt

        return make_attempt(header, material, self.ledger, utc_now, self.places, record)


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
