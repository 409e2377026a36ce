"""A ledger in memory: the same promises as the one on SQL, but that it survives nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.attempt.ledger import (
    AttemptHeader,
    AttemptRecord,
    AttemptSummary,
    ContentSnapshot,
    EndRecord,
    TurnRecord,
)
from simulator.errors import NotFoundError
from simulator.language.text import clean_text
from simulator.records.titles import title_of
from simulator.records.values import from_json, text_or_none, to_json


@dataclass
class _Kept:
    header: AttemptHeader
    turns: list[TurnRecord] = field(default_factory=list)
    end: EndRecord | None = None
    evaluations: list[dict[str, Any]] = field(default_factory=list)


class MemoryLedger:
    """Keeps everything in a dictionary; `fail_next` makes the next write fail with that error."""

    def __init__(self) -> None:
        self.kept: dict[str, _Kept] = {}
        self.sources: dict[str, str] = {}
        self.fail_next: Exception | None = None

    def open_attempt(self, header: AttemptHeader, turns: Sequence[TurnRecord] = ()) -> None:
        for kind in ("scenario", "rubric"):
            if kind not in [content.kind for content in header.contents]:
                raise ValueError(f"no {kind}")
        self._maybe_fail()
        if header.attempt in self.kept:
            raise ValueError("on record already")
        if header.branch_of is not None:
            self._find(header.branch_of)
        contents = tuple(self._keep(content) for content in header.contents)
        self.kept[header.attempt] = _Kept(replace(header, contents=contents))
        for turn in turns:
            self.add_turn(header.attempt, turn)

    def add_turn(self, attempt: str, turn: TurnRecord, end: EndRecord | None = None) -> None:
        cleaned = replace(
            turn,
            text=clean_text(turn.text),
            voice=text_or_none(turn.voice),
            note=from_json(to_json(turn.note)),
        )
        self._maybe_fail()
        kept = self._going_on(attempt)
        if turn.turn != len(kept.turns) + 1:
            raise ValueError("not the next turn")
        kept.turns.append(cleaned)
        kept.end = end

    def end_attempt(self, attempt: str, end: EndRecord) -> None:
        self._maybe_fail()
        self._going_on(attempt).end = end

    def add_evaluation(self, attempt: str, evaluation: Mapping[str, Any]) -> None:
        self._maybe_fail()
        self._find(attempt).evaluations.append(from_json(to_json(evaluation)))

    def attempt(self, attempt: str) -> AttemptRecord:
        kept = self._find(attempt)
        return AttemptRecord(kept.header, tuple(kept.turns), kept.end, tuple(kept.evaluations))

    def history(
        self, *, learner: str | None = None, scenario: str | None = None, limit: int = 200
    ) -> Sequence[AttemptSummary]:
        found = [self._summary(self.kept[key]) for key in sorted(self.kept, reverse=True)]
        wanted = [
            line for line in found if learner in (None, line.learner) and scenario in (None, line.scenario)
        ]
        return tuple(wanted[: max(limit, 0)])

    def unfinished(self, learner: str) -> Sequence[AttemptSummary]:
        every = self.history(learner=learner, limit=len(self.kept))
        return tuple(line for line in every if self._cut_off(line.attempt) and not line.superseded)

    def _cut_off(self, attempt: str) -> bool:
        kept = self.kept[attempt]
        return kept.end is None or (kept.end.scorable and not kept.evaluations)

    def _maybe_fail(self) -> None:
        failure, self.fail_next = self.fail_next, None
        if failure is not None:
            raise failure

    def _keep(self, content: ContentSnapshot) -> ContentSnapshot:
        return replace(content, source=self.sources.setdefault(content.sha256, content.source))

    def _find(self, attempt: str) -> _Kept:
        if attempt not in self.kept:
            raise NotFoundError(f"There is no attempt {attempt!r} on record.")
        return self.kept[attempt]

    def _going_on(self, attempt: str) -> _Kept:
        kept = self._find(attempt)
        if kept.end is not None:
            raise ValueError("has ended")
        return kept

    def _summary(self, kept: _Kept) -> AttemptSummary:
        header, end = kept.header, kept.end
        scenario, rubric = _content(header, "scenario"), _content(header, "rubric")
        newest = kept.evaluations[-1] if kept.evaluations else {}
        return AttemptSummary(
            attempt=header.attempt, learner=header.learner, level=header.level, mode=header.mode,
            scenario=scenario.id, scenario_title=title_of(scenario.source) or scenario.id,
            scenario_version=scenario.version, rubric=rubric.id, started_at=header.started_at,
            turns=len(kept.turns), ending=end.ending if end else None, stars=end.stars if end else None,
            percentage=newest.get("percentage"), passed=newest.get("passed"), branch_of=header.branch_of,
            superseded=any(other.header.branch_of == header.attempt for other in self.kept.values()),
        )  # fmt: skip


def _content(header: AttemptHeader, kind: str) -> ContentSnapshot:
    return next(content for content in header.contents if content.kind == kind)
