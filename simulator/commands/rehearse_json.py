"""What a rehearsal shows as JSON: one object for each scenario, and one for all."""

from __future__ import annotations

import json
from typing import Any

from simulator.colleagues.counting import Spread
from simulator.colleagues.findings import Findings, Group
from simulator.colleagues.overall import Overall


def findings_json(found: Findings) -> str:
    """One scenario as one line; the keys are told in docs/authoring.md."""
    return json.dumps(as_object(found), ensure_ascii=False)


def as_object(found: Findings) -> dict[str, Any]:
    """One scenario as plain values."""
    return {
        "type": "rehearsal",
        "scenario": found.scenario,
        "title": found.title,
        "learners": {group.kind: _group(group) for group in found.groups},
        "facts_never_told": list(found.untold),
        "needs_never_met": list(found.unmet),
        "needs_met_by_accident": [
            {"need": one.need, "runs": dict(one.runs), "words": list(one.words)} for one in found.accidents
        ],
        "questions_never_scored": list(found.never_asked),
        "questions_never_full": list(found.never_full),
        "questions_with_one_option": dict(found.one_option),
        "separates": not found.faults,
        "faults": list(found.faults),
        "warnings": list(found.warnings),
    }


def overall_json(found: Overall, scenarios: int) -> str:
    """All scenarios as one line."""
    return json.dumps(overall_object(found, scenarios), ensure_ascii=False)


def overall_object(found: Overall, scenarios: int) -> dict[str, Any]:
    """All scenarios as plain values."""
    return {
        "type": "rehearsals",
        "scenarios": scenarios,
        "runs": found.runs,
        "last_to_first_message": _rounded(found.shrinks),
        "thanks_in_last_message": {kind: _rounded(share) for kind, share in found.thanks.items()},
        "question_in_last_message": {kind: _rounded(share) for kind, share in found.asks.items()},
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "runs": group.runs,
        "different": group.different,
        "passed": group.passed,
        "percentage": _spread(group.percentages),
        "histogram": list(group.tenths),
        "endings": dict(group.endings),
        "replies": _spread(group.replies),
        "mood": {meter: _spread(found) for meter, found in group.moods.items()},
        "last_to_first_message": _spread(group.shrinks),
        "thanks_in_last_message": _rounded(group.thanks),
        "question_in_last_message": _rounded(group.asks),
    }


def _spread(found: Spread) -> dict[str, float | None]:
    return {
        "min": _rounded(found.low),
        "q1": _rounded(found.first),
        "median": _rounded(found.median),
        "q3": _rounded(found.third),
        "max": _rounded(found.high),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
