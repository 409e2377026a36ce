"""Lines that the customer never comes to say."""

from __future__ import annotations

from typing import Any

from simulator.content.base import MoodLine
from simulator.content.conditions import Condition
from simulator.content.lint.findings import LintSheet
from simulator.content.lint.lines import Said, lines_of
from simulator.content.lint.literals import Ways, joined, ways
from simulator.content.lint.reach import ending_name, ending_ways, reactions_of, start_of
from simulator.content.lint.world import World
from simulator.content.persona import Persona, Reaction
from simulator.content.scenario import Fact, Scenario
from simulator.content.walking import Loc


def check_silent(sheet: LintSheet[Scenario], persona: Persona, world: World) -> None:
    """Note every line of a scenario that is never said, whatever the agent replies."""
    _check_facts(sheet, world)
    _check_moods(sheet, persona, world)
    _check_voices(sheet, reactions_of(sheet.model, persona), world)


def check_mood_line(sheet: LintSheet[Any], said: Said, world: World, beside: Ways = ((),)) -> None:
    """Note a line that is bound to a mood in which the customer never is when it could be said.

    Args:
        sheet: Takes the fault.
        said: The line.
        world: How far the moods go.
        beside: What holds when the line is said.
    """
    if not isinstance(said.line, MoodLine):
        return
    reason = world.why_not(Condition.model_validate({"mood": said.line.mood}), beside)
    if reason is not None:
        sheet.value("never-said", (*said.loc, "mood"), f"this line is never said: {reason}")


def _check_facts(sheet: LintSheet[Scenario], world: World) -> None:
    for key, fact in sheet.model.facts.items():
        loc: Loc = ("facts", key)
        if fact.about is None:
            for name in ("again", "deflect"):
                if getattr(fact, name):
                    message = f"`{name}` is never said: no question is about this fact; give it `about`"
                    sheet.key("never-said", (*loc, name), message)
        elif fact.deflect and _told_at_once(fact, world):
            message = (
                f"`deflect` is never said: a question about `{key}` unlocks it at once; "
                "take it out, or ask for more in `unlock`"
            )
            sheet.key("never-said", (*loc, "deflect"), message)


def _told_at_once(fact: Fact, world: World) -> bool:
    """Whether every question about the fact unlocks it."""
    if fact.unlock is None:
        return True
    questions = [ways(Condition.model_validate({"asked": topic})) for topic in fact.about or ()]
    return all(world.implied(fact.unlock, question) for question in questions)


def _check_moods(sheet: LintSheet[Scenario], persona: Persona, world: World) -> None:
    start = {f"mood {m}": (float(p), float(p)) for m, p in start_of(sheet.model, persona).items()}
    first = World({**world.numbers, **start})
    for said in lines_of(sheet.model):
        if said.loc[0] == "customer":
            check_mood_line(sheet, said, first)
        elif isinstance(said.line, MoodLine):
            check_mood_line(sheet, said, world, _when_ending(sheet.model, said.loc))


def _when_ending(scenario: Scenario, loc: Loc) -> Ways:
    """What holds when an ending's lines are said; nothing to speak of for other lines."""
    if loc[0] != "endings":
        return ((),)
    key = str(loc[1])
    ending = scenario.endings[key]
    given = ways(ending.when) if ending.when is not None else ((),)
    left = _left_for_want_of_patience(key, scenario)
    return None if left else joined([given, ending_ways(ending_name(key, ending), scenario)])


def _left_for_want_of_patience(key: str, scenario: Scenario) -> bool:
    """The first `customer_left` comes without its condition, too, when there is no patience left."""
    names = [k for k, ending in scenario.endings.items() if ending_name(k, ending) == "customer_left"]
    return names[:1] == [key]


def _check_voices(sheet: LintSheet[Scenario], reactions: list[Reaction], world: World) -> None:
    """Of several reactions only the loudest is voiced; one that never fires alone is never heard."""
    for index, reaction in enumerate(sheet.model.reactions):
        if not reaction.say:
            continue
        given = ways(reaction.when)
        for place, other in enumerate(reactions):
            if _drowns(other, place, reaction, index) and world.implied(other.when, given):
                message = (
                    f"these lines are never said: whenever `{reaction.id}` comes, `{other.id}` comes too and "
                    "is voiced instead; give this one a higher `priority`, or a narrower `when` to the other"
                )
                sheet.key("never-said", ("reactions", index, "say"), message)
                break


def _drowns(other: Reaction, place: int, reaction: Reaction, index: int) -> bool:
    """Whether of two reactions to one reply the other is voiced."""
    if place == index or not other.say:
        return False
    if other.offence != reaction.offence:
        return other.offence
    return (other.priority, -place) > (reaction.priority, -index)
