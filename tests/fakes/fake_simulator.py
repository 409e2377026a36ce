"""A simulator without rules, files or database: three situations, a customer who says fixed lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
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
from tests.fakes.fake_reviews import FakeAppeals, FakeDisputes, FakeRounds


@dataclass(frozen=True)
class FakeHeader:
    id: str
    title: str
    channel: str = "chat"
    language: str = "en"
    persona: str = "angry"
    customer: str = "Marta Kowalska"
    rubric: str = "complaint"
    levels: tuple[str, ...] = ("new_hire", "agent", "manager", "executive")
    tags: tuple[str, ...] = ()
    minutes: int = 8
    version: int = 1
    fault: str | None = None


@dataclass(frozen=True)
class FakeHint:
    need: str
    text: str


HEADERS = (
    FakeHeader("cold-kitchen", "A kitchen that arrived without doors", tags=("complaint", "delivery")),
    FakeHeader("first-bill", "A bill nobody explained", "phone", persona="uninformed", minutes=6),
    FakeHeader("her-fathers-line", "Her father's telephone line", "email", persona="bereaved", minutes=10),
    FakeHeader("broken-file", "broken-file", fault="broken-file.yaml:3:1: missing key `title`"),
)
OPENING = (
    "Two weeks I cook on the floor. You sent me a kitchen and forgot the doors. Is anybody reading this?"
)
ANSWERS = (
    "At least somebody answers. I asked twice already. When do the doors come?",
    "Thursday I can be at home from four. And if they forget them again?",
    "Alright. Thursday then. I'll believe it when I see them.",
)
TELLS = "They forgot the doors and then they made it good."
MOODS = (
    {"patience": 35, "trust": 25},
    {"patience": 40, "trust": 30},
    {"patience": 48, "trust": 42},
    {"patience": 45, "trust": 60},
)
NEEDS = ("Someone takes this seriously", "The doors", "A day to count on")


def scenario(header: FakeHeader) -> SimpleNamespace:
    bereaved = header.persona == "bereaved"
    return SimpleNamespace(
        id=header.id,
        title=header.title,
        channel=header.channel,
        language=header.language,
        minutes=header.minutes,
        rubric=header.rubric,
        version=1,
        brief="Marta Kowalska ordered a kitchen in October. It was delivered without the cabinet doors. "
        "She has written twice; nobody answered.",
        desk=[
            SimpleNamespace(title="Order 5512", text="Kitchen Lund, white. Came on 3 May, no doors."),
            SimpleNamespace(title="You may offer", text="Delivery on Thursday, or 10 % off the price."),
        ],
        customer=SimpleNamespace(name=header.customer),
        content_note="This one is about a death in the family." if bereaved else None,
        support="Talk to your team lead, or to the helpline on the notice board." if bereaved else None,
    )


def evaluation(attempt: str, quotes: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """A filled form over these replies (turn, text)."""
    turn, text = quotes[0] if quotes else (2, "")
    proof = [{"turn": turn, "quote": text[:40], "start": 0, "end": len(text[:40])}]
    return {
        "type": "evaluation",
        "id": attempt,
        "rubric": {"id": "complaint", "version": 1, "sha256": "0" * 64},
        "judge": {"id": "rules", "version": "1"},
        "percentage": 84.0,
        "raw_percentage": 84.0,
        "passed": True,
        "performance_category": "MEETS_EXPECTATIONS",
        "automatic_fail": False,
        "mastery_score": 0.8,
        "strength": {
            "ref_id": "owns",
            "title": "Owns what went wrong",
            "quote": text[:60],
            "turn": turn,
            "text": "The reply owned the fault before she had to ask.",
        },
        "gaps": [
            {
                "ref_id": "date",
                "title": "Gives a day to count on",
                "quote": "they should come soon",
                "turn": turn,
                "text": "She was given no day.",
                "better": "The doors come on Thursday between four and six; I check on Wednesday evening.",
            }
        ],
        "questions": [
            _question("owns", "Owns what went wrong", "o_full", 10, proof, "Said before she asked."),
            _question("date", "Gives a day to count on", "o_part", 5, proof, "A day, but no time."),
            _question("blame", "Blames nobody", None, None, [], "", status="not_applicable"),
        ],
    }


def _question(
    ref: str,
    title: str,
    option: str | None,
    score: int | None,
    proof: list[dict[str, Any]],
    feedback: str,
    status: str = "scored",
) -> dict[str, Any]:
    return {
        "ref_id": ref,
        "title": title,
        "section": "Help",
        "option": option,
        "score": score,
        "max_score": 10,
        "applied_weight": 50.0,
        "status": status,
        "source": "rules",
        "evidence": proof,
        "feedback": feedback,
    }


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
    return AttemptSummary(
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
    ) -> None:
        self.header = header
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
            yield self._say(self._lines[0])
        elif turns[-1].speaker == "agent" and not self.ended:
            if self.header.mode == "practice":
                yield ReadingNoted(turns[-1].turn, {"apologises": ("sorry",)}, ())
                yield self.moves[-1]
            yield self._say(self._lines[min(self._replies, len(self._lines) - 1)])
            if self._replies >= len(self._lines) - 1:
                for event in self._end("resolved", True, 4, TELLS):
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
        for event in self._end(ending, ending != "safety_exit", None, ""):
            yield event

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

    def _say(self, text: str) -> Message:
        turn = len(self._record.turns) + 1
        record = TurnRecord(turn, "customer", text, "2026-05-04", "scripted", {"mood": self.rounded_mood()})
        self._ledger.write(self.header.attempt, record)
        return Message(turn, "customer", text, "scripted", seconds=self._seconds)

    def _end(self, ending: str, scorable: bool, stars: int | None, tells: str) -> list[Event]:
        attempt, record = self.header.attempt, self._record
        end = EndRecord(ending, scorable, stars, tells, "2026-05-04")
        events: list[Event] = [Ended(ending, scorable, stars, tells)]
        filled: tuple[dict[str, Any], ...] = ()
        if scorable:
            said = [(turn.turn, turn.text) for turn in record.turns if turn.speaker == "agent"]
            filled = (evaluation(attempt, said),)
            events.append(Evaluated(filled[0]))
        self._ledger.records[attempt] = replace(record, end=end, evaluations=filled)
        return events


@dataclass
class FakeSimulator:
    ledger: FakeLedger = field(default_factory=FakeLedger)
    shelf: Sequence[FakeHeader] = HEADERS
    seconds: float = 0.0
    lines: Sequence[str] = (OPENING, *ANSWERS)
    models: dict[str, SimpleNamespace] = field(default_factory=dict)
    rounds: FakeRounds = field(default_factory=FakeRounds)

    @property
    def records(self) -> FakeLedger:
        return self.ledger

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
            return SimpleNamespace(ref_id=ref, options=options)

        sections = [SimpleNamespace(questions=[question("owns"), question("date")])]
        return SimpleNamespace(model=SimpleNamespace(sections=sections))

    def start(self, scenario_id: str, learner: str, level: str, mode: Mode, seed: int) -> FakeAttempt:
        return self._open(scenario_id, learner, level, mode, seed)

    def resume(self, attempt_id: str | None = None, learner: str = "") -> FakeAttempt:
        attempt_id = attempt_id or self.ledger.unfinished(learner)[0].attempt
        header = self.ledger.attempt(attempt_id).header
        model = self.scenario(header.contents[0].id).model
        return FakeAttempt(self.ledger, header, model, self.seconds, self.lines)

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

    def _open(self, scenario_id: str, learner: str, level: str, mode: Mode, seed: int) -> FakeAttempt:
        model = self.scenario(scenario_id).model
        number = len(self.ledger.records) + 1
        contents = tuple(
            ContentSnapshot(kind, key, 1, "0" * 64, "")
            for kind, key in (("scenario", scenario_id), ("persona", "angry"), ("rubric", "complaint"))
        )
        header = AttemptHeader(
            f"a{number}", learner, level, mode, seed, "scripted", contents, f"2026-05-04T10:{number:02}:00Z"
        )
        self.ledger.records[header.attempt] = AttemptRecord(header, ())
        return FakeAttempt(self.ledger, header, model, self.seconds, self.lines)
