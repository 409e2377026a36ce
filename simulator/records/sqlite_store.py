"""A SQLite file that is written to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from simulator.records import sqlite
from simulator.records.failures import not_a_file, read_only, told
from simulator.records.place import make_file, on_network, writable

T = TypeVar("T")


class SqliteStore:
    """The file, made where there is none; folder and file are the owner's alone.

    Attributes:
        file: The file.
        patience: Seconds to wait for another program that holds the file, here and at every write.
        notice: Why there is no write-ahead log, or an empty string.
        engine: The engine.
    """

    def __init__(self, file: Path, patience: float) -> None:
        """Open the file.

        Raises:
            UnavailableError: Read-only, full, locked, damaged, or no file at all.
        """
        self.file, self.patience = file, patience
        with told(file):
            if file.exists() and not file.is_file():
                raise not_a_file(file)
            make_file(file)
            if not writable(file):
                raise read_only(file)  # SQLite would open it, and fail at the first turn
            self.notice = sqlite.settle_journal(file, patience, network=on_network(file.parent))
            self.engine = sqlite.writing_engine(file, patience)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records."""
        with told(self.file), self.engine.connect() as connection, connection.begin():
            return work(connection)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do something in one transaction that is on the disk when this returns."""
        with told(self.file), self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                return work(connection)

    def close(self) -> None:
        """Let go of the file; it is opened again should the store be used once more."""
        self.engine.dispose()
