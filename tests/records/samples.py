"""Small records to be varied by a test."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from simulator.attempt.ledger import AttemptHeader, ContentSnapshot, EndRecord, TurnRecord


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
