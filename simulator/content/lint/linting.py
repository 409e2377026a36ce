"""Lint: whether a file that is well formed makes sense, from its words to its endings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.content.conditions import Condition
from simulator.content.faults import Fault
from simulator.content.lint.conditions import ANYTHING, check_condition
from simulator.content.lint.course import check_course
from simulator.content.lint.findings import LintSheet
from simulator.content.lint.forms import check_asked, check_form, check_scored
from simulator.content.lint.greeting import check_greetings
from simulator.content.lint.lines import Register, check_same, lines_of
from simulator.content.lint.manners import check_manner, forbidden_by
from simulator.content.lint.names import check_file_name, check_ids, check_phrase_ids
from simulator.content.lint.phrases import check_phrase_list
from simulator.content.lint.reach import reach
from simulator.content.lint.silent import check_mood_line, check_silent
from simulator.content.lint.untrue import check_untrue
from simulator.content.loading import Loaded
from simulator.content.persona import Persona
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.language.books import kept_book

if TYPE_CHECKING:
    from simulator.content.library import Material

__all__ = ["Register", "lint_persona", "lint_rubric", "lint_scenario", "unasked"]


def lint_scenario(material: Material, register: Register | None = None) -> list[Fault]:
    """What makes no sense in a scenario in which nothing else is at fault.

    Args:
        material: The scenario with its persona and its rubric.
        register: Knows the lines of other scenarios, and takes this one's; None compares with no other.
    """
    scenario, persona, rubric = material.scenario, material.persona.model, material.rubric.model
    sheet = LintSheet(scenario)
    model = scenario.model
    world = reach(model, persona, frozenset(model.topics))
    check_course(sheet, world)
    check_silent(sheet, persona, world)
    check_untrue(sheet, persona)
    check_same(sheet)
    if register is not None:
        register.check(sheet, scenario.path)
    book = kept_book(model.language.partition("-")[0], model.topics)
    check_phrase_list(sheet, "topics", model.topics, book, _gates(model))
    check_greetings(sheet, persona, book)
    check_scored(sheet, rubric)
    check_manner(sheet, persona, forbidden_by(persona))
    check_ids(sheet, persona)
    check_file_name(sheet, scenario.path)
    return sheet.faults


def lint_persona(loaded: Loaded[Persona]) -> list[Fault]:
    """What makes no sense in a persona in which nothing else is at fault."""
    sheet = LintSheet(loaded)
    for index, reaction in enumerate(loaded.model.reactions):
        check_condition(sheet, ("reactions", index, "when"), reaction.when, ANYTHING)
    if loaded.model.silent_when is not None:
        check_condition(sheet, ("silent_when",), loaded.model.silent_when, ANYTHING)
    for said in lines_of(loaded.model):
        check_mood_line(sheet, said, ANYTHING)
    check_manner(sheet, loaded.model, forbidden_by(loaded.model))
    check_file_name(sheet, loaded.path)
    return sheet.faults


def lint_rubric(loaded: Loaded[Rubric]) -> list[Fault]:
    """What makes no sense in a rubric in which nothing else is at fault."""
    sheet = LintSheet(loaded)
    rubric = loaded.model
    check_form(sheet)
    book = kept_book(rubric.language.partition("-")[0], rubric.phrases)
    check_phrase_list(sheet, "phrases", rubric.phrases, book)
    check_phrase_ids(sheet, "phrases", rubric.phrases)
    check_file_name(sheet, loaded.path)
    return sheet.faults


def unasked(loaded: Loaded[Rubric], scenarios: Sequence[Scenario]) -> list[Fault]:
    """Notes on the questions of a rubric that no scenario of its library asks.

    Args:
        loaded: The rubric.
        scenarios: All scenarios that use it.
    """
    sheet = LintSheet(loaded)
    check_asked(sheet, scenarios)
    return sheet.faults


def _gates(scenario: Scenario) -> frozenset[str]:
    """The topics that bring something about when a reply affirms them: facts, met needs, endings."""
    given: list[Condition | None] = [fact.unlock for fact in scenario.facts.values()]
    given += [need.met for need in scenario.needs.values()]
    given += [ending.when for ending in scenario.endings.values()]
    return frozenset(topic for condition in given if condition is not None for topic in _affirmed(condition))


def _affirmed(condition: Condition) -> set[str]:
    """The topics that a condition asks for, and does not exclude."""
    if condition.not_ is not None:
        return set()
    inner = set().union(*map(_affirmed, condition.parts())) if condition.parts() else set()
    return inner | set(condition.topic or ())
