"""Copying all records into another database, and proving that they are there.

The source is only read. Rows are added in small transactions, so that a copying that was cut off goes on
where it stopped; rows that are there already must be the very same. In the end every row of the source is
looked up in the target, and both are compared by their SHA-256 digests.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, insert, select, tuple_

from simulator.errors import UnavailableError
from simulator.records.address import Address
from simulator.records.schema import METADATA, schema_version
from simulator.records.store import Looking, Store

BATCH = 500
"""Rows of one transaction."""

Tell = Callable[[str, int, int], None]
"""Told a table's name, how many of its rows are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one table.

    Attributes:
        table: Its name.
        rows: Rows of the source; every one is in the target, and is the same there.
        copied: How many of them this run has added.
        sha256: The digest of the rows' digests, in the order of their keys.
    """

    table: str
    rows: int
    copied: int
    sha256: str


def move(source: Looking, target: Store, where: Address, tell: Tell) -> list[Moved]:
    """Copy what the target lacks, then compare all of it.

    Args:
        source: The records; tables of this program's version.
        target: Where they go; tables of the same version. It may hold other records too.
        where: The target's address, for messages.
        tell: Hears of the progress.

    Raises:
        UnavailableError: One of them fails, or the target holds another row under the same key.
    """
    return source.read(lambda connection: list(_tables(connection, target, where, tell)))


def size(connection: Connection) -> int:
    """How many rows there are."""
    return sum(_count(connection, table) for table in _moved_tables())


def _moved_tables() -> list[Table]:
    """The tables, those that others point to first; its versions are a database's own affair."""
    return [table for table in METADATA.sorted_tables if table is not schema_version]


def _tables(connection: Connection, target: Store, where: Address, tell: Tell) -> Iterator[Moved]:
    copied = {table.name: _copy(connection, table, target, where, tell) for table in _moved_tables()}
    for table in _moved_tables():
        rows, digest = _compared(connection, table, target, where, tell)
        yield Moved(table.name, rows, copied[table.name], digest)


def _copy(connection: Connection, table: Table, target: Store, where: Address, tell: Tell) -> int:
    """Add the rows that the target lacks, and say how many they were."""
    total, done, added = _count(connection, table), 0, 0
    for batch in _batches(_parents_first(connection, table)):
        added += target.write(partial(_add, table=table, batch=batch, where=where))
        done += len(batch)
        tell(table.name, done, 2 * total)
    return added


def _add(there: Connection, table: Table, batch: Sequence[Row[Any]], where: Address) -> int:
    known = _same_keys(there, table, batch)
    for row in batch:
        if (found := known.get(_key(table, row))) is not None and digest(found) != digest(row):
            raise _other_row(table, row, where)
    lacking = [dict(row._mapping) for row in batch if _key(table, row) not in known]
    if lacking:
        there.execute(insert(table), lacking)
    return len(lacking)


def _compared(
    connection: Connection, table: Table, target: Store, where: Address, tell: Tell
) -> tuple[int, str]:
    """The number of rows and their digest, once each was found in the target as it is in the source."""
    total, done, whole = _count(connection, table), 0, sha256()
    for batch in _batches(connection.execute(_in_order(table).execution_options(yield_per=BATCH))):
        found = target.read(partial(_same_keys, table=table, batch=batch))
        for row in batch:
            ours, theirs = digest(row), found.get(_key(table, row))
            if theirs is None or digest(theirs) != ours:
                raise _other_row(table, row, where)
            whole.update(ours)
        done += len(batch)
        tell(table.name, total + done, 2 * total)
    return done, whole.hexdigest()


def digest(row: Row[Any]) -> bytes:
    """The SHA-256 digest of a row: its values as JSON, in the order of the columns."""
    values = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"), default=repr)
    return sha256(values.encode("utf-8", "surrogatepass")).digest()


def _same_keys(there: Connection, table: Table, batch: Sequence[Row[Any]]) -> dict[tuple[Any, ...], Row[Any]]:
    """The target's rows that have the keys of these."""
    wanted = tuple_(*table.primary_key).in_([_key(table, row) for row in batch])
    return {_key(table, row): row for row in there.execute(select(table).where(wanted))}


def _key(table: Table, row: Row[Any]) -> tuple[Any, ...]:
    return tuple(row._mapping[column.name] for column in table.primary_key)


def _in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def _parents_first(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    """All rows; one that points to another of the same table comes after it."""
    own = next((key.parent.name for key in table.foreign_keys if key.column.table is table), None)
    late: dict[str, Row[Any]] = {}
    for row in connection.execute(_in_order(table).execution_options(yield_per=BATCH)):
        parent, key = (row._mapping[own] if own else None), _key(table, row)[0]
        # Ids sort by time, and a branch is younger than its parent; unless a clock was set back.
        if parent is not None and (parent >= key or parent in late):
            late[key] = row
        else:
            yield row
    yield from _in_line(late, own) if own else ()


def _in_line(late: dict[str, Row[Any]], parent: str) -> list[Row[Any]]:
    """These rows, each behind the one that it points to."""

    def depth(row: Row[Any]) -> int:
        found, seen = 0, set[str]()
        while (above := row._mapping[parent]) in late and above not in seen:
            seen.add(above)
            row, found = late[above], found + 1
        return found

    return sorted(late.values(), key=depth)


def _batches(rows: Iterable[Row[Any]]) -> Iterator[list[Row[Any]]]:
    found = iter(rows)
    while batch := list(islice(found, BATCH)):
        yield batch


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _other_row(table: Table, row: Row[Any], where: Address) -> UnavailableError:
    key = ", ".join(str(part) for part in _key(table, row))
    return UnavailableError(
        f"{where.shown} does not hold the row {key} of `{table.name}` as it is in the source.",
        "It holds other records under the same key, or was changed. Move into an empty database; nothing was "
        "changed or removed, neither there nor in the source.",
    )
