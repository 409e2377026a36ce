"""A programme made ready: each requirement with its calendar, its scenarios and whom it is for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from simulator.content.programme import Programme, Requirement
from simulator.content.programmeparts import Demand as DemandText
from simulator.content.programmewho import ScenarioFacts, Selection, Who, selects
from simulator.training.days import Zone, later
from simulator.training.events import Attempt

Kind = Literal["calendar_year", "hire", "assignment", "rolling"]


class State(NamedTuple):
    """What `who` looks at."""

    level: str
    department: str
    tags: frozenset[str]


class Asked(NamedTuple):
    """That a demand, told by its place, looks at an attempt, and whether the attempt is enough."""

    demand: int
    met: bool


class Verdict(NamedTuple):
    """What an attempt is to a requirement: the demands that look at it, and whether it is enough for any."""

    asked: tuple[Asked, ...]
    good: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many attempts of a demand must be at certain scenarios."""

    count: int
    scenarios: Selection
    _known: dict[ScenarioFacts, bool] = field(default_factory=dict)

    def has(self, scenario: ScenarioFacts) -> bool:
        """Whether a scenario is one of them."""
        known = self._known.get(scenario)
        if known is None:
            known = self._known[scenario] = selects(self.scenarios, scenario)
        return known

    def of(self, attempts: Iterable[Attempt]) -> list[Attempt]:
        """Those attempts that are at one of them."""
        return [attempt for attempt in attempts if self.has(attempt.scenario)]


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that has to be done so often; see the key `what` of a programme."""

    count: int
    different: bool
    mode: str
    percentage: float | None
    needs_pass: bool
    scenarios: Selection | None
    shares: tuple[Share, ...]

    def takes(self, mode: str) -> bool:
        """Whether attempts of this mode are looked at."""
        return self.mode in (mode, "any")

    def met_by(self, attempt: Attempt) -> bool:
        """Whether an attempt is good enough."""
        if self.needs_pass and not attempt.passed:
            return False
        least = self.percentage
        return least is None or (attempt.percentage is not None and attempt.percentage >= least)

    def asks(self, scenario: ScenarioFacts) -> bool:
        """Whether a scenario is one of those that it asks for."""
        return selects(self.scenarios, scenario)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A requirement made ready.

    Attributes:
        programme: The id of its programme.
        text: What the file says.
        kind: Its period; `hire` and `assignment` are those of `within`.
        zone: Whose days are meant.
        begins: The first day.
        ends: The last day, or None.
        demands: What has to be done.
        catalogue: The scenarios that there are; empty when that is not known.
        asks_hire: Whether it asks when a person was hired.
        instead: The requirements of this programme that stand in for it.
        needed: How many attempts it asks for.
        most: How many its greatest demand asks for.
        cooling: How long after an attempt that fell short the next one may begin.
        usual: When it is theirs about whom nothing was decided; kept by `spells`.
        openings: How a first cycle opens, by when it came to a person; kept by `Rounds`.
        calendar: Its years, as far as they were needed; kept by `years`.
        unassigned: The status of those whose requirement it is not, which is the same for many.
        bars: The percentages that make a difference, in order.
    """

    programme: str
    text: Requirement
    kind: Kind
    zone: Zone
    begins: date
    ends: date | None
    demands: tuple[Demand, ...]
    catalogue: tuple[ScenarioFacts, ...] = ()
    asks_hire: bool = False
    needed: int = 0
    most: int = 0
    cooling: timedelta = timedelta()
    instead: list[Obligation] = field(default_factory=list)
    usual: dict[object, Any] = field(default_factory=dict)
    openings: dict[object, Any] = field(default_factory=dict)
    calendar: dict[int, Any] = field(default_factory=dict)
    unassigned: dict[object, Any] = field(default_factory=dict)
    bars: list[float] = field(default_factory=list)
    _verdicts: dict[object, Verdict] = field(default_factory=dict)

    @property
    def ref_id(self) -> str:
        """Its id in the programme."""
        return self.text.ref_id

    def verdict(self, attempt: Attempt) -> Verdict:
        """What an attempt is to this requirement; the same for all that reach the same bars."""
        bar = -1 if attempt.percentage is None else bisect_right(self.bars, attempt.percentage)
        key = (attempt.scenario, attempt.mode, attempt.passed, bar)
        found = self._verdicts.get(key)
        if found is None:
            found = self._verdicts[key] = self._judged(attempt)
        return found

    def _judged(self, attempt: Attempt) -> Verdict:
        asked = tuple(
            Asked(place, demand.met_by(attempt))
            for place, demand in enumerate(self.demands)
            if demand.takes(attempt.mode) and demand.asks(attempt.scenario)
        )
        return Verdict(asked, any(each.met for each in asked))

    def means(self, state: tuple[str, str, frozenset[str]], hired: date | None, since: date) -> bool:
        """Whether a person in this state is meant.

        Args:
            state: Their level, department and tags.
            hired: Their first day.
            since: The day before which `hired_within` counts its days.
        """
        if self.text.who is None:
            return True
        return _means(self.text.who, State(*state), hired, since)

    def concerns(self, programme: str, requirement: str | None) -> bool:
        """Whether what is said of a requirement (of the whole programme, when None) is said of this one."""
        return programme == self.programme and requirement in (None, self.text.ref_id)


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme made ready: its id, its obligations in the file's order, and whose days are meant."""

    programme: str
    obligations: tuple[Obligation, ...]
    time_zone: Zone = field(default_factory=lambda: Zone("UTC"))

    def obligation(self, ref_id: str) -> Obligation:
        """The one of that ref_id.

        Raises:
            KeyError: There is none.
        """
        for obligation in self.obligations:
            if obligation.ref_id == ref_id:
                return obligation
        raise KeyError(ref_id)


