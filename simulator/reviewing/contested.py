"""What somebody needs to see who doubts a verdict: the quote, the rule and a better wording. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.rubric import Question
from simulator.judging.amending import (
    HUMAN,
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
        choices: What can be said, the best first.
        quotes: Turn and words that the verdict rests on; none where it rests on nothing being found.
        better: A better wording.
        max_score: The best option's score.
        dispute: The dispute that waits for a decision, or None.
        critical: Whether a pass needs full marks here.
        by_person: Whether a person gave the verdict, not the judge.
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
    critical: bool = False
    by_person: bool = False

    def text_of(self, key: str) -> str:
        """The words of a choice."""
        return next((choice.text for choice in self.choices if choice.key == key), key)


def choices_of(question: Question) -> tuple[Choice, ...]:
    """What can be said about a question: the options from the best to the worst, then what is not counted.

    A rubric has its options in the order in which the judge asks for them; people read a scale.
    """
    options = {option.ref_id: option for option in question.options}
    found = (
        Choice(key, options[key].text, options[key].score)
        if key in options
        else Choice(key, WITHOUT_OPTION[key], None)
        for key in standings(question)
    )
    return tuple(sorted(found, key=lambda choice: -1 if choice.score is None else choice.score, reverse=True))


def contested(form: Judged, ref_id: str, dispute: Dispute | None) -> Contested:
    """A verdict of the evaluation that stands.

    Raises:
        NotFoundError: There is no such question.
        UsageError: The form was not filled by the rubric that is kept with it.
    """
    question = question_named(form.rubric, ref_id)
    verdict = verdicts_of(form.newest, form.rubric)[ref_id]
    evidence = () if verdict.get("absence") is True else verdict.get("evidence") or ()
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
        critical=question.critical,
        by_person=verdict.get("source") == HUMAN,
    )
