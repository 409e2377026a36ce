"""When a requirement was a person's: from which moment to which, and when they need not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from simulator.training.days import later
from simulator.training.events import (
    Assigned,
    Decision,
    DepartmentChanged,
    Exempted,
    ExemptionEnded,
    Left,
    LevelChanged,
    Rejoined,
    TagsChanged,
)
from simulator.training.history import History
from simulator.training.plan import Obligation, State

FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""No moment at all: what has no end ends here."""


class Spell(NamedTuple):
    """A stretch of time in which a requirement is a person's.

    Attributes:
        start: The first instant.
        end: The first instant after it; `FAR` while it lasts.
        hired: The person's first day, as it is known in this stretch.
        due: The due day that came with an assignment by hand.
    """

    start: datetime
    end: datetime
    hired: date | None
    due: date | None = None


class Exemption(NamedTuple):
    """A stretch of time in which a person need not; `end` is the first instant after it, or `FAR`."""

    start: datetime
    end: datetime
    reason: str


class _Standing(NamedTuple):
    """A person at a moment."""

    state: State
    hired: date | None
    there: bool = True
    by_hand: bool = False
    due: date | None = None


def spells(obligation: Obligation, history: History, since: date) -> list[Spell]:
    """The stretches of time in which a requirement is a person's, up to now, in order.

    One that has no reason to end goes on through every change that does not concern it.

    Args:
        obligation: The requirement.
        history: The person and their events.
        since: The first day on which it is asked; `hired_within` counts from it.
    """
    if history.decisions:
        found = _merged(_stretches(obligation, history, since))
        return [spell for spell in _asked(obligation, found) if spell.start <= history.now]
    known = _usual(obligation, history, since)
    return known if not known or known[0].start <= history.now else []


def _usual(obligation: Obligation, history: History, since: date) -> list[Spell]:
    """The one spell, if any, of those about whom nothing was decided: the same for many people."""
    key = (history.state, history.person.hired, since)
    known = obligation.usual.get(key)
    if known is None:
        known = _asked(obligation, list(_stretches(obligation, history, since)))
        obligation.usual[key] = known
    return known


def _asked(obligation: Obligation, found: list[Spell]) -> list[Spell]:
    """Those that begin while the programme goes on."""
    last = FAR if obligation.ends is None else obligation.zone.end(obligation.ends)
    return [spell for spell in found if spell.start < last]


def _stretches(obligation: Obligation, history: History, since: date) -> Iterator[Spell]:
    """From change to change, those in which the requirement is the person's."""
    hired = history.person.hired
    begun = obligation.zone.start(since if hired is None else max(since, hired))
    standing = _Standing(State(*history.state), hired)
    for decision in history.decisions:
        changed = _after(standing, decision, obligation)
        if changed == standing:
            continue
        if decision.at > begun:
            if _is_theirs(standing, obligation, since):
                yield Spell(begun, decision.at, standing.hired, standing.due)
            begun = decision.at
        standing = changed
    if _is_theirs(standing, obligation, since):
        yield Spell(begun, FAR, standing.hired, standing.due)


def _is_theirs(standing: _Standing, obligation: Obligation, since: date) -> bool:
    if not standing.there:
        return False
    return standing.by_hand or obligation.means(standing.state, standing.hired, since)


def _after(standing: _Standing, decision: Decision, obligation: Obligation) -> _Standing:
    """A person after what was decided."""
    if isinstance(decision, LevelChanged):
        return standing._replace(state=standing.state._replace(level=decision.level))
    if isinstance(decision, DepartmentChanged):
        return standing._replace(state=standing.state._replace(department=decision.department))
    if isinstance(decision, TagsChanged):
        return standing._replace(state=standing.state._replace(tags=decision.tags))
    if isinstance(decision, Left):
        return standing._replace(there=False, by_hand=False, due=None)
    if isinstance(decision, Rejoined):
        return standing._replace(there=True, hired=decision.hired or standing.hired)
    if isinstance(decision, Assigned) and obligation.concerns(decision.programme, decision.requirement):
        return standing._replace(by_hand=True, due=decision.due or standing.due)
    return standing


def _merged(stretches: Iterable[Spell]) -> list[Spell]:
    """Those that follow one another without a gap as one; what was known last holds for the whole."""
    found: list[Spell] = []
    for spell in stretches:
        if found and found[-1].end == spell.start:
            found[-1] = spell._replace(start=found[-1].start)
        else:
            found.append(spell)
    return found


def exemptions(obligation: Obligation, decisions: Iterable[Decision]) -> list[Exemption]:
    """The exemptions of a person from a requirement that have begun, in order."""
    found: list[Exemption] = []
    for decision in decisions:
        if isinstance(decision, (Exempted, ExemptionEnded)) and obligation.concerns(
            decision.programme, decision.requirement
        ):
            if isinstance(decision, Exempted):
                found.append(_exemption(obligation, decision))
            else:
                found = [e._replace(end=min(e.end, decision.at)) for e in found]
    return found


def _exemption(obligation: Obligation, decision: Exempted) -> Exemption:
    end = FAR if decision.until is None else obligation.zone.start(later(decision.until, 1))
    return Exemption(decision.at, max(end, decision.at), decision.reason)


def exemption_at(found: Iterable[Exemption], moment: datetime) -> Exemption | None:
    """The exemption that holds at a moment: the one that lasts longest."""
    holding = [e for e in found if e.start <= moment < e.end]
    return max(holding, key=lambda e: e.end, default=None)


def moved(
    due: date, found: Iterable[Exemption], obligation: Obligation, opened: datetime, moment: datetime
) -> date:
    """The due day of a cycle as it is at a moment.

    An exemption that began in time and has ended moves it: nobody has less than `least_days` from the day
    on which they are back.

    Args:
        due: The due day without exemptions.
        found: The exemptions, in order.
        obligation: The requirement.
        opened: When the cycle opened.
        moment: The moment.
    """
    for exemption in found:
        in_time = exemption.start < obligation.zone.end(due)
        if in_time and opened < exemption.end <= moment and exemption.start < exemption.end:
            back = obligation.zone.day(exemption.end)
            due = max(due, later(back, obligation.text.least_days))
    return due
