"""Whom a requirement is for, and which scenarios it asks for: two small trees of conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from simulator.content.base import LanguageCode, Level, Names, Strict, Title, listed
from simulator.content.rules import Channels

if TYPE_CHECKING:
    from simulator.content.headers import ScenarioHeader
    from simulator.content.scenario import Scenario

Levels = Annotated[
    list[Level],
    BeforeValidator(listed, json_schema_input_type=Level | list[Level]),
    Field(min_length=1),
]
Departments = Annotated[
    list[Title],
    BeforeValidator(listed, json_schema_input_type=Title | list[Title]),
    Field(min_length=1),
]
Languages = Annotated[
    list[LanguageCode],
    BeforeValidator(listed, json_schema_input_type=LanguageCode | list[LanguageCode]),
    Field(min_length=1),
]


class _Tree(Strict):
    """Several keys, of which every one that is given holds."""

    model_config = ConfigDict(defer_build=True, json_schema_extra={"minProperties": 1})

    @model_validator(mode="after")
    def _one_key_at_least(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("nothing is said here; write at least one key, or leave the whole out for all")
        return self


class Who(_Tree):
    """Whom a requirement is for; every key that is given must hold.

    Attributes:
        levels: They are of one of these levels.
        departments: They are in one of these departments; small and capital letters are the same.
        tags: They carry one of these tags.
        hired_within: They were hired at most so many days before the programme begins, or later; with
            `calendar_year`, before the year begins.
        all: Every one holds.
        any: At least one holds.
        not_: It does not hold (`not` in the file).
    """

    levels: Levels | None = None
    departments: Departments | None = None
    tags: Names | None = None
    hired_within: Annotated[int, Field(ge=0, le=3660)] | None = None
    all: list[Who] | None = Field(None, min_length=1)
    any: list[Who] | None = Field(None, min_length=1)
    not_: Who | None = Field(None, alias="not")

    @property
    def parts(self) -> Iterator[Who]:
        """It and everything below it."""
        yield self
        for inner in (*(self.all or ()), *(self.any or ()), *((self.not_,) if self.not_ else ())):
            yield from inner.parts


class Selection(_Tree):
    """Which scenarios; every key that is given must hold.

    Attributes:
        ids: One of these scenarios.
        tags: Scenarios with one of these tags.
        personas: Scenarios whose customer is one of these personas.
        channels: Scenarios on one of these channels.
        rubrics: Scenarios that are judged by one of these rubrics.
        languages: Scenarios in one of these languages.
        all: Every one holds.
        any: At least one holds.
        not_: It does not hold (`not` in the file).
    """

    ids: Names | None = None
    tags: Names | None = None
    personas: Names | None = None
    channels: Channels | None = None
    rubrics: Names | None = None
    languages: Languages | None = None
    all: list[Selection] | None = Field(None, min_length=1)
    any: list[Selection] | None = Field(None, min_length=1)
    not_: Selection | None = Field(None, alias="not")


class ScenarioFacts(NamedTuple):
    """What a selection looks at, as it was in that version of the scenario.

    Attributes:
        id: The scenario's id.
        tags: Its tags.
        persona: Its persona's id.
        channel: Its channel.
        rubric: Its rubric's id.
        language: Its language.
        levels: Whom it is written for; empty when that is not known. A selection does not look at them.
    """

    id: str
    tags: frozenset[str] = frozenset()
    persona: str = ""
    channel: str = ""
    rubric: str = ""
    language: str = ""
    levels: frozenset[str] = frozenset()


def facts_of_header(header: ScenarioHeader) -> ScenarioFacts:
    """The facts of a scenario of the library."""
    tags, levels = frozenset(header.tags), frozenset(header.levels)
    company = (header.persona, header.channel, header.rubric, header.language)
    return ScenarioFacts(header.id, tags, *company, levels)


def facts_of_scenario(scenario: Scenario) -> ScenarioFacts:
    """The facts of a scenario as it was kept with an attempt."""
    return ScenarioFacts(
        scenario.id,
        frozenset(scenario.tags),
        scenario.customer.persona,
        scenario.channel,
        scenario.rubric,
        scenario.language,
        frozenset(scenario.levels),
    )


def selects(selection: Selection | None, scenario: ScenarioFacts) -> bool:
    """Whether a scenario is among those that are meant; None means all."""
    if selection is None:
        return True
    named = (
        (selection.ids, scenario.id),
        (selection.personas, scenario.persona),
        (selection.channels, scenario.channel),
        (selection.rubrics, scenario.rubric),
        (selection.languages, scenario.language),
    )
    return (
        all(names is None or name in names for names, name in named)
        and (selection.tags is None or not scenario.tags.isdisjoint(selection.tags))
        and all(selects(part, scenario) for part in selection.all or ())
        and (selection.any is None or any(selects(part, scenario) for part in selection.any))
        and (selection.not_ is None or not selects(selection.not_, scenario))
    )
