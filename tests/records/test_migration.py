"""A file of version 1 gets the newer tables when it is written to, and is left alone when it is looked at."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from simulator.errors import NotFoundError, UnavailableError
from simulator.records import schema
from simulator.records.disputes import Decision
from simulator.records.looking import RecordsView
from simulator.records.place import records_file
from simulator.records.sql_ledger import SqlLedger
from tests.records.damage import execute
from tests.records.samples import (
    make_answer,
    make_end,
    make_evaluation,
    make_event,
    make_header,
    make_round,
    make_turn,
)

VERSION_1 = """
CREATE TABLE schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
CREATE TABLE contents (sha256 TEXT NOT NULL, source TEXT NOT NULL, PRIMARY KEY (sha256));
CREATE TABLE attempts (
    attempt TEXT NOT NULL, learner TEXT NOT NULL, level TEXT NOT NULL, mode TEXT NOT NULL,
    seed BIGINT NOT NULL, customer TEXT NOT NULL, started_at TEXT NOT NULL, branch_of TEXT,
    branch_turn INTEGER, scenario TEXT NOT NULL, scenario_title TEXT NOT NULL,
    scenario_version INTEGER NOT NULL, rubric TEXT NOT NULL, PRIMARY KEY (attempt),
    FOREIGN KEY(branch_of) REFERENCES attempts (attempt));
CREATE INDEX ix_attempts_learner ON attempts (learner, attempt);
CREATE INDEX ix_attempts_scenario ON attempts (scenario, attempt);
CREATE INDEX ix_attempts_branch_of ON attempts (branch_of);
CREATE TABLE attempt_contents (
    attempt TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
    version INTEGER NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (attempt, position),
    FOREIGN KEY(attempt) REFERENCES attempts (attempt), FOREIGN KEY(sha256) REFERENCES contents (sha256));
CREATE TABLE turns (
    attempt TEXT NOT NULL, turn INTEGER NOT NULL, speaker TEXT NOT NULL, text TEXT NOT NULL,
    at TEXT NOT NULL, voice TEXT, note TEXT NOT NULL, PRIMARY KEY (attempt, turn),
    CONSTRAINT ck_turns_turn CHECK (turn >= 1), FOREIGN KEY(attempt) REFERENCES attempts (attempt));
CREATE TABLE ends (
    attempt TEXT NOT NULL, ending TEXT NOT NULL, scorable BOOLEAN NOT NULL, stars INTEGER,
    tells TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (attempt),
    FOREIGN KEY(attempt) REFERENCES attempts (attempt));
CREATE TABLE evaluations (
    attempt TEXT NOT NULL, number INTEGER NOT NULL, percentage FLOAT, passed BOOLEAN,
    evaluation TEXT NOT NULL, PRIMARY KEY (attempt, number),
    CONSTRAINT ck_evaluations_number CHECK (number >= 1), FOREIGN KEY(attempt) REFERENCES attempts (attempt));
CREATE TRIGGER turns_no_delete BEFORE DELETE ON turns
    BEGIN SELECT RAISE(ABORT, 'records are only added to'); END;
INSERT INTO schema_version VALUES (1);
INSERT INTO contents VALUES ('aa', 'title: The late train'), ('bb', 'title: Angry'), ('cc', 'title: Form');
INSERT INTO attempts VALUES ('0001', 'mira', 'agent', 'practice', 0, 'scripted', '2026-03-02T09:00:00.000Z',
    NULL, NULL, 'late-train', 'The late train', 2, 'complaint');
INSERT INTO attempt_contents VALUES ('0001', 0, 'scenario', 'late-train', 2, 'aa'),
    ('0001', 1, 'persona', 'angry', 1, 'bb'), ('0001', 2, 'rubric', 'complaint', 1, 'cc');
INSERT INTO turns VALUES ('0001', 1, 'customer', 'Where is it?', '2026-03-02T09:01:00.000Z', NULL, '{}');
INSERT INTO turns VALUES ('0001', 2, 'agent', 'On its way.', '2026-03-02T09:02:00.000Z', NULL, '{}');
INSERT INTO ends VALUES ('0001', 'agent_ended', 1, NULL, '', '2026-03-02T09:03:00.000Z');
INSERT INTO evaluations VALUES ('0001', 1, 40.0, 0, '{"percentage":40.0,"passed":false,"questions":[]}');
"""


@pytest.fixture
def old(tmp_path):
    """A file as the first version wrote it."""
    with closing(sqlite3.connect(records_file(tmp_path))) as connection:
        connection.executescript(VERSION_1)
    return tmp_path


def tables(folder):
    with closing(sqlite3.connect(records_file(folder))) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def versions(folder):
    with closing(sqlite3.connect(records_file(folder))) as connection:
        return [row[0] for row in connection.execute("SELECT version FROM schema_version ORDER BY 1")]


def test_looking_at_it_writes_nothing_and_shows_everything(old):
    before = records_file(old).read_bytes()
    view = RecordsView.look(old)
    assert view.history()[0].percentage == 40.0
    assert view.attempt("0001").turns[1].text == "On its way."
    assert view.disputes() == view.disputes(["0001"]) == ()
    assert view.rounds() == ()
    with pytest.raises(NotFoundError, match="march"):
        view.round("march")
    assert records_file(old).read_bytes() == before
    assert [path.name for path in old.iterdir()] == ["records.sqlite3"]


def test_opening_it_adds_the_tables_and_touches_no_row(old):
    before = RecordsView.look(old).attempt("0001")
    with SqlLedger.open(old) as ledger:
        assert ledger.attempt("0001") == before
        ledger.review("0001", lambda record, disputes: Decision(make_evaluation(), make_event()))
        ledger.open_round(make_round())
        ledger.enter("march", lambda found: [make_answer()])
        ledger.open_attempt(make_header("0002"))
        ledger.add_turn("0002", make_turn(1), make_end())
    assert versions(old) == [1, 2]
    assert tables(old) == set(schema.METADATA.tables)
    view = RecordsView.look(old)
    assert view.history()[-1].percentage == 82.5
    assert [dispute.question for dispute in view.disputes()] == ["owns"]
    assert view.round("march").answers("ana") == {("t1", "owns"): "o_full"}


@pytest.mark.parametrize("table", ["dispute_events", "rounds", "round_items", "round_entries"])
def test_the_added_tables_are_guarded_too(old, table):
    SqlLedger.open(old).close()
    with closing(sqlite3.connect(records_file(old))) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {f"{table}_no_{action}" for action in ("update", "delete", "insert")} <= {row[0] for row in names}


def test_a_second_opening_adds_nothing(old):
    SqlLedger.open(old).close()
    before = records_file(old).read_bytes()
    SqlLedger.open(old).close()
    assert records_file(old).read_bytes() == before


def test_it_is_done_whole_or_not_at_all(old):
    execute(
        records_file(old), "CREATE TABLE rounds (name TEXT)"
    )  # stands in the way of one of the new tables
    before = tables(old)
    with pytest.raises(UnavailableError, match="rounds"):
        SqlLedger.open(old)
    assert tables(old) == before
    assert versions(old) == [1]


def test_new_files_begin_at_the_newest_version(tmp_path):
    SqlLedger.open(tmp_path).close()
    assert versions(tmp_path) == [schema.VERSION]
    assert max(schema._ADDED) == schema.VERSION
