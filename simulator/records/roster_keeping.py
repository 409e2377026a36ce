"""Writing the roster: some people at a time, all that is needed for them looked up together."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records.batching import PeopleBatch
from simulator.records.chain.events import Deed
from simulator.records.chain.seals import new_pseudonym
from simulator.records.names import NAMES, PERSON
from simulator.records.people_rows import NOBODY_KNOWN, Span, entries_of, names_of
from simulator.records.roster import ROLES, RosterChange, RosterCounts, RosterEntry, Source, holding
from simulator.records.schema import identities, roster

BATCH = 1_000
"""People of one transaction."""
_TEXTS = ("person", *NAMES, "level", "department", "manager")
_NONE = ("",) * len(NAMES)
_STRANGER = RosterEntry(0, "", None, "", "", None, (), NOBODY_KNOWN, None, True, "")


def batches(changes: Iterable[RosterChange]) -> Iterator[list[RosterChange]]:
    """The changes in parts, cleaned.

    Raises:
        UsageError: One names nobody, or a role that there is not.
    """
    found = (_cleaned(change) for change in changes)
    while batch := list(islice(found, BATCH)):
        yield batch


def _cleaned(change: RosterChange) -> RosterChange:
    given: dict[str, Any] = {
        name: clean_text(value).strip() for name in _TEXTS if (value := getattr(change, name)) is not None
    }
    for name in ("tags", "roles"):
        if (items := getattr(change, name)) is not None:
            given[name] = tuple(dict.fromkeys(clean_text(item).strip() for item in items))
    cleaned = change._replace(**given)
    if not (cleaned.person or cleaned.employee_number or cleaned.login):
        raise UsageError(
            "An entry for the roster names nobody.", "Give an employee number, a login or a pseudonym."
        )
    for role in cleaned.roles or ():
        if role not in ROLES:
            raise UsageError(f"There is no role {role!r}.", f"There are: {', '.join(ROLES)}.")
    return cleaned


class RosterBatch:
    """Some changes, in one transaction that nobody else's crosses.

    Attributes:
        counts: What they came to.
    """

    def __init__(
        self, connection: Connection, changes: Sequence[RosterChange], reserved: dict[str, str], actor: str
    ) -> None:
        """Look up everybody who is named.

        Args:
            connection: In a transaction that writes, and that holds the chain.
            changes: The changes.
            reserved: Pseudonyms of people who are named as managers before they are entered, by employee
                number; added to here.
            actor: The pseudonym of who does it.
        """
        self._reserved, self._actor = reserved, actor
        numbers = {one.employee_number for one in changes} | {one.manager for one in changes}
        logins = {one.login for one in changes} | {one.manager for one in changes}
        self._numbers = _holders(connection, "employee_number", numbers)
        self._logins = _holders(connection, "login", logins)
        named = {one for change in changes for one in (change.person, change.manager) if one}
        span = Span((*self._numbers.values(), *self._logins.values(), *named), named=True)
        self._names = names_of(connection, span)
        self._entries = entries_of(connection, span)
        self._last_names = _newest_names(connection, self._names)
        self._batch = PeopleBatch(connection, self._names)
        self.counts = RosterCounts()

    def keep(self, changes: Sequence[RosterChange], at: str, source: Source, coming: Collection[str]) -> None:
        """Write what the changes say and the roster does not.

        Args:
            changes: The changes.
            at: The time.
            source: What brings them.
            coming: The employee numbers of everybody whom these changes and later ones enter.

        Raises:
            NotFoundError: Somebody who is named is not on record.
            UsageError: A login is somebody else's.
        """
        counts = [0, 0, 0]
        for change in changes:
            counts[self._keep_one(change, at, source, coming)] += 1
        self._batch.write()
        self.counts = RosterCounts(*counts)

    def _keep_one(self, change: RosterChange, at: str, source: Source, coming: Collection[str]) -> int:
        """Write one, and say whether the person was added (0), changed (1) or not (2)."""
        manager = self._manager(change.manager, coming)
        person, is_new = self._person(change)
        before = self._names.get(person, _NONE)
        names = tuple(_new(getattr(change, name), old) for name, old in zip(NAMES, before, strict=True))
        self._check_login(person, names[0])
        entry = self._entry(person, change, manager, at, source)
        if is_new:
            self._batch.person(person)
        if is_new or names != before:
            self._keep_names(person, names, at)
        if entry is not None:
            self._keep_entry(person, entry)
        if entry is None and names == before and not is_new:
            return 2
        action = "person_added" if is_new else "person_renamed" if entry is None else "rostered"
        self._batch.entry(Deed(self._actor, action, PERSON, person))
        return 0 if is_new else 1

    def _person(self, change: RosterChange) -> tuple[str, bool]:
        """Whom a change means, and whether they are new."""
        if change.person:
            if change.person not in self._names:
                raise NotFoundError(f"Nobody on record has the pseudonym {change.person!r}.")
            return change.person, False
        number, login = change.employee_number or "", change.login or ""
        found = self._numbers.get(number) if number else None
        if found is None and login:
            found = self._logins.get(login)
            if found is not None and number and self._names[found][1]:
                raise _taken(login, self._names[found][1])
        if found is not None:
            return found, False
        return self._reserved.get(number) or new_pseudonym(), True

    def _check_login(self, person: str, login: str) -> None:
        owner = self._logins.get(login) if login else None
        if owner not in (None, person):
            raise _taken(login, self._names[str(owner)][1] or str(owner))

    def _manager(self, named: str | None, coming: Collection[str]) -> str | None:
        """The pseudonym of a manager; empty for nobody, None for as it stands."""
        if not named:
            return named
        found = self._numbers.get(named) or (named if named in self._names else self._logins.get(named))
        if found is not None:
            return found
        if named not in coming:
            raise NotFoundError(
                f"The manager {named!r} is not on record.", "Enter the manager too, or leave that one out."
            )
        return self._reserved.setdefault(named, new_pseudonym())

    def _entry(
        self, person: str, change: RosterChange, manager: str | None, at: str, source: Source
    ) -> RosterEntry | None:
        """The entry that a change needs, or None when all stands as it says."""
        theirs = self._entries.get(person, ())
        stands = holding(theirs, change.effective.isoformat() if change.effective else at)
        base = stands or min(theirs, key=lambda one: one.since, default=_STRANGER)
        said = (
            _new(change.level, base.level), _new(change.department, base.department),
            base.manager if manager is None else manager or None,
            base.tags if change.tags is None else tuple(change.tags),
            base.roles if change.roles is None else tuple(change.roles) or NOBODY_KNOWN,
            base.hired if change.hired is None else change.hired,
            base.active if change.active is None else change.active,
        )  # fmt: skip
        if stands is not None and said == stands[3:10]:
            return None
        number = theirs[-1].number + 1 if theirs else 1
        return RosterEntry(number, at, change.effective, *said, source)

    def _keep_names(self, person: str, names: tuple[str, ...], at: str) -> None:
        number = self._last_names[person] = self._last_names.get(person, 0) + 1
        named = dict(zip(NAMES, names, strict=True))
        self._batch.row(identities, {"person": person, "number": number, "at": at, **named})
        self._names[person] = names
        self._logins |= {names[0]: person} if names[0] else {}
        self._numbers |= {names[1]: person} if names[1] else {}

    def _keep_entry(self, person: str, entry: RosterEntry) -> None:
        row: dict[str, Any] = {"person": person, **entry._asdict()}
        row |= {name: _listed(row[name]) for name in ("tags", "roles")}
        row |= {name: _day(row[name]) for name in ("effective", "hired")}
        self._batch.row(roster, row)
        self._entries[person] = (*self._entries.get(person, ()), entry)


def _new(given: str | None, before: str) -> str:
    return before if given is None else given


def _listed(items: Iterable[str]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _taken(login: str, owner: str) -> UsageError:
    return UsageError(
        f"The login {login!r} belongs to {owner} already.",
        "One login is one person. Give the other a login of their own, or correct the employee number.",
    )


def _holders(connection: Connection, column: str, values: Collection[str | None]) -> dict[str, str]:
    """Whose newest names have these values, by value."""
    newer, wanted = identities.alias("newer"), [value for value in values if value]
    last = select(func.max(newer.c.number)).where(newer.c.person == identities.c.person).scalar_subquery()
    query = select(identities.c[column], identities.c.person).where(
        identities.c[column].in_(wanted), identities.c.number == last
    )
    return {str(value): str(person) for value, person in connection.execute(query)} if wanted else {}


def _newest_names(connection: Connection, people: Collection[str]) -> dict[str, int]:
    """The number of everybody's newest names."""
    query = select(identities.c.person, func.max(identities.c.number)).where(identities.c.person.in_(people))
    return {
        str(person): int(number) for person, number in connection.execute(query.group_by(identities.c.person))
    }
