"""Everyone's statuses: people who are alike share the work; longer stories are told one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter

from simulator.training.assignment import FAR, Spell, exemptions, spells
from simulator.training.days import later
from simulator.training.deriving import not_assigned, status_in
from simulator.training.events import Attempt, Event, Person
from simulator.training.history import History, read_history
from simulator.training.patterns import GOOD, Patterns
from simulator.training.plan import Obligation, Plan
from simulator.training.status import Status
from simulator.training.tracks import Track

_WHEN = attrgetter("at")
_MOST_KEPT = 50_000
"""So many groups of people who are alike are kept at once; where there are more, it begins anew."""

_Place = Track | Status | None
"""Where people stand with a requirement: on a track, nowhere (a status that they share), or each alone."""


def programme_status(
    programme: Plan,
    people: Iterable[Person],
    events_by_person: Mapping[str, Iterable[Event]],
    now: datetime,
) -> Iterator[tuple[str, tuple[Status, ...]]]:
    """Where everyone stands with everything: ids of people with their statuses, as the people come.

    The statuses of a person are in the order of the programme's requirements. One pass, in time that grows
    with the number of events; of the people nothing is kept but the one at hand.
    """
    company = Company(programme, now)
    for person in people:
        yield person.id, company.statuses(person, events_by_person.get(person.id, ()))


class Company:
    """The statuses of people with all requirements of a programme, at one time.

    Args:
        plan: The programme, made ready.
        now: What the clock says.
    """

    def __init__(self, plan: Plan, now: datetime) -> None:
        self._now = now
        self._obligations = plan.obligations
        self._patterns = tuple(Patterns(obligation, now) for obligation in plan.obligations)
        self._instead = tuple(self._stand_ins(obligation) for obligation in plan.obligations)
        self._bars = sorted({bar for obligation in plan.obligations for bar in obligation.bars})
        self._no_kinds: tuple[tuple[int, ...], ...] = ((),) * len(plan.obligations)
        self._floor = self._earliest()
        self._kinds: dict[object, tuple[int, ...]] = {}
        self._groups: dict[object, tuple[_Place, ...]] = {}
        self._tracks: tuple[dict[Spell, Track], ...] = tuple({} for _ in plan.obligations)

    def statuses(self, person: Person, events: Iterable[Event]) -> tuple[Status, ...]:
        """Those of one person, in the order of the requirements.

        Args:
            person: The person as they were before their first event.
            events: Everything that happened to them, as in `deriving.status_of`.
        """
        known = events if isinstance(events, (list, tuple)) else list(events)
        attempts = self._attempts_alone(known)
        if attempts is not None:
            return self._placed(self._group(person), attempts, lambda: read_history(person, known, self._now))
        history = read_history(person, known, self._now)
        evidence = [item for item in history.evidence if isinstance(item, Attempt)]
        if history.accepted or history.amended or history.behind or len(evidence) < len(history.evidence):
            return tuple(status_in(each, history) for each in self._obligations)
        places = tuple(map(self._place, range(len(self._obligations)), [history] * len(self._obligations)))
        return self._placed(places, evidence, lambda: history)

    def _attempts_alone(self, events: Sequence[Event]) -> Sequence[Attempt] | None:
        """The attempts in order, if there is nothing else; None where the story is longer."""
        found: dict[str, Attempt] = {}
        for event in events:
            if type(event) is not Attempt or event.branch:
                return None
            found[event.attempt] = event
        attempts = list(found.values())
        if len(attempts) > 1:
            attempts.sort(key=_WHEN)
        if len(attempts) < len(events) or (attempts and attempts[-1].at > self._now):
            return None
        return attempts

    def _placed(
        self, places: Sequence[_Place], attempts: Sequence[Attempt], history: Callable[[], History]
    ) -> tuple[Status, ...]:
        """The statuses by the places; the history is asked for where somebody stands alone."""
        each = [self._kinds_of(attempt) for attempt in attempts]
        kinds: Sequence[tuple[int, ...]] = list(zip(*each, strict=True)) or self._no_kinds
        return tuple(
            [
                place
                if isinstance(place, Status)
                else status_in(self._obligations[number], history())
                if place is None or (self._instead[number] and self._stands_in(number, kinds))
                else place.status(*_looked_at(attempts, kinds[number]))
                for number, place in enumerate(places)
            ]
        )

    def _kinds_of(self, attempt: Attempt) -> tuple[int, ...]:
        """The kind of an attempt for each requirement."""
        bar = -1 if attempt.percentage is None else bisect_right(self._bars, attempt.percentage)
        key = (attempt.scenario, attempt.mode, attempt.passed, attempt.counts, bar)
        found = self._kinds.get(key)
        if found is None:
            found = self._kinds[key] = tuple([each.kind(attempt) for each in self._patterns])
        return found

    def _group(self, person: Person) -> tuple[_Place, ...]:
        """Where those stand who are like a person, as long as nothing is decided about them."""
        if person.hired is not None and person.hired < self._floor:
            person = person._replace(hired=self._floor)
        key = person[1:5]
        found = self._groups.get(key)
        if found is None:
            history = History(person, self._now, person.state)
            if len(self._groups) >= _MOST_KEPT:
                self._groups.clear()
            found = self._groups[key] = tuple(
                self._place(number, history) for number in range(len(self._obligations))
            )
        return found

    def _place(self, number: int, history: History) -> _Place:
        """Where somebody stands with a requirement whose evidence is attempts alone."""
        obligation = self._obligations[number]
        if obligation.asks_hire and obligation.kind == "calendar_year":
            return None  # every year anew it may or may not be theirs
        found = spells(obligation, history, obligation.begins)
        if not found:
            return not_assigned(obligation, obligation.zone.today(self._now), (), False)
        if len(found) > 1 or found[0].end != FAR:
            return None
        if history.decisions and exemptions(obligation, history.decisions):
            return None
        return self._track(number, found[0])

    def _track(self, number: int, spell: Spell) -> Track:
        obligation, tracks = self._obligations[number], self._tracks[number]
        if obligation.kind != "hire":
            spell = spell._replace(hired=None)  # nothing is counted from it
        found = tracks.get(spell)
        if found is None:
            if len(tracks) >= _MOST_KEPT:
                tracks.clear()
            found = tracks[spell] = Track(obligation, spell, self._patterns[number], self._now)
        return found

    def _stand_ins(self, obligation: Obligation) -> tuple[tuple[int, int], ...]:
        """Which requirements stand in for one: their places, and how many good attempts they need."""
        places = {each.ref_id: number for number, each in enumerate(self._obligations)}
        return tuple((places[other.ref_id], other.most) for other in obligation.instead)

    def _stands_in(self, number: int, kinds: Sequence[tuple[int, ...]]) -> bool:
        """Whether another requirement may have been completed: quick, and wrong in its favour if at all."""
        for other, most in self._instead[number]:
            if len(kinds[other]) >= most and sum([kind & GOOD for kind in kinds[other]]) >= most * GOOD:
                return True
        return False

    def _earliest(self) -> date:
        """Before this day it makes no difference when somebody was hired."""
        whos = [each.text.who for each in self._obligations if each.text.who is not None]
        within = [part.hired_within or 0 for who in whos for part in who.parts]
        return later(min(each.begins for each in self._obligations), -1 - max(within, default=0))


def _looked_at(attempts: Sequence[Attempt], kinds: Sequence[int]) -> tuple[Sequence[Attempt], Sequence[int]]:
    """Those attempts that a requirement looks at, with their kinds."""
    if not kinds or min(kinds) >= 0:
        return attempts, kinds
    mine = [attempt for attempt, kind in zip(attempts, kinds, strict=True) if kind >= 0]
    return mine, [kind for kind in kinds if kind >= 0]
