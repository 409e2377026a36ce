"""Endings: whether the conversation is over, and which of the author's endings it is."""

from __future__ import annotations

from simulator.content.scenario import Ending, Scenario
from simulator.customer.conditions import Moment
from simulator.customer.cue import Act, Close, CuePart
from simulator.customer.lines import fitting


def decide(scenario: Scenario, moment: Moment) -> tuple[str, Ending] | None:
    """The ending that this reply brings about, by the author's order, or None.

    Two things hold whatever an author writes: nobody is resolved before the floor of turns, and a customer
    without patience leaves.
    """
    for key, ending in scenario.endings.items():
        if ending.when is None or not _allowed(name_of(key, ending), scenario, moment):
            continue
        if moment.holds(ending.when):
            return key, ending
    if moment.state.mood.get("patience", 1) <= 0 and (left := _first(scenario, "customer_left")):
        return left
    if moment.state.replies >= scenario.limits.replies:
        return _first(scenario, "turn_cap")
    return None


def name_of(key: str, ending: Ending) -> str:
    """The ending's name in the record."""
    return ending.ending or key


def closing_part(key: str, ending: Ending, moment: Moment) -> CuePart:
    """The customer's last words."""
    return CuePart(Act.ENDING, key, fitting(ending.say, moment.state.mood))


def close(key: str, ending: Ending) -> Close:
    """The end as the record keeps it."""
    return Close(name_of(key, ending), ending.stars, ending.tells)


def _allowed(name: str, scenario: Scenario, moment: Moment) -> bool:
    return name != "resolved" or moment.state.replies >= scenario.limits.floor


def _first(scenario: Scenario, name: str) -> tuple[str, Ending] | None:
    return next(((key, end) for key, end in scenario.endings.items() if name_of(key, end) == name), None)
