"""Requirements of every calendar year: the cycle of the year that stands, and the years that were missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from simulator.training.assignment import FAR, Exemption, Spell, moved
from simulator.training.cycle import Cycle
from simulator.training.days import in_year, later
from simulator.training.events import Attempt, Unlocked
from simulator.training.plan import Obligation
from simulator.training.rounds import Item
from simulator.training.tally import Tally


class Year(NamedTuple):
    """A calendar year of a requirement.

    Attributes:
        number: The year.
        first: Its first day on which it is asked.
        start: The first instant of that day.
        end: The first instant after the year; `FAR` for the last one.
        due: The last day in time of those to whom it came with the year's beginning.
    """

    number: int
    first: date
    start: datetime
    end: datetime
    due: date


def years(obligation: Obligation, now: datetime) -> tuple[Year, ...]:
    """The years of a requirement that have begun, in order."""
    last = obligation.zone.today(now).year
    if obligation.ends is not None:
        last = min(last, obligation.ends.year)
    return _years(obligation, last)


def _years(obligation: Obligation, last: int) -> tuple[Year, ...]:
    known = obligation.calendar.get(last)
    if known is None:
        numbers = range(obligation.begins.year, last + 1)
        known = obligation.calendar[last] = tuple(_year(obligation, number) for number in numbers)
    return known


def _year(obligation: Obligation, number: int) -> Year:
    zone, ends, due = obligation.zone, obligation.ends, obligation.text.due
    first = max(obligation.begins, date(number, 1, 1))
    is_last = ends is not None and number == ends.year
    end = FAR if is_last else zone.start(date(number + 1, 1, 1))
    if due is not None and due.days is not None:
        day = later(first, due.days)
    else:
        day = in_year(due.day if due is not None and due.day is not None else "12-31", number)
    return Year(number, first, zone.start(first), end, day)


class Yearly:
    """Walks through a person's years.

    An attempt counts for one year. After the year's end it counts for that year as long as the year is open
    for the person (their due day and the grace are not over, and it is not completed); when the year is
    missed all the same, it counts for the next one.

    Args:
        obligation: The requirement.
        found: The person's exemptions from it.
    """

    def __init__(self, obligation: Obligation, found: Sequence[Exemption]) -> None:
        self._obligation = obligation
        self._exemptions = found

    def cycle(self, year: Year, spells: Sequence[Spell], items: Sequence[Item], now: datetime) -> Cycle:
        """A person's cycle of one year, with everything that counts for it.

        Args:
            year: The year.
            spells: When the requirement was theirs; at least one reaches into the year.
            items: What no year before has taken, in order.
            now: The time.
        """
        spell = spells[-1]
        if spell.start >= year.end:
            spell = next(spell for spell in reversed(spells) if spell.start < year.end)
        late = spell.start > year.start
        assigned = self._obligation.zone.day(spell.start) if late else year.first
        due = self._due(year, spell, assigned) if late or spell.due is not None else year.due
        cycle = Cycle(str(year.number), year.start, assigned, due, Tally(self._obligation))
        if self._exemptions:
            cycle.due = moved(due, self._exemptions, self._obligation, cycle.opens, now)
        closes = year.end if now < year.end else self.closes(cycle, year, spells, now)
        start = year.start
        for item in items:
            if start <= item.at < closes:
                self._take(cycle, item)
                if cycle.completed is not None:
                    closes = year.end
        return cycle

    def is_past(self, cycle: Cycle, year: Year, spells: Sequence[Spell], now: datetime) -> bool:
        """Whether the next year's cycle stands: the year is over, and so is what was left of its cycle."""
        if now < year.end:
            return False
        return cycle.completed is not None or now >= self.closes(cycle, year, spells, now)

    def binds(self, year: Year, spells: Sequence[Spell]) -> bool:
        """Whether the requirement was the person's when the year ended, and they were not exempt."""
        theirs = any(spell.start < year.end <= spell.end for spell in spells)
        return theirs and not any(e.start < year.end <= e.end for e in self._exemptions)

    def closes(self, cycle: Cycle, year: Year, spells: Sequence[Spell], now: datetime) -> datetime:
        """When nothing counts for a cycle any more that is not completed.

        Not while an exemption lasts that began in time: the person has days left when they are back.
        """
        if year.end == FAR or not self.binds(year, spells):
            return year.end
        in_time = self._obligation.zone.end(cycle.due)
        if any(e.start < in_time and e.start <= now < e.end for e in self._exemptions):
            return FAR
        return max(year.end, self._obligation.zone.end(later(cycle.due, self._obligation.text.grace_days)))

    def _due(self, year: Year, spell: Spell, assigned: date) -> date:
        """The due day of those to whom it came later, or by hand."""
        if spell.due is not None and spell.due.year == year.number:
            return spell.due
        due, least = self._obligation.text.due, self._obligation.text.least_days
        if spell.start <= year.start:
            return year.due
        found = year.due if due is None or due.days is None else later(assigned, due.days)
        return max(found, later(assigned, least))

    def _take(self, cycle: Cycle, item: Item) -> None:
        if cycle.completed is not None:
            if isinstance(item, Attempt) and self._obligation.text.counts == "best":
                cycle.tally.add_better(item)
        elif isinstance(item, Attempt):
            if cycle.tally.add(item):
                cycle.finish(self._obligation, item.at, self._obligation.zone.day(item.at))
        elif isinstance(item, Unlocked):
            cycle.tally.unlock(item)
        else:
            cycle.finish(self._obligation, item.at, item.day, item.source)
