"""A calibration round with its form: what is asked, who has answered, whether it is still blind. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.records.rounds import Round, RoundItem

if TYPE_CHECKING:  # pydantic is loaded when a rubric is parsed
    from simulator.content.rubric import Question, Rubric

JUDGE = "judge"
"""The name under which the judge's verdicts stand beside those of the raters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A round and its rubric.

    Attributes:
        round: The round with everything that was entered.
        rubric: The rubric that it is judged by.
    """

    round: Round
    rubric: Rubric

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are asked at the round's level, in order."""
        level = self.round.level
        return tuple(
            question
            for section in self.rubric.sections
            for question in section.questions
            if question.levels is None or level in question.levels
        )

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Everything that each rater answers: item and question, in order."""
        return tuple((item.id, question.ref_id) for item in self.round.items for question in self.questions)

    def item(self, key: str) -> RoundItem:
        """A conversation by its id."""
        return next(item for item in self.round.items if item.id == key)

    def question(self, ref_id: str) -> Question:
        """A question by its ref_id."""
        return next(question for question in self.questions if question.ref_id == ref_id)

    def missing(self, rater: str) -> tuple[tuple[str, str], ...]:
        """What a rater has still to answer, in order."""
        given = self.round.answers(rater)
        return tuple(place for place in self.places if place not in given)

    def done(self, rater: str) -> int:
        """How many places a rater has answered."""
        return len(self.places) - len(self.missing(rater))

    @property
    def revealed(self) -> bool:
        """Whether the answers may be seen: everybody is done, or somebody closed the round."""
        return self.round.closed or not any(self.missing(rater) for rater in self.round.raters)

    def waits_for(self, rater: str) -> bool:
        """Whether a rater has still something to answer."""
        return rater in self.round.raters and not self.revealed and bool(self.missing(rater))

    def judge_says(self, item: RoundItem) -> dict[tuple[str, str], str]:
        """The judge's verdicts on a conversation, by item and question."""
        from simulator.judging.amending import standing

        asked = {question.ref_id for question in self.questions}
        verdicts = item.evaluation.get("questions") or ()
        return {
            (item.id, verdict["ref_id"]): standing(verdict)
            for verdict in verdicts
            if verdict.get("ref_id") in asked
        }
