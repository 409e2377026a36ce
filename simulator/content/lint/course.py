"""Whether everything that a scenario foresees can come about: facts, needs, answers, reactions, endings."""

from __future__ import annotations

from simulator.content.conditions import Condition
from simulator.content.lint.conditions import check_condition
from simulator.content.lint.findings import LintSheet
from simulator.content.lint.literals import Ways, joined, ways
from simulator.content.lint.reach import READ, ending_name, ending_ways
from simulator.content.lint.waiting import circle_of
from simulator.content.lint.world import World
from simulator.content.scenario import Scenario
from simulator.content.walking import Loc

_ANY: Ways = ((),)


def check_course(sheet: LintSheet[Scenario], world: World) -> None:
    """Note whatever can never come about, and conditions that make no sense."""
    _check_facts(sheet, world)
    _check_needs(sheet, world)
    for key, answer in sheet.model.answers.items():
        if answer.when is not None:
            check_condition(sheet, ("answers", key, "when"), answer.when, world)
    for index, reaction in enumerate(sheet.model.reactions):
        check_condition(sheet, ("reactions", index, "when"), reaction.when, world)
    _check_endings(sheet, world)


def _check_facts(sheet: LintSheet[Scenario], world: World) -> None:
    for key, fact in sheet.model.facts.items():
        loc: Loc = ("facts", key)
        if fact.unlock is not None:
            _check_way_in(sheet, loc, "unlock", f"the fact `{key}` can never be told", fact.unlock, world)
        elif world.told is not None and key not in world.told:
            message = (
                f"the fact `{key}` can never be told: no phrase of its topics can be found in a question"
            )
            sheet.value("unreachable", (*loc, "about"), message)


def _check_needs(sheet: LintSheet[Scenario], world: World) -> None:
    for key, need in sheet.model.needs.items():
        loc: Loc = ("needs", key)
        _check_way_in(sheet, loc, "met", f"the need `{key}` can never be met", need.met, world, READ)
        if need.opens is not None:
            _check_way_in(sheet, loc, "opens", f"the need `{key}` never comes up", need.opens, world)
        if need.reopens is not None:
            check_condition(sheet, (*loc, "reopens"), need.reopens, world, READ)
        for index, before in enumerate(need.after or ()):
            if world.met is not None and before not in world.met and key not in _circle(sheet, key, world):
                message = (
                    f"the need `{key}` is never asked about: it waits for `{before}`, which is never met"
                )
                sheet.value("unreachable", (*loc, "after", index), message)


def _circle(sheet: LintSheet[Scenario], key: str, world: World) -> tuple[str, ...]:
    return circle_of(sheet.model, "needs", key, world)


def _check_way_in(
    sheet: LintSheet[Scenario],
    loc: Loc,
    key: str,
    what: str,
    condition: Condition,
    world: World,
    beside: Ways = _ANY,
) -> None:
    """Note why a condition that something depends on can never hold: what it waits for comes first."""
    circle = circle_of(sheet.model, str(loc[0]), str(loc[1]), world)
    reason = world.why_not(condition, beside)
    if reason is None:
        check_condition(sheet, (*loc, key), condition, world, beside)
    elif circle:
        way = " → ".join((*circle, circle[0]))
        sheet.value("unreachable", (*loc, key), f"{what}: these wait for each other: {way}")
    else:
        sheet.value("unreachable", (*loc, key), f"{what}: {reason}")


def _check_endings(sheet: LintSheet[Scenario], world: World) -> None:
    earlier: list[tuple[str, str, Condition]] = []
    for key, ending in sheet.model.endings.items():
        if ending.when is None:
            continue
        name, loc = ending_name(key, ending), ("endings", key, "when")
        beside = ending_ways(name, sheet.model)
        reason = world.why_not(ending.when, beside)
        if reason is not None:
            sheet.value("unreachable", loc, f"the ending `{key}` can never come: {reason}")
        elif check_condition(sheet, loc, ending.when, world, beside):
            before = [(k, c) for k, n, c in earlier if n != "resolved" or name == "resolved"]
            _check_shadow(sheet, key, joined([ways(ending.when), beside]), before, world)
        earlier.append((key, name, ending.when))


def _check_shadow(
    sheet: LintSheet[Scenario],
    key: str,
    given: Ways,
    earlier: list[tuple[str, Condition]],
    world: World,
) -> None:
    """An ending that comes only when one above it has come already."""
    loc: Loc = ("endings", key)
    for first, condition in earlier:
        if world.implied(condition, given):
            message = f"the ending `{key}` can never come: `{first}`, which stands above it, comes first"
            sheet.value("unreachable", (*loc, "when"), f"{message} whenever this would; change their order")
            return
    none_of_them = joined([given, *(ways(condition, so=False) for _, condition in earlier)])
    if len(earlier) > 1 and world.refused(none_of_them) is not None:
        message = f"the ending `{key}` can never come: one of those above it always comes first"
        sheet.value("unreachable", (*loc, "when"), message)
