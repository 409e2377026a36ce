"""One writer at a time, for one thing.

SQLite has one writer for the whole file, and needs nothing here. On PostgreSQL, a lock that lasts until the
end of the transaction stands for the thing (advisory locks: they need no right to change a row, and leave no
trace in the tables; postgresql.org/docs/current/explicit-locking.html). What is read after it was taken is
what the writer before has left.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

TABLES = "the tables"
"""The thing to hold while tables are made or changed."""


def hold(connection: Connection, kind: str, name: str = "") -> None:
    """Wait until nobody else holds this thing, and hold it until the transaction ends.

    Args:
        connection: In a transaction that writes.
        kind: What sort of thing it is.
        name: Which one.

    Raises:
        sqlalchemy.exc.DBAPIError: Somebody else did not let go of it in time.
    """
    if connection.dialect.name == "postgresql":
        number = func.hashtextextended(f"empty-chair/{kind}/{name}", 0)
        connection.execute(select(func.pg_advisory_xact_lock(number)))
