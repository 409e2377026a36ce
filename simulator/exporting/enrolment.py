"""For which programme and cycle an attempt is registered. Pure.

A registration must not change once it was told to others. So it hangs on what stands on record about the
attempt and its time, and not on how a requirement stands today: the cycle is the calendar year in which the
attempt ended, in the programme's time zone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date

from simulator.content.programmewho import ScenarioFacts
from simulator.exporting.moments import day_in, moment
from simulator.exporting.naming import registration_id
from simulator.exporting.sessions import NO_PROGRAMME, Programme, Registered, is_certified
from simulator.records.facts import AttemptFacts, PersonFacts
from simulator.records.roster import holding
from simulator.training.plan import Obligation, Plan


@dataclass(frozen=True, slots=True)
class Offered:
    """A programme of the library, made ready."""

    programme: Programme
    plan: Plan

    def day(self, facts: AttemptFacts) -> date:
        """The day on which an attempt ended, in the programme's time zone."""
        return self.plan.time_zone.day(moment(facts.ended_at))


@dataclass(slots=True)
class Enrolment:
    """Registers attempts.

    Attributes:
        offered: The programmes, in order of their ids: of several that ask for an attempt, the first counts.
        scenario: The scenario of an attempt, as it was then.
    """

    offered: Sequence[Offered]
    scenario: Callable[[AttemptFacts], ScenarioFacts]
    _asking: dict[tuple[str, str, str], Mapping[str, tuple[Obligation, ...]]] = field(default_factory=dict)

    def registered(self, person: PersonFacts) -> tuple[Registered, ...]:
        """All attempts of a person with their registrations, in order of time."""
        numbers: Counter[tuple[str, str, bool]] = Counter()
        found = []
        for facts in person.attempts:
            programme, cycle = self._place(facts, person)
            registration = registration_id(facts.learner, programme.id, cycle)
            kind = registration, facts.scenario, is_certified(facts)
            numbers[kind] += 1
            found.append(Registered(facts, programme, cycle, registration, numbers[kind]))
        return tuple(found)

    def asking(self, facts: AttemptFacts) -> Mapping[str, tuple[Obligation, ...]]:
        """The requirements that ask for an attempt's scenario in its mode, by programme."""
        key = facts.scenario_sha256, facts.scenario, facts.mode
        if key not in self._asking:
            scenario = self.scenario(facts)
            asking = {
                each.programme.id: tuple(
                    one for one in each.plan.obligations if _asks(one, facts.mode, scenario)
                )
                for each in self.offered
            }
            self._asking[key] = {name: found for name, found in asking.items() if found}
        return self._asking[key]

    def _place(self, facts: AttemptFacts, person: PersonFacts) -> tuple[Programme, str]:
        for each in self._offering(facts):
            day = each.day(facts)
            asking = self.asking(facts)[each.programme.id]
            if any(_meant(one, facts, person, day) for one in asking):
                return each.programme, str(day.year)
        return NO_PROGRAMME, str(day_in(UTC, moment(facts.ended_at)).year)

    def _offering(self, facts: AttemptFacts) -> Iterator[Offered]:
        asking = self.asking(facts)
        return (each for each in self.offered if each.programme.id in asking)


def _asks(obligation: Obligation, mode: str, scenario: ScenarioFacts) -> bool:
    return any(demand.takes(mode) and demand.asks(scenario) for demand in obligation.demands)


def _meant(obligation: Obligation, facts: AttemptFacts, person: PersonFacts, day: date) -> bool:
    """Whether a requirement was for the person when the attempt ended."""
    if day < obligation.begins:
        return False
    if any(
        one.kind == "assigned" and obligation.concerns(one.programme, one.requirement)
        for one in person.decisions
    ):
        return True
    entry = holding(person.roster, facts.ended_at)
    department, tags = (entry.department, frozenset(entry.tags)) if entry else ("", frozenset[str]())
    since = date(day.year, 1, 1) if obligation.kind == "calendar_year" else obligation.begins
    return obligation.means((facts.level, department, tags), entry.hired if entry else None, since)
