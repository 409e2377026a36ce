"""Guards in the database itself: a row that was written is never changed or removed, whoever tries."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table

REFUSAL = "records are only added to"


def guard(connection: Connection, tables: Iterable[Table]) -> None:
    """Put triggers on these tables, within the caller's transaction; nobody else may be doing the same."""
    if connection.dialect.name == "postgresql":
        from simulator.records.postgres import guard as guard_there
    else:
        from simulator.records.sqlite import guard as guard_there
    guard_there(connection, tables)


def allow_erasing(connection: Connection) -> None:
    """Let words go behind an entry of the chain that says so, and nothing else; the tables are guarded."""
    if connection.dialect.name == "postgresql":
        from simulator.records.postgres_erasing import allow
    else:
        from simulator.records.sqlite_erasing import allow
    allow(connection)


def missing_guards(connection: Connection) -> list[str]:
    """The guards that should be there and are not, or are not as they were made."""
    if connection.dialect.name == "postgresql":
        from simulator.records.postgres_erasing import missing
    else:
        from simulator.records.sqlite_erasing import missing
    return missing(connection)
