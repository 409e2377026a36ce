"""Writing about many people in one transaction: looked up together, chained in memory, inserted together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from simulator.errors import UsageError
from simulator.records.chain.covers import COVERS, cover_row
from simulator.records.chain.events import Deed
from simulator.records.chain.links import Tail, tail_of
from simulator.records.chain.seals import new_salt
from simulator.records.chaining import begun, entry_row, link_row
from simulator.records.names import PERSON
from simulator.records.schema import METADATA, chain, identities, links, roster, salts

_ORDER = (salts, identities, roster, links, chain)


class PeopleBatch:
    """Rows about people that are inserted together, with their links and the chain's entries.

    From its making on, nobody else writes to the chain until the transaction ends. Nothing is in the tables
    before `write`.
    """

    def __init__(self, connection: Connection, people: Collection[str]) -> None:
        """Look up where the links of these people end, and what seals their words.

        Args:
            connection: In a transaction that writes.
            people: Pseudonyms that are on record.
        """
        self._connection = connection
        self._head = begun(connection)
        self._salts = _salts_of(connection, people)
        self._tails = _tails_of(connection, people)
        self._rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _ORDER}

    def person(self, person: str) -> None:
        """Somebody new."""
        self._salts[person], self._tails[person] = new_salt(), Tail()
        self._rows[salts.name].append({"family": PERSON, "owner": person, "salt": self._salts[person]})

    def row(self, table: Table, row: Mapping[str, Any]) -> None:
        """A row about a person, covered behind the last one of theirs.

        Raises:
            UsageError: Their names were erased, so that no more are taken.
        """
        how, person = COVERS[table.name], str(row[COVERS[table.name].owner])
        salt = self._salts.get(person)
        if how.words and salt is None:
            raise UsageError(
                f"The names of {person} were erased; nothing is added to that person any more.",
                "Whoever comes back gets a new entry: leave the pseudonym out.",
            )
        link = cover_row(how, self._tails[person], row, salt)
        self._tails[person] = tail_of(link)
        self._rows[table.name].append(dict(row))
        self._rows[links.name].append(link_row(PERSON, person, link))

    def entry(self, deed: Deed) -> None:
        """An entry of the chain about a person."""
        self._head, row = entry_row(self._head, deed, self._tails[deed.subject])
        self._rows[chain.name].append(row)

    def write(self) -> None:
        """Insert everything."""
        for table in _ORDER:
            if self._rows[table.name]:
                self._connection.execute(insert(METADATA.tables[table.name]), self._rows[table.name])


def _salts_of(connection: Connection, people: Collection[str]) -> dict[str, str]:
    query = select(salts.c.owner, salts.c.salt).where(salts.c.family == PERSON, salts.c.owner.in_(people))
    return {str(owner): str(salt) for owner, salt in connection.execute(query)} if people else {}


def _tails_of(connection: Connection, people: Collection[str]) -> dict[str, Tail]:
    newest = (
        select(links.c.owner, func.max(links.c.number).label("number"))
        .where(links.c.family == PERSON, links.c.owner.in_(people))
        .group_by(links.c.owner)
        .subquery()
    )
    same = (
        (links.c.family == PERSON) & (links.c.owner == newest.c.owner) & (links.c.number == newest.c.number)
    )
    query = select(links.c.owner, links.c.number, links.c.hash).join(newest, same)
    return {row.owner: Tail(row.number, row.hash) for row in connection.execute(query)} if people else {}
