"""Whether the parts of a rubric fit together: weights, ids, phrases, categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.content.base import MisplacedError
from simulator.content.nearest import suggest

if TYPE_CHECKING:
    from simulator.content.rubric import Rubric


def check_parts(rubric: Rubric) -> None:
    """Nothing, when they do.

    Raises:
        MisplacedError: They do not; it says where.
    """
    _weights_total_100(rubric)
    _known_spoiling(rubric)
    _unique_questions(rubric)
    _thresholds_apart(rubric)


def _weights_total_100(rubric: Rubric) -> None:
    weights = [section.weight for section in rubric.sections]
    if sum(weights) != 100:
        message = (
            f"the weights of the sections total {sum(weights)} ({' + '.join(map(str, weights))}); "
            "they must total 100"
        )
        raise MisplacedError(message, ("sections", len(weights) - 1, "weight"))


def _known_spoiling(rubric: Rubric) -> None:
    for index, name in enumerate(rubric.spoiling):
        if name not in rubric.phrases:
            message = f"`spoiling` names an unknown phrase {name!r}{suggest(name, rubric.phrases)}"
            raise MisplacedError(message, ("spoiling", index))


def _unique_questions(rubric: Rubric) -> None:
    seen: set[str] = set()
    for part, section in enumerate(rubric.sections):
        for index, question in enumerate(section.questions):
            if question.ref_id in seen:
                at = ("sections", part, "questions", index, "ref_id")
                raise MisplacedError(f"the same ref_id is used twice: {question.ref_id}", at)
            seen.add(question.ref_id)


def _thresholds_apart(rubric: Rubric) -> None:
    """A percentage belongs to one category at most."""
    highs = [threshold.min_score_percentage for threshold in rubric.score_thresholds]
    lowest = min((high for high in highs if high is not None), default=None)
    for index, threshold in enumerate(rubric.score_thresholds):
        low = threshold.max_score_percentage
        if low is not None and lowest is not None and low >= lowest:
            message = f"NEEDS_IMPROVEMENT up to {low:g} and EXCEEDS_EXPECTATIONS from {lowest:g} overlap"
            raise MisplacedError(message, ("score_thresholds", index, "max_score_percentage"))
