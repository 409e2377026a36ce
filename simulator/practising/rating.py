"""How well a competency was shown in one conversation, as the scheduler of reviews wants to hear it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from simulator.practising.results import Answer, Result

EASY = 95.0
"""Per cent of a competency's points from which it came easily."""
BARELY = 5.0
"""Per cent above what was needed below which it came hard."""


class Rating(IntEnum):
    """In the order, and with the numbers, of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def rating(answers: Sequence[Answer], mastery: float, fatal: Collection[tuple[str, str]] = ()) -> Rating:
    """The rating of one competency.

    Args:
        answers: Its questions that were scored; one at least.
        mastery: The percentage that was needed for a pass.
        fatal: Question and option of the answers that fail a whole form.

    Returns:
        AGAIN where a pass was out of reach: too few points, a critical question without all of its points,
        or an automatic fail. EASY from 95 %, HARD up to five points above what was needed, else GOOD.
    """
    reached = 100 * share(answers)
    spoilt = any(
        (one.critical and one.points < one.of) or (one.question, one.option) in fatal for one in answers
    )
    if spoilt or reached < mastery:
        return Rating.AGAIN
    if reached >= EASY:
        return Rating.EASY
    return Rating.HARD if reached < mastery + BARELY else Rating.GOOD


def share(answers: Sequence[Answer]) -> float:
    """The part of the points that was earned, 0 to 1, by the questions' weights."""
    whole = sum(one.weight for one in answers)
    if not whole:
        return sum(one.points / one.of for one in answers) / len(answers)
    return sum(one.weight * one.points / one.of for one in answers) / whole


def in_order(results: Collection[Result]) -> list[Result]:
    """The conversations as they were held; each attempt once, in whatever order they come."""
    once = {(one.at, one.attempt): one for one in sorted(results, key=_telling)}
    return [once[key] for key in sorted(once)]


def _telling(result: Result) -> tuple[str, str, str]:
    """Of two that differ although they should not, the same one is always kept."""
    return (result.scenario, repr(result.answers), repr(result.mastery))
