"""Which questions a model reads, and the form of each vote: its options in an order of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

from simulator.content.rubric import Option, Question
from simulator.judging.by_model.second_reading import NOT_APPLICABLE, UNSURE
from simulator.judging.feedback import Filled
from simulator.judging.judge import Form

MOST_VOTES = 9


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote to be asked for.

    Attributes:
        question: The question.
        number: Which vote it is, from 1.
        options: The question's options, in the order in which this vote is shown them.
    """

    question: Question
    number: int
    options: tuple[Option, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All that may be answered."""
        rest = (NOT_APPLICABLE,) if conditional(self.question) else ()
        return tuple(dict.fromkeys((*(option.ref_id for option in self.options), *rest, UNSURE)))

    def answer(self) -> type[BaseModel]:
        """The schema of the answer: the words first, the verdict that follows from them last."""
        found: Any = Literal[self.names]
        strict = ConfigDict(extra="forbid")
        return create_model(
            "Vote",
            __config__=strict,
            turn=(int, ...),
            quote=(str, ...),
            reason=(str, ...),
            option=(found, ...),
        )


def read_again(form: Form) -> list[Filled]:
    """The questions that a model reads too: those whose rubric wants it, which apply, with words to read."""
    if not form.bench.case.judgeable:
        return []
    return [
        filled
        for filled in form.filled
        if filled.question.second_reading is not None and filled.status != "not_applicable"
    ]


def ballots(question: Question, votes: int) -> list[Ballot]:
    """So many ballots; no two have their options in the same order while there are other orders."""
    return [Ballot(question, number, _turned(question.options, number)) for number in range(1, votes + 1)]


def conditional(question: Question) -> bool:
    """Whether there are conversations that the question does not apply to."""
    return question.applies is not None or question.levels is not None


def _turned(options: Sequence[Option], number: int) -> tuple[Option, ...]:
    """The file's order, the same from behind, and both again from one option further on each time."""
    further, behind = divmod(number - 1, 2)
    start = further % len(options)
    turned = (*options[start:], *options[:start])
    return turned[::-1] if behind else turned
