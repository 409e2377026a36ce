"""The rules of a rubric: what has to be seen, said or counted for an option to be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from simulator.content.base import Channel, Comparison, Names, Strict, listed
from simulator.content.conditions import Behaviours

Where = Literal["first", "first_two", "last", "last_two", "any"]
Measure = Literal[
    "longest_sentence",  # words in the longest sentence of any reply
    "average_sentence",  # mean words in a sentence
    "longest_reply",  # words in the longest reply
    "questions_in_a_reply",  # most real questions in one reply
    "instructions_in_a_reply",  # most sentences with an instruction in one reply
    "replies",  # number of replies
    "messages",  # number of the customer's messages; 0 where only the agent's words are at hand
    "replies_to_close",  # replies until help was offered and no question open; beyond any number if never
    "asked_twice",  # replies that ask for what the customer has told, or was asked for before
    "protests",  # replies after which the customer protests ("I have just told you")
    "asked_in_vain",  # how often one question was asked that was never answered, the most stubborn one
    "unexplained_abbreviations",  # different ones, not the customer's own, not explained where first used
    "jargon",  # different words of the trade, likewise
    "plain_help",  # 0 to 100: plain, concrete help weighs up, the language of form letters down (learned)
]
_OF_ANSWERS: frozenset[Measure] = frozenset({"replies_to_close", "asked_in_vain"})
"""Measures that speak of the customer's questions."""
Tone = Literal["decays", "holds"]
Ends = Literal["content", "unhelped"]
Channels = Annotated[
    list[Channel],
    BeforeValidator(listed, json_schema_input_type=Channel | list[Channel]),
    Field(min_length=1),
]
"""One channel, or a list of which any counts."""


class Observation(Strict):
    """Something to be seen in the agent's replies, and how it must be seen to count.

    Exactly one of `behaviour`, `phrase`, `topic` is given. The same sentence said again counts once.

    Attributes:
        behaviour: Any of these behaviours.
        phrase: Any of the rubric's own phrases, by name; a negated mention does not count.
        topic: Any of the scenario's topics; never seen when a transcript comes without a scenario.
        where: In which replies to look.
        at_least: How many different proofs are needed.
        specific: Its sentence, or the one beside it, holds a detail of this very case.
        with_: One of these behaviours is shown in the same sentence or the one beside it.
        without: None of these behaviours is shown in the same sentence.
        share: In what share of the replies it is seen, such as ">= 0.5".
    """

    behaviour: Behaviours | None = None
    phrase: Names | None = None
    topic: Names | None = None
    where: Where = "any"
    at_least: Annotated[int, Field(ge=1, le=20)] = 1
    specific: bool = False
    with_: Behaviours | None = Field(None, alias="with")
    without: Behaviours | None = None
    share: Comparison | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if len({"behaviour", "phrase", "topic"} & self.model_fields_set) != 1:
            raise ValueError("an observation names exactly one of `behaviour`, `phrase`, `topic`")
        return self

    @cached_property
    def key(self) -> str:
        """The same for observations that say the same."""
        return self.model_dump_json()


class Order(Strict):
    """Two observations in order: the first is seen, and no `then` is seen before it.

    Attributes:
        first: What must come first.
        then: What must not come before it.
    """

    first: Observation
    then: Observation


class CustomerSaid(Strict):
    """Something that the customer said: one of the rubric's phrases.

    Attributes:
        phrase: The names of the phrases; any counts.
    """

    phrase: Names


class Promises(Strict):
    """What was promised for this very conversation ("one moment, I'll check"), and what became of it.

    Both are compared; exactly those that are given have to be so. A promise after which the agent wrote
    nothing more is in neither.

    Attributes:
        kept: How many were followed by a result.
        broken: How many were not, although replies came after.
    """

    kept: Comparison | None = None
    broken: Comparison | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if self.kept is None and self.broken is None:
            raise ValueError('promises are compared as `kept`, `broken` or both, such as {broken: ">= 1"}')
        return self


class Rule(Strict):
    """When an option is chosen; a mapping with exactly one key.

    Attributes:
        all: Every one holds.
        any: At least one holds.
        not_: It does not hold (`not` in the file).
        seen: The observation is made.
        order: The first observation comes before the second.
        measure: Measures of the replies, each with its comparison.
        answered: The share of the customer's questions that were answered, such as ">= 0.75".
        unanswered: How many of the customer's questions were left unanswered, such as ">= 2".
        promises: How many promises for this conversation were kept, or broken.
        tone: Whether the tone of the replies decays towards the end, or holds.
        ends: How the customer ends: content (thanks, relief, an agreement), or unhelped (they give up, go
            elsewhere, protest still); words that say neither are neither.
        channel: The conversation takes place by one of these; never when that is not known.
        customer: The customer said one of the rubric's phrases.
    """

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    all: list[Rule] | None = Field(None, min_length=1)
    any: list[Rule] | None = Field(None, min_length=1)
    not_: Rule | None = Field(None, alias="not")
    seen: Observation | None = None
    order: Order | None = None
    measure: dict[Measure, Comparison] | None = Field(None, min_length=1)
    answered: Comparison | None = None
    unanswered: Comparison | None = None
    promises: Promises | None = None
    tone: Tone | None = None
    ends: Ends | None = None
    channel: Channels | None = None
    customer: CustomerSaid | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("a rule has exactly one key; join several with `all:` or `any:`")
        if getattr(self, self.kind) is None:
            raise ValueError("the rule has no value")
        return self

    @property
    def kind(self) -> str:
        """The one key that is given."""
        return next(iter(self.model_fields_set))

    @property
    def about_answers(self) -> bool:
        """Whether it asks how many of the customer's questions were answered, or when."""
        if self.measure is not None:
            return not _OF_ANSWERS.isdisjoint(self.measure)
        if self.answered is not None or self.unanswered is not None:
            return True
        return any(part.about_answers for part in self._parts)

    @property
    def wheres(self) -> Iterator[Where]:
        """In which replies its observations are made, in the file's order."""
        if self.seen is not None:
            yield self.seen.where
        for part in self._parts:
            yield from part.wheres

    @property
    def _parts(self) -> list[Rule]:
        nested = [*(self.all or ()), *(self.any or ())]
        return [*nested, self.not_] if self.not_ is not None else nested
