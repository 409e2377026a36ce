"""Judges at work on labelled conversations: each becomes one more rater of what people labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from simulator.commands.agreement_conversations import Conversation
from simulator.commands.agreement_judges import RULES, Judge
from simulator.errors import UnavailableError, UsageError
from simulator.judging.agreement.labels import NOT_APPLICABLE, Ratings
from simulator.judging.arithmetic import rounded

if TYPE_CHECKING:
    from simulator.judging.evaluation import Evaluation, Verdict


@dataclass(frozen=True, slots=True)
class Places:
    """What was labelled: only there a judge becomes a rater, so that all rest on the same items.

    Attributes:
        questions: Pairs of a question and an item.
        percentages: The items of which somebody gave the percentage of the whole form.
    """

    questions: frozenset[tuple[str, str]]
    percentages: frozenset[str]

    @classmethod
    def of(cls, ratings: Ratings) -> Places:
        """The places that have a label."""
        labelled = (
            (name, item) for name in ratings.questions for item, row in ratings.of(name).items() if row
        )
        return cls(frozenset(labelled), frozenset(ratings.percentages))

    @property
    def items(self) -> frozenset[str]:
        """All items."""
        return frozenset(item for _, item in self.questions) | self.percentages


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a judge did.

    Attributes:
        judge: The judge, with what it asked.
        evaluations: The filled forms, by item.
        left: Conversations that were not judged any more, since the model was given up.
    """

    judge: Judge
    evaluations: Mapping[str, Evaluation]
    left: int = 0

    @property
    def silent(self) -> bool:
        """Whether a model was asked and gave no answer at all: the forms are the rules' alone."""
        return 0 < self.judge.requests == sum(self.judge.failures.values())

    @property
    def whole(self) -> bool:
        """Whether there is an answer of the model wherever it was asked."""
        verdicts = (one for form in self.evaluations.values() for one in form.questions)
        return not self.left and not any(map(is_unanswered, verdicts))


def check_names(judges: Iterable[Judge], labels: Ratings) -> None:
    """Find a judge whose name somebody else has.

    Raises:
        UsageError: There is one.
    """
    taken = next((judge.rater for judge in judges if judge.rater in labels.raters), None)
    if taken is not None:
        raise UsageError(
            f"The labels have a rater `{taken}` already.",
            'Give that one another name with "rater" in each line, or leave the judge out.',
        )


def judge_all(judges: Iterable[Judge], conversations: Sequence[Conversation], err: TextIO) -> list[Sitting]:
    """Let each judge judge each conversation; one whose model gave no answer at all is left out.

    Args:
        judges: The judges.
        conversations: The conversations.
        err: Takes the progress, and what failed.

    Raises:
        UnavailableError: No model gave any answer.
    """
    found = [_sit(judge, conversations, err) for judge in judges]
    for sitting in found:
        for note in _told(sitting):
            err.write(f"note: {note}\n")
    kept = [sitting for sitting in found if not sitting.silent]
    if len(kept) < len(found) and not any(sitting.judge.rater != RULES for sitting in kept):
        raise UnavailableError(
            "No language model gave any answer, so there is nothing to compare.", "See: empty-chair doctor"
        )
    return kept


def add_verdicts(ratings: Ratings, sitting: Sitting, places: Places) -> None:
    """Take a judge's verdicts as labels, where somebody labelled too.

    Where a model was asked and did not answer, the verdict is the rules' alone and says nothing of the judge:
    there is no label then, and no percentage.
    """
    rater = sitting.judge.rater
    for item, form in sitting.evaluations.items():
        for verdict in form.questions:
            label = label_of(verdict)
            if label is not None and (verdict.ref_id, item) in places.questions:
                ratings.add(verdict.ref_id, item, rater, label)
        if item in places.percentages and (percentage := _percentage(form)) is not None:
            ratings.add_percentage(item, rater, percentage)


def label_of(verdict: Verdict) -> str | None:
    """The verdict as a label; None where there is none, or none of the model that was asked."""
    if is_unanswered(verdict):
        return None
    return NOT_APPLICABLE if verdict.status == "not_applicable" else verdict.option


def is_unanswered(verdict: Verdict) -> bool:
    """Whether a model was asked and no request was answered."""
    return verdict.second_reading is not None and verdict.second_reading.status == "unavailable"


def _percentage(form: Evaluation) -> float | None:
    """The percentage of a form that is the judge's own all through."""
    if form.percentage is None or any(map(is_unanswered, form.questions)):
        return None
    return rounded(form.percentage)


def _sit(judge: Judge, conversations: Sequence[Conversation], err: TextIO) -> Sitting:
    from simulator.commands.agreement_progress import Progress

    progress = None if judge.rater == RULES else Progress(judge.rater, len(conversations), err)
    evaluations: dict[str, Evaluation] = {}
    for one in conversations:
        if judge.gave_up is not None:
            break
        evaluations[one.item] = judge.evaluate(one.rules, one.transcript)
        if progress:
            progress(len(evaluations))
    if progress:
        progress.end()
    return Sitting(judge, evaluations, len(conversations) - len(evaluations))


def _told(sitting: Sitting) -> Iterator[str]:
    """What failed, a sentence or two each; nothing when nothing did."""
    judge = sitting.judge
    if judge.failures:
        counts = ", ".join(f"{reason} {count}" for reason, count in sorted(judge.failures.items()))
        count = f"{sum(judge.failures.values()):,} of {judge.requests:,} requests"
        yield f"{judge.rater}: {count} brought no answer ({counts})."
    if judge.gave_up is not None:
        from simulator.commands.second_judge import why

        left = f" Conversations not judged: {sitting.left:,}." if sitting.left else ""
        yield f"{judge.rater}: {why(judge.gave_up)}{left}"
    if sitting.silent:
        yield f"{judge.rater} gave no answer at all and is left out."
