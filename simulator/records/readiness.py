"""Making the tables that are not there, and bringing those of an older version up to date."""

from __future__ import annotations

from sqlalchemy import Connection

from simulator.records.address import Address, ServerAddress
from simulator.records.guards import allow_erasing, guard
from simulator.records.locks import TABLES, hold
from simulator.records.reading import check_version
from simulator.records.schema import VERSION, create_tables
from simulator.records.store import Store


def make_ready(store: Store, where: Address) -> None:
    """Have tables of this version, each step whole or not at all; programs that begin at once agree.

    Raises:
        UnavailableError: The tables are newer than this program or not ours, or cannot be made.
    """
    found = store.write(lambda connection: _made(connection, where))
    if found < VERSION:
        from simulator.records.migrating import migrate  # only now: it takes a while to load

        migrate(store, where)


def _made(connection: Connection, where: Address) -> int:
    """The version of the tables, which are made where there are none."""
    found = check_version(connection, where)
    if found:
        return found
    hold(connection, TABLES)
    found = check_version(connection, where)  # somebody else may have been quicker
    if found:
        return found
    if isinstance(where, ServerAddress):
        from simulator.records.postgres import check_encoding

        check_encoding(connection, where)
    guard(connection, create_tables(connection))
    allow_erasing(connection)
    return VERSION
