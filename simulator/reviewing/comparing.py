"""What a calibration round shows when it is no longer blind: who said what, and where they part. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from simulator.judging.amending import NOT_SCORED
from simulator.reviewing.sheet import JUDGE, Sheet


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question about one conversation.

    Attributes:
        item: The conversation.
        question: The question's ref_id.
        title: The question.
        answers: What each rater said, those who said nothing left out; the judge last.
    """

    item: str
    question: str
    title: str
    answers: Mapping[str, str]

    @property
    def agree(self) -> bool:
        """Whether all who answered said the same."""
        return len(set(self.answers.values())) <= 1


@dataclass(frozen=True, slots=True)
class Share:
    """How often two say the same: `same` of `pairs` pairs of answers."""

    same: int
    pairs: int

    @property
    def per_cent(self) -> float | None:
        """The share in per cent, to one decimal; None without a pair."""
        return round(100 * self.same / self.pairs, 1) if self.pairs else None


def compared(sheet: Sheet) -> tuple[Comparison, ...]:
    """Every place of a round with the answers to it, in order."""
    by_rater = {rater: sheet.round.answers(rater) for rater in sheet.round.raters}
    by_judge = {place: said for item in sheet.round.items for place, said in sheet.judge_says(item).items()}
    everybody = {**by_rater, JUDGE: by_judge}
    titles = {question.ref_id: question.title for question in sheet.questions}
    return tuple(
        Comparison(
            item,
            question,
            titles[question],
            {who: said[item, question] for who, said in everybody.items() if (item, question) in said},
        )
        for item, question in sheet.places
    )


def among_raters(comparisons: Iterable[Comparison]) -> Share:
    """How often two raters say the same, over every pair of them."""
    return _share(
        one == other
        for comparison in comparisons
        for one, other in combinations((said for who, said in comparison.answers.items() if who != JUDGE), 2)
    )


def with_judge(comparisons: Iterable[Comparison], rater: str | None = None) -> Share:
    """How often the raters, or one of them, say what the judge says."""
    return _share(
        said == comparison.answers[JUDGE]
        for comparison in comparisons
        if JUDGE in comparison.answers
        for who, said in comparison.answers.items()
        if who != JUDGE and rater in (None, who)
    )


def _share(same: Iterable[bool]) -> Share:
    found = list(same)
    return Share(sum(found), len(found))


def labels(comparisons: Iterable[Comparison]) -> Iterator[dict[str, str]]:
    """The answers as label rows, a row for each rater, conversation and question, in order.

    What cannot be judged is missing rather than an answer, and is left out.
    """
    for comparison in comparisons:
        for who, said in comparison.answers.items():
            if said != NOT_SCORED:
                yield {
                    "rater": who,
                    "id": comparison.item,
                    "question": comparison.question,
                    "option": said,
                }
