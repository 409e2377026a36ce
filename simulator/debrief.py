"""An evaluation in plain words, for the line mode, for saved transcripts and for the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ENDINGS = {
    "resolved": "the matter is settled",
    "customer_left": "the customer left",
    "escalated": "the customer went to somebody higher up",
    "agent_ended": "you ended it",
    "time_up": "the time was up",
    "turn_cap": "it went on for too long",
    "safety_exit": "you stepped out; this is not scored",
    "provider_error": "the simulator failed; this is not scored",
    "crashed": "the simulator failed; this is not scored",
}
CATEGORIES = {
    "EXCEEDS_EXPECTATIONS": "exceeds expectations",
    "MEETS_EXPECTATIONS": "meets expectations",
    "NEEDS_IMPROVEMENT": "needs improvement",
}


def headline(evaluation: Mapping[str, Any]) -> str:
    """`84 %, passed (80 % needed)`, or why there is no score."""
    percentage = evaluation.get("percentage")
    needed = f"{100 * evaluation['mastery_score']:g} % needed"
    if percentage is None:
        return "No score: nothing could be judged."
    verdict = "passed" if evaluation["passed"] else "not passed"
    if evaluation.get("settled") is False:
        verdict = "not passed: what the customer came for is still open"
    if evaluation["automatic_fail"]:
        verdict = f"failed outright; the rest would have been {evaluation['raw_percentage']:g} %"
    return f"{percentage:g} %, {verdict} ({needed})"


def debrief_lines(evaluation: Mapping[str, Any]) -> list[str]:
    """The debrief: headline, one strength, at most two things to change, then every question."""
    found = [headline(evaluation), ""]
    strength = evaluation.get("strength")
    if strength:
        found += [f'What worked: "{strength["quote"]}"', f"  {strength.get('text', '')}".rstrip()]
    for gap in evaluation.get("gaps", ()):
        found += _gap_lines(gap)
    found.append("")
    found += [_question_line(question) for question in evaluation["questions"]]
    return found


def _gap_lines(gap: Mapping[str, Any]) -> list[str]:
    quote = f'"{gap["quote"]}"' if gap.get("quote") else gap.get("title", "")
    found = [f"Change next: {quote}"]
    if gap.get("text"):
        found.append(f"  {gap['text']}")
    return [*found, f'  Better: "{gap["better"]}"']


def _question_line(question: Mapping[str, Any]) -> str:
    title = question["title"]
    if question["status"] == "not_applicable":
        return f"- {title}: does not apply"
    if question["status"] == "not_scored":
        return f"- {title}: not scored"
    proofs = [] if question.get("absence") else question["evidence"]
    quotes = "; ".join(f'"{proof["quote"]}"' for proof in proofs[:2])
    return f"- {title}: {question['score']} of {question['max_score']}" + (f" - {quotes}" if quotes else "")
