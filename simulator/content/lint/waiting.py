"""What waits for what: facts and needs that can only come about after others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.content.conditions import Condition
from simulator.content.lint.literals import Way, ways
from simulator.content.lint.world import World
from simulator.content.scenario import Scenario

_Thing = tuple[str, str]
"""A fact or a need: `("facts", "birthday")`."""


def circle_of(scenario: Scenario, sort: str, key: str, world: World) -> tuple[str, ...]:
    """The facts and needs that wait for each other in a circle through one of them; empty when none do.

    Args:
        scenario: The scenario.
        sort: `facts` or `needs`.
        key: The one that is asked about.
        world: What can come about; only what cannot is looked at.
    """
    start = (sort, key)
    routes: list[tuple[_Thing, ...]] = [(start,)]
    seen = {start}
    while routes:
        route = routes.pop(0)
        for thing in _waits_for(scenario, route[-1], world):
            if thing == start:
                return tuple(name for _, name in route)
            if thing not in seen:
                seen.add(thing)
                routes.append((*route, thing))
    return ()


def _waits_for(scenario: Scenario, thing: _Thing, world: World) -> Iterator[_Thing]:
    """What never comes about and without which this one cannot."""
    sort, key = thing
    given: list[Condition | None]
    if sort == "facts":
        given = [scenario.facts[key].unlock]
    else:
        need = scenario.needs[key]
        given = [need.met, need.opens]
        yield from _unreached("needs", need.after or (), world)
    for condition in given:
        for way in (ways(condition) or ()) if condition is not None else ():
            yield from _missing(way, world)


def _missing(way: Way, world: World) -> Iterator[_Thing]:
    for claim in way:
        if claim.kind == "every" and claim.so:
            yield from _unreached(claim.name, claim.ids, world)
        elif claim.inner is not None:
            for inner in ways(claim.inner) or ():
                yield from _missing(inner, world)


def _unreached(sort: str, names: Iterable[str], world: World) -> Iterator[_Thing]:
    known = world.told if sort == "facts" else world.met
    return ((sort, name) for name in sorted(names) if known is not None and name not in known)
