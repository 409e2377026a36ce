"""What the ledger asks of a database; how SQLite and PostgreSQL answer is in modules of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from simulator.records.address import Address, FileAddress
from simulator.records.sqlite import PATIENCE

T = TypeVar("T")


class Looking(Protocol):
    """Records that can be read. Any thread may ask.

    Attributes:
        patience: Seconds to wait for somebody else who keeps the records to themselves.
    """

    patience: float

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records.

        Raises:
            UnavailableError: They cannot be read.
        """


class Store(Looking, Protocol):
    """Records that can be written too.

    Attributes:
        notice: A sentence for the person when the records are kept in a lesser way, or an empty string.
    """

    notice: str

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do something in one transaction: it is on the disk when this returns, or leaves nothing behind.

        `work` may be called again, in a new transaction, when others were quicker.

        Raises:
            UnavailableError: It could not be kept.
        """

    def close(self) -> None:
        """Let go of the database."""


def open_store(where: Address, patience: float = PATIENCE) -> Store:
    """The records at an address, for writing; a file is made where there is none.

    Raises:
        UnavailableError: They cannot be opened.
    """
    if isinstance(where, FileAddress):
        from simulator.records.sqlite_store import SqliteStore

        return SqliteStore(where.file, patience)
    from simulator.records.postgres_store import PostgresStore

    return PostgresStore(where, patience)


def looking_at(where: Address, patience: float = PATIENCE) -> Looking:
    """The records at an address, for reading only. Nothing is opened before something is asked."""
    if isinstance(where, FileAddress):
        from simulator.records.sqlite_looking import FileLooking

        return FileLooking(where.file, patience)
    from simulator.records.postgres_store import ServerLooking

    return ServerLooking(where, patience)
