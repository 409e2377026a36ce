"""Whether a scenario can be played to an end: needs, facts, lines, endings, exemplars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from simulator.content.base import Line
from simulator.content.conditions import Condition
from simulator.content.nearest import suggest
from simulator.content.scenario import Ending, EndingName, Need, Scenario
from simulator.content.sheet import Sheet
from simulator.content.walking import Loc, models_in

ENDING_NAMES: tuple[str, ...] = get_args(EndingName)
"""The endings that an author decides."""


def check_plot(sheet: Sheet[Scenario]) -> None:
    """Note whatever keeps the conversation from going its way."""
    _check_endings(sheet)
    _check_needs_used(sheet)
    _check_after(sheet)
    _check_ways_in(sheet)
    _check_lines(sheet)
    _check_reactions(sheet)
    _check_exemplars(sheet)
    limits = sheet.model.limits
    if limits.floor > limits.replies:
        message = f"the floor ({limits.floor}) is above `replies` ({limits.replies}): nobody can resolve it"
        sheet.at_value(("limits", "floor"), message)


def ending_name(key: str, ending: Ending) -> str:
    """The name of an ending in the record."""
    return ending.ending or key


def _check_endings(sheet: Sheet[Scenario]) -> None:
    endings = sheet.model.endings
    for key, ending in endings.items():
        _check_ending(sheet, key, ending)
    names = [ending_name(key, ending) for key, ending in endings.items()]
    if "resolved" not in names:
        sheet.at_key(("endings",), "no ending is `resolved`; one at least must be reachable by good replies")
    if "turn_cap" not in names:
        sheet.at_key(("endings",), "the ending `turn_cap` is missing: what is said after the last reply")
    for key, name in list(zip(endings, names, strict=True))[::-1]:
        if name == "turn_cap" and names.count(name) > 1:
            sheet.at_key(("endings", key), "there can be only one `turn_cap`")
            break


def _check_ending(sheet: Sheet[Scenario], key: str, ending: Ending) -> None:
    loc: Loc = ("endings", key)
    name = ending_name(key, ending)
    if name not in ENDING_NAMES:
        known = ", ".join(ENDING_NAMES)
        sheet.at_key(loc, f"`{key}` is no ending; call it one of {known}, or add `ending:` with one of them")
    elif key in ENDING_NAMES and key != name:
        sheet.at_value((*loc, "ending"), f"the ending `{key}` says that it is `{name}`; rename the key")
    elif name == "turn_cap" and ending.when is not None:
        sheet.at_key((*loc, "when"), "`turn_cap` has no `when`: it comes after `limits.replies` replies")
    elif name != "turn_cap" and ending.when is None:
        sheet.at_key(loc, f"the ending `{key}` needs `when`: what brings it about")


def _check_needs_used(sheet: Sheet[Scenario]) -> None:
    used: set[str] = set()
    for _, part in models_in(sheet.model):
        if isinstance(part, Condition):
            used.update(part.needs or ())
        elif isinstance(part, Need):
            used.update(part.after or ())
    for key in sheet.model.needs:
        if key not in used:
            message = f"no ending asks for the need `{key}`; name it in `needs:` of a resolved one"
            sheet.at_key(("needs", key), message)


def _check_after(sheet: Sheet[Scenario]) -> None:
    """A circle of needs that wait for each other can never be met."""
    told: set[str] = set()
    for key in sheet.model.needs:
        circle = _circle_from(key, sheet.model.needs)
        if circle and not told.intersection(circle):
            told.update(circle)
            way = " → ".join([*circle, key])
            sheet.at_value(("needs", key, "after"), f"these needs wait for each other in a circle: {way}")


def _circle_from(start: str, needs: dict[str, Need]) -> list[str]:
    """The way along `after` that leads back to a need, without its end; empty when there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop()
        need = needs.get(way[-1])
        for before in (need.after or ()) if need is not None else ():
            if before == start:
                return way
            if before not in seen:
                seen.add(before)
                ways.append([*way, before])
    return []


def _check_ways_in(sheet: Sheet[Scenario]) -> None:
    for key, fact in sheet.model.facts.items():
        if fact.about is None and fact.unlock is None:
            sheet.at_key(("facts", key), f"the fact `{key}` can never be told; give it `about` or `unlock`")
    for key, answer in sheet.model.answers.items():
        if answer.asked is None and answer.when is None:
            sheet.at_key(("answers", key), f"the answer `{key}` can never come; give it `asked` or `when`")


def _check_lines(sheet: Sheet[Scenario]) -> None:
    """Where the customer must say something, one line at least must fit whatever the mood."""
    for loc, lines in _spoken(sheet.model):
        if not any(isinstance(line, str) for line in lines):
            sheet.at_key(loc, "every line here is bound to a mood; add one that fits every mood")


def _spoken(scenario: Scenario) -> Iterator[tuple[Loc, list[Line]]]:
    yield ("customer", "opening"), scenario.customer.opening
    yield from ((("facts", key, "say"), fact.say) for key, fact in scenario.facts.items())
    yield from ((("answers", key, "say"), answer.say) for key, answer in scenario.answers.items())
    yield from ((("needs", key, "ask"), need.ask) for key, need in scenario.needs.items())
    yield from ((("endings", key, "say"), ending.say) for key, ending in scenario.endings.items())


def _check_reactions(sheet: Sheet[Scenario]) -> None:
    seen: set[str] = set()
    for index, reaction in enumerate(sheet.model.reactions):
        if reaction.id in seen:
            message = f"the id `{reaction.id}` was used above; every reaction has its own"
            sheet.at_value(("reactions", index, "id"), message)
        seen.add(reaction.id)


def _check_exemplars(sheet: Sheet[Scenario]) -> None:
    endings = sheet.model.endings
    known = {*endings, "agent_ended", *(ending_name(key, ending) for key, ending in endings.items())}
    seen: set[str] = set()
    for index, exemplar in enumerate(sheet.model.exemplars):
        loc: Loc = ("exemplars", index)
        if exemplar.name in seen:
            sheet.at_value((*loc, "name"), f"another exemplar is called {exemplar.name!r}")
        seen.add(exemplar.name)
        expected = exemplar.expect.ending
        if expected is not None and expected not in known:
            message = f"unknown ending `{expected}`{suggest(expected, known)}"
            sheet.at_value((*loc, "expect", "ending"), message)
        if not exemplar.expect.model_fields_set:
            sheet.at_value((*loc, "expect"), "nothing is expected, so this exemplar could not fail")
