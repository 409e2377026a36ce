"""Erasing in a SQLite file: which changes its guards let through, and how the freed bytes go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table

from simulator.errors import UnavailableError
from simulator.records.erasable import SALT_GOES, SALTS, words_go, words_go_in
from simulator.records.failures import told
from simulator.records.guards import REFUSAL
from simulator.records.schema import METADATA
from simulator.records.sqlite import connect, guards_of


def allow(connection: Connection) -> None:
    """Put guards that let words and salts go in the place of those that let nothing go."""
    for name, statement in _erasing(words_go_in(connection, "IS")).items():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(statement)


def unguard(connection: Connection, tables: Iterable[Table]) -> None:
    """Take the guards of these tables away, for a script that brings them up to date."""
    for table in tables:
        for name in guards_of(table):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def missing(connection: Connection) -> list[str]:
    """The guards that are not as they were made."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {str(name): sql for name, sql in rows}
    wanted = {name: sql for table in METADATA.sorted_tables for name, sql in guards_of(table).items()}
    return [name for name, sql in (wanted | _erasing(words_go("IS"))).items() if found.get(name) != sql]


def _erasing(conditions: Mapping[str, str]) -> dict[str, str]:
    updates = {
        f"{table}_no_update": _unless(f"{table}_no_update", "UPDATE", table, condition)
        for table, condition in conditions.items()
    }
    name = f"{SALTS}_no_delete"
    return updates | {name: _unless(name, "DELETE", SALTS, SALT_GOES)}


def _unless(name: str, action: str, table: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} WHEN NOT ({condition}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def scrub(file: Path, patience: float) -> None:
    """Write the file anew without what was freed, and empty its log.

    Raises:
        UnavailableError: Somebody else is using the file, so that old pages must stay for now.
    """
    with told(file), closing(connect(file, patience)) as connection:
        connection.execute("PRAGMA temp_store=MEMORY")  # no copy of the words in a temporary file
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise UnavailableError(f"{file} is in use, so its log cannot be emptied.", "Close what else uses it.")
