"""Looking changes nothing, holds nothing up, and shows everything."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from simulator.errors import NotFoundError, UnavailableError
from simulator.records import sqlite_store
from simulator.records.looking import RecordsView
from simulator.records.place import records_file
from simulator.records.sql_ledger import SqlLedger
from tests.records.damage import DAMAGES, execute, filled, without_rights
from tests.records.samples import make_header, make_turn


def trace(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


@pytest.mark.parametrize("made", [False, True])
def test_without_a_file_there_are_no_attempts_and_still_no_file(tmp_path, made):
    folder = tmp_path / "data"
    if made:
        folder.mkdir()
    view = RecordsView.look(folder)
    assert view.history() == view.unfinished("mira") == ()
    for ask in (view.attempt, view.summary, view.find):
        with pytest.raises(NotFoundError, match="0001"):
            ask("0001")
    assert folder.exists() == made
    assert not made or trace(folder) == {}


def test_an_empty_file_holds_no_attempts(tmp_path):
    records_file(tmp_path).touch()
    assert RecordsView.look(tmp_path).history() == ()
    assert trace(tmp_path).keys() == {"records.sqlite3"}


def test_a_database_without_tables_holds_no_attempts(tmp_path):
    execute(records_file(tmp_path), "PRAGMA user_version=1")
    assert RecordsView.look(tmp_path).history() == ()


def test_a_file_at_rest_is_read_and_nothing_is_left_beside_it(tmp_path):
    filled(tmp_path)
    before = trace(tmp_path)
    view = RecordsView.look(tmp_path)
    with SqlLedger.open(shutil.copytree(tmp_path, tmp_path.parent / "copy")) as ledger:
        assert view.history() == ledger.history()
        assert view.attempt("0003") == ledger.attempt("0003")
        assert view.summary("0003") == ledger.summary("0003")
    assert trace(tmp_path) == before


def test_every_turn_of_a_writer_is_seen_at_once(ledger):
    view = RecordsView.look(ledger.where)
    ledger.open_attempt(make_header())
    for number in range(1, 6):
        ledger.add_turn("0001", make_turn(number))
        assert view.attempt("0001") == ledger.attempt("0001")
        assert view.history()[0].turns == number


def test_looking_waits_for_no_writer_and_holds_none_up(file_ledger):
    ledger = file_ledger
    ledger.open_attempt(make_header())
    view = RecordsView.look(ledger.where, patience=0)
    with closing(sqlite3.connect(ledger.where.file)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(view.history()) == 1
        other.execute("INSERT INTO turns VALUES ('0001', 1, 'agent', 'text', 'now', NULL, '{}')")
        assert view.history()[0].turns == 0
        other.commit()
    assert view.history()[0].turns == 1


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path):
    file = filled(tmp_path, 1)
    seen = []

    def count(connection):
        seen.append(connection.exec_driver_sql("SELECT count(*) FROM turns").scalar())
        if len(seen) == 1:
            execute(file, "INSERT INTO turns VALUES ('0000', 3, 'agent', 'text', 'now', NULL, '{}')")
        return seen[-1]

    assert RecordsView.look(tmp_path)._read(count) == 3
    assert seen[-1] == 3
    assert len(seen) == 2


def test_what_a_lost_writer_left_is_shown_where_nothing_can_be_made(passable):
    folder = passable / "data"
    with SqlLedger.open(passable / "source") as ledger:
        ledger.open_attempt(make_header())
        ledger.add_turn("0001", make_turn(1))
        folder.mkdir()
        for name in ("records.sqlite3", "records.sqlite3-wal"):
            shutil.copyfile(ledger.where.file.parent / name, folder / name)
            (folder / name).chmod(0o644)
    before = trace(folder)
    with without_rights(folder):
        assert RecordsView.look(folder).attempt("0001").turns == (make_turn(1),)
    assert trace(folder) == before


@pytest.mark.parametrize("network", [False, True])
def test_read_only_media(passable, monkeypatch, network):
    folder = passable / "data"
    monkeypatch.setattr(sqlite_store, "on_network", lambda place: network)
    filled(folder, 3).chmod(0o444)
    with without_rights(folder):
        assert len(RecordsView.look(folder).history()) == 3
    assert [path.name for path in folder.iterdir()] == ["records.sqlite3"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_told(tmp_path, damage):
    file = filled(tmp_path)
    DAMAGES[damage](file)
    before = trace(tmp_path)
    with pytest.raises(UnavailableError, match="damaged") as caught:
        read_all(tmp_path)
    assert str(file) in caught.value.message
    assert trace(tmp_path) == before


def read_all(folder):
    view = RecordsView.look(folder)
    for line in view.history():
        view.attempt(line.attempt)


def test_what_is_no_file_is_told(tmp_path):
    records_file(tmp_path).mkdir()
    with pytest.raises(UnavailableError, match="folder"):
        RecordsView.look(tmp_path).history()


def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    os.mkfifo(records_file(tmp_path))
    for look in (lambda: RecordsView.look(tmp_path).history(), lambda: SqlLedger.open(tmp_path)):
        with pytest.raises(UnavailableError, match="device"):
            look()


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "data").write_text("x")
    with pytest.raises(UnavailableError, match="stands in its way"):
        RecordsView.look(tmp_path / "data").history()


def test_a_newer_file_and_a_foreign_one_are_told(tmp_path):
    execute(filled(tmp_path, 1), "INSERT INTO schema_version VALUES (7)")
    with pytest.raises(UnavailableError, match="version 7"):
        RecordsView.look(tmp_path).history()
    (tmp_path / "other").mkdir()
    execute(records_file(tmp_path / "other"), "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(UnavailableError, match="not one of"):
        RecordsView.look(tmp_path / "other").history()


def test_a_file_of_somebody_else_is_told(passable):
    folder = passable / "data"
    filled(folder, 1).chmod(0o600 if os.geteuid() == 0 else 0o000)
    with without_rights(folder), pytest.raises(UnavailableError) as caught:
        RecordsView.look(folder).history()
    assert str(records_file(folder)) in caught.value.message


@pytest.fixture
def many(ledger):
    for key in ("018f0a11", "018f0a12", "018f0b33", "77777777"):
        ledger.open_attempt(make_header(key))
    return RecordsView.look(ledger.where)


@pytest.mark.parametrize(
    ("beginning", "key"), [("7", "77777777"), ("018f0b", "018f0b33"), ("018f0a12", "018f0a12")]
)
def test_the_beginning_of_an_id_is_enough(many, beginning, key):
    assert many.find(beginning) == key


def test_a_beginning_of_several_names_them(many):
    with pytest.raises(NotFoundError, match="Several") as caught:
        many.find("018f0a")
    assert "018f0a12, 018f0a11" in caught.value.hint
    assert "018f0b33" not in caught.value.hint


@pytest.mark.parametrize("beginning", ["%", "_18f0a11", "", "018F0A11", "018f0a1x", "018f0a111"])
def test_an_unknown_id_names_the_nearest_or_the_list(many, beginning):
    with pytest.raises(NotFoundError) as caught:
        many.find(beginning)
    hint = caught.value.hint
    assert ("mean 018f0a1" in hint) if len(beginning) >= 8 else ("records list" in hint)


def test_an_id_that_begins_another_is_itself(many, ledger):
    ledger.open_attempt(make_header("018f0a1"))
    assert many.find("018f0a1") == "018f0a1"
