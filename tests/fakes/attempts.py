"""An attempt on a small scenario, with a reader whose replies spell out their reading."""

from __future__ import annotations

from typing import Any

from simulator.attempt.attempt import Attempt, Desk
from simulator.attempt.events import Mode
from simulator.attempt.ledger import AttemptHeader, AttemptRecord, ContentSnapshot
from simulator.customer.model import CustomerModel
from simulator.customer.voice import ScriptedVoice
from tests.fakes.content import make_persona, make_scenario
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.readings import SpelledReader

GOOD = "commits_to_action gives_timeframe topic:refund"
FORM = {
    "id": "a1", "rubric": {"id": "complaint", "version": 1, "sha256": "0" * 64},
    "judge": {"id": "rules", "version": "1"},
    "percentage": 62.5, "raw_percentage": 62.5, "passed": False, "performance_category": "NEEDS_IMPROVEMENT",
    "automatic_fail": False, "mastery_score": 0.8,
    "strength": {"ref_id": "remedy", "title": "Remedy", "quote": "a refund", "turn": 2,
                 "text": "It is definite."},
    "gaps": [{"ref_id": "date", "title": "A day", "quote": "soon", "turn": 2, "text": "No day.",
              "better": "By Friday."}],
    "questions": [
        {"ref_id": "remedy", "title": "Remedy", "status": "scored", "score": 10, "max_score": 10,
         "evidence": [{"turn": 2, "quote": "a refund", "start": 0, "end": 8}]},
        {"ref_id": "date", "title": "A day", "status": "not_scored", "score": None, "max_score": 10,
         "evidence": []},
        {"ref_id": "blame", "title": "Blame", "status": "not_applicable", "score": None, "max_score": 10,
         "evidence": []},
    ],
}  # fmt: skip


def make_attempt(
    ledger: MemoryLedger | None = None,
    mode: Mode = "practice",
    record: AttemptRecord | None = None,
    **scenario: Any,
) -> Attempt:
    """A new attempt, or one that goes on from its record."""
    contents = tuple(
        ContentSnapshot(kind, kind, 1, kind * 3, f"source of {kind}")
        for kind in ("scenario", "persona", "rubric")
    )
    header = AttemptHeader("a1", "kim", "agent", mode, 0, "scripted", contents, "2026-01-01T00:00:00.000Z")
    model = CustomerModel(make_scenario(**scenario), make_persona())
    desk = Desk(
        model,
        SpelledReader(),
        ScriptedVoice(),
        lambda *_: FORM,
        ledger or MemoryLedger(),
        lambda: "2026-01-01",
    )
    return Attempt(record.header if record else header, desk, record)
