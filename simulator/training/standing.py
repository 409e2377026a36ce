"""Where a person stands with a requirement: the cycle of the moment, and those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from simulator.training.assignment import FAR, Exemption, Spell, exemptions, spells
from simulator.training.credits import Credit, accepted
from simulator.training.cycle import Cycle
from simulator.training.events import Attempt
from simulator.training.history import History
from simulator.training.plan import Obligation
from simulator.training.rounds import Item, Rounds
from simulator.training.years import Year, Yearly, years


class Standing(NamedTuple):
    """Where a person stands.

    Attributes:
        spell: The stretch of time in which the requirement is theirs now; None when it is not.
        cycle: The cycle of the moment; None when there is none.
        exemptions: Their exemptions.
        missed: The calendar years in which they should have completed it and did not.
        completed: All cycles that were completed.
    """

    spell: Spell | None
    cycle: Cycle | None = None
    exemptions: Sequence[Exemption] = ()
    missed: tuple[str, ...] = ()
    completed: Sequence[Cycle] = ()


NOWHERE = Standing(None)
"""Of those whose requirement it never was."""

_Spells = Callable[[date], Sequence[Spell]]


def standing(obligation: Obligation, history: History) -> Standing:
    """Where a person stands with a requirement at the time of their history."""
    every_year_anew = obligation.asks_hire and obligation.kind == "calendar_year"
    theirs = spells(obligation, history, obligation.begins)
    if not theirs and not every_year_anew:
        return NOWHERE
    found = exemptions(obligation, history.decisions) if history.decisions else ()
    items: Sequence[Item] = history.evidence
    mixed = bool(history.accepted) or not history.plain or _can_stand_in(obligation, history)
    if mixed:
        items = _items(obligation, history)
    if obligation.kind != "calendar_year":
        return _walk_rounds(obligation, theirs, items, found, history.now, mixed)
    anew = (lambda since: spells(obligation, history, since)) if every_year_anew else None
    return _walk_years(obligation, theirs, items, found, history.now, anew)


def _can_stand_in(obligation: Obligation, history: History) -> bool:
    """Whether another requirement may have been completed: a quick look, which may be wrong in its favour."""
    for other in obligation.instead:
        wanted = other.most
        for item in history.evidence:
            if isinstance(item, Attempt) and other.verdict(item).good:
                wanted -= 1
        if wanted <= 0:
            return True
    return False


def _items(obligation: Obligation, history: History) -> Sequence[Item]:
    """Everything that can count, in order; what happened first at a time comes first."""
    own: list[Item] = [
        item
        for item in history.evidence
        if isinstance(item, Attempt) or obligation.concerns(item.programme, item.requirement)
    ]
    own += accepted(obligation, history)
    for other in obligation.instead:
        own += _credits(other, history)
    return sorted(own, key=lambda item: item.at)


def _credits(other: Obligation, history: History) -> list[Credit]:
    """What another requirement gives: its completions, whether or not it is the person's.

    What stands in for the other one in turn is another requirement's matter, and gives nothing here.
    """
    hired = history.person.hired
    first = other.begins if hired is None else max(other.begins, hired)
    always = [Spell(other.zone.start(first), FAR, hired)]
    if always[0].start > history.now:
        return []
    own: list[Item] = [i for i in history.evidence if isinstance(i, Attempt)]
    items = sorted([*own, *accepted(other, history)], key=lambda item: item.at)
    done = _walk(other, always, items, history.now).completed
    return [
        Credit(c.completed_at, c.completed, _good_until(other, c), other.ref_id)
        for c in done
        if c.completed is not None and c.completed_at is not None
    ]


def _good_until(other: Obligation, cycle: Cycle) -> date | None:
    if other.kind == "calendar_year":
        return date(int(cycle.name), 12, 31)
    return cycle.expires


def _walk(obligation: Obligation, theirs: Sequence[Spell], items: Sequence[Item], now: datetime) -> Standing:
    if obligation.kind == "calendar_year":
        return _walk_years(obligation, theirs, items, (), now)
    return _walk_rounds(obligation, theirs, items, (), now, True)


def _walk_rounds(
    obligation: Obligation,
    theirs: Sequence[Spell],
    items: Sequence[Item],
    found: Sequence[Exemption],
    now: datetime,
    credits_: bool,
) -> Standing:
    rounds = Rounds(obligation, found, credits_)
    cycle = rounds.walk(theirs, items, now)
    if found and cycle is not None and cycle.completed is None:
        cycle.due = rounds.due_at(cycle, now)
    return Standing(_at(theirs, now), cycle, found, (), rounds.completed)


def _walk_years(
    obligation: Obligation,
    theirs: Sequence[Spell],
    items: Sequence[Item],
    found: Sequence[Exemption],
    now: datetime,
    anew: _Spells | None = None,
) -> Standing:
    """`anew` gives the spells of a year, where they depend on it."""
    yearly = Yearly(obligation, found)
    missed: list[str] = []
    completed: list[Cycle] = []
    spells_ = theirs
    for year in years(obligation, now):
        spells_ = theirs if anew is None else anew(year.first)
        if not _reach(spells_, year):
            continue
        cycle = yearly.cycle(year, spells_, items, now)
        if cycle.completed_at is not None:
            completed.append(cycle)
        if not yearly.is_past(cycle, year, spells_, now):
            return Standing(_at(spells_, now), cycle, found, tuple(missed), completed)
        if cycle.completed is None and yearly.binds(year, spells_):
            missed.append(cycle.name)
        elif cycle.completed_at is not None and cycle.completed_at >= year.end:
            items = _behind(items, cycle.completed_at)
    return Standing(_at(spells_, now), None, found, tuple(missed), completed)


def _reach(found: Sequence[Spell], year: Year) -> bool:
    """Whether one of the spells reaches into a year."""
    return any(spell.start < year.end and spell.end > year.start for spell in found)


def _behind(items: Sequence[Item], moment: datetime) -> list[Item]:
    return [item for item in items if item.at > moment]


def _at(found: Sequence[Spell], moment: datetime) -> Spell | None:
    for spell in reversed(found):
        if spell.start <= moment < spell.end:
            return spell
    return None
