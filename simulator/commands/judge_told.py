"""Which judge filled a form, and what a language model said beside it, told on a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.commands.telling import moment, one_line


def judge_lines(evaluation: Mapping[str, Any], evaluations: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Who judged, where that is not plain: another judge than the rules, or a form that was filled again.

    Args:
        evaluation: One of the attempt's forms.
        evaluations: All of them.
    """
    if isinstance(evaluation.get("amended"), Mapping):
        return  # a person changed it, and that is told in its place
    judge, again = evaluation.get("judge"), evaluation.get("rejudged")
    several = any(isinstance(one.get("rejudged"), Mapping) for one in evaluations)
    if isinstance(judge, Mapping) and (several or judge.get("id") != "rules"):
        yield f"  Judged by {_judge(judge)}"
    if isinstance(again, Mapping):
        when = moment(str(again.get("at") or ""))
        yield f"  Judged again by {one_line(again.get('by'))}, {when} UTC"


def second_reading_marks(question: Mapping[str, Any]) -> Iterator[str]:
    """What a language model has to do with a verdict, in brackets."""
    if question.get("source") == "llm":
        yield "[by a language model]"
    second = question.get("second_reading")
    if question.get("needs_review") is True and isinstance(second, Mapping):
        option = one_line(second.get("option"))
        yield f"[needs review: a language model says {option}]" if option else "[needs review]"


def _judge(judge: Mapping[str, Any]) -> str:
    version = one_line(judge.get("version"))
    if judge.get("id") == "rules":
        return f"the rules, version {version}"
    if judge.get("id") != "llm":
        return f"{one_line(judge.get('id'))}, version {version}"
    model = one_line(judge.get("model"))
    beside = f"and the language model {model}" if model else "alone: no language model took part"
    return f"the rules, version {one_line(judge.get('rules'))}, {beside}"
