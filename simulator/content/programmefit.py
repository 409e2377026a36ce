"""Whether the scenarios of a library are enough for what a requirement asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from simulator.content.nearest import suggest
from simulator.content.programme import Programme, Requirement
from simulator.content.programmeparts import Demand
from simulator.content.programmepeople import levels_meant
from simulator.content.programmewho import ScenarioFacts, Selection, selects
from simulator.content.sheet import Sheet
from simulator.content.walking import Loc, models_in


class _Asked(NamedTuple):
    """So many attempts at the scenarios of every selection."""

    at: Loc
    needed: int
    selections: tuple[Selection | None, ...]


def check_scenarios(
    sheet: Sheet[Programme], loc: Loc, requirement: Requirement, scenarios: Collection[ScenarioFacts]
) -> None:
    """Note names that no scenario has, and more attempts than the scenarios give.

    Args:
        sheet: Takes the faults.
        loc: Where the requirement stands.
        requirement: The requirement.
        scenarios: Those of the library.
    """
    unknown = False
    for at, part in models_in(requirement.what, (*loc, "what")):
        if isinstance(part, Selection):
            unknown |= _check_names(sheet, at, part, scenarios)
    if unknown:  # what is misspelt selects nothing, which need not be said twice
        return
    for index, demand in enumerate(requirement.what):
        for asked in _asked(demand, (*loc, "what", index)):
            _check_enough(sheet, requirement, demand, asked, scenarios)


def _check_names(
    sheet: Sheet[Programme], loc: Loc, selection: Selection, scenarios: Collection[ScenarioFacts]
) -> bool:
    known = (
        ("ids", "scenario", {scenario.id for scenario in scenarios}),
        ("tags", "tag (no scenario has it)", {tag for scenario in scenarios for tag in scenario.tags}),
        ("personas", "persona (no scenario has it)", {scenario.persona for scenario in scenarios}),
        ("rubrics", "rubric (no scenario uses it)", {scenario.rubric for scenario in scenarios}),
    )
    found = False
    for key, what, names in known:
        for index, name in enumerate(getattr(selection, key) or ()):
            if name not in names:
                sheet.at_value((*loc, key, index), f"unknown {what} `{name}`{suggest(name, names)}")
                found = True
    return found


def _asked(demand: Demand, loc: Loc) -> Iterator[_Asked]:
    yield _Asked(loc, demand.count, (demand.scenarios,))
    for index, share in enumerate(demand.at_least):
        yield _Asked((*loc, "at_least", index), share.count, (demand.scenarios, share.scenarios))


def _check_enough(
    sheet: Sheet[Programme],
    requirement: Requirement,
    demand: Demand,
    asked: _Asked,
    scenarios: Collection[ScenarioFacts],
) -> None:
    chosen = [s for s in scenarios if all(selects(part, s) for part in asked.selections)]
    if (message := _too_few(len(chosen), demand, asked.needed)) is not None:
        sheet.at_value((*asked.at, "count"), message)
        return
    suited = {
        level: sum(not s.levels or level in s.levels for s in chosen)
        for level in levels_meant(requirement.who)
    }
    fewest = min(suited.values(), default=len(chosen))
    if (message := _too_few(fewest, demand, asked.needed)) is not None:
        levels = ", ".join(level for level, there in suited.items() if there == fewest)
        sheet.at_value((*asked.at, "count"), f"for {levels}: {message}")


def _too_few(there: int, demand: Demand, count: int) -> str | None:
    """Why so many scenarios are too few; None when they are enough."""
    if there == 0:
        return "the library has no such scenario"
    if demand.different and there < count:
        return f"{count} different scenarios are asked for, and there {_are(there)} only {there} such"
    return None


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
