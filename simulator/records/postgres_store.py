"""Records on a PostgreSQL server, which many programs on many machines share."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from simulator.records import postgres
from simulator.records.address import ServerAddress
from simulator.records.postgres_failures import AGAIN, state_of, told
from simulator.records.reading import check_version
from simulator.records.sqlite_looking import on_nothing

T = TypeVar("T")

_WAITS = (0.0, 0.01, 0.03, 0.1, 0.3, 0.5)
"""Seconds before each further try of a transaction in which somebody else was quicker."""


class ServerLooking:
    """The records on a server, for reading only.

    Attributes:
        patience: Seconds to wait for whoever changes the tables.
    """

    def __init__(self, address: ServerAddress, patience: float) -> None:
        self._address, self.patience = address, patience

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records.

        Raises:
            UnavailableError: They cannot be read, are newer than this program, or not ours.
        """
        with told(self._address):
            engine = postgres.reading_engine(self._address, self.patience)
            with engine.connect() as connection, connection.begin():
                if check_version(connection, self._address) == 0:
                    return on_nothing(work)
                return work(connection)


class PostgresStore:
    """The records on a server, for writing and reading.

    Each transaction sees what was committed before each of its statements, and holds what it changes
    (`simulator.records.locks`), so that a check and its insert are one step for one attempt, while other
    attempts go on.

    Attributes:
        patience: Seconds to wait for somebody else who writes to the same attempt.
        notice: Empty: the records are kept as they should be.
        engine: The engine.
    """

    def __init__(self, address: ServerAddress, patience: float) -> None:
        """Name the server; nothing is sent before something is asked.

        Raises:
            UnavailableError: The driver is not installed.
        """
        self._address, self.patience, self.notice = address, patience, ""
        with told(address):
            self.engine = postgres.writing_engine(address, patience)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records."""
        with told(self._address), self.engine.connect() as connection:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                return work(connection)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do something in one transaction that is on the server's disk when this returns."""
        with told(self._address):
            for wait in _WAITS:
                try:
                    return self._write_once(work)
                except DBAPIError as error:
                    if state_of(error) not in AGAIN:
                        raise
                time.sleep(wait * (0.5 + random.random()))
            return self._write_once(work)

    def _write_once(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection, connection.begin():
            return work(connection)

    def close(self) -> None:
        """Let go of the connections; they are made again should the store be used once more."""
        self.engine.dispose()
