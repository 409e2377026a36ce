"""Databases as earlier versions of the program wrote them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import takewhile
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from simulator.records import migrating
from simulator.records.address import Address, FileAddress, Where, address_of
from simulator.records.store import open_store

TABLES_1 = """
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
"""
ROWS_1 = """
INSERT INTO contents VALUES ('aa', 'title: The late train'), ('bb', 'title: Angry'), ('cc', 'title: Form');
INSERT INTO attempts VALUES ('0001', 'mira', 'agent', 'practice', 0, 'scripted', '2026-03-02T09:00:00.000Z',
    NULL, NULL, 'late-train', 'The late train', 2, 'complaint');
INSERT INTO attempt_contents VALUES ('0001', 0, 'scenario', 'late-train', 2, 'aa'),
    ('0001', 1, 'persona', 'angry', 1, 'bb'), ('0001', 2, 'rubric', 'complaint', 1, 'cc');
INSERT INTO turns VALUES ('0001', 1, 'customer', 'Where is it?', '2026-03-02T09:01:00.000Z', NULL, '{}');
INSERT INTO turns VALUES ('0001', 2, 'agent', 'On its way.', '2026-03-02T09:02:00.000Z', NULL, '{}');
INSERT INTO ends VALUES ('0001', 'agent_ended', TRUE, NULL, '', '2026-03-02T09:03:00.000Z');
INSERT INTO evaluations VALUES ('0001', 1, 40.0, FALSE, '{"percentage":40.0,"passed":false,"questions":[]}');
"""


def make_first(where: Where) -> Where:
    """A database as the first version wrote it, with one attempt."""
    address = address_of(where)
    if isinstance(address, FileAddress):
        address.file.parent.mkdir(parents=True, exist_ok=True)
        _write_file(address.file)
    else:  # no server has ever held one, but its tables would be these
        make_until(address, 1)
        _do(address, lambda connection: [_execute(connection, line) for line in ROWS_1.split(";\n")])
    return where


def _write_file(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(TABLES_1 + ROWS_1)


def make_until(where: Where, version: int) -> None:
    """The tables of a version, made by the scripts that lead to it; without rows."""
    address = address_of(where)
    for script in takewhile(lambda script: int(script.revision) <= version, migrating.scripts()):
        _do(address, lambda connection, script=script: migrating._step(connection, address, script))


def _execute(connection: Connection, statement: str) -> None:
    if statement.strip():
        connection.exec_driver_sql(statement)


def _do(address: Address, work) -> object:
    store = open_store(address)
    try:
        return store.write(work)
    finally:
        store.close()


def execute(where: Where, *statements: str) -> None:
    """Do something to the records with another program."""
    _do(address_of(where), lambda connection: [_execute(connection, one) for one in statements])


def rows(where: Where, query: str) -> list[tuple[object, ...]]:
    """What a query finds."""
    return _do(address_of(where), lambda connection: [tuple(row) for row in connection.execute(text(query))])


def versions(where: Where) -> list[object]:
    """The versions that the database has been through."""
    return [row[0] for row in rows(where, "SELECT version FROM schema_version ORDER BY 1")]


def tables(where: Where) -> set[str]:
    """The names of its tables."""
    return set(_do(address_of(where), lambda connection: inspect(connection).get_table_names()))


_TRIGGERS = {
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1, 2",
    "postgresql": (
        "SELECT c.relname, t.tgname, regexp_replace(pg_get_triggerdef(t.oid), 't[0-9]+\\.', '', 'g') "
        "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2"
    ),
}


def shape(where: Where) -> dict[str, object]:
    """Everything about the tables but their rows."""

    def look(connection: Connection) -> dict[str, object]:
        found = inspect(connection)
        triggers = connection.exec_driver_sql(_TRIGGERS[connection.dialect.name])
        return {
            "triggers": [tuple(row) for row in triggers],
            **{name: _shape_of(found, name) for name in sorted(found.get_table_names())},
        }

    return _do(address_of(where), look)


def _shape_of(found, name: str) -> dict[str, object]:
    columns = [{**column, "type": repr(column["type"])} for column in found.get_columns(name)]
    foreign = [{**key, "name": None, "referred_schema": None} for key in found.get_foreign_keys(name)]
    return {
        "columns": columns,
        "key": found.get_pk_constraint(name)["constrained_columns"],
        "foreign": sorted(map(str, foreign)),
        "indexes": sorted(str(index) for index in found.get_indexes(name)),
        "checks": sorted(str(check) for check in found.get_check_constraints(name)),
    }


def trigger_names(where: Where) -> set[str]:
    """The names of all guards."""
    return {row[1] for row in shape(where)["triggers"]}
