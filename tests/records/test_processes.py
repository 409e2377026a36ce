"""Several processes on one file, and processes that are killed in the middle of writing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

import simulator
from simulator.records.looking import RecordsView
from simulator.records.place import records_file
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_header, make_turn
from tests.records.writer import text_of

ROOT = Path(simulator.__file__).parents[1]
NEVER_ENDING = 100_000


@contextmanager
def writer(where):
    place = str(where) if isinstance(where, Path) else where.url.render_as_string(hide_password=False)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.records.writer", place],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert line_of(process) == "ready"
        yield process
        process.stdin.close()
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def tell(process, key, turns):
    process.stdin.write(f"{key} {turns}\n")
    process.stdin.flush()


def line_of(process):
    return process.stdout.readline().strip()


def assert_sound(where):
    if not isinstance(where, Path):
        return  # the server sees to it
    with closing(sqlite3.connect(records_file(where))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.sampled(1)
def test_a_writer_killed_at_any_moment_loses_no_turn_that_it_was_told_is_kept(where):
    with writer(where) as process:
        for attempt, after in enumerate((0, 1, 2, 3, 5, 8, 13, 21, 34, 55)):
            key = f"{attempt:04d}"
            tell(process, key, NEVER_ENDING)
            child = int(line_of(process).removeprefix("pid "))
            said = [line_of(process) for _ in range(after)]
            os.kill(child, signal.SIGKILL)
            while not (line := line_of(process)).startswith("gone"):
                said.append(line)
            assert line == f"gone -{int(signal.SIGKILL)}"
            check_killed(where, key, said)
    assert_sound(where)


def check_killed(where, key, said):
    """All that was acknowledged is there, at most one turn more, none torn; and the attempt goes on."""
    view = RecordsView.look(where)
    if not said and not any(line.attempt == key for line in view.history()):
        return
    turns = view.attempt(key).turns
    assert [f"{key} {turn.turn}" for turn in turns][: len(said)] == said
    assert len(turns) - len(said) in (0, 1)
    assert [turn.text for turn in turns] == [text_of(number) for number in range(1, len(turns) + 1)]
    with SqlLedger.open(where) as ledger:
        assert ledger.attempt(key).turns == turns
        ledger.add_turn(key, make_turn(len(turns) + 1), make_end())
        assert ledger.attempt(key).end == make_end()


@pytest.mark.sampled(1)
def test_two_processes_write_at_once_from_the_first_moment(where):
    with writer(where) as one, writer(where) as two:
        tell(one, "0001", 60)
        tell(two, "0002", 60)
        for process, key in ((one, "0001"), (two, "0002")):
            assert line_of(process).startswith("pid")
            assert [line_of(process) for _ in range(60)] == [f"{key} {number}" for number in range(1, 61)]
            assert line_of(process) == "gone 0"
    view = RecordsView.look(where)
    for key in ("0001", "0002"):
        record = view.attempt(key)
        assert [turn.text for turn in record.turns] == [text_of(number) for number in range(1, 61)]
        assert record.end == make_end()
    assert_sound(where)


def test_many_threads_write_and_read_at_once(where):
    with SqlLedger.open(where) as ledger, ThreadPoolExecutor(8) as threads:

        def write(key):
            ledger.open_attempt(make_header(key))
            for number in range(1, 16):
                ledger.add_turn(key, make_turn(number))
                assert ledger.attempt(key).turns[-1].turn == number

        keys = [f"{number:04d}" for number in range(8)]
        list(threads.map(write, keys))
        assert [(line.attempt, line.turns) for line in ledger.history()] == [
            (key, 15) for key in reversed(keys)
        ]


def test_many_programs_that_open_a_new_file_at_once_agree(where):
    start = threading.Barrier(8)

    def begin(number):
        start.wait()
        with SqlLedger.open(where) as ledger:
            ledger.open_attempt(make_header(f"{number:04d}"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(begin, range(8)))
    assert len(RecordsView.look(where).history()) == 8


def test_only_one_of_two_that_write_the_same_turn_is_taken(where):
    with SqlLedger.open(where) as one, SqlLedger.open(where) as two:
        one.open_attempt(make_header())
        start = threading.Barrier(2)

        def write(ledger):
            start.wait()
            try:
                ledger.add_turn("0001", make_turn(1), make_end())
            except ValueError:
                return False
            return True

        with ThreadPoolExecutor(2) as threads:
            assert sorted(threads.map(write, (one, two))) == [False, True]
        assert len(one.attempt("0001").turns) == 1
