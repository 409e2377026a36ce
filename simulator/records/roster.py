"""The roster: who is of which level and department, under whom, in which roles, and since when. Pure.

An entry is never changed. A later one takes its place from the day on which it takes effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

Role = Literal["learner", "manager", "trainer", "compliance", "admin"]
Source = Literal["import", "command", "app"]

ROLES: tuple[Role, ...] = ("learner", "manager", "trainer", "compliance", "admin")
"""What somebody may be; one person may be several."""


class RosterEntry(NamedTuple):
    """What was said about a person at some time.

    Attributes:
        number: The entry's number, from 1 for each person.
        at: When it was written, ISO 8601 in UTC.
        effective: The day from which it holds; None when it holds from `at` on.
        level: Their level; empty when it is not known.
        department: Their department; empty when it is not known.
        manager: The pseudonym of their manager, or None.
        tags: Their tags.
        roles: Their roles.
        hired: Their first day, or None.
        active: Whether they are there; False from the day on which they have left.
        source: What wrote it.
    """

    number: int
    at: str
    effective: date | None
    level: str
    department: str
    manager: str | None
    tags: tuple[str, ...]
    roles: tuple[str, ...]
    hired: date | None
    active: bool
    source: str

    @property
    def since(self) -> str:
        """From when on it holds, as text that sorts: its day, or the time at which it was written."""
        return self.at if self.effective is None else self.effective.isoformat()


class Member(NamedTuple):
    """Somebody, as they stand on the roster on a day.

    Attributes:
        person: The pseudonym.
        login: How the program knows them; empty when it was erased or never told.
        employee_number: Their number in the company, or empty.
        given_name: Their given name, or empty.
        family_name: Their family name, or empty.
        email: Their address, or empty.
        level: Their level; empty when it is not known.
        department: Their department, or empty.
        manager: The pseudonym of their manager, or None.
        tags: Their tags.
        roles: Their roles; `learner` alone for whoever is not on the roster.
        hired: Their first day, or None.
        active: Whether they are there; False once they have left.
        on_roster: False for those who practised and were never entered.
    """

    person: str
    login: str
    employee_number: str
    given_name: str
    family_name: str
    email: str
    level: str
    department: str
    manager: str | None
    tags: tuple[str, ...]
    roles: tuple[str, ...]
    hired: date | None
    active: bool
    on_roster: bool = True

    @property
    def name(self) -> str:
        """The name to show: given and family name, or else the login, the number, the pseudonym."""
        full = f"{self.given_name} {self.family_name}".strip()
        return full or self.login or self.employee_number or self.person


class RosterChange(NamedTuple):
    """What is to stand on the roster about one person. None means: as it stands now.

    Who is meant is told by `person`, else by `employee_number`, else by `login`. With a number that nobody
    has, whoever has the login and no number gets it; otherwise a new person is made.

    Attributes:
        employee_number: Their number in the company.
        person: Their pseudonym.
        login: How the program knows them.
        given_name: Their given name.
        family_name: Their family name.
        email: Their address.
        level: Their level.
        department: Their department.
        manager: Their manager, by employee number, pseudonym or login; an empty text for nobody. Somebody
            whom the same changes enter may be named.
        tags: Their tags.
        roles: Their roles; `learner` alone for a new person that comes without any.
        hired: Their first day.
        active: Whether they are there.
        effective: The day from which this holds; None for at once. Names change at once in any case.
    """

    employee_number: str | None = None
    person: str | None = None
    login: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    level: str | None = None
    department: str | None = None
    manager: str | None = None
    tags: Sequence[str] | None = None
    roles: Sequence[str] | None = None
    hired: date | None = None
    active: bool | None = None
    effective: date | None = None


class RosterCounts(NamedTuple):
    """What changes came to.

    Attributes:
        added: People who were new to the records.
        changed: Others for whom something was written.
        unchanged: Those for whom everything stood as it was given.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def course(entries: Iterable[RosterEntry]) -> list[RosterEntry]:
    """The entries that ever hold, in the order in which they take effect.

    At any time the one with the highest number holds, among those that have taken effect. So an entry ahead
    of its day never holds when a later one that takes effect earlier was written meanwhile.
    """
    held: list[RosterEntry] = []
    for entry in sorted(entries, key=lambda one: (one.since, one.number)):
        if not held or entry.number > held[-1].number:
            held.append(entry)
    return held


def holding(entries: Iterable[RosterEntry], now: str) -> RosterEntry | None:
    """The entry that holds at a moment, or None.

    Args:
        entries: Those of one person.
        now: The moment, ISO 8601 in UTC; a day means its beginning.
    """
    come = [entry for entry in entries if entry.since <= now]
    return max(come, key=lambda entry: entry.number, default=None)
