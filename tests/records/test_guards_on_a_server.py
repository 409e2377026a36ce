"""On a server too, nothing that was written is ever changed, whoever tries."""

from __future__ import annotations

import psycopg
import pytest

from simulator.records.address import read_address
from tests.records.test_append_only import TABLES, fill


@pytest.fixture(scope="module")
def url(server):
    from tests.databases.fixtures import new_place

    found = new_place(server)
    fill(read_address(found))
    return found.replace("+psycopg", "")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("way", ["update", "delete", "truncate", "upsert"])
def test_no_row_is_changed_or_removed(url, table, way):
    with psycopg.connect(url) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        assert before
        name = connection.execute(f"SELECT * FROM {table}").description[-1].name
        statement = {
            "update": f"UPDATE {table} SET {name} = {name}",
            "delete": f"DELETE FROM {table}",
            "truncate": f"TRUNCATE {table} CASCADE",
            "upsert": f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT ON CONSTRAINT {table}_pkey DO UPDATE SET {name} = EXCLUDED.{name}",
        }[way]
        with pytest.raises(psycopg.errors.RestrictViolation, match="only added to"):
            connection.execute(statement)
        connection.rollback()
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before
