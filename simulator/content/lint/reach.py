"""How far a scenario can get: which facts can be told, which needs met, how far the moods move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from simulator.content.base import Meter, MoodChange
from simulator.content.conditions import Condition
from simulator.content.lint.literals import Ways, ways
from simulator.content.lint.world import NO_FLAG, Range, World
from simulator.content.persona import Inertia, Persona, Reaction
from simulator.content.scenario import Ending, Fact, Need, Scenario

_MOVES = 2
"""A mood moves at most twice a reply: by what the reply does, and by what is told after it."""

READ: Ways = (NO_FLAG,)


def reactions_of(scenario: Scenario, persona: Persona) -> list[Reaction]:
    """The reactions that can fire: the scenario's, and the persona's that it does not replace."""
    own = {reaction.id for reaction in scenario.reactions}
    return [*scenario.reactions, *(r for r in persona.reactions if r.id not in own)]


def start_of(scenario: Scenario, persona: Persona) -> dict[Meter, int]:
    """Where each meter stands before the first reply."""
    return {**persona.start, **scenario.customer.start}


def reach(scenario: Scenario, persona: Persona, topics: frozenset[str]) -> World:
    """The world of a scenario, by widening it until nothing new comes about.

    A fixed point in the manner of abstract interpretation (Cousot and Cousot, 1977): what is outside cannot
    come about; what is inside need not.

    Args:
        scenario: The scenario.
        persona: Its persona.
        topics: The topics that a reply can mention.
    """
    numbers = {f"mood {m}": (float(p), float(p)) for m, p in start_of(scenario, persona).items()}
    numbers |= dict.fromkeys(("words", "questions", "details"), (0.0, inf))
    numbers["replies"] = (1.0, float(scenario.limits.replies))
    world = World(numbers, topics, frozenset(), frozenset())
    while True:
        wider = _widened(world, scenario, persona)
        if wider == world:
            return world
        world = wider


def _widened(world: World, scenario: Scenario, persona: Persona) -> World:
    told = frozenset(key for key, fact in scenario.facts.items() if can_be_told(fact, world))
    met = frozenset(key for key, need in scenario.needs.items() if can_be_met(need, world))
    moods = _moods(world, scenario, persona)
    return replace(world, told=told, met=met, numbers={**world.numbers, **moods})


def can_be_told(fact: Fact, world: World) -> bool:
    """Whether anything brings the fact out."""
    if fact.unlock is not None:
        return world.possible(fact.unlock)
    return world.topics is None or not world.topics.isdisjoint(fact.about or ())


def can_be_met(need: Need, world: World) -> bool:
    """Whether the need comes up, and a reply can meet it."""
    waiting = world.met is not None and not world.met.issuperset(need.after or ())
    comes_up = need.opens is None or world.possible(need.opens)
    return comes_up and not waiting and world.possible(need.met, READ)


def ending_ways(name: str, scenario: Scenario) -> Ways:
    """What must hold beside an ending's condition: nobody is resolved early, or by what cannot be read."""
    if name != "resolved":
        return ((),)
    floor = Condition.model_validate({"replies": f">= {scenario.limits.floor}"})
    early = ways(floor)
    return tuple((*way, *NO_FLAG) for way in early or ((),))


def ending_name(key: str, ending: Ending) -> str:
    """The name of an ending in the record."""
    return ending.ending or key


def _moods(world: World, scenario: Scenario, persona: Persona) -> dict[str, Range]:
    changes = list(_changes(world, scenario, persona))
    replies = scenario.limits.replies
    moods: dict[str, Range] = {}
    for meter, start in start_of(scenario, persona).items():
        up = any(change.get(meter, 0) > 0 for change in changes)
        down = any(change.get(meter, 0) < 0 for change in changes)
        rise, fall = (points * _MOVES * replies for points in _most(meter, persona.inertia))
        moods[f"mood {meter}"] = (
            max(0.0, start - fall) if down else float(start),
            min(100.0, start + rise) if up else float(start),
        )
    return moods


def _most(meter: Meter, inertia: Inertia) -> tuple[int, int]:
    """By how many points a meter can rise and fall at a time; distress gets better by falling."""
    if meter == "distress":
        return inertia.worse, inertia.better
    return inertia.better, inertia.worse


def _changes(world: World, scenario: Scenario, persona: Persona) -> Iterator[MoodChange]:
    """All changes of mood that can come about."""
    yield persona.drift
    for reaction in reactions_of(scenario, persona):
        if world.possible(reaction.when):
            yield reaction.mood
            if reaction.again is not None:
                yield reaction.again.mood
    for key, fact in scenario.facts.items():
        if world.told is not None and key in world.told:
            yield fact.mood
    for key, need in scenario.needs.items():
        if world.met is not None and key in world.met:
            yield need.mood
    for answer in scenario.answers.values():
        if answer.asked or (answer.when is not None and world.possible(answer.when)):
            yield answer.mood
