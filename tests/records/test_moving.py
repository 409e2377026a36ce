"""Moving records: every row arrives and is proven, and nothing is taken away, however often it is cut off."""

from __future__ import annotations

import os
import signal

import pytest
from sqlalchemy import insert

from simulator.errors import UnavailableError
from simulator.records import moving, schema
from simulator.records.address import FileAddress, address_of, read_address
from simulator.records.disputes import Decision
from simulator.records.looking import RecordsView
from simulator.records.moving import move, size
from simulator.records.place import records_file
from simulator.records.readiness import make_ready
from simulator.records.sql_ledger import SqlLedger
from simulator.records.store import looking_at, open_store
from tests.databases.fixtures import new_place
from tests.records.old import execute, rows
from tests.records.people_samples import NOW, fill_people
from tests.records.samples import (
    make_answer,
    make_end,
    make_evaluation,
    make_event,
    make_header,
    make_round,
    make_turn,
)


def fill(where, attempts=8, turns=6, first=0):
    with SqlLedger.open(where) as ledger:
        for number in range(first, first + attempts):
            key = f"{number:04d}"
            ledger.open_attempt(make_header(key, mode="certify" if number % 2 else "practice"))
            for turn in range(1, turns):
                ledger.add_turn(key, make_turn(turn, f"Grüße aus {key}, “{turn}” 🙂\n"))
            ledger.add_turn(key, make_turn(turns), make_end(stars=None if number % 3 else 4))
            ledger.add_evaluation(key, make_evaluation(100 * number / 7, number % 2 == 0))
        key = f"{first:04d}"
        ledger.review(key, lambda record, disputes: Decision(event=make_event(attempt=key)))
        ledger.open_attempt(make_header(f"9{first:03d}", branch_of=key, branch_turn=1), [make_turn(1)])
        fill_people(ledger, f"mira-{first}")
        ledger.open_round(make_round(f"round {first}"))
        ledger.enter(f"round {first}", lambda found: [make_answer()])
    return where


def moved(source, target):
    source, target = address_of(source), address_of(target)
    store = open_store(target)
    try:
        make_ready(store, target)
        return move(looking_at(source), store, target, lambda *_: None)
    finally:
        store.close()


def everything(where):
    view = RecordsView.look(where)
    attempts = [view.attempt(line.attempt) for line in view.history(limit=10_000)]
    people = list(view.facts()), list(view.members(NOW)), view.ideas()
    return view.history(limit=10_000), attempts, view.disputes(), view.rounds(), people


@pytest.fixture(params=["file to server", "server to file", "file to file"])
def pair(request, tmp_path):
    """Records, and an empty place for them."""
    files = [tmp_path / "one", tmp_path / "other"]
    if request.param == "file to file":
        return fill(files[0]), files[1]
    server = read_address(new_place(request.getfixturevalue("server")))
    source, target = (files[0], server) if request.param == "file to server" else (server, files[0])
    return fill(source), target


@pytest.mark.sampled(1)
def test_every_row_arrives_and_is_the_same(pair):
    source, target = pair
    results = moved(source, target)
    assert everything(target) == everything(source)
    assert sum(result.rows for result in results) == looking_at(address_of(source)).read(size)
    assert all(result.copied == result.rows > 0 for result in results if result.table in _FILLED)
    again = moved(source, target)
    assert [(r.rows, r.copied, r.sha256) for r in again] == [(r.rows, 0, r.sha256) for r in results]
    assert moved(target, source)[0].copied == 0


_FILLED = {
    "contents",
    "attempts",
    "turns",
    "ends",
    "evaluations",
    "results",
    "roster",
    "decisions",
    "ideas",
    "idea_events",
    "dispute_events",
    "rounds",
    "round_entries",
}


def test_the_source_is_left_as_it_is(tmp_path):
    fill(tmp_path / "one")
    before = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    moved(tmp_path / "one", tmp_path / "other")
    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == before


