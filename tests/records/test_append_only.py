"""Nothing that was written is ever changed, whoever tries."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simulator.records.disputes import Decision
from simulator.records.schema import METADATA, VERSION
from simulator.records.sql_ledger import SqlLedger
from tests.records.people_samples import fill_people
from tests.records.samples import (
    make_answer,
    make_end,
    make_evaluation,
    make_event,
    make_header,
    make_round,
    make_turn,
)

TABLES = sorted(METADATA.tables)


def fill(where):
    """At least one row in every table."""
    with SqlLedger.open(where) as ledger:
        ledger.open_attempt(make_header())
        ledger.add_turn("0001", make_turn(1), make_end())
        ledger.add_evaluation("0001", make_evaluation())
        ledger.review("0001", lambda record, disputes: Decision(event=make_event()))
        ledger.open_round(make_round())
        ledger.enter("march", lambda found: [make_answer()])
        fill_people(ledger)
        ledger.checkpoint(Ed25519PrivateKey.generate())
    return ledger


@pytest.fixture
def file(tmp_path):
    return fill(tmp_path).where.file


def rows(connection, table):
    return connection.execute(f"SELECT * FROM {table}").fetchall()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("way", ["update", "delete", "replace"])
@pytest.mark.sampled(16)
def test_no_row_is_changed_removed_or_replaced(file, table, way):
    with closing(sqlite3.connect(file)) as connection:
        before = rows(connection, table)
        assert before
        names = [description[1] for description in connection.execute(f"PRAGMA table_info({table})")]
        statement = {
            "update": f"UPDATE {table} SET {names[-1]} = {names[-1]}",
            "delete": f"DELETE FROM {table}",
            "replace": f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        }[way]
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            connection.execute(statement)
        connection.rollback()
        assert rows(connection, table) == before


def test_a_turn_belongs_to_an_attempt_and_is_there_once(file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        turn = "INSERT INTO turns VALUES (?, ?, 'agent', 'text', 'now', NULL, '{}')"
        for values in (("9999", 1), ("0001", 1), ("0001", 0)):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(turn, values)
        connection.execute(turn, ("0001", 2))
        connection.rollback()


def test_the_file_says_its_version(file):
    with closing(sqlite3.connect(file)) as connection:
        assert rows(connection, "schema_version") == [(VERSION,)]
