"""How the requirements of programmes stand with people, for the rows of an export. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from simulator.exporting.completion import Owed
from simulator.exporting.enrolment import Offered
from simulator.exporting.moments import timestamp
from simulator.records.facts import PersonFacts
from simulator.training.company import Company
from simulator.training.recorded import Recorded, Scenarios


class Duties:
    """The statuses of people at one moment.

    Args:
        offered: The programmes that are meant.
        scenarios: The scenarios as they were.
        at: The moment for which they are to hold.
        now: What the clock says. Where the moment is past, what was done and decided after it is left out;
            verdicts are those that stand now.
    """

    def __init__(self, offered: Sequence[Offered], scenarios: Scenarios, at: datetime, now: datetime) -> None:
        self._past = timestamp(at) if at < now else ""
        self._now = min(at, now).astimezone(UTC)
        self._asked = [
            (each.programme, Recorded(each.plan.time_zone, scenarios), Company(each.plan, self._now))
            for each in offered
        ]

    def of(self, facts: PersonFacts) -> tuple[Owed, ...]:
        """The requirements that are a person's, programme by programme."""
        known = as_of(facts, self._past) if self._past else facts
        return tuple(
            Owed(programme, status)
            for programme, recorded, company in self._asked
            for status in company.statuses(*recorded.story(known, self._now)[:2])
            if status.state != "not_assigned"
        )


def as_of(facts: PersonFacts, at: str) -> PersonFacts:
    """What had been done and decided by a moment, with the verdicts that stand now.

    Args:
        facts: Everything on record about a person.
        at: The moment, ISO 8601 in UTC, to the millisecond.
    """
    return facts._replace(
        decisions=tuple(one for one in facts.decisions if one.at <= at),
        attempts=tuple(one._replace(forms=()) for one in facts.attempts if one.ended_at <= at),
    )
