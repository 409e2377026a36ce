"""What a learner has done: judged conversations, question by question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from simulator.language.text import clean_text

MASTERY = 80.0
"""Per cent that are needed where a form does not say."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that was scored.

    Attributes:
        option: The chosen option's `ref_id`.
        points: What it earned.
        of: What it could have earned.
        weight: Its share of the form; of equal weights where a form does not say.
        critical: Whether full points are needed for a pass.
    """

    question: str
    title: str
    option: str
    points: float
    of: float
    weight: float = 1.0
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A judged conversation.

    Attributes:
        at: When it was held; an aware datetime.
        mastery: The percentage that was needed for a pass.
    """

    attempt: str
    scenario: str
    at: datetime
    answers: tuple[Answer, ...]
    mastery: float = MASTERY


def result_of(attempt: str, scenario: str, at: str, form: Mapping[str, Any]) -> Result | None:
    """A conversation with its newest form, as the records hold it.

    Args:
        attempt: Its id.
        scenario: Its scenario's id.
        at: When it was held, ISO 8601.
        form: The form.

    Returns:
        None when the form does not count, since the simulator itself went wrong, or when nothing was scored.
    """
    answers = tuple(_answers(form))
    fairness = form.get("fairness")
    counts = form.get("counts", fairness.get("counts", True) if isinstance(fairness, Mapping) else True)
    if counts is False or not answers:
        return None
    mastery = _number(form.get("mastery_score"))
    return Result(attempt, scenario, _moment(at), answers, MASTERY if mastery is None else mastery * 100)


def _answers(form: Mapping[str, Any]) -> Iterable[Answer]:
    questions = form.get("questions")
    for one in questions if isinstance(questions, list) else ():
        if not isinstance(one, Mapping) or one.get("status", "scored") != "scored":
            continue
        points, of = _number(one.get("score")), _number(one.get("max_score"))
        if points is None or not of or of < 0:
            continue
        yield Answer(
            question=str(one.get("ref_id")),
            title=" ".join(clean_text(str(one.get("title") or one.get("ref_id"))).split()),
            option=str(one.get("option")),
            points=min(max(points, 0.0), of),
            of=of,
            weight=max(_number(one.get("applied_weight")) or 0.0, 0.0),
            critical=one.get("critical") is True,
        )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _moment(at: str) -> datetime:
    found = datetime.fromisoformat(at)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
