"""Small records to be varied by a test."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from simulator.attempt.ledger import AttemptHeader, ContentSnapshot, EndRecord, TurnRecord
from simulator.records.disputes import DisputeEvent
from simulator.records.rounds import Round, RoundEntry, RoundItem


def make_content(kind: str, key: str, version: int = 1, title: str | None = None) -> ContentSnapshot:
    source = f"schema: empty-chair/{kind}/1\nid: {key}\nversion: {version}\ntitle: {title or key.title()}\n"
    return ContentSnapshot(kind, key, version, sha256(source.encode()).hexdigest(), source)


def make_header(attempt: str = "0001", *, scenario: str = "late-train", **changes: Any) -> AttemptHeader:
    contents = (
        make_content("scenario", scenario, 2, "The late train"),
        make_content("persona", "angry"),
        make_content("rubric", "complaint"),
    )
    given: dict[str, Any] = {
        "attempt": attempt, "learner": "mira", "level": "agent", "mode": "practice", "seed": 0,
        "customer": "scripted", "contents": contents, "started_at": "2026-03-02T09:00:00.000Z",
    }  # fmt: skip
    return AttemptHeader(**{**given, **changes})


def make_turn(number: int, text: str | None = None, **changes: Any) -> TurnRecord:
    customer = number % 2 == 1
    given: dict[str, Any] = {
        "turn": number,
        "speaker": "customer" if customer else "agent",
        "text": f"Sentence number {number}." if text is None else text,
        "at": f"2026-03-02T09:{number % 60:02d}:00.000Z",
        "voice": "scripted" if customer else None,
        "note": {"mood": {"patience": 40}, "open_needs": ["date"], "share": 0.25} if customer else {},
    }
    return TurnRecord(**{**given, **changes})


def make_end(ending: str = "resolved", **changes: Any) -> EndRecord:
    given: dict[str, Any] = {"scorable": True, "stars": 5, "tells": "", "at": "2026-03-02T09:30:00.000Z"}
    return EndRecord(ending, **{**given, **changes})


def make_evaluation(percentage: float | None = 82.5, passed: bool = True, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "type": "evaluation", "id": "0001", "rubric": {"id": "complaint", "version": 1, "sha256": "ab"},
        "judge": {"id": "rules", "version": "1"}, "percentage": percentage, "raw_percentage": percentage,
        "passed": passed, "mastery_score": 0.8, "strength": None, "gaps": [], "questions": [],
    }  # fmt: skip
    return {**given, **changes}


def make_event(happening: str = "opened", **changes: Any) -> DisputeEvent:
    given: dict[str, Any] = {
        "attempt": "0001", "question": "owns", "happening": happening, "author": "mira",
        "at": "2026-03-02T10:00:00.000Z", "reason": "It is there, in my second reply.", "evaluation": 1,
    }  # fmt: skip
    return DisputeEvent(**{**given, **changes})


def make_answer(author: str = "ana", **changes: Any) -> RoundEntry:
    given: dict[str, Any] = {"item": "t1", "question": "owns", "option": "o_full"}
    return RoundEntry("answer", author, "2026-03-03T10:00:00.000Z", **{**given, **changes})


def make_round(name: str = "march", **changes: Any) -> Round:
    form = make_evaluation(questions=[{"ref_id": "owns", "option": "o_full", "status": "scored"}])
    item = RoundItem("t1", (("customer", "Where is it?"), ("agent", "On its way.")), form)
    given: dict[str, Any] = {
        "rubric": make_content("rubric", "complaint"), "level": "agent", "raters": ("ana", "ben"),
        "author": "lead", "at": "2026-03-03T09:00:00.000Z", "items": (item,), "entries": (),
    }  # fmt: skip
    return Round(name, **{**given, **changes})