def plan_of(programme: Programme, catalogue: Iterable[ScenarioFacts] = ()) -> Plan:
    """Make a programme ready.

    Args:
        programme: A programme without fault, as the library gives it.
        catalogue: The scenarios of the library. Without them nobody can be told that what is left to them
            is not enough any more, when attempts are limited for each scenario.
    """
    zone, known = Zone(programme.time_zone), tuple(catalogue)
    obligations = tuple(_obligation(programme, text, zone, known) for text in programme.requirements)
    named = {obligation.ref_id: obligation for obligation in obligations}
    for obligation in obligations:
        names = (equivalent.requirement for equivalent in obligation.text.equivalents)
        obligation.instead.extend(named[name] for name in names if name is not None)
    return Plan(programme.id, obligations, zone)


def _obligation(
    programme: Programme, text: Requirement, zone: Zone, catalogue: tuple[ScenarioFacts, ...]
) -> Obligation:
    demands = tuple(_demand(demand) for demand in text.what)
    usable = tuple(s for s in catalogue if any(demand.asks(s) for demand in demands))
    asks_hire = text.who is not None and any(part.hired_within is not None for part in text.who.parts)
    days = (zone, programme.begins, programme.ends)
    needed = sum(demand.count for demand in demands)
    most = max(demand.count for demand in demands)
    cooling = timedelta(hours=0 if text.attempts is None else text.attempts.cooling_off_hours)
    bars = sorted({demand.percentage for demand in demands if demand.percentage is not None})
    return Obligation(
        programme.id, text, _kind(text), *days, demands, usable, asks_hire, needed, most, cooling, bars=bars
    )


def _demand(text: DemandText) -> Demand:
    shares = tuple(Share(share.count, share.scenarios) for share in text.at_least)
    return Demand(
        text.count, text.different, text.mode, text.percentage, text.needs_pass, text.scenarios, shares
    )


def _kind(text: Requirement) -> Kind:
    if text.period.calendar_year:
        return "calendar_year"
    return "rolling" if text.period.within is None else text.period.within.of


def _means(who: Who, state: State, hired: date | None, since: date) -> bool:
    def holds(part: Who) -> bool:
        return _means(part, state, hired, since)

    return (
        (who.levels is None or state.level in who.levels)
        and (who.departments is None or _named(state.department, who.departments))
        and (who.tags is None or not state.tags.isdisjoint(who.tags))
        and (who.hired_within is None or (hired is not None and hired >= later(since, -who.hired_within)))
        and _joined(who, holds)
    )


def _joined(who: Who, holds: Callable[[Who], bool]) -> bool:
    return (
        all(map(holds, who.all or ()))
        and (who.any is None or any(map(holds, who.any)))
        and (who.not_ is None or not holds(who.not_))
    )


def _named(department: str, names: list[str]) -> bool:
    return department.casefold() in {name.casefold() for name in names}
