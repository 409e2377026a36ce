"""A backup as the manual tells to make one comes back whole, with its guards."""

from __future__ import annotations

import subprocess

import psycopg
import pytest

from simulator.records.address import read_address
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.records.old import shape
from tests.records.samples import make_header, make_turn
from tests.records.test_append_only import fill


def run(server, program, *arguments):
    subprocess.run([server.binaries / program, *arguments], check=True, capture_output=True, timeout=60)


def test_a_dump_is_restored_and_goes_on(server, tmp_path):
    before, after = (server.url(name) for name in ("dumped", "restored"))
    with psycopg.connect(server.url().replace("+psycopg", ""), autocommit=True) as connection:
        for name in ("dumped", "restored"):
            connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    fill(read_address(before))
    dump = str(tmp_path / "records.dump")
    run(server, "pg_dump", "--format=custom", f"--file={dump}", before.replace("+psycopg", ""))
    run(server, "pg_restore", "--no-owner", f"--dbname={after.replace('+psycopg', '')}", dump)
    whole, restored = RecordsView.look(read_address(before)), RecordsView.look(read_address(after))
    assert restored.history() == whole.history()
    assert restored.attempt("0001") == whole.attempt("0001")
    assert restored.rounds() == whole.rounds()
    assert shape(read_address(after)) == shape(read_address(before))
    with SqlLedger.open(read_address(after)) as ledger:
        ledger.open_attempt(make_header("0002"))
        ledger.add_turn("0002", make_turn(1))
    refused = pytest.raises(psycopg.errors.RestrictViolation)
    with psycopg.connect(after.replace("+psycopg", "")) as connection, refused:
        connection.execute("DELETE FROM turns")
