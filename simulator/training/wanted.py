"""What the demands of a requirement still need in a cycle."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from simulator.content.programmewho import ScenarioFacts
from simulator.training.events import Attempt
from simulator.training.plan import Demand, Obligation
from simulator.training.tally import WHOLE, Tally, total


class Wanted(NamedTuple):
    """What a demand still needs.

    Attributes:
        demand: The demand.
        number: How many attempts more, at the least.
        lacking: For each share that is not full: how many, and at which scenarios of the library.
        scenarios: Those at which an attempt is allowed now and would help.
        first: Those of them that help with a share too.
        helping: Those at which an attempt would help if it was allowed.
    """

    demand: Demand
    number: int
    lacking: tuple[tuple[int, tuple[ScenarioFacts, ...]], ...]
    scenarios: tuple[ScenarioFacts, ...]
    first: frozenset[ScenarioFacts]
    helping: tuple[ScenarioFacts, ...]


def wanted(obligation: Obligation, tally: Tally, now: datetime) -> list[Wanted]:
    """What is still needed, demand after demand; nothing of those that are fulfilled."""
    closed = {each.scenario for each in tally.closed(now)}
    return [
        _wanted(obligation, demand, kept, short, set() if demand.mode == "practice" else closed)
        for demand, kept, short in zip(obligation.demands, tally.met, tally.short, strict=True)
        if short
    ]


def _wanted(
    obligation: Obligation, demand: Demand, kept: list[Attempt], short: int, closed: set[str]
) -> Wanted:
    have = {attempt.scenario.id for attempt in kept} if demand.different else set()
    asked = [s for s in obligation.catalogue if demand.asks(s) and s.id not in have]
    shares = ((share, share.count - total(demand, share.of(kept))) for share in demand.shares)
    lacking = [(share, number) for share, number in shares if number > 0]
    allowed = [] if WHOLE in closed else [s for s in asked if s.id not in closed]
    sharing = [s for s in asked if any(share.has(s) for share, _ in lacking)]
    first = [s for s in sharing if s in allowed]
    no_others = sum(number for _, number in lacking) >= short
    return Wanted(
        demand,
        short,
        tuple((number, tuple(filter(share.has, asked))) for share, number in lacking),
        tuple(first if no_others else allowed),
        frozenset(first),
        tuple(sharing if no_others else asked),
    )
