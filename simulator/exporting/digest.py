"""What exports need of a filled form: no quotes, no words of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HUMAN, MIXED = "human", "rules+llm"


@dataclass(frozen=True, slots=True)
class Question:
    """How one question was answered.

    Attributes:
        status: scored, not_applicable or not_scored.
        option: The chosen option's ref_id; empty unless scored.
        percentage: What it earned of what it could; None unless scored.
        source: Who answered: rules, llm or human.
    """

    status: str
    option: str
    percentage: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Form:
    """A filled form in short.

    Attributes:
        mastery_score: The share that a pass needs, 0 to 1; None when it is not said.
        category: The performance category, or empty.
        judge: The judge's id; empty when it is not said.
        judge_version: Its version.
        source: Whose verdict it is: `human` when a person changed an answer, else the judge: `rules`, `llm`,
            or `rules+llm` when both answered.
        needs_review: Whether an answer waits for a person to look at it.
        amended: Whether a person changed an answer.
        questions: The questions by ref_id, in the form's order.
    """

    mastery_score: float | None = None
    category: str = ""
    judge: str = ""
    judge_version: str = ""
    source: str = ""
    needs_review: bool = False
    amended: bool = False
    questions: Mapping[str, Question] = field(default_factory=dict)


NO_FORM = Form()


def digest(form: Mapping[str, Any], *, questions: bool = True) -> Form:
    """The form in short; what is missing or of another kind is left out, as in forms of older versions.

    Args:
        form: The evaluation object.
        questions: Whether the single questions are needed.
    """
    judge = form.get("judge")
    judge = judge if isinstance(judge, dict) else {}
    answers = _answers(form.get("questions"))
    sources = {str(answer.get("source") or "") for answer in answers}
    mastery = form.get("mastery_score")
    return Form(
        mastery_score=float(mastery) if isinstance(mastery, int | float) else None,
        category=str(form.get("performance_category") or ""),
        judge=str(judge.get("id") or ""),
        judge_version=str(judge.get("version") or ""),
        source=_source(sources, str(judge.get("id") or "")),
        needs_review=any(answer.get("needs_review") is True for answer in answers),
        amended=isinstance(form.get("amended"), dict) or HUMAN in sources,
        questions={str(answer.get("ref_id")): _question(answer) for answer in answers} if questions else {},
    )


def _answers(value: object) -> list[dict[str, Any]]:
    return [answer for answer in value if isinstance(answer, dict)] if isinstance(value, list) else []


def _question(answer: dict[str, Any]) -> Question:
    status = str(answer.get("status") or "not_scored")
    score, most = answer.get("score"), answer.get("max_score")
    scored = status == "scored" and _number(score) and _number(most) and most
    return Question(
        status=status,
        option=str(answer.get("option") or ""),
        percentage=round(100 * score / most, 2) if scored else None,  # type: ignore[operator]
        source=str(answer.get("source") or ""),
    )


def _source(given: set[str], judge: str) -> str:
    if HUMAN in given:
        return HUMAN
    return MIXED if {"rules", "llm"} <= given else max(given, default="") or judge


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
