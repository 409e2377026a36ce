"""What a debrief opens with after a verdict was changed: only what still holds is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.content.rubric import Question
from simulator.judging.feedback import better_wording

_MOST_GAPS = 2


def retold(evaluation: Mapping[str, Any], question: Question, wording: Mapping[str, str]) -> dict[str, Any]:
    """Strength and gaps of an evaluation object in which the verdict on one question was changed.

    A strength that lost its marks is told no more, nor is a gap that was closed. A question that lost marks
    becomes a gap where there is room for one and words to quote.

    Args:
        evaluation: The object, summed up again, with the strength and the gaps of before.
        question: The question that was changed.
        wording: The scenario's better wordings, by ref_id.
    """
    verdict = next(item for item in evaluation["questions"] if item["ref_id"] == question.ref_id)
    strength = evaluation.get("strength")
    gaps = [gap for gap in _objects(evaluation.get("gaps")) if gap.get("ref_id") != question.ref_id]
    if isinstance(strength, Mapping) and strength.get("ref_id") == question.ref_id and not verdict["score"]:
        strength = None
    if _is_gap(verdict, question) and len(gaps) < _MOST_GAPS:
        gaps += _gap(verdict, question, wording)
    return {"strength": strength, "gaps": gaps}


def _is_gap(verdict: Mapping[str, Any], question: Question) -> bool:
    if verdict["status"] != "scored":
        return False
    fails = any(one.automatic_fail for one in question.options if one.ref_id == verdict["option"])
    return fails or bool(verdict["score"] < verdict["max_score"])


def _gap(verdict: Mapping[str, Any], question: Question, wording: Mapping[str, str]) -> list[dict[str, Any]]:
    """The gap, where there are words to quote."""
    proofs = _objects(verdict.get("evidence"))
    option = next((one for one in question.options if one.ref_id == verdict["option"]), None)
    return [
        {
            "ref_id": question.ref_id,
            "title": question.title,
            "quote": proof.get("quote"),
            "turn": proof.get("turn"),
            "text": verdict["feedback"],
            "better": better_wording(question, option, wording),
        }
        for proof in proofs[:1]
    ]


def _objects(value: object) -> list[Mapping[str, Any]]:
    items: Iterable[object] = value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, Mapping)]
