"""What judges did for a comparison, as JSON objects; `docs/agreement.md` tells every key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.commands.agreement_statistics import statistics_object
from simulator.commands.agreement_votes import Against, Asked, JudgeFigures
from simulator.judging.agreement.scale import Form


def judge_objects(judge: JudgeFigures, form: Form | None) -> Iterator[dict[str, Any]]:
    """One object for a judge, then one for each question that was put to its language model.

    Args:
        judge: The judge.
        form: Gives the titles of questions.
    """
    sitting = judge.sitting
    yield {
        "type": "judge",
        "rater": sitting.judge.rater,
        "conversations": len(sitting.evaluations),
        "left": sitting.left,
        **judge.details,
        **_asking(judge),
    }
    for asked in judge.asked:
        yield _question(asked, sitting.judge.rater, form.title(asked.question) if form else "")


def _asking(judge: JudgeFigures) -> dict[str, Any]:
    """What the model's answers took; nothing for a judge by rules."""
    if "votes" not in judge.details:
        return {}
    by = judge.sitting.judge
    cost = by.cost(judge.details["input_tokens"], judge.details["output_tokens"])
    return {
        "requests": by.requests,
        "failed": dict(sorted(by.failures.items())),
        "cost": None if cost is None else format(cost, "f"),
    }


def _question(asked: Asked, rater: str, title: str) -> dict[str, Any]:
    return {
        "type": "second_reading",
        "rater": rater,
        "question": asked.question,
        **({"title": title} if title else {}),
        "asked": asked.conversations,
        **asked.became,
        "void_votes": dict(asked.void),
        "against": [_against(one) for one in asked.against],
    }


def _against(one: Against) -> dict[str, Any]:
    return {
        "rater": one.rater,
        "votes": statistics_object(one.votes),
        "verdict": statistics_object(one.verdict),
        "rules": statistics_object(one.rules),
    }
