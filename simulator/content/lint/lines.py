"""The customer's lines: where each stands, and which are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from simulator.content.base import Line, MoodLine
from simulator.content.files import shown
from simulator.content.lint.findings import LintSheet
from simulator.content.persona import Persona, Reaction
from simulator.content.scenario import Scenario
from simulator.content.walking import Loc

_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Said(NamedTuple):
    """One line with the path at which it stands."""

    loc: Loc
    line: Line

    @property
    def words(self) -> str:
        """The words, without the mood in which they are said."""
        return self.line.say if isinstance(self.line, MoodLine) else self.line

    @property
    def at(self) -> Loc:
        """Where the words themselves stand."""
        return (*self.loc, "say") if isinstance(self.line, MoodLine) else self.loc


def lines_of(model: Scenario | Persona) -> Iterator[Said]:
    """All that the customer of a scenario, or of a persona's scenarios, can say."""
    lists = _of_scenario(model) if isinstance(model, Scenario) else _of_persona(model)
    for loc, lines in lists:
        yield from (Said((*loc, index), line) for index, line in enumerate(lines))


def _of_scenario(scenario: Scenario) -> Iterator[tuple[Loc, list[Line]]]:
    yield ("customer", "opening"), scenario.customer.opening
    for key, fact in scenario.facts.items():
        for name, lines in (("say", fact.say), ("again", fact.again), ("deflect", fact.deflect)):
            yield ("facts", key, name), lines
    yield from ((("answers", key, "say"), answer.say) for key, answer in scenario.answers.items())
    for key, need in scenario.needs.items():
        yield ("needs", key, "ask"), need.ask
        yield ("needs", key, "thanks"), need.thanks
    yield from _of_reactions(scenario.reactions)
    yield from ((("endings", key, "say"), ending.say) for key, ending in scenario.endings.items())


def _of_persona(persona: Persona) -> Iterator[tuple[Loc, list[Line]]]:
    yield from _of_reactions(persona.reactions)
    for name in type(persona.lines).model_fields:
        yield ("lines", name), getattr(persona.lines, name)


def _of_reactions(reactions: list[Reaction]) -> Iterator[tuple[Loc, list[Line]]]:
    for index, reaction in enumerate(reactions):
        yield ("reactions", index, "say"), reaction.say
        if reaction.again is not None:
            yield ("reactions", index, "again", "say"), reaction.again.say


def same_words(text: str) -> str:
    """What is the same for lines that differ in capitals, blanks and punctuation alone."""
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip() or text.strip()


def check_same(sheet: LintSheet[Scenario]) -> None:
    """Note every line that stands twice in a scenario: the customer would repeat themselves word for word."""
    first: dict[str, int] = {}
    for said in lines_of(sheet.model):
        words = same_words(said.words)
        if words in first:
            message = f"the same words stand in line {first[words]} already; say it in other words here"
            sheet.value("same-line", said.at, message)
        else:
            first[words] = sheet.line(said.at)


class Register:
    """Who says what, over all files of a check: two personas never share a line."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, Path, int]] = {}

    def check(self, sheet: LintSheet[Scenario], path: Path) -> None:
        """Note the lines of a scenario that a scenario of another persona has, and remember the others."""
        persona = sheet.model.customer.persona
        for said in lines_of(sheet.model):
            line = sheet.line(said.at)
            other, there, at = self._first.setdefault(same_words(said.words), (persona, path, line))
            if other != persona:
                message = (
                    f"the customer in {shown(there)}, line {at}, says the same words, and is another persona "
                    f"(`{other}`); people are told apart by how they speak"
                )
                sheet.value("shared-line", said.at, message)
