"""One cycle of a requirement: from its opening to its completion."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from simulator.training.days import add_months, later, recurring
from simulator.training.plan import Obligation
from simulator.training.tally import Tally


class Validity(NamedTuple):
    """Until when a completion is good.

    Attributes:
        base: The day from which the months are counted.
        months: How many, over all renewals that kept the rhythm.
        expires: The last day on which it is good; None for ever.
    """

    base: date
    months: int
    expires: date | None


def _good_for(base: date, months: int) -> Validity:
    return Validity(base, months, add_months(base, months))


@dataclass(slots=True)
class Cycle:
    """A cycle of one person's requirement.

    Attributes:
        name: Its name: the year, or its number.
        opens: From when on attempts count.
        assigned: The day on which the requirement came to the person.
        due: The last day in time; for a renewal the day on which the completion before it expires.
        tally: Its attempts.
        renews: The validity that is to be renewed; None for a first cycle, and for calendar years.
        completed: The day on which it was completed.
        source: By what: empty for attempts, else what stood in.
        validity: Until when the completion is good.
    """

    name: str
    opens: datetime
    assigned: date
    due: date
    tally: Tally
    renews: Validity | None = None
    completed: date | None = None
    completed_at: datetime | None = None
    source: str = ""
    validity: Validity | None = field(default=None)

    @property
    def expires(self) -> date | None:
        """The last day on which the latest completion is good."""
        found = self.validity or self.renews
        return None if found is None else found.expires

    def in_force(self, day: date) -> bool:
        """Whether a completion, of this cycle or of the one that it renews, is good on a day."""
        found = self.validity or self.renews
        return found is not None and (found.expires is None or found.expires >= day)

    def finish(self, obligation: Obligation, at: datetime, day: date, source: str = "") -> None:
        """Note that it was completed, and until when that is good."""
        self.completed, self.completed_at, self.source = day, at, source
        self.validity = validity(obligation, day, self.due, self.renews)


def validity(obligation: Obligation, day: date, due: date, before: Validity | None) -> Validity:
    """Until when a completion is good.

    The three bases are those of the recertification settings of learning management systems. Whoever is in
    time, the grace included, keeps the rhythm with `previous_expiry`; whoever is not begins a new one.

    Args:
        obligation: The requirement.
        day: The day of the completion.
        due: Its due day.
        before: The validity that it renews.
    """
    months, expiry = obligation.text.validity, obligation.text.expiry
    if months is None:
        return Validity(day, 0, None)
    if expiry is None or expiry.basis == "completion":
        return _good_for(day, months)
    if expiry.basis == "fixed_date":
        assert expiry.date is not None
        least = add_months(day, expiry.least_active_months)
        return _good_for(recurring(expiry.date, months, day, least), 0)
    if day > later(due, obligation.text.grace_days):
        return _good_for(day, months)
    if before is None:
        return _good_for(due, months)
    return _good_for(before.base, before.months + months)
