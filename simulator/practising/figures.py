"""The learner's own figures: points of the last conversations, and how long ago they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simulator.practising.results import Answer, Result
from simulator.practising.standing import LATELY, Standing


@dataclass(frozen=True, slots=True)
class Figure:
    """What was earned lately.

    Attributes:
        question: The question that it is about; None for a whole competency.
        title: The question, or the competency.
        points: What was earned.
        of: What could have been earned.
        conversations: In how many conversations: those that asked for it, the newest two at most.
        newest: Whether they are the learner's newest, with none in between that did not ask for it.
        days: Whole days since the newest of them.
    """

    question: str | None
    title: str
    points: float
    of: float
    conversations: int
    newest: bool
    days: int


def weakest(standing: Standing, history: Sequence[Result], now: datetime) -> Figure:
    """The question of a competency that cost most of late; of equals the first by name."""
    lost: dict[str, float] = {}
    for shown in standing.lately:
        for one in shown.answers:
            lost[one.question] = lost.get(one.question, 0.0) + one.weight * (1 - one.points / one.of)
    question = min(lost, key=lambda name: (-round(lost[name], 6), name))
    asked = [(one, answer) for one in history for answer in one.answers if answer.question == question]
    return _figure(asked[-LATELY:], question, asked[-1][1].title, history, now)


def in_all(standing: Standing, title: str, history: Sequence[Result], now: datetime) -> Figure:
    """A whole competency."""
    asked = [(shown.result, answer) for shown in standing.lately for answer in shown.answers]
    return _figure(asked, None, title, history, now)


def _figure(
    asked: Sequence[tuple[Result, Answer]],
    question: str | None,
    title: str,
    history: Sequence[Result],
    now: datetime,
) -> Figure:
    attempts = list(dict.fromkeys(result.attempt for result, _ in asked))
    return Figure(
        question=question,
        title=title,
        points=sum(answer.points for _, answer in asked),
        of=sum(answer.of for _, answer in asked),
        conversations=len(attempts),
        newest=attempts == [one.attempt for one in history[-len(attempts) :]],
        days=max(0, (now - asked[-1][0].at).days),
    )
