"""`records move`, as a person calls it."""

from __future__ import annotations

import io
import json

import pytest

from simulator.commands import move
from simulator.commands.records import run
from simulator.errors import NotFoundError, UsageError
from simulator.options import parse
from simulator.records.address import read_address
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.databases.server import PASSWORD
from tests.records.old import make_first
from tests.records.samples import make_end, make_evaluation, make_header, make_turn


def call(data, *given):
    args = parse(["records", "move", *given])
    args.data = data
    out, err = io.StringIO(), io.StringIO()
    assert run(args, out, err) == 0
    assert PASSWORD not in out.getvalue() + err.getvalue()
    return out.getvalue(), err.getvalue()


@pytest.fixture
def data(tmp_path):
    with SqlLedger.open(tmp_path / "data") as ledger:
        for number in range(3):
            key = f"{number:04d}"
            ledger.open_attempt(make_header(key))
            ledger.add_turn(key, make_turn(1), make_end())
            ledger.add_evaluation(key, make_evaluation())
    return tmp_path / "data"


def test_all_rows_go_to_a_server_and_the_source_stays(data, server_url):
    out, err = call(data, "--to", server_url)
    assert "All " in out
    assert "turns" in out
    assert "was left as it is" in err
    assert "postgresql://" in out
    view = RecordsView.look(read_address(server_url))
    assert view.history() == RecordsView.look(data).history() != ()
    again, _ = call(data, "--to", server_url, "--json")
    lines = [json.loads(line) for line in again.splitlines()]
    assert lines[-1].items() >= {"type": "move", "copied": 0, "added_meanwhile": 0}.items()
    assert lines[-1]["rows"] == sum(line["rows"] for line in lines[:-1]) > 0
    assert {line["type"] for line in lines[:-1]} == {"moved"}
    assert all(len(line["sha256"]) == 64 for line in lines[:-1])


def test_from_a_database_that_is_named(data, tmp_path):
    call(
        tmp_path / "unused",
        "--from",
        f"sqlite:///{data}/records.sqlite3",
        "--to",
        f"sqlite:///{tmp_path}/b.db",
    )
    back = read_address(f"sqlite:///{tmp_path}/b.db")
    assert RecordsView.look(back).history() == RecordsView.look(data).history()
    assert not (tmp_path / "unused").exists()


def test_an_older_source_is_brought_up_to_date(tmp_path):
    make_first(tmp_path / "old")
    call(tmp_path / "old", "--to", f"sqlite:///{tmp_path}/new.db")
    new = RecordsView.look(read_address(f"sqlite:///{tmp_path}/new.db"))
    assert new.attempt("0001") == RecordsView.look(tmp_path / "old").attempt("0001")


def test_what_others_add_meanwhile_is_told(data, tmp_path, monkeypatch):
    class Adding(move._Progress):
        def __call__(self, table, done, total):
            if table == "rounds" or (table == "turns" and done == total):
                with SqlLedger.open(data) as ledger:
                    ledger.add_evaluation("0000", make_evaluation())

    monkeypatch.setattr(move, "_Progress", Adding)
    with SqlLedger.open(data) as holding:  # a file in use is read as it stood when the copying began
        holding.add_evaluation("0001", make_evaluation())
        _, err = call(data, "--to", f"sqlite:///{tmp_path}/b.db")
    assert "rows were added to it meanwhile" in err
    assert "move again" in err


def test_progress_is_told_now_and_then():
    err = io.StringIO()
    progress = move._Progress(err)
    progress("turns", 500, 20_000)
    assert err.getvalue() == ""
    progress._last -= 5
    progress("turns", 500, 20_000)
    progress._last -= 5
    progress("turns", 15_000, 20_000)
    assert err.getvalue().splitlines() == [
        "copying turns: 500 of 10,000 rows",
        "comparing turns: 5,000 of 10,000 rows",
    ]


def test_what_makes_no_sense_is_told(data, tmp_path):
    for given in (["--to", f"sqlite:///{data}/../data/records.sqlite3"], ["--to", "records.sqlite3"]):
        with pytest.raises(UsageError):
            call(data, *given)
    with pytest.raises(NotFoundError, match="no records"):
        call(tmp_path / "nothing", "--to", f"sqlite:///{tmp_path}/b.db")
    assert not (tmp_path / "b.db").exists()
