"""Everything that is peculiar to PostgreSQL: connections, their settings, and the guards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.pool import NullPool

from simulator.errors import UnavailableError
from simulator.records.address import ServerAddress
from simulator.records.guards import REFUSAL

if TYPE_CHECKING:
    import psycopg

_IDLE_SECONDS = 60
"""So long may a program that was cut off keep a transaction open, and with it what it holds."""
_CONNECTION = {
    "connect_timeout": "10",
    "application_name": "empty-chair",
    "client_encoding": "utf8",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",  # milliseconds: a network that swallows everything is noticed
}
"""libpq's parameters, where the address does not say otherwise."""
_FUNCTION = "records_are_only_added_to"


def writing_engine(address: ServerAddress, patience: float) -> Engine:
    """An engine that may write. It keeps one connection; threads that come at once get one each.

    A connection that was lost meanwhile is noticed before it is used, and made anew.
    """
    options: dict[str, Any] = {"pool_size": 1, "max_overflow": -1, "pool_pre_ping": True}
    return _engine(address, patience, options)


def reading_engine(address: ServerAddress, patience: float) -> Engine:
    """An engine that only reads, and holds no connection between two uses."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return _engine(address, patience, {"poolclass": NullPool, "execution_options": options})


def _engine(address: ServerAddress, patience: float, options: dict[str, Any]) -> Engine:
    _load_driver()
    missing = {name: value for name, value in _CONNECTION.items() if name not in address.url.query}
    engine = create_engine(address.url, connect_args=missing, hide_parameters=True, **options)

    limits = {"patience": f"{round(patience * 1000)}ms", "idle": f"{_IDLE_SECONDS}s"}

    def set_up(connection: psycopg.Connection, _record: object) -> None:
        connection.execute(_SETTINGS, limits)
        connection.commit()

    event.listen(engine, "connect", set_up)
    return engine


_SETTINGS = """
SELECT set_config('lock_timeout', %(patience)s, false),
       set_config('idle_in_transaction_session_timeout', %(idle)s, false),
       CASE WHEN current_setting('synchronous_commit') = 'off'
            THEN set_config('synchronous_commit', 'on', false) END
"""
"""A commit returns when it is on the server's disk; what a server promises beyond that is left as it is."""


def _load_driver() -> None:
    try:
        import psycopg  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise UnavailableError(
            "The records are to be kept on PostgreSQL, but its driver is not installed.",
            'Install it with: pip install "empty-chair[postgresql]"',
        ) from error


def guard(connection: Connection, tables: Iterable[Table]) -> None:
    """Triggers that refuse to change or remove a row, or to empty a table."""
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in tables:
        for name, when, each in (
            ("no_change", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        ):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table.name}_{name} BEFORE {when} ON {table.name} "
                f"FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}()"
            )


def check_encoding(connection: Connection, address: ServerAddress) -> None:
    """See that the database can hold every text.

    Raises:
        UnavailableError: It was made for one part of the world.
    """
    found = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if found != "UTF8":
        raise UnavailableError(
            f"The database {address.shown} cannot hold every text: its encoding is {found}.",
            "Make one with: CREATE DATABASE empty_chair ENCODING 'UTF8' TEMPLATE template0",
        )
