"""A simulator without rules, files or database: three situations, a customer who says fixed lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    CustomerMoved,
    Ended,
    Evaluated,
    Event,
    Message,
    Mode,
    ReadingNoted,
)
from simulator.attempt.ledger import (
    AttemptHeader,
    AttemptRecord,
    AttemptSummary,
    ContentSnapshot,
    EndRecord,
    TurnRecord,
)
from simulator.errors import NotFoundError, UnavailableError
from simulator.model_notice import ModelNotice
from tests.fakes.fake_contents import (
    ANSWERS,
    HEADERS,
    MOODS,
    NEEDS,
    OPENING,
    TELLS,
    FakeHeader,
    FakeHint,
    FakeSummary,
    evaluation,
    scenario,
)
from tests.fakes.fake_ideas import FakeIdeas
from tests.fakes.fake_model import FakeModel
from tests.fakes.fake_reviews import FakeAppeals, FakeDisputes, FakeRounds
from tests.fakes.fake_year import FakeYear


@dataclass
class FakeLedger(FakeDisputes):
    """Keeps records in a dictionary; `failing` makes the next writes fail."""

    records: dict[str, AttemptRecord] = field(default_factory=dict)
    summaries: list[AttemptSummary] = field(default_factory=list)
    failing: UnavailableError | None = None

    def attempt(self, attempt: str) -> AttemptRecord:
        if attempt not in self.records:
            raise NotFoundError(f"There is no attempt {attempt}.")
        return self.records[attempt]

    def history(
        self, *, learner: str | None = None, scenario: str | None = None, limit: int = 200
    ) -> list[AttemptSummary]:
        found = [s for s in self._all() if scenario is None or s.scenario == scenario]
        return found[:limit]

    def unfinished(self, learner: str) -> list[AttemptSummary]:
        return [s for s in self._all() if s.ending is None and not s.superseded]

    def _all(self) -> list[AttemptSummary]:
        live = [summary(record) for record in self.records.values()]
        return sorted([*live, *self.summaries], key=lambda s: s.started_at, reverse=True)

    def write(self, attempt: str, turn: TurnRecord, end: EndRecord | None = None) -> None:
        if self.failing is not None:
            raise self.failing
        record = self.records[attempt]
        self.records[attempt] = replace(record, turns=(*record.turns, turn), end=end or record.end)


def summary(record: AttemptRecord) -> AttemptSummary:
    header, last = record.header, record.evaluations[-1] if record.evaluations else {}
    title = next(h.title for h in HEADERS if h.id == header.contents[0].id)
    return FakeSummary(
        customer=header.customer,
        attempt=header.attempt,
        learner=header.learner,
        level=header.level,
        mode=header.mode,
        scenario=header.contents[0].id,
        scenario_title=title,
        scenario_version=1,
        rubric="complaint",
        started_at=header.started_at,
        turns=len(record.turns),
        ending=record.end.ending if record.end else None,
        stars=record.end.stars if record.end else None,
        percentage=last.get("percentage"),
        passed=last.get("passed"),
        branch_of=header.branch_of,
    )


class FakeAttempt:
    """Three replies to the end; the customer says what she says."""

    def __init__(
        self,
        ledger: FakeLedger,
        header: AttemptHeader,
        model: SimpleNamespace,
        seconds: float = 0.0,
        lines: Sequence[str] = (OPENING, *ANSWERS),
        speaks: FakeModel | None = None,
    ) -> None:
        self.header = header
        self._speaks = speaks or FakeModel()
        self.scenario = model
        self._ledger = ledger
        self._seconds = seconds
        self._lines = lines

    @property
    def ended(self) -> bool:
        return self._record.end is not None

    @property
    def _record(self) -> AttemptRecord:
        return self._ledger.records[self.header.attempt]

    @property
    def _replies(self) -> int:
        return sum(turn.speaker == "agent" for turn in self._record.turns)

    async def begin(self) -> AsyncIterator[Event]:
        turns = list(self._record.turns)
        ids = self.header.contents
        yield AttemptStarted(
            self.header.attempt, ids[0].id, 1, ids[2].id, self.header.mode, self.header.level,
            self.header.learner, bool(turns),
        )  # fmt: skip
        if not turns:
            yield Brief(self.scenario.brief, tuple((card.title, card.text) for card in self.scenario.desk))
        for turn in turns:
            yield Message(turn.turn, turn.speaker, turn.text, turn.voice, replayed=True)
        async for event in self.go_on():
            yield event

    async def go_on(self) -> AsyncIterator[Event]:
        await asyncio.sleep(0)
        turns = self._record.turns
        if not turns:
            async for event in self._spoken(self._lines[0]):
                yield event
        elif turns[-1].speaker == "agent" and not self.ended:
            if self.header.mode == "practice":
                yield ReadingNoted(turns[-1].turn, {"apologises": ("sorry",)}, ())
                yield self.moves[-1]
            async for event in self._spoken(self._lines[min(self._replies, len(self._lines) - 1)]):
                yield event
            if self._replies >= len(self._lines) - 1:
                async for event in self._end("resolved", True, 4, TELLS):
                    yield event

    async def reply(self, text: str) -> AsyncIterator[Event]:
        await asyncio.sleep(0)
        turn = len(self._record.turns) + 1
        self._ledger.write(self.header.attempt, TurnRecord(turn, "agent", text, "2026-05-04"))
        yield Message(turn, "agent", text)
        async for event in self.go_on():
            yield event

    async def leave(self, ending: str) -> AsyncIterator[Event]:
        await asyncio.sleep(0)
        async for event in self._end(ending, ending != "safety_exit", None, ""):
            yield event

    def hurry(self) -> None:
        self._speaks.hurry()

    async def aclose(self) -> None:
        self._speaks.closed += 1

    def hint(self) -> FakeHint | None:
        return None if self._replies >= 3 else FakeHint(NEEDS[2], "Say on which day, and who makes sure.")

    def needs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(title=title, met=place < self._replies) for place, title in enumerate(NEEDS)]

    @property
    def dialogue(self) -> FakeAttempt:
        return self

    @property
    def state(self) -> FakeAttempt:
        return self

    @property
    def moves(self) -> list[CustomerMoved]:
        turns = [turn.turn for turn in self._record.turns if turn.speaker == "agent"]
        return [CustomerMoved(turn, MOODS[min(place + 1, 3)], (), ()) for place, turn in enumerate(turns)]

    def rounded_mood(self) -> dict[str, int]:
        return dict(MOODS[min(self._replies, 3)])

    async def _spoken(self, text: str) -> AsyncIterator[Event]:
        turn, model = len(self._record.turns) + 1, self._speaks
        voice, reason = "scripted", None
        if self.header.customer == "llm":
            async with aclosing(model.parts(turn, text)) as parts:
                async for part in parts:
                    yield part
            voice, reason = model.voice, model.reason
        note = {"mood": self.rounded_mood(), **({"reason": reason} if reason else {})}
        record = TurnRecord(turn, "customer", text, "2026-05-04", voice, note)
        self._ledger.write(self.header.attempt, record)
        seconds = 0.0 if voice != "scripted" else self._seconds
        yield Message(turn, "customer", text, voice, seconds=seconds, reason=reason)
        if self.header.customer == "llm":
            for event in model.told(turn):
                yield event

    async def _end(self, ending: str, scorable: bool, stars: int | None, tells: str) -> AsyncIterator[Event]:
        attempt, record = self.header.attempt, self._record
        end = EndRecord(ending, scorable, stars, tells, "2026-05-04")
        filled: tuple[dict[str, Any], ...] = ()
        if scorable:
            said = [(turn.turn, turn.text) for turn in record.turns if turn.speaker == "agent"]
            filled = (evaluation(attempt, said),)
        self._ledger.records[attempt] = replace(record, end=end, evaluations=filled)
        yield Ended(ending, scorable, stars, tells)
        if not scorable:
            return
        if self._speaks.second is not None:
            yield Evaluated(filled[0], final=False)
            filled = (*filled, await self._speaks.read_again(filled[0]))
            self._ledger.records[attempt] = replace(self._record, evaluations=filled)
        yield Evaluated(filled[-1])


@dataclass
class FakeSimulator:
    ledger: FakeLedger = field(default_factory=FakeLedger)
    shelf: Sequence[FakeHeader] = HEADERS
    seconds: float = 0.0
    lines: Sequence[str] = (OPENING, *ANSWERS)
    models: dict[str, SimpleNamespace] = field(default_factory=dict)
    rounds: FakeRounds = field(default_factory=FakeRounds)
    idea_store: FakeIdeas = field(default_factory=FakeIdeas)
    speaks: FakeModel = field(default_factory=FakeModel)
    year: FakeYear = field(default_factory=FakeYear)

    def __post_init__(self) -> None:
        self.year.ledger = self.ledger

    @property
    def records(self) -> FakeLedger:
        return self.ledger

    @property
    def ideas(self) -> Any:
        return self.idea_store.box

    @property
    def appeals(self) -> FakeAppeals:
        return FakeAppeals(self.ledger)

    def headers(self) -> Iterator[FakeHeader]:
        yield from self.shelf

    def scenario(self, scenario_id: str) -> SimpleNamespace:
        if scenario_id in self.models:
            return SimpleNamespace(model=self.models[scenario_id])
        for header in self.shelf:
            if header.id == scenario_id:
                return SimpleNamespace(model=scenario(header))
        raise NotFoundError(f"There is no scenario `{scenario_id}`.", "The nearest is `cold-kitchen`.")

    @property
    def library(self) -> FakeSimulator:
        return self

    def rubric(self, rubric_id: str) -> SimpleNamespace:
        def option(ref: str, text: str) -> SimpleNamespace:
            return SimpleNamespace(ref_id=ref, text=text)

        def question(ref: str) -> SimpleNamespace:
            options = [option("o_full", "Fully, and in time"), option("o_part", "In part")]
            return SimpleNamespace(ref_id=ref, options=options, applies=None)

        sections = [SimpleNamespace(questions=[question("owns"), question("date")])]
        return SimpleNamespace(model=SimpleNamespace(sections=sections))

    def start(
        self,
        scenario_id: str,
        learner: str,
        level: str,
        mode: Mode,
        seed: int,
        customer: str = "scripted",
    ) -> FakeAttempt:
        if customer == "llm":
            self.model_notice(scenario_id)
        return self._open(scenario_id, learner, level, mode, seed, customer)

    def model_notice(self, scenario_id: str) -> ModelNotice:
        return self.speaks.looked_up()

    def prepare_models(self) -> None:
        self.speaks.prepared += 1

    def resume(self, attempt_id: str | None = None, learner: str = "") -> FakeAttempt:
        attempt_id = attempt_id or self.ledger.unfinished(learner)[0].attempt
        header = self.ledger.attempt(attempt_id).header
        model = self.scenario(header.contents[0].id).model
        return FakeAttempt(self.ledger, header, model, self.seconds, self.lines, self.speaks)

    def rewind(self, attempt_id: str, turn: int) -> FakeAttempt:
        old = self.ledger.attempt(attempt_id)
        fresh = self._open(old.header.contents[0].id, old.header.learner, old.header.level, "practice", 0)
        record = self.ledger.records[fresh.header.attempt]
        header = replace(fresh.header, branch_of=attempt_id, branch_turn=turn)
        self.ledger.records[fresh.header.attempt] = replace(
            record, header=header, turns=tuple(old.turns[:turn])
        )
        fresh.header = header
        return fresh

    def _open(
        self,
        scenario_id: str,
        learner: str,
        level: str,
        mode: Mode,
        seed: int,
        customer: str = "scripted",
    ) -> FakeAttempt:
        model = self.scenario(scenario_id).model
        number = len(self.ledger.records) + 1
        contents = tuple(
            ContentSnapshot(kind, key, 1, "0" * 64, "")
            for kind, key in (("scenario", scenario_id), ("persona", "angry"), ("rubric", "complaint"))
        )
        header = AttemptHeader(
            f"a{number}", learner, level, mode, seed, customer, contents, f"2026-05-04T10:{number:02}:00Z"
        )
        self.ledger.records[header.attempt] = AttemptRecord(header, ())
        return FakeAttempt(self.ledger, header, model, self.seconds, self.lines, self.speaks)
