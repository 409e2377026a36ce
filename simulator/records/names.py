"""Who a pseudonym stands for. Rows name people by pseudonyms; everybody else speaks of them by name.

A person's names are rows of `identities`, the newest of which counts. They are the only place in the records
where a name stands by itself, so that taking them away takes the name from everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select

from simulator.language.text import clean_text
from simulator.records.chain.events import Deed
from simulator.records.chain.seals import new_pseudonym
from simulator.records.chaining import append, cover, keep_salt, utc_now
from simulator.records.locks import hold
from simulator.records.schema import has_table, identities

PERSON = "person"
NAMES = ("login", "employee_number", "given_name", "family_name", "email")
"""The columns that hold names."""


class Names:
    """The names of people, as far as they are asked for; in older tables, names stand for themselves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._none = not has_table(connection, identities)
        self._shown: dict[str, str] = {}

    def shown(self, person: str) -> str:
        """The name of a person; the pseudonym when the name was erased."""
        if self._none or not person:
            return clean_text(person)
        if person not in self._shown:
            found = self._connection.execute(select(login_of(person))).scalar()
            self._shown[person] = clean_text(found or person)
        return self._shown[person]

    def form(self, form: Mapping[str, Any]) -> dict[str, Any]:
        """A filled form with the name of whoever amended it."""
        return signed(form, self.shown)

    def person(self, name: str) -> str:
        """The pseudonym of a name; the name itself where nobody has it."""
        if self._none:
            return name
        return person_named(self._connection, name) or name


def login_of(person: str | ColumnElement[str]) -> ColumnElement[str]:
    """The newest name by which a person is known to the program; empty when it was erased."""
    query = select(identities.c.login).where(identities.c.person == person)
    return query.order_by(identities.c.number.desc()).limit(1).scalar_subquery()


def person_named(connection: Connection, name: str) -> str | None:
    """The pseudonym of whoever has this name now, or None."""
    found = connection.execute(_holders("login", name)).scalars().first() if name else None
    return None if found is None else str(found)


def people_known_as(connection: Connection, name: str) -> tuple[str, ...]:
    """The pseudonyms of those whom a login, an employee number, an e-mail address or a pseudonym means."""
    found = list(connection.execute(select(identities.c.person).where(identities.c.person == name)).scalars())
    for column in ("login", "employee_number", "email"):
        found += connection.execute(_holders(column, name)).scalars()
    return tuple(dict.fromkeys(found))


def _holders(column: str, name: str) -> Select[Any]:
    """Those whose newest names have this value; an empty one is nobody's."""
    newer = identities.alias("newer")
    last = select(func.max(newer.c.number)).where(newer.c.person == identities.c.person).scalar_subquery()
    return select(identities.c.person).where(
        identities.c[column] == name, identities.c[column] != "", identities.c.number == last
    )


def person_for(connection: Connection, name: str) -> str:
    """The pseudonym of a name, which gets one when it has none.

    Args:
        connection: In a transaction that writes.
        name: How the person is known to the program, or the pseudonym of somebody on record.
    """
    name = clean_text(name)
    found = person_named(connection, name) or _pseudonym(connection, name)
    if found is not None or not name:
        return found or ""
    hold(connection, "chain")  # of two who bring the same name at once, the second finds the first's
    return person_named(connection, name) or add_person(connection, {"login": name})


def _pseudonym(connection: Connection, name: str) -> str | None:
    """The name itself, where it is somebody's pseudonym."""
    if not name:
        return None
    return (
        connection.execute(select(identities.c.person).where(identities.c.person == name)).scalars().first()
    )


def add_person(connection: Connection, names: Mapping[str, str], action: str = "person_added") -> str:
    """A new person, under a new pseudonym."""
    person = new_pseudonym()
    keep_salt(connection, PERSON, person)
    _keep_names(connection, person, 1, names)
    append(connection, Deed(person, action, PERSON, person))
    return person


def rename_person(connection: Connection, person: str, names: Mapping[str, str], actor: str) -> None:
    """New names for a person; those of before stay until the person is erased."""
    query = select(func.max(identities.c.number)).where(identities.c.person == person)
    number = connection.execute(query).scalar_one() + 1
    _keep_names(connection, person, number, names)
    append(connection, Deed(actor, "person_renamed", PERSON, person))


def _keep_names(connection: Connection, person: str, number: int, names: Mapping[str, str]) -> None:
    row = {"person": person, "number": number, "at": utc_now()}
    row |= {name: clean_text(names.get(name, "")) for name in NAMES}
    connection.execute(insert(identities), row)
    cover(connection, identities.name, [row])


def unsigned(connection: Connection, form: Mapping[str, Any]) -> dict[str, Any]:
    """A filled form with the pseudonym of whoever amended it."""
    return signed(form, lambda name: person_for(connection, name))


def signed(form: Mapping[str, Any], name: Callable[[str], str]) -> dict[str, Any]:
    """A filled form with other names for whoever changed it (`amended`, `rejudged`)."""
    return {
        key: {**part, "by": name(part["by"])}
        if isinstance(part, Mapping) and isinstance(part.get("by"), str)
        else part
        for key, part in form.items()
    }
