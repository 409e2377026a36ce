"""Erasing on a PostgreSQL server: which changes the guards let through."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, Table, text

from simulator.records.chain.covers import COVERS
from simulator.records.erasable import SALT_GOES, SALTS, words_go_in
from simulator.records.guards import REFUSAL
from simulator.records.schema import METADATA

_KINDS = ("no_change", "no_truncate")


def allow(connection: Connection) -> None:
    """Put guards that let words and salts go in the place of those that let nothing go."""
    for table, condition in words_go_in(connection, "IS NOT DISTINCT FROM").items():
        _replace(connection, table, f"TG_OP = 'UPDATE' AND {condition}", "NEW")
    _replace(connection, SALTS, f"TG_OP = 'DELETE' AND {SALT_GOES}", "OLD")


def _replace(connection: Connection, table: str, condition: str, row: str) -> None:
    # Two conditions, one below the other: with TG_OP = 'DELETE' there is no NEW that could be looked at.
    operation, _, rest = condition.partition(" AND ")
    connection.exec_driver_sql(
        f"CREATE OR REPLACE FUNCTION {_function(table)}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {operation} THEN IF {rest} THEN RETURN {row}; END IF; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    connection.exec_driver_sql(f"DROP TRIGGER {table}_no_change ON {table}")
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {_function(table)}()"
    )


def _function(table: str) -> str:
    return f"records_{table}_only_lose_words"


def unguard(connection: Connection, tables: Iterable[Table]) -> None:
    """Take the guards of these tables away, for a script that brings them up to date."""
    for table in tables:
        for kind in _KINDS:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table.name}_{kind} ON {table.name}")


def missing(connection: Connection) -> list[str]:
    """The guards that are not there, or are switched off."""
    query = text(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relnamespace = current_schema()::regnamespace"
    )
    found = set(connection.execute(query).scalars())
    wanted = [f"{table.name}_{kind}" for table in METADATA.sorted_tables for kind in _KINDS]
    return [name for name in wanted if name not in found]


def scrub(engine: Engine) -> None:
    """Have the server give back the space of old rows. What its own logs and backups hold is its business."""
    with engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in [*(name for name, cover in COVERS.items() if cover.words), SALTS]:
            connection.exec_driver_sql(f"VACUUM {table}")