@pytest.mark.parametrize("batches", [4, *(pytest.param(more, marks=pytest.mark.slow) for more in (1, 9, 14))])
@pytest.mark.sampled(1)
def test_cut_off_and_run_again(pair, monkeypatch, batches):
    monkeypatch.setattr(moving, "BATCH", 7)
    source, target = pair
    child = os.fork()
    if child == 0:
        done = iter(range(batches))

        def add(*given, **named):
            if next(done, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(*given, **named)

        whole, moving._add = moving._add, add
        try:
            moved(source, target)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    results = moved(source, target)
    assert 0 < sum(result.copied for result in results) < sum(result.rows for result in results)
    assert everything(target) == everything(source)


@pytest.mark.sampled(1)
def test_what_was_added_since_comes_with_the_next_run(pair):
    source, target = pair
    moved(source, target)
    with SqlLedger.open(source) as ledger:
        ledger.open_attempt(make_header("0077"))
        ledger.add_turn("0077", make_turn(1))
    assert sum(result.copied for result in moved(source, target)) >= 5
    assert everything(target) == everything(source)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("turns", "INSERT INTO turns VALUES ('0003', 7, 'agent', 'One more.', 'now', NULL, '{}')"),
        pytest.param(
            "ends",
            "INSERT INTO ends VALUES ('9000', 'agent_ended', TRUE, NULL, '', 'then')",
            marks=pytest.mark.slow,
        ),
    ],
)
@pytest.mark.sampled(1)
def test_another_row_under_the_same_key_is_refused_at_once(pair, monkeypatch, table, change):
    source, target = pair
    moved(source, target)
    monkeypatch.setattr(moving, "_compared", None)
    execute(target, change)
    execute(source, change.replace("One more", "Something else").replace("then", "now"))
    before = everything(target)
    with pytest.raises(UnavailableError, match=table) as caught:
        moved(source, target)
    assert change.split("'")[1] in caught.value.message
    assert everything(target) == before


def test_a_row_that_arrives_otherwise_is_found(tmp_path, monkeypatch):
    fill(tmp_path / "one")

    def careless(there, table, batch, where):
        lacking = [dict(row._mapping) for row in batch]
        if table.name == "turns":
            lacking[3]["text"] += "!"
        there.execute(insert(table), lacking)
        return len(batch)

    monkeypatch.setattr(moving, "_add", careless)
    with pytest.raises(UnavailableError, match="`turns` as it is in the source"):
        moved(tmp_path / "one", tmp_path / "other")


def test_a_branch_that_seems_older_than_its_parent_arrives_too(tmp_path):
    source = tmp_path / "one"
    with SqlLedger.open(source) as ledger:
        for key, parent in (
            ("0009", None),
            ("0005", "0009"),
            ("0007", "0005"),
            ("0001", "0007"),
            ("0008", "0001"),
        ):
            ledger.open_attempt(make_header(key, branch_of=parent, branch_turn=parent and 1))
    moved(source, tmp_path / "other")
    assert everything(tmp_path / "other") == everything(source)


def test_every_table_is_moved_but_what_says_the_version():
    moved_tables = {table.name for table in moving._moved_tables()}
    assert moved_tables == set(schema.METADATA.tables) - {"schema_version"}


def test_a_target_that_is_read_only(tmp_path):
    fill(tmp_path / "one", 1)
    fill(tmp_path / "other", 1)
    execute(
        tmp_path / "other", "CREATE TRIGGER no BEFORE INSERT ON turns BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with SqlLedger.open(tmp_path / "one") as ledger:
        ledger.open_attempt(make_header("0050"), [make_turn(1)])
    with pytest.raises(UnavailableError) as caught:
        moved(tmp_path / "one", tmp_path / "other")
    assert str(records_file(tmp_path / "other")) in caught.value.message
    assert rows(tmp_path / "one", "SELECT count(*) FROM attempts") == [(3,)]


def test_addresses_tell_files_from_folders(tmp_path):
    assert address_of(tmp_path) == FileAddress(records_file(tmp_path))
