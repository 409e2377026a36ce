"""Requirements that come once, or again and again: the cycles that follow one another for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from simulator.training.assignment import Exemption, Spell, moved
from simulator.training.credits import Credit
from simulator.training.cycle import Cycle, validity
from simulator.training.days import later
from simulator.training.events import Attempt, Unlocked
from simulator.training.plan import Obligation
from simulator.training.tally import Tally

Item = Attempt | Unlocked | Credit


class Rounds:
    """Walks through a person's evidence and opens and closes cycles.

    Args:
        obligation: The requirement.
        found: The person's exemptions from it.
        credits_: Whether anything may stand in.
    """

    def __init__(self, obligation: Obligation, found: Sequence[Exemption], credits_: bool) -> None:
        self._obligation = obligation
        self._exemptions = found
        self._credits = credits_
        self._number = 0
        self.completed: list[Cycle] = []

    def walk(self, spells: Sequence[Spell], items: Sequence[Item], now: datetime) -> Cycle | None:
        """The cycle that stands at a time; None when the requirement never was the person's.

        Args:
            spells: When it was.
            items: Attempts, unlocks and credits, in order.
            now: The time; nothing in `items` is later.
        """
        cycle: Cycle | None = None
        for spell in spells:
            zone, start = self._obligation.zone, spell.start
            if cycle is None or not cycle.in_force(zone.day(spell.start)):
                cycle = self._first(spell, items)
                start = min(start, cycle.opens)
            for item in items:
                if start <= item.at < spell.end:
                    cycle = self._taken(cycle, item)
            cycle = self._renewed(cycle, min(now, spell.end))
        return cycle

    def due_at(self, cycle: Cycle, moment: datetime) -> date:
        """The due day of a cycle as it is at a moment: an exemption that has ended moves it."""
        if cycle.renews is not None:
            return cycle.due
        return moved(cycle.due, self._exemptions, self._obligation, cycle.opens, moment)

    def _first(self, spell: Spell, items: Sequence[Item]) -> Cycle:
        """A cycle that begins with the assignment, and what already counts for it."""
        self._number += 1
        obligation = self._obligation
        opens, day, due = opening_of(obligation, spell)
        cycle = Cycle(str(self._number), opens, day, due, Tally(obligation))
        credit = _still_good(obligation, cycle, items) if self._credits else None
        if credit is not None:
            self._close(cycle, credit.at, credit.day, credit.source)
        return cycle

    def _taken(self, cycle: Cycle, item: Item) -> Cycle:
        if cycle.completed is not None:
            cycle = self._renewed(cycle, item.at)
        if cycle.completed is not None:
            if isinstance(item, Attempt) and self._obligation.text.counts == "best":
                cycle.tally.add_better(item)
        elif isinstance(item, Attempt):
            if cycle.tally.add(item):
                self._close(cycle, item.at, self._obligation.zone.day(item.at))
        elif isinstance(item, Unlocked):
            cycle.tally.unlock(item)
        else:
            self._close(cycle, item.at, item.day, item.source)
        return cycle

    def _close(self, cycle: Cycle, at: datetime, day: date, source: str = "") -> None:
        if self._exemptions:
            cycle.due = self.due_at(cycle, at)
        cycle.finish(self._obligation, at, day, source)
        self.completed.append(cycle)

    def _renewed(self, cycle: Cycle, moment: datetime) -> Cycle:
        """The cycle in which the completion is renewed, once its window is open."""
        if cycle.completed is None:
            return cycle
        expires, opens = cycle.expires, renewal_opens(self._obligation, cycle.expires)
        if expires is None or opens is None or moment < opens:
            return cycle
        self._number += 1
        tally = Tally(self._obligation)
        return Cycle(str(self._number), opens, cycle.assigned, expires, tally, renews=cycle.validity)


def renewal_opens(obligation: Obligation, expires: date | None) -> datetime | None:
    """When the window of a renewal opens; None where a completion that expires then need not be renewed.

    After the programme's end nothing is asked anew.
    """
    window, ends = obligation.text.window_days, obligation.ends
    if expires is None or window is None or (ends is not None and expires > ends):
        return None
    return obligation.zone.start(later(expires, -window))


def opening_of(obligation: Obligation, spell: Spell) -> tuple[datetime, date, date]:
    """When a first cycle opens, the day of the assignment, and the due day."""
    known: tuple[datetime, date, date] | None = obligation.openings.get(spell)
    if known is None:
        known = obligation.openings[spell] = _opening(obligation, spell)
    return known


def _opening(obligation: Obligation, spell: Spell) -> tuple[datetime, date, date]:
    day = obligation.zone.day(spell.start)
    base = _base(obligation, spell, day)
    return min(spell.start, obligation.zone.start(base)), day, _due(obligation, spell, base, day)


def _base(obligation: Obligation, spell: Spell, day: date) -> date:
    """The day from which the days are counted."""
    if obligation.kind != "hire" or spell.hired is None:
        return day
    return max(spell.hired, obligation.begins)


def _due(obligation: Obligation, spell: Spell, base: date, day: date) -> date:
    if spell.due is not None:
        return spell.due
    text, due = obligation.text, obligation.text.due
    if text.period.within is not None:
        found = later(base, text.period.within.days)
    else:
        assert due is not None
        found = due.date or later(base, due.days or 0)
    return max(found, later(day, text.least_days))


def _still_good(obligation: Obligation, cycle: Cycle, items: Sequence[Item]) -> Credit | None:
    """The latest of what was completed before the cycle opened and stands in for it still."""
    earlier = [item for item in items if isinstance(item, Credit) and item.at < cycle.opens]
    day = obligation.zone.day(cycle.opens) if earlier else None
    for credit in reversed(earlier):
        own = validity(obligation, credit.day, credit.day, None).expires
        if day is not None and (credit.until or day) >= day and (own or day) >= day:
            return credit
    return None
