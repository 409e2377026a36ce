"""What somebody needs to see who doubts a verdict: the quote, the rule and a better wording. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.rubric import Question
from simulator.judging.amending import (
    NOT_APPLICABLE,
    NOT_SCORED,
    best_score,
    question_named,
    standing,
    standings,
    verdicts_of,
)
from simulator.records.disputes import Dispute
from simulator.reviewing.kept import Judged

WITHOUT_OPTION = {
    NOT_APPLICABLE: "Does not apply to this conversation",
    NOT_SCORED: "Cannot be judged from what is written",
}
"""What can be said of a question besides its options."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be said about a question; `score` is None where it is not counted."""

    key: str
    text: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Contested:
    """A verdict, with what it rests on.

    Attributes:
        question: The question's ref_id.
        title: What is asked.
        rule: How a person decides it, in the rubric's words; empty where the rubric says nothing.
        standing: What the verdict says: the key of one of the choices.
        choices: What can be said, in the rubric's order.
        quotes: Turn and words of the evidence.
        better: A better wording.
        max_score: The best option's score.
        dispute: The dispute that waits for a decision, or None.
    """

    question: str
    title: str
    rule: str
    standing: str
    choices: tuple[Choice, ...]
    quotes: tuple[tuple[int, str], ...]
    better: str
    max_score: int
    dispute: Dispute | None = None

    def text_of(self, key: str) -> str:
        """The words of a choice."""
        return next((choice.text for choice in self.choices if choice.key == key), key)


def choices_of(question: Question) -> tuple[Choice, ...]:
    """What can be said about a question, the options first and in the rubric's order."""
    options = {option.ref_id: option for option in question.options}
    return tuple(
        Choice(key, options[key].text, options[key].score)
        if key in options
        else Choice(key, WITHOUT_OPTION[key], None)
        for key in standings(question)
    )


def contested(form: Judged, ref_id: str, dispute: Dispute | None) -> Contested:
    """A verdict of the evaluation that stands.

    Raises:
        NotFoundError: There is no such question.
        UsageError: The form was not filled by the rubric that is kept with it.
    """
    question = question_named(form.rubric, ref_id)
    verdict = verdicts_of(form.newest, form.rubric)[ref_id]
    evidence = verdict.get("evidence") or ()
    return Contested(
        question=ref_id,
        title=question.title,
        rule=question.instructions or "",
        standing=standing(verdict),
        choices=choices_of(question),
        quotes=tuple((proof["turn"], proof["quote"]) for proof in evidence),
        better=form.wording.get(ref_id, question.feedback.better),
        max_score=best_score(question),
        dispute=dispute if dispute is not None and dispute.pending else None,
    )
