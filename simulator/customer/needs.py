"""Needs: which the customer has, which a reply meets, and which one they come back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulator.content.scenario import Need
from simulator.customer.conditions import Moment
from simulator.customer.state import CustomerState


def open_needs(needs: Mapping[str, Need], moment: Moment) -> CustomerState:
    """The state with every need that the customer has by now."""
    state = moment.state
    new = {
        key
        for key, need in needs.items()
        if key not in state.opened and (need.opens is None or moment.holds(need.opens))
    }
    return replace(state, opened=state.opened | new) if new else state


def reopen(needs: Mapping[str, Need], moment: Moment) -> CustomerState:
    """The state without the met needs that the reply opens again."""
    state = moment.state
    lost = {key for key in state.met if (again := needs[key].reopens) is not None and moment.holds(again)}
    return replace(state, met=state.met - lost) if lost else state


def meet(needs: Mapping[str, Need], moment: Moment) -> tuple[CustomerState, tuple[str, ...]]:
    """The state with all needs met that the reply meets, and those in the order in which they were met.

    A need that waits for another is looked at again when that one is met by the same reply.
    """
    met: list[str] = []
    while (key := _next_met(needs, moment)) is not None:
        met.append(key)
        moment = replace(moment, state=replace(moment.state, met=moment.state.met | {key}))
    return moment.state, tuple(met)


def _next_met(needs: Mapping[str, Need], moment: Moment) -> str | None:
    state = moment.state
    for key, need in needs.items():
        waiting = key in state.open_needs and state.met.issuperset(need.after or ())
        if waiting and moment.holds(need.met):
            return key
    return None


def next_to_ask(needs: Mapping[str, Need], state: CustomerState) -> str | None:
    """The first open need whose turn it is, in the author's order."""
    for key, need in needs.items():
        if key in state.open_needs and state.met.issuperset(need.after or ()):
            return key
    return None
