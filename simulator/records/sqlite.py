"""Everything that is peculiar to SQLite: connections, the journal, transactions, and the guards.

Write-ahead log with `synchronous=FULL`: a commit returns when the log is on the disk, and readers never wait.
Where the log is impossible, a rollback journal with `synchronous=EXTRA` keeps the same promise
(sqlite.org/pragma.html#pragma_synchronous); readers and the writer then wait for each other.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy.dialects.sqlite  # noqa: F401 - loaded here, so that opening the records does not wait for it
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.pool import NullPool, Pool, QueuePool

from simulator.records.failures import code_of

PATIENCE = 5.0
"""Seconds that a connection waits for another program to let go of the file."""

NO_LOG = (
    "The records in {file} are kept without a write-ahead log, because {why}. They are as safe as with one, "
    "but two programs that use the file at once wait for each other."
)

_FILES_FAIL = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL)


def connect(file: Path, patience: float, how: str = "mode=rw") -> sqlite3.Connection:
    """A connection to a file that exists; transactions are begun by hand.

    Args:
        file: The database.
        patience: Seconds to wait for another program's lock.
        how: The URI's parameters (sqlite.org/uri.html): `mode=rw`, `mode=ro`, `mode=ro&immutable=1`.
    """
    uri = f"{file.absolute().as_uri()}?{how}"
    return sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)


def writing_engine(file: Path, patience: float) -> Engine:
    """An engine that may write; several threads may use it."""

    def make() -> sqlite3.Connection:
        connection = connect(file, patience)
        try:
            _set_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    return _engine(make, QueuePool)


def reading_engine(file: Path, patience: float, how: str) -> Engine:
    """An engine that only reads, and holds no connection between two uses."""
    return _engine(lambda: connect(file, patience, how), NullPool)


def empty_engine() -> Engine:
    """An engine on a database in memory, gone with the connection."""
    return _engine(lambda: sqlite3.connect(":memory:", isolation_level=None), NullPool)


def _engine(make: Callable[[], sqlite3.Connection], pool: type[Pool]) -> Engine:
    # Any number of threads may come at once: each gets a connection, and SQLite makes the writers queue.
    options = {"pool_size": 4, "max_overflow": -1} if pool is QueuePool else {}
    engine = create_engine("sqlite+pysqlite://", creator=make, poolclass=pool, **options)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock before anything is read, so that a check and its insert are one step.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    logged = _pragma(connection, "PRAGMA journal_mode") == "wal"
    connection.execute(f"PRAGMA synchronous={'FULL' if logged else 'EXTRA'}")
    if sys.platform == "darwin":  # fsync does not reach the platter there
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA checkpoint_fullfsync=ON")


def settle_journal(file: Path, patience: float, *, network: bool) -> str:
    """Turn the write-ahead log on where it is possible, else off.

    Returns:
        An empty string, or a sentence for the person: why there is no log.

    Raises:
        sqlite3.Error: The file is locked, read-only or damaged.
    """
    if network:
        with suppress(sqlite3.OperationalError):  # in use with a log by others: theirs to change
            _set_journal(file, patience, "delete")
        return NO_LOG.format(file=file, why="the folder is on a network")
    try:
        if _set_journal(file, patience, "wal") == "wal":
            return ""
    except sqlite3.OperationalError as error:
        if code_of(error) not in _FILES_FAIL:
            raise
        _set_journal(file, patience, "delete", alone=True)
    return NO_LOG.format(file=file, why="this disk does not allow one")


def _set_journal(file: Path, patience: float, mode: str, *, alone: bool = False) -> str:
    """The mode that the file has now. `alone` works without the log's shared memory."""
    with closing(connect(file, patience)) as connection:
        if alone:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        found = _pragma(connection, "PRAGMA journal_mode")
        if found != mode:
            found = _patiently(lambda: _pragma(connection, f"PRAGMA journal_mode={mode}"), patience)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return found


def _patiently(work: Callable[[], str], patience: float) -> str:
    """Try until it works: changing the journal fails at once on a lock, without SQLite's own waiting."""
    until = time.monotonic() + patience
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            time.sleep(0.01)


def _pragma(connection: sqlite3.Connection, statement: str) -> str:
    row = connection.execute(statement).fetchone()
    return str(row[0]) if row else ""


def guard(connection: Connection, tables: Iterable[Table]) -> None:
    """Triggers that refuse to change or remove a row, or to insert one over another (`OR REPLACE`)."""
    for table in tables:
        for statement in guards_of(table).values():
            connection.exec_driver_sql(statement)


def guards_of(table: Table) -> dict[str, str]:
    """The triggers of a table by name."""
    same = " AND ".join(f"{key.name} = NEW.{key.name}" for key in table.primary_key)
    taken = f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {same}) "
    return {
        f"{table.name}_no_{action.lower()}": (
            f"CREATE TRIGGER {table.name}_no_{action.lower()} BEFORE {action} ON {table.name} {condition}"
            "BEGIN SELECT RAISE(ABORT, 'records are only added to'); END"
        )
        for action, condition in (("UPDATE", ""), ("DELETE", ""), ("INSERT", taken))
    }
