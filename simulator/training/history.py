"""One person's events in order: what stands in evidence, and what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from simulator.training.events import (
    Amended,
    Attempt,
    Decision,
    EquivalenceAccepted,
    Event,
    Person,
    Unlocked,
)

_WHEN = attrgetter("at")


@dataclass(slots=True)
class History:
    """What is known of one person at a time.

    Attributes:
        person: The person as they were before their first event.
        now: The time: the clock's, or that of the newest evidence when the clock stands before it.
        state: The person's level, department and tags before their first event.
        behind: Whether the clock stands before the newest evidence.
        evidence: Attempts with their latest verdicts, and unlocks, in order. Rewound branches are left out.
        plain: Whether the evidence is attempts only.
        accepted: The equivalences that were accepted, in order.
        decisions: What was decided about the person and has taken effect, in order.
        amended: The last correction of each attempt whose verdict was corrected.
    """

    person: Person
    now: datetime
    state: tuple[str, str, frozenset[str]]
    behind: bool = False
    evidence: Sequence[Attempt | Unlocked] = ()
    plain: bool = True
    accepted: list[EquivalenceAccepted] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    amended: dict[str, Amended] = field(default_factory=dict)


def read_history(person: Person, events: Iterable[Event], now: datetime) -> History:
    """Put a person's events in order.

    Events of the same time keep the order in which they come. Evidence cannot lie in the future: where the
    clock stands before the newest of it, the clock was set back, and the time of the evidence holds.

    Args:
        person: The person.
        events: All events of that one person, in any order.
        now: What the clock says.
    """
    evidence: dict[object, Attempt | Unlocked] = {}
    history = History(person, now, person.state)
    latest, later_decisions = now, False
    for event in sorted(events, key=_WHEN):
        if isinstance(event, Attempt):
            if event.branch:
                continue
            first = evidence.get(event.attempt)
            evidence[event.attempt] = event if first is None else event._replace(at=first.at)
        elif isinstance(event, Unlocked):
            evidence[event] = event
            history.plain = False
        elif isinstance(event, Amended):
            history.amended[event.attempt] = event
        elif isinstance(event, EquivalenceAccepted):
            history.accepted.append(event)
        else:
            history.decisions.append(event)
            later_decisions = later_decisions or event.at > now
            continue
        if event.at > latest:
            latest = event.at
    for amended in history.amended.values():
        _amend(amended, evidence)
    if later_decisions:
        history.decisions = [event for event in history.decisions if event.at <= latest]
    history.evidence = list(evidence.values())
    if latest > now:
        history.behind, history.now = True, latest
    return history


def until(events: Iterable[Event], moment: datetime) -> list[Event]:
    """The events up to a moment: for the status as it was known then."""
    return [event for event in events if event.at <= moment]


def _amend(amended: Amended, evidence: dict[object, Attempt | Unlocked]) -> None:
    found = evidence.get(amended.attempt)
    if isinstance(found, Attempt):
        evidence[amended.attempt] = found._replace(percentage=amended.percentage, passed=amended.passed)
