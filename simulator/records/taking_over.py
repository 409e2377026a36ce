"""Taking records of before there was a chain into it.

Names become pseudonyms, the words of forms are parted from them, and every row is covered as it is found.
What was changed before that, nobody can see; the entries say that they took something over, and from which
version.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Select, Table, select, update

from simulator.records import schema
from simulator.records.chain.covers import COVERS, Family
from simulator.records.chain.events import Deed
from simulator.records.chaining import LEDGER, PROGRAM, append, cover, keep_salt
from simulator.records.guards import allow_erasing, guard
from simulator.records.names import add_person, signed
from simulator.records.schema import ADDED, METADATA
from simulator.records.words import parted

ACTION = "taken_over"
_OLD = [
    METADATA.tables[one.table]
    for one in COVERS.values()
    if one.family in ("attempt", "round") and one.table not in ADDED[4]
]
"""The tables of before there was a chain."""


def take_over(connection: Connection, from_version: int) -> None:
    """Bring the rows of older tables into the form and into the chain; the new tables are there and empty."""
    _unguard(connection)
    people = _People(connection)
    counts = {
        family: _take_family(connection, family, key, people)
        for family, key in (("attempt", schema.attempts.c.attempt), ("round", schema.rounds.c.round))
    }
    what = {"from_version": from_version, "attempts": counts["attempt"], "rounds": counts["round"]}
    append(connection, Deed(PROGRAM, ACTION, LEDGER, "", what={**what, "people": len(people.known)}))
    guard(connection, [*_OLD, schema.contents, schema.schema_version])
    allow_erasing(connection)


def _unguard(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        from simulator.records.postgres_erasing import unguard
    else:
        from simulator.records.sqlite_erasing import unguard
    unguard(connection, [*_OLD, schema.contents, schema.schema_version])


class _People:
    """The pseudonyms of names, given as they come up."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.known: dict[str, str] = {"": ""}

    def __call__(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = add_person(self._connection, {"login": name}, ACTION)
        return self.known[name]


def _take_family(connection: Connection, family: Family, key: Any, people: _People) -> int:  # noqa: ANN401
    """Take over the attempts or the rounds; how many there were."""
    owners = connection.execute(select(key).order_by(key)).scalars().all()
    for owner in owners:
        keep_salt(connection, family, owner)
    for owner in owners:
        for table in (one for one in _OLD if COVERS[one.name].family == family):
            rows = [_taken(connection, table, row, people) for row in _rows(connection, table, owner)]
            cover(connection, table.name, rows)
        append(connection, Deed(PROGRAM, ACTION, family, owner))
    return len(owners)


def _rows(connection: Connection, table: Table, owner: str) -> list[dict[str, Any]]:
    query: Select[Any] = select(table).where(table.c[COVERS[table.name].owner] == owner)
    return [dict(row._mapping) for row in connection.execute(query.order_by(*table.primary_key))]


def _taken(connection: Connection, table: Table, row: dict[str, Any], people: _People) -> dict[str, Any]:
    """A row in its new form, in which it now stands in the table."""
    changed: dict[str, str] = {
        name: people(row[name])
        for name in ("learner", "author")
        if name in row and isinstance(row[name], str)
    }
    if table is schema.rounds:
        changed["raters"] = _raters(row["raters"], people)
    if "words" in row:
        changed |= _parted(row["evaluation"], people)
    if changed:
        same = (column == row[column.name] for column in table.primary_key)
        connection.execute(update(table).where(*same).values(**changed))
    return row | changed


def _raters(text: str, people: _People) -> str:
    try:
        return json.dumps([people(str(name)) for name in json.loads(text)], ensure_ascii=False)
    except (ValueError, TypeError):
        return text  # whoever reads it is told that it is damaged; it is covered as it is


def _parted(text: str, people: _People) -> dict[str, str]:
    """A filled form and its words; one that cannot be read stays as it is, as words."""
    try:
        form = json.loads(text)
    except ValueError:
        form = None
    if not isinstance(form, dict):
        return {"evaluation": "", "words": text}
    bare, words = parted(signed(form, people))
    return {"evaluation": json.dumps(bare, ensure_ascii=False, separators=(",", ":")), "words": words}
