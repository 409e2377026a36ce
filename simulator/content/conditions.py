"""Conditions on the conversation so far, as scenarios and personas state them."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from simulator.behaviours import BEHAVIOURS
from simulator.content.base import Comparison, Meter, Names, Strict, listed
from simulator.content.nearest import suggest

Flag = Literal["empty", "wordless", "other_language", "unreadable", "repeated"]


def check_behaviour(value: object) -> object:
    """Refuse a name that is not in the codebook, naming the nearest one."""
    if isinstance(value, str) and value not in BEHAVIOURS:
        raise ValueError(f"unknown behaviour {value!r}{suggest(value, BEHAVIOURS)}")
    return value


Behaviour = Annotated[
    str,
    # the names stand in the schema for editors only: a Literal would not name the nearest one
    BeforeValidator(check_behaviour, json_schema_input_type=Literal[BEHAVIOURS]),
]
Behaviours = Annotated[
    list[Behaviour],
    BeforeValidator(listed, json_schema_input_type=Behaviour | list[Behaviour]),
    Field(min_length=1),
]
"""One behaviour, or a list of which any counts."""


class Condition(Strict):
    """One test of the reply, the mood or the conversation; a mapping with exactly one key.

    Attributes:
        all: Every one holds.
        any: At least one holds.
        not_: It does not hold (`not` in the file).
        together: All hold within one sentence of the reply (behaviours, topics, asked, details only).
        ever: Held for this reply or for an earlier one.
        behaviour: The reply shows one of these behaviours.
        topic: The reply affirms one of these topics (a denied mention does not count).
        asked: The reply asks about one of these topics.
        details: How many words of this case the reply holds.
        mood: The meters, each with its comparison.
        facts: All of these facts have been told.
        needs: All of these needs are met.
        replies: The number of the agent's replies so far, this one included.
        words: The number of words in the reply.
        questions: The number of real questions in the reply.
        flag: The reply is empty, wordless, in another language, unreadable, or repeats an earlier one.
    """

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    all: list[Condition] | None = Field(None, min_length=1)
    any: list[Condition] | None = Field(None, min_length=1)
    not_: Condition | None = Field(None, alias="not")
    together: list[Condition] | None = Field(None, min_length=2)
    ever: Condition | None = None
    behaviour: Behaviours | None = None
    topic: Names | None = None
    asked: Names | None = None
    details: Comparison | None = None
    mood: dict[Meter, Comparison] | None = Field(None, min_length=1)
    facts: Names | None = None
    needs: Names | None = None
    replies: Comparison | None = None
    words: Comparison | None = None
    questions: Comparison | None = None
    flag: Flag | None = None

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        given = self.model_fields_set
        if len(given) != 1:
            raise ValueError("a condition has exactly one key; join several with `all:` or `any:`")
        if getattr(self, self.kind) is None:
            raise ValueError("the condition has no value")
        return self

    @cached_property
    def kind(self) -> str:
        """The one key that is given."""
        return next(iter(self.model_fields_set))

    @cached_property
    def memory_key(self) -> int:
        """The key under which it is remembered that the condition has held.

        Two conditions that say the same share one key, which is what an author would expect.
        """
        from zlib import crc32

        return crc32(self.model_dump_json(exclude_unset=True).encode())

    def parts(self) -> tuple[Condition, ...]:
        """The conditions directly inside this one."""
        nested = [*(self.all or ()), *(self.any or ()), *(self.together or ())]
        return (*nested, *(part for part in (self.not_, self.ever) if part is not None))
