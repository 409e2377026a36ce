"""A database of an older version is taken over when it is written to, and left alone when it is looked at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import simulator
from simulator.errors import NotFoundError, UnavailableError
from simulator.records import migrating, schema
from simulator.records.disputes import Decision
from simulator.records.looking import RecordsView
from simulator.records.place import records_file
from simulator.records.sql_ledger import SqlLedger
from tests.records.old import (
    execute,
    make_first,
    make_until,
    shape,
    tables,
    trigger_names,
    versions,
)
from tests.records.samples import (
    make_answer,
    make_end,
    make_evaluation,
    make_event,
    make_header,
    make_round,
    make_turn,
)

ROOT = Path(simulator.__file__).parents[1]
EVERY = list(range(1, schema.VERSION + 1))
ADDED = ("dispute_events", "rounds", "round_items", "round_entries")


@pytest.fixture
def old(where):
    """A database as the first version wrote it."""
    return make_first(where)


@pytest.fixture
def old_file(tmp_path):
    """A file as the first version wrote it."""
    return make_first(tmp_path)


def test_looking_at_it_writes_nothing_and_shows_everything(old_file):
    before = records_file(old_file).read_bytes()
    see_everything(old_file)
    assert records_file(old_file).read_bytes() == before
    assert [path.name for path in old_file.iterdir()] == ["records.sqlite3"]


def test_looking_at_it_shows_everything(old):
    see_everything(old)
    assert versions(old) == [1]


def see_everything(where):
    view = RecordsView.look(where)
    assert view.history()[0].percentage == 40.0
    assert view.attempt("0001").turns[1].text == "On its way."
    assert view.disputes() == view.disputes(["0001"]) == ()
    assert view.rounds() == ()
    with pytest.raises(NotFoundError, match="march"):
        view.round("march")


def test_opening_it_adds_the_tables_and_touches_no_row(old):
    before = RecordsView.look(old).attempt("0001")
    with SqlLedger.open(old) as ledger:
        assert ledger.attempt("0001") == before
        ledger.review("0001", lambda record, disputes: Decision(make_evaluation(), make_event()))
        ledger.open_round(make_round())
        ledger.enter("march", lambda found: [make_answer()])
        ledger.open_attempt(make_header("0002"))
        ledger.add_turn("0002", make_turn(1), make_end())
    assert versions(old) == EVERY
    assert tables(old) == set(schema.METADATA.tables)
    view = RecordsView.look(old)
    assert view.history()[-1].percentage == 82.5
    assert [dispute.question for dispute in view.disputes()] == ["owns"]
    assert view.round("march").answers("ana") == {("t1", "owns"): "o_full"}


def test_the_added_tables_are_guarded_too(old):
    SqlLedger.open(old).close()
    names = trigger_names(old)
    assert all(any(name.startswith(f"{table}_no_") for name in names) for table in ADDED)


def test_a_second_opening_adds_nothing(old_file):
    SqlLedger.open(old_file).close()
    before = records_file(old_file).read_bytes()
    SqlLedger.open(old_file).close()
    assert records_file(old_file).read_bytes() == before


def test_a_step_is_done_whole_or_not_at_all(old):
    execute(old, "CREATE TABLE rounds (name TEXT)")  # stands in the way of one of the new tables
    before = shape(old)
    with pytest.raises(UnavailableError, match="rounds"):
        SqlLedger.open(old)
    assert shape(old) == before
    assert versions(old) == [1]
    execute(old, "DROP TABLE rounds")
    SqlLedger.open(old).close()
    assert versions(old) == EVERY


def test_a_step_that_is_killed_half_way_is_done_again(old):
    child = os.fork()
    if child == 0:
        migrating.apply = lambda *given: (apply(*given), os.kill(os.getpid(), signal.SIGKILL))
        try:
            SqlLedger.open(old)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert versions(old) == [1]
    SqlLedger.open(old).close()
    assert versions(old) == EVERY


apply = migrating.apply


def test_several_that_begin_at_once_agree(old):
    start = threading.Barrier(4)

    def begin(_):
        start.wait()
        SqlLedger.open(old).close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(begin, range(4)))
    assert versions(old) == EVERY


def test_new_records_begin_at_the_newest_version(where):
    SqlLedger.open(where).close()
    assert versions(where) == [schema.VERSION]
    assert [int(script.revision) for script in migrating.scripts()] == EVERY


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_scripts_lead_to_what_new_records_have(kind, tmp_path, request):
    if kind == "sqlite":
        made, migrated = tmp_path / "made", tmp_path / "migrated"
    else:
        server, (read_address, new_place) = request.getfixturevalue("server"), address_tools()
        made, migrated = (read_address(new_place(server)) for _ in range(2))
    SqlLedger.open(made).close()
    make_until(migrated, schema.VERSION)
    assert shape(migrated) == shape(made)
    assert versions(migrated) == EVERY


def address_tools():
    from simulator.records.address import read_address
    from tests.databases.fixtures import new_place

    return read_address, new_place


def test_a_newer_one_is_refused_and_left_alone(where):
    SqlLedger.open(where).close()
    execute(where, f"INSERT INTO schema_version VALUES ({schema.VERSION + 5})")
    for use in (SqlLedger.open, lambda place: RecordsView.look(place).history()):
        with pytest.raises(UnavailableError, match="newer") as caught:
            use(where)
        assert f"version {schema.VERSION + 5}" in caught.value.message


def test_what_migrates_and_what_speaks_to_servers_is_loaded_only_when_it_is_due(tmp_path):
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from simulator.records.looking import RecordsView\n"
        "from simulator.records.sql_ledger import SqlLedger\n"
        f"for _ in range(2): SqlLedger.open(Path({str(tmp_path)!r})).close()\n"
        f"RecordsView.look(Path({str(tmp_path)!r})).history()\n"
        "found = {'alembic', 'mako', 'psycopg', 'sqlalchemy.orm'} & set(sys.modules)\n"
        "sys.exit(', '.join(found) if found else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
