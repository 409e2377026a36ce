"""Statuses: derived from events and the clock each time they are asked for, and never kept as the truth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from simulator.training.assignment import exemption_at
from simulator.training.cycle import Cycle
from simulator.training.days import later
from simulator.training.events import Attempt, Event, Person
from simulator.training.history import History, read_history
from simulator.training.plan import Obligation
from simulator.training.standing import Standing, standing
from simulator.training.status import State, Status


def status_of(requirement: Obligation, person: Person, events: Iterable[Event], now: datetime) -> Status:
    """Where a person stands with a requirement.

    Args:
        requirement: The requirement, made ready by `plan_of`.
        person: The person as they were before their first event.
        events: Everything that happened to them, in any order; events of other requirements do no harm.
        now: What the clock says (aware). When it stands before the newest evidence, it was set back: then
            the time of that evidence holds, so that nothing completed is lost, and the status says so.
    """
    return status_in(requirement, read_history(person, events, now))


def status_in(obligation: Obligation, history: History) -> Status:
    """Where the person of a history stands with a requirement, at the history's time."""
    today = obligation.zone.today(history.now)
    found = standing(obligation, history)
    if found.spell is None or found.cycle is None:
        return not_assigned(obligation, today, found.missed, history.behind)
    exemption = exemption_at(found.exemptions, history.now) if found.exemptions else None
    reason = exemption.reason if exemption is not None else None
    return _filled(obligation, found, found.cycle, history, reason)


def not_assigned(obligation: Obligation, today: date, missed: tuple[str, ...], behind: bool) -> Status:
    """The status of somebody whose requirement it is not: the same for many."""
    key = (today, missed, behind)
    known = obligation.unassigned.get(key)
    if known is None:
        known = Status(obligation.ref_id, "not_assigned", today, missed=missed, behind=behind)
        obligation.unassigned[key] = known
    return known


def _state(obligation: Obligation, cycle: Cycle, today: date) -> State:
    if cycle.completed is not None:
        return "equivalent" if cycle.source else "completed"
    if cycle.tally.exhausted:
        return "failed"
    renewal = cycle.renews is not None
    if today <= cycle.due:
        if renewal:
            return "window_open"
        return "in_progress" if cycle.tally.tried else "not_started"
    if today <= later(cycle.due, obligation.text.grace_days):
        return "in_grace"
    return "expired" if renewal else "overdue"


def _filled(
    obligation: Obligation, found: Standing, cycle: Cycle, history: History, exempt: str | None
) -> Status:
    """The status of somebody whose requirement it is; `exempt` is the reason of an exemption."""
    tally, limit, today = cycle.tally, obligation.text.attempts, obligation.zone.today(history.now)
    expires = None if obligation.text.window_days is None else cycle.expires
    restricted = cycle.completed is None and tally.restricted(history.now)
    return Status(  # in the order of its fields: names would cost a tenth of the whole
        obligation.ref_id,
        _state(obligation, cycle, today) if exempt is None else "exempt",
        today,
        tally.done if tally.tried else 0,
        obligation.needed,
        _counted(obligation, cycle) if tally.tried else (),
        cycle.name,
        cycle.assigned,
        cycle.due,
        None if expires is None else later(expires, -(obligation.text.window_days or 0)),
        expires,
        cycle.completed,
        cycle.source,
        sum(tally.used.values()) if tally.used else 0,
        None if limit is None else limit.allowed,
        "" if limit is None else limit.each,
        tally.next_attempt(history.now) if restricted else None,
        tally.closed(history.now) if restricted else (),
        found.missed,
        exempt or "",
        len(tally.ignored),
        _corrected(obligation, cycle, history) if history.amended else None,
        history.behind,
    )


def _counted(obligation: Obligation, cycle: Cycle) -> tuple[str, ...]:
    if cycle.source:
        return ()
    found = [attempt.attempt for attempt in cycle.tally.counted()]
    return tuple(dict.fromkeys(found) if len(obligation.demands) > 1 else found)


def _corrected(obligation: Obligation, cycle: Cycle, history: History) -> date | None:
    """The day of the newest correction of an attempt that this cycle looks at."""
    looked_at = {
        item.attempt
        for item in history.evidence
        if isinstance(item, Attempt) and item.at >= cycle.opens and obligation.verdict(item).asked
    }
    days = [a.at for name, a in history.amended.items() if name in looked_at]
    return obligation.zone.day(max(days)) if days else None
