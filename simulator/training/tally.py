"""Counting the attempts of one cycle: what is fulfilled, what is used up, what has to cool off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from simulator.content.programmewho import ScenarioFacts
from simulator.training.events import Attempt, Unlocked
from simulator.training.plan import Demand, Obligation

_WHEN = attrgetter("at")
WHOLE = ""
"""The key under which attempts are counted when they are limited for the whole requirement."""


class Closed(NamedTuple):
    """A scenario at which no attempt is allowed at present.

    Attributes:
        scenario: Its id; empty when it is the requirement as a whole.
        until: When it opens again; None when a coach has to unlock it.
    """

    scenario: str
    until: datetime | None


class Tally:
    """The attempts of one cycle, counted one after the other.

    Attributes:
        met: For each demand, the attempts that fulfil it.
        tried: How many attempts were looked at.
        used: How many attempts fell short, by scenario, or under one key for the whole.
        ignored: Attempts that were made when none was allowed; they count for nothing.
    """

    __slots__ = (
        *("_cooling", "_demands", "_latest", "_limit", "_newest", "_obligation", "_short", "_spent"),
        *("ignored", "met", "tried", "used"),
    )

    def __init__(self, obligation: Obligation) -> None:
        self._obligation = obligation
        self._demands = obligation.demands
        self._limit = obligation.text.attempts
        self._latest = obligation.text.counts == "latest"
        self._cooling: dict[str, datetime] = {}
        self._newest: datetime | None = None
        self._spent = False
        self.met: list[list[Attempt]] = [[] for _ in obligation.demands]
        self._short: list[int] | None = None
        self.tried = 0
        self.used: dict[str, int] = {}
        self.ignored: list[Attempt] = []

    def add(self, attempt: Attempt) -> bool:
        """Count an attempt, and say whether every demand is fulfilled with it."""
        asked, good = self._obligation.verdict(attempt)
        if not asked or not (good or attempt.counts):
            return False
        if self._limit is not None and attempt.mode == "certify" and not self._allowed(attempt, good):
            return False
        self.tried += 1
        for place, met in asked:
            if met:
                self._keep(place, attempt)
            elif self._latest:
                self._miss(place, attempt)
        return good and self._is_complete()

    def add_better(self, attempt: Attempt) -> None:
        """Count an attempt after the cycle was completed: a better one takes the place of another."""
        for place, met in self._obligation.verdict(attempt).asked:
            if met:
                self._keep(place, attempt)

    def unlock(self, event: Unlocked) -> None:
        """Give new attempts."""
        if event.scenario is None or self._key(event.scenario) == WHOLE:
            self.used.clear()
            self._cooling.clear()
        else:
            self.used.pop(event.scenario, None)
            self._cooling.pop(event.scenario, None)
        self._spent = self._limit is not None and any(n >= self._limit.allowed for n in self.used.values())

    @property
    def short(self) -> list[int]:
        """For each demand, how many more attempts it needs, as far as one can tell; 0 exactly when none."""
        if self._short is None:
            self._short = list(map(_short, self._demands, self.met))
        return self._short

    @property
    def done(self) -> int:
        """How many of the attempts that are needed are there."""
        return self._obligation.needed - sum(self.short)

    def counted(self) -> list[Attempt]:
        """The attempts that count, demand after demand."""
        if len(self.met) == 1 and len(self.met[0]) == self._demands[0].count - self.short[0]:
            return self.met[0]  # the usual case: there are no more than needed
        best = self._obligation.text.counts == "best"
        found: list[Attempt] = []
        for demand, kept, short in zip(self._demands, self.met, self.short, strict=True):
            no_surplus = len(kept) == demand.count - short
            found += kept if no_surplus else _chosen(demand, kept, best)
        return found

    @property
    def has_surplus(self) -> bool:
        """Whether there are more attempts than are needed, so that some of them have to be chosen."""
        return any(
            len(kept) != demand.count - short
            for demand, kept, short in zip(self._demands, self.met, self.short, strict=True)
        )

    def restricted(self, now: datetime) -> bool:
        """Whether any attempt is not allowed at present: a quick look."""
        return self._spent or (self._newest is not None and self._newest > now)

    def closed(self, now: datetime) -> tuple[Closed, ...]:
        """Where no attempt is allowed at present, by scenario."""
        if self._limit is None:
            return ()
        spent = {key for key, used in self.used.items() if used >= self._limit.allowed}
        cooling = ((key, end) for key, end in self._cooling.items() if end > now and key not in spent)
        return tuple(sorted([*(Closed(key, None) for key in spent), *(Closed(*pair) for pair in cooling)]))

    @property
    def exhausted(self) -> bool:
        """Whether what is allowed is not enough any more to fulfil every demand."""
        if self._limit is None or not self._spent:
            return False
        if self._limit.each == "requirement":
            return any(self.short)
        return any(
            demand.mode == "certify" and short and self._out_of_reach(demand, kept)
            for demand, kept, short in zip(self._demands, self.met, self.short, strict=True)
        )

    def next_attempt(self, now: datetime) -> datetime | None:
        """When the next attempt that helps is allowed; None when at once, or never without a coach."""
        cooling = {key: end for key, end in self._cooling.items() if end > now}
        if not cooling or self.exhausted:
            return None
        if WHOLE in cooling:
            return cooling[WHOLE]
        waits = [
            cooling.get(scenario.id, now)
            for demand, kept, short in zip(self._demands, self.met, self.short, strict=True)
            if demand.mode != "practice" and short
            for scenario in self._left(demand, kept)
        ]
        first = min(waits, default=now)
        return first if first > now else None

    def _key(self, scenario: str) -> str:
        return scenario if self._limit is not None and self._limit.each == "scenario" else WHOLE

    def _allowed(self, attempt: Attempt, good: bool) -> bool:
        """Whether an attempt in certify mode was allowed; one that falls short uses up what is allowed."""
        assert self._limit is not None
        key = attempt.scenario.id if self._limit.each == "scenario" else WHOLE
        used = self.used.get(key, 0)
        if used >= self._limit.allowed or (key in self._cooling and attempt.at < self._cooling[key]):
            self.ignored.append(attempt)
            return False
        if not good:
            self.used[key] = used + 1
            self._spent = self._spent or used + 1 == self._limit.allowed
            if self._obligation.cooling:
                self._cooling[key] = self._newest = attempt.at + self._obligation.cooling
        return True

    def _is_complete(self) -> bool:
        """Whether every demand is fulfilled; looked at closely only where there are attempts enough."""
        for demand, kept in zip(self._demands, self.met, strict=True):
            if len(kept) < demand.count:
                return False
        return not any(self.short)

    def _keep(self, place: int, attempt: Attempt) -> None:
        self.met[place].append(attempt)
        self._short = None

    def _miss(self, place: int, attempt: Attempt) -> None:
        """With `latest`, an attempt that falls short takes those before it at its scenario away."""
        if attempt.counts:
            kept = self.met[place]
            kept[:] = [m for m in kept if m.scenario.id != attempt.scenario.id]
            self._short = None

    def _left(self, demand: Demand, kept: list[Attempt]) -> list[ScenarioFacts]:
        """The scenarios at which a further attempt is allowed and would help a demand."""
        assert self._limit is not None
        have = {m.scenario.id for m in kept} if demand.different else set()
        return [
            scenario
            for scenario in self._obligation.catalogue
            if self.used.get(scenario.id, 0) < self._limit.allowed
            and scenario.id not in have
            and demand.asks(scenario)
        ]

    def _out_of_reach(self, demand: Demand, kept: list[Attempt]) -> bool:
        """Whether the scenarios that are left are not enough for a demand."""
        if not self._obligation.catalogue:
            return False
        left = self._left(demand, kept)
        wanted = [(demand.count, total(demand, kept), len(left))]
        wanted += [
            (share.count, total(demand, share.of(kept)), sum(map(share.has, left))) for share in demand.shares
        ]
        return any(
            have < count and (have + more < count if demand.different else more == 0)
            for count, have, more in wanted
        )


def _short(demand: Demand, kept: list[Attempt]) -> int:
    if not kept:
        return demand.count
    short = demand.count - total(demand, kept)
    if demand.shares:
        lacking = sum([max(0, share.count - total(demand, share.of(kept))) for share in demand.shares])
        short = min(demand.count, max(short, lacking))
    return max(0, short)


def _chosen(demand: Demand, kept: list[Attempt], best: bool) -> list[Attempt]:
    """Of more attempts than needed those that count: the best, or the first, that fulfil the shares too."""
    order = sorted(kept, key=_percentage, reverse=True) if best else kept
    if demand.different:
        order = _one_each(order)
    if not demand.shares:
        return sorted(order[: demand.count], key=_WHEN)
    chosen: list[Attempt] = []
    for share in demand.shares:
        more = [attempt for attempt in share.of(order) if attempt not in chosen]
        chosen += more[: max(0, share.count - len(share.of(chosen)))]
    chosen += [attempt for attempt in order if attempt not in chosen][: max(0, demand.count - len(chosen))]
    return sorted(chosen, key=_WHEN)


def _percentage(attempt: Attempt) -> float:
    return attempt.percentage or 0


def _one_each(order: Iterable[Attempt]) -> list[Attempt]:
    """Of every scenario the one that comes first."""
    first: dict[str, Attempt] = {}
    for attempt in order:
        first.setdefault(attempt.scenario.id, attempt)
    return list(first.values())


def total(demand: Demand, kept: list[Attempt]) -> int:
    """How many of attempts that fulfil a demand count, at different scenarios where it asks for that."""
    if demand.different and len(kept) > 1:
        return len({attempt.scenario.id for attempt in kept})
    return len(kept)
