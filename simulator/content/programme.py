"""A programme: what each group of people has to have done, how often, and by when."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from simulator.content.base import Id, LanguageCode, RefId, Strict, Text, Title
from simulator.content.programmedays import Day, ZoneName
from simulator.content.programmeparts import (
    Attempts,
    Counts,
    Demand,
    Due,
    Equivalent,
    Expiry,
    Months,
    Period,
    SomeDays,
)
from simulator.content.programmewho import Who


def _listed_demand(value: object) -> object:
    """One demand alone as a list of one."""
    return [value] if isinstance(value, dict) else value


Demands = Annotated[
    list[Demand],
    BeforeValidator(_listed_demand, json_schema_input_type=Demand | list[Demand]),
    Field(min_length=1, max_length=20),
]
"""One demand, or a list of which every one has to be fulfilled."""


class Requirement(Strict):
    """One thing that people have to have done.

    Attributes:
        ref_id: Its id in the programme, kept over versions.
        title: What it is called.
        description: What it is for, in a few sentences.
        who: Whom it is for; everyone when left out.
        what: What has to be done: one demand, or a list of which every one has to be fulfilled.
        period: In which period it has to be done.
        due: By when: with `calendar_year` and `rolling`.
        least_days: How many days a person has at the least from the day on which it came to them, on which
            they came back, or on which an exemption ended.
        window_days: How long before it expires a completion may be renewed.
        grace_days: How many days after the due day or the expiry nobody is late yet.
        valid_months: With `within`: for how long a completion is good; for ever when left out.
        expiry: From which day the validity is counted; from the completion when left out.
        attempts: How often one may try in certify mode; without limit when left out.
        counts: Which attempt at a scenario counts: the `best`, the `latest`, or the `first_pass`.
        equivalents: What stands in for it.
    """

    model_config = ConfigDict(defer_build=True)

    ref_id: RefId
    title: Title
    description: Text | None = None
    who: Who | None = None
    what: Demands
    period: Period
    due: Due | None = None
    least_days: SomeDays = 0
    window_days: SomeDays | None = None
    grace_days: SomeDays = 0
    valid_months: Months | None = None
    expiry: Expiry | None = None
    attempts: Attempts | None = None
    counts: Counts = "best"
    equivalents: Annotated[list[Equivalent], Field(max_length=50)] = []

    @property
    def validity(self) -> int | None:
        """For how many months a completion is good; None when it does not expire by itself."""
        return self.period.rolling.months if self.period.rolling is not None else self.valid_months


class Programme(Strict):
    """What each group of people has to have done, how often, and by when.

    Attributes:
        schema_: Always `empty-chair/programme/1`.
        id: Its name; best the file's name too.
        version: Counted up with every change.
        title: Its name in lists.
        language: The language of its titles.
        description: What it is for, in a few sentences.
        time_zone: The time zone whose days are meant, by its IANA name.
        begins: The first day on which anything is asked and counted.
        ends: The last day on which anything new is asked; without end when left out.
        requirements: What people have to have done.
    """

    model_config = ConfigDict(defer_build=True)

    schema_: Literal["empty-chair/programme/1"] = Field(alias="schema")
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Title
    language: LanguageCode
    description: Text | None = None
    time_zone: ZoneName
    begins: Day
    ends: Day | None = None
    requirements: Annotated[list[Requirement], Field(min_length=1, max_length=100)]
