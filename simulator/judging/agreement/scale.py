"""The scale of a question: which labels there are, in which order, and worth what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from simulator.content.rubric import Question, Rubric
from simulator.judging.agreement.labels import NOT_APPLICABLE, Label

Level = Literal["nominal", "ordinal"]


@dataclass(frozen=True, slots=True)
class Scale:
    """The labels of a question.

    Attributes:
        labels: All of them; in ascending order where they have one.
        positions: Where each stands: an option's place among the scores of its question, or the number
            itself; None where there is no order.
        scores: What each is worth; None for a label without a number, and for all where none has one.
    """

    labels: tuple[Label, ...]
    positions: tuple[float, ...] | None = None
    scores: tuple[float | None, ...] | None = None

    @property
    def level(self) -> Level:
        """`ordinal` where weighting is allowed and changes anything: three steps or more, in order."""
        return "ordinal" if self.positions is not None and len(set(self.positions)) > 2 else "nominal"

    @classmethod
    def of_question(cls, question: Question, used: Iterable[Label]) -> Self:
        """The options of a rubric's question, by their scores; options of one score share a place."""
        options = sorted(question.options, key=lambda option: option.score)
        steps = {score: float(at) for at, score in enumerate(sorted({option.score for option in options}))}
        labels: tuple[Label, ...] = tuple(option.ref_id for option in options)
        places = tuple(steps[option.score] for option in options)
        return cls._with_not_applicable(
            labels, places, tuple(float(option.score) for option in options), used
        )

    @classmethod
    def of_labels(cls, used: Iterable[Label]) -> Self:
        """The labels that were used: numbers are ordered, texts are not."""
        found = set(used)
        numbers = tuple(sorted(label for label in found if isinstance(label, float)))
        if numbers and found <= {*numbers, NOT_APPLICABLE}:
            return cls._with_not_applicable(numbers, numbers, numbers, found)
        return cls(tuple(sorted(found, key=lambda label: (str(type(label)), label))))

    @classmethod
    def _with_not_applicable(
        cls,
        labels: tuple[Label, ...],
        places: tuple[float, ...],
        scores: tuple[float, ...],
        used: Iterable[Label],
    ) -> Self:
        # A form that says "does not apply" stands nowhere on the scale, so the scale loses its order.
        if NOT_APPLICABLE in set(used):
            return cls((*labels, NOT_APPLICABLE), None, (*scores, None))
        return cls(labels, places, scores)


class Form:
    """The questions of a rubric, as far as labels need them."""

    def __init__(self, rubric: Rubric) -> None:
        self.id = rubric.id
        self._questions = {
            question.ref_id: question for section in rubric.sections for question in section.questions
        }

    @property
    def questions(self) -> tuple[str, ...]:
        """Their ref_ids, in the order of the form."""
        return tuple(self._questions)

    def title(self, question: str) -> str:
        """What is asked; empty where the rubric has no such question."""
        found = self._questions.get(question)
        return found.title if found else ""

    def scale(self, question: str, used: Iterable[Label]) -> Scale:
        """The scale of a question; that of the labels alone where the rubric has no such question."""
        found = self._questions.get(question)
        return Scale.of_question(found, used) if found else Scale.of_labels(used)

    def options(self, question: str) -> tuple[str, ...]:
        """The ref_ids of a question's options, in the order of the file; none for an unknown question."""
        found = self._questions.get(question)
        return tuple(option.ref_id for option in found.options) if found else ()

    def option_worth(self, question: str, score: float) -> str | None:
        """The one option with this score; None where there is none, or several."""
        found = [option.ref_id for option in self._questions[question].options if option.score == score]
        return found[0] if len(found) == 1 else None
