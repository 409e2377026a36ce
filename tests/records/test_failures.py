"""Whatever happens to the disk or the file: one error for people, and nothing lost."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import event

from simulator.errors import EmptyChairError, UnavailableError, UsageError
from simulator.records import sqlite, sqlite_store
from simulator.records.place import records_file
from simulator.records.schema import VERSION
from simulator.records.sql_ledger import SqlLedger
from tests.records.damage import DAMAGES, execute, filled, journal_mode, without_rights
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

QUICK = 0.05


def told(caught, file, *words):
    error = caught.value
    assert type(error) is UnavailableError
    assert str(file) in error.message
    assert error.message.endswith(".")
    assert error.hint
    assert "sqlalche" not in (error.message + error.hint).lower()
    for word in words:
        assert word in error.message + error.hint, (word, error.message, error.hint)


def read_all(folder):
    with SqlLedger.open(folder, patience=QUICK) as ledger:
        for line in ledger.history():
            ledger.attempt(line.attempt)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path, damage):
    file = filled(tmp_path)
    DAMAGES[damage](file)
    before = file.read_bytes()
    with pytest.raises(UnavailableError) as caught:
        read_all(tmp_path)
    told(caught, file, "damaged", "Nothing in it was changed", "aside")
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("note", ["no json", "[]", "[" * 100_000], ids=["words", "list", "deep"])
def test_a_row_from_elsewhere_is_told(tmp_path, note):
    file = filled(tmp_path, 1)
    execute(file, f"INSERT INTO turns VALUES ('0000', 3, 'agent', 'text', 'now', NULL, '{note}')")
    with SqlLedger.open(tmp_path) as ledger, pytest.raises(UnavailableError) as caught:
        ledger.attempt("0000")
    told(caught, file, "damaged", "row")


@pytest.mark.parametrize("value", ["X'00FF'", "'\x1b[31mred'", "NULL"])
def test_a_row_of_odd_types_is_told_or_harmless(tmp_path, value):
    file = filled(tmp_path, 1)
    execute(
        file,
        "INSERT INTO attempts VALUES ('0001', 'mira', 'agent', 'practice', 0, 'scripted', 'now', NULL, NULL, "
        f"'late-train', COALESCE({value}, 't'), COALESCE({value}, 'x'), 'complaint')",
    )
    with SqlLedger.open(tmp_path) as ledger, pytest.raises(UnavailableError) as caught:
        ledger.history()
    told(caught, file, "damaged")
    assert "\x1b" not in caught.value.message


def test_a_folder_in_place_of_the_file(tmp_path):
    file = records_file(tmp_path)
    file.mkdir()
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(tmp_path)
    told(caught, file, "folder", "aside")


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "data").write_text("not a folder")
    for folder in (tmp_path / "data", tmp_path / "data" / "deeper"):
        with pytest.raises(UnavailableError) as caught:
            SqlLedger.open(folder)
        told(caught, folder, "--data")


def test_a_dangling_link_in_place_of_the_file(tmp_path):
    file = records_file(tmp_path)
    file.symlink_to(tmp_path / "gone" / "away.sqlite3")
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(tmp_path)
    told(caught, file)


def test_a_newer_file_is_refused(tmp_path):
    file = filled(tmp_path, 1)
    execute(file, f"INSERT INTO schema_version VALUES ({VERSION + 1})")
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(tmp_path)
    told(caught, file, "newer", f"version {VERSION + 1}", "Update")


def test_the_database_of_something_else_is_refused(tmp_path):
    file = records_file(tmp_path)
    execute(file, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(tmp_path)
    told(caught, file, "not one of Empty Chair's", "aside")


def test_a_file_that_others_write_to_is_waited_for_then_told(tmp_path):
    ledger = SqlLedger.open(tmp_path, patience=QUICK)
    with ledger, closing(sqlite3.connect(ledger.where.file)) as other:
        ledger.open_attempt(make_header())
        other.execute("BEGIN IMMEDIATE")
        for write in (
            lambda: ledger.add_turn("0001", make_turn(1), make_end()),
            lambda: ledger.end_attempt("0001", make_end()),
            lambda: ledger.add_evaluation("0001", make_evaluation()),
            lambda: ledger.open_attempt(make_header("0002")),
            lambda: SqlLedger.open(tmp_path, patience=QUICK),
        ):
            with pytest.raises(UnavailableError) as caught:
                write()
            told(caught, ledger.where.file, "in use by another program")
        assert ledger.attempt("0001").turns == ()
        other.rollback()
        ledger.add_turn("0001", make_turn(1), make_end())
        assert ledger.attempt("0001").end == make_end()


def test_a_new_file_that_another_program_holds(tmp_path):
    execute(records_file(tmp_path), "PRAGMA user_version=0")
    with closing(sqlite3.connect(records_file(tmp_path))) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnavailableError) as caught:
            SqlLedger.open(tmp_path, patience=QUICK)
        told(caught, records_file(tmp_path), "in use")
        other.rollback()
    with SqlLedger.open(tmp_path, patience=QUICK) as ledger:
        assert ledger.history() == ()


@pytest.mark.parametrize(("refusals", "code", "done"), [(3, 5, True), (1, 10, False), (10**6, 5, False)])
def test_the_journal_is_changed_as_soon_as_nobody_holds_the_file(refusals, code, done):
    asked = []

    def change() -> str:
        asked.append(1)
        if len(asked) <= refusals:
            error = sqlite3.OperationalError("no")
            error.sqlite_errorcode = code
            raise error
        return "wal"

    if done:
        assert sqlite._patiently(change, patience=5) == "wal"
        return
    with pytest.raises(sqlite3.OperationalError):
        sqlite._patiently(change, patience=0)
    assert len(asked) == 1


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(file_ledger):
    ledger = file_ledger
    ledger.open_attempt(make_header())
    ledger.add_turn("0001", make_turn(1))
    pages = [1]

    @event.listens_for(ledger._store.engine, "checkout")
    def _limit(connection, _record, _proxy):
        connection.execute(f"PRAGMA max_page_count={pages[0]}")  # never less than it has now

    reply = make_turn(2, "A long reply. " * 20_000)
    for write in (
        lambda: ledger.add_turn("0001", reply, make_end()),
        lambda: ledger.add_evaluation("0001", make_evaluation(strength=reply.text)),
        lambda: ledger.open_attempt(make_header("0002", learner=reply.text)),
    ):
        with pytest.raises(UnavailableError) as caught:
            write()
        told(caught, ledger.where.file, "full", "Make room")
    assert ledger.attempt("0001").turns == (make_turn(1),)
    assert ledger.attempt("0001").end is None
    pages[0] = 1_000_000
    ledger.add_turn("0001", reply, make_end())
    assert ledger.attempt("0001").turns == (make_turn(1), reply)


def test_a_folder_that_is_read_only(passable):
    folder = passable / "data"
    folder.mkdir()
    with without_rights(folder), pytest.raises(UnavailableError) as caught:
        SqlLedger.open(folder)
    told(caught, records_file(folder), "--data")
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made(passable):
    with without_rights(passable), pytest.raises(UnavailableError) as caught:
        SqlLedger.open(passable / "data")
    told(caught, passable / "data", "--data")


@pytest.mark.parametrize(("mode", "rights"), [(0o555, 0o644), (0o555, 0o444), (0o777, 0o444)])
def test_a_file_that_is_read_only(passable, mode, rights):
    folder = passable / "data"
    file = filled(folder, 1)
    before = file.read_bytes()
    file.chmod(rights)
    with without_rights(folder, mode=mode), pytest.raises(UnavailableError) as caught:
        SqlLedger.open(folder, patience=QUICK)
    told(caught, file, "read-only", "--data")
    assert file.read_bytes() == before


def test_a_file_that_is_closed_to_the_person(passable):
    folder = passable / "data"
    file = filled(folder, 1)
    file.chmod(0o600 if os.geteuid() == 0 else 0o000)
    with without_rights(folder), pytest.raises(UnavailableError) as caught:
        SqlLedger.open(folder)
    told(caught, file)


def test_a_turn_and_its_end_are_kept_together_or_not_at_all(ledger):
    ledger.open_attempt(make_header())
    with pytest.raises(UnavailableError, match="too large"):
        ledger.add_turn("0001", make_turn(1), make_end(stars=10**30))
    assert ledger.attempt("0001").turns == ()
    ledger.add_turn("0001", make_turn(1), make_end())
    assert ledger.attempt("0001").end == make_end()


def test_texts_that_another_program_wrote_are_cleaned(tmp_path):
    file = filled(tmp_path, 1)
    execute(
        file,
        "INSERT INTO turns VALUES ('0000', 3, 'agent[1m', 'red [31mred', 'now', 'x1m', "
        r"""'{"a":"\u001b]0;owned\u0007b"}')""",
    )
    with SqlLedger.open(tmp_path) as ledger:
        turn = ledger.attempt("0000").turns[2]
    assert (turn.speaker, turn.text, turn.at, turn.voice) == ("agent", "red red", "now", "x")
    assert turn.note == {"a": "b"}


@pytest.mark.parametrize("seed", [2**63, -(2**63) - 1, 10**30])
def test_a_seed_too_large_is_told(ledger, seed):
    with pytest.raises(UsageError, match="seed"):
        ledger.open_attempt(make_header(seed=seed))
    assert ledger.history() == ()


def test_a_version_too_large_is_told(ledger):
    contents = tuple(replace(content, version=10**30) for content in make_header().contents)
    with pytest.raises(EmptyChairError, match="too large"):
        ledger.open_attempt(make_header(contents=contents))
    assert ledger.history() == ()


@pytest.mark.parametrize("changes", [{"percentage": "82"}, {"percentage": True}, {"passed": "yes"}])
def test_a_form_that_would_not_read_back_is_refused(ledger, changes):
    ledger.open_attempt(make_header())
    with pytest.raises(ValueError, match=r"number|true"):
        ledger.add_evaluation("0001", {**make_evaluation(), **changes})
    assert ledger.attempt("0001").evaluations == ()


def test_on_a_local_disk_there_is_a_log_and_every_commit_is_synced(file_ledger):
    ledger = file_ledger
    assert ledger.notice == ""
    assert journal_mode(ledger.where.file) == "wal"
    with ledger._store.engine.connect() as connection:
        asked = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                 ("synchronous", "busy_timeout", "foreign_keys")}  # fmt: skip
    assert asked == {"synchronous": 2, "busy_timeout": 5000, "foreign_keys": 1}


@pytest.mark.parametrize("was_local", [False, True])
def test_on_a_network_there_is_none_and_it_is_said(tmp_path, monkeypatch, was_local):
    if was_local:
        filled(tmp_path, 1)
    monkeypatch.setattr(sqlite_store, "on_network", lambda folder: True)
    with SqlLedger.open(tmp_path) as one, SqlLedger.open(tmp_path) as two:
        assert "network" in one.notice
        assert str(one.where.file) in one.notice
        one.open_attempt(make_header())
        two.add_turn("0001", make_turn(1))
        one.add_turn("0001", make_turn(2))
        assert len(two.attempt("0001").turns) == 2
        with one._store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
    assert journal_mode(records_file(tmp_path)) == "delete"


def test_where_a_log_is_impossible_there_is_none_and_it_is_said(tmp_path):
    # SQLite follows no link to the log's shared memory, so that it has none here.
    (tmp_path / "records.sqlite3-shm").symlink_to(tmp_path / "gone")
    with SqlLedger.open(tmp_path) as ledger:
        assert "does not allow" in ledger.notice
        ledger.open_attempt(make_header())
        ledger.add_turn("0001", make_turn(1))
        assert ledger.attempt("0001").turns == (make_turn(1),)
    assert journal_mode(records_file(tmp_path)) == "delete"
