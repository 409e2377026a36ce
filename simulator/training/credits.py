"""What stands in for a requirement: courses that were accepted, other requirements that were completed."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from simulator.training.history import History
from simulator.training.plan import Obligation


class Credit(NamedTuple):
    """Something else that was completed.

    Attributes:
        at: From when on it counts.
        day: The day on which it was completed.
        until: The last day on which it is good by its own rules; None for ever.
        source: What it was: the ref_id of a requirement, or the id of a course.
    """

    at: datetime
    day: date
    until: date | None
    source: str


def accepted(obligation: Obligation, history: History) -> list[Credit]:
    """The courses that were accepted for a requirement, by the day on which they were completed."""
    found = []
    for event in history.accepted:
        if not obligation.concerns(event.programme, event.requirement):
            continue
        at, day = event.at, obligation.zone.day(event.at)
        if event.completed is not None and event.completed < day:
            at, day = obligation.zone.start(event.completed), event.completed
        found.append(Credit(at, day, None, event.equivalent))
    return found
