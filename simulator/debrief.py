"""An evaluation in plain words, for the line mode, for saved transcripts and for the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from simulator.wording import N_, _

ENDINGS = {
    "resolved": N_("the matter is settled"),
    "customer_left": N_("the customer left"),
    "escalated": N_("the customer went to somebody higher up"),
    "agent_ended": N_("you ended it"),
    "time_up": N_("the time was up"),
    "turn_cap": N_("it went on for too long"),
    "safety_exit": N_("you stepped out; this is not scored"),
    "provider_error": N_("the simulator failed; this is not scored"),
    "crashed": N_("the simulator failed; this is not scored"),
}
CATEGORIES = {
    "EXCEEDS_EXPECTATIONS": N_("exceeds expectations"),
    "MEETS_EXPECTATIONS": N_("meets expectations"),
    "NEEDS_IMPROVEMENT": N_("needs improvement"),
}

_SECOND_READINGS = {
    "taken": "by a language model's reading, whose quotes were verified",
    "split": "a language model's readings differ; a person should look",
    "contradicts": "a language model reads it otherwise; a person should look",
}

_ROUNDING = 1e-9
"""Percentage points by which a product of floats may miss its whole number."""


def headline(evaluation: Mapping[str, Any]) -> str:
    """`84 %, passed (80 % needed)`, or why there is no score."""
    percentage = evaluation.get("percentage")
    needed = f"{100 * evaluation['mastery_score']:g} % needed"
    if percentage is None:
        return "No score: nothing could be judged."
    verdict = "passed" if evaluation["passed"] else "not passed"
    if evaluation.get("settled") is False:
        verdict = "not passed: what the customer came for is still open"
    elif unmet := bars_the_pass(evaluation):
        verdict = f"not passed: {must_be_met(unmet)}"
    if evaluation["automatic_fail"]:
        verdict = f"failed outright; the rest would have been {evaluation['raw_percentage']:g} %"
    return f"{percentage:g} %, {verdict} ({needed})"


def bars_the_pass(evaluation: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of the critical questions that alone keep an attempt from a pass.

    Empty when it is passed, when it failed outright and when the percentage would not do anyway.
    """
    percentage, mastery = evaluation.get("percentage"), evaluation.get("mastery_score")
    if evaluation.get("passed") is not False or evaluation.get("automatic_fail"):
        return ()
    if not isinstance(percentage, int | float) or not isinstance(mastery, int | float):
        return ()
    if percentage + _ROUNDING < 100 * mastery:
        return ()
    questions = evaluation.get("questions")
    return tuple(
        str(question.get("title") or question.get("ref_id"))
        for question in (questions if isinstance(questions, list | tuple) else ())
        if isinstance(question, Mapping) and _is_open(question)
    )


def _is_open(question: Mapping[str, Any]) -> bool:
    if not question.get("critical") or question.get("status") == "not_applicable":
        return False
    score, full = question.get("score"), question.get("max_score")
    return not isinstance(score, int | float) or (isinstance(full, int | float) and score < full)


def must_be_met(titles: Sequence[str], opening: str = "'", closing: str = "'") -> str:
    """`'Nobody is made small' has to be met`; between the quotation marks that are given."""
    quoted = [f"{opening}{title}{closing}" for title in titles]
    told = _(" and ").join(quoted)
    return (
        _("{titles} has to be met", titles=told)
        if len(quoted) == 1
        else _("{titles} have to be met", titles=told)
    )


def left_out_text(evaluation: Mapping[str, Any], place: Callable[[int], str] = "turn {}".format) -> str:
    """`turn 2 and turn 4, written in Polish`; empty when every reply was judged.

    Args:
        evaluation: The evaluation object.
        place: How a turn is named.
    """
    listed = evaluation.get("left_out")
    places: dict[str, list[str]] = {}
    for item in listed if isinstance(listed, list | tuple) else ():
        if isinstance(item, Mapping) and isinstance(item.get("turn"), int):
            places.setdefault(str(item.get("reason") or "not read"), []).append(place(item["turn"]))
    return "; ".join(f"{' and '.join(named)}, {reason}" for reason, named in places.items())


def fairness_text(evaluation: Mapping[str, Any]) -> str:
    """What is said about turns in which the simulator itself went wrong; empty when there are none."""
    fairness = evaluation.get("fairness")
    return str(fairness.get("text", "")) if isinstance(fairness, Mapping) else ""


def second_reading_text(question: Mapping[str, Any]) -> str:
    """What a language model's second reading of a question came to, where that is worth telling."""
    second = question.get("second_reading")
    status = second.get("status") if isinstance(second, Mapping) else None
    return _SECOND_READINGS.get(status, "") if isinstance(status, str) else ""


def debrief_lines(evaluation: Mapping[str, Any]) -> list[str]:
    """The debrief: headline, one strength, at most two things to change, then every question."""
    found = [headline(evaluation)]
    if left_out := left_out_text(evaluation, _reply_place):
        found.append(f"Not judged: {left_out}.")
    if fairness := fairness_text(evaluation):
        found.append(fairness)
    found.append("")
    strength = evaluation.get("strength")
    if strength:
        found += [f'What worked: "{strength["quote"]}"', f"  {strength.get('text', '')}".rstrip()]
    for gap in evaluation.get("gaps", ()):
        found += _gap_lines(gap)
    found.append("")
    found += [_question_line(question) for question in evaluation["questions"]]
    return found


def _reply_place(turn: int) -> str:
    """A reply as the learner counts it: every second turn is one."""
    return f"reply {turn // 2}"


def _gap_lines(gap: Mapping[str, Any]) -> list[str]:
    quote = f'"{gap["quote"]}"' if gap.get("quote") else gap.get("title", "")
    found = [f"Change next: {quote}"]
    if gap.get("text"):
        found.append(f"  {gap['text']}")
    return [*found, f'  Better: "{gap["better"]}"']


def _question_line(question: Mapping[str, Any]) -> str:
    title = question["title"] + (" (must be met)" if question.get("critical") else "")
    if question["status"] == "not_applicable":
        return f"- {title}: does not apply"
    if question["status"] == "not_scored":
        return f"- {title}: not scored"
    proofs = [] if question.get("absence") else question["evidence"]
    quotes = "; ".join(f'"{proof["quote"]}"' for proof in proofs[:2])
    line = f"- {title}: {question['score']} of {question['max_score']}" + (f" - {quotes}" if quotes else "")
    second = second_reading_text(question)
    return f"{line} ({second})" if second else line
