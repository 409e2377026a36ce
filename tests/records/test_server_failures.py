"""Whatever happens to the server or the way to it: one error for people, no password, and nothing lost."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import event

from simulator.errors import NotFoundError, UnavailableError
from simulator.records import postgres_store
from simulator.records.address import read_address
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from simulator.records.store import open_store
from tests.databases.server import PASSWORD
from tests.records.old import execute
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

QUICK = 0.2


def told(caught, *words):
    error = caught.value
    assert type(error) is UnavailableError
    said = f"{error.message} {error.hint}"
    assert "postgresql://" in error.message
    assert error.message.endswith(".")
    assert error.hint.endswith(".") or "with:" in error.hint
    for secret in (PASSWORD, "p%40ss", "hunter2", "sqlalche", "psycopg", "INSERT", "Sentence"):
        assert secret not in said, said
    for word in words:
        assert word in said, (word, said)


def direct(url, *statements):
    """Do something as another program would."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        return [connection.execute(statement) for statement in statements]


@pytest.fixture
def where(server_url):
    return read_address(server_url)


# ---- the way to the server


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "hunter2"}, ["does not let this user in", "password"]),
        ({"username": "nobody-we-know"}, ["does not let this user in"]),
        ({"database": "nowhere"}, ["does not exist"]),
        ({"port": 9}, ["could not be reached", "port"]),
        ({"host": "no-such-host.invalid"}, ["could not be reached", "name"]),
    ],
)
def test_a_server_that_does_not_answer_or_refuses(where, change, words):
    wrong = replace(where, url=where.url.set(**change))
    for use in (SqlLedger.open, lambda place: RecordsView.look(place).history()):
        with pytest.raises(UnavailableError) as caught:
            use(wrong)
        told(caught, *words)


def test_a_password_that_a_message_repeats_is_taken_out(where):
    wrong = replace(where, url=where.url.set(host="hunter2.invalid", password="hunter2"))
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(wrong)
    assert "hunter2" not in caught.value.message.replace(wrong.shown, "")


def test_as_many_connections_as_are_allowed(server, where):
    direct(server.url(), f"CREATE ROLE few LOGIN CONNECTION LIMIT 0 PASSWORD '{PASSWORD}'")
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(replace(where, url=where.url.set(username="few")))
    told(caught, "as many connections as it allows")


def test_without_the_driver(where, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UnavailableError, match="driver") as caught:
        SqlLedger.open(where)
    assert "empty-chair[postgresql]" in caught.value.hint


@pytest.mark.parametrize("state", ["57P01", ""])
def test_a_server_that_goes_while_a_connection_is_set_up(where, monkeypatch, state):
    def gone(self, *given):
        found = psycopg.OperationalError(f"server closed the connection unexpectedly: {PASSWORD}")
        found.sqlstate = state or None
        raise found

    with closing(open_store(where)) as store:
        monkeypatch.setattr(psycopg.Connection, "execute", gone)
        with pytest.raises(UnavailableError) as caught:
            store.read(lambda connection: None)
    told(caught, "the connection")


# ---- what the server allows


def test_looking_at_an_empty_database_makes_nothing(where):
    view = RecordsView.look(where)
    assert view.history() == ()
    with pytest.raises(NotFoundError):
        view.attempt("0001")
    store = open_store(where)
    with closing(store):
        assert store.read(lambda c: c.exec_driver_sql("SELECT to_regclass('attempts')").scalar()) is None


def test_the_database_of_something_else_is_refused(where):
    execute(where, "CREATE TABLE recipes (name TEXT)")
    for use in (SqlLedger.open, lambda place: RecordsView.look(place).history()):
        with pytest.raises(UnavailableError) as caught:
            use(where)
        told(caught, "not one of Empty Chair's", "EMPTY_CHAIR_DATABASE")


def test_a_server_that_can_only_be_read(where):
    SqlLedger.open(where).close()
    options = f"{where.url.query['options']} -c default_transaction_read_only=on"
    only = replace(where, url=where.url.set(query={"options": options}))
    assert RecordsView.look(only).history() == ()
    with SqlLedger.open(only) as ledger, pytest.raises(UnavailableError) as caught:
        ledger.open_attempt(make_header())
    told(caught, "can only be read")


def test_a_database_for_one_part_of_the_world_is_refused(server):
    name = "latin"
    direct(server.url(), f"CREATE DATABASE {name} ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(read_address(server.url(name)))
    told(caught, "LATIN1", "UTF8")


@pytest.fixture
def everyday(server, where):
    """The same place for a user who may look and add, and nothing else."""
    schema = where.url.query["options"].partition("=")[2]
    direct(
        server.url(),
        f"DROP ROLE IF EXISTS everyday_{schema}",
        f"CREATE ROLE everyday_{schema} LOGIN PASSWORD '{PASSWORD}'",
        f"GRANT USAGE ON SCHEMA {schema} TO everyday_{schema}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT ON TABLES TO everyday_{schema}",
    )
    return replace(where, url=where.url.set(username=f"everyday_{schema}"))


def test_who_may_look_and_add_needs_no_other_right(where, everyday):
    with pytest.raises(UnavailableError) as caught:
        SqlLedger.open(everyday)  # there are no tables yet, and this user may not make them
    told(caught, "does not allow", "operating.md")
    SqlLedger.open(where).close()
    with SqlLedger.open(everyday) as ledger:
        ledger.open_attempt(make_header())
        ledger.add_turn("0001", make_turn(1), make_end())
        ledger.add_evaluation("0001", make_evaluation())
        assert ledger.attempt("0001").end == make_end()


def test_a_commit_waits_for_the_disk_whatever_the_server_prefers(where):
    options = f"{where.url.query['options']} -c synchronous_commit=off"
    store = open_store(replace(where, url=where.url.set(query={"options": options})), 5.0)

    def asked(connection):
        names = (
            "synchronous_commit",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "application_name",
        )
        return [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]

    with closing(store):
        assert store.write(asked) == ["on", "5s", "1min", "empty-chair"]


# ---- others who write


def test_an_attempt_that_somebody_holds_is_waited_for_then_told(where):
    with SqlLedger.open(where, patience=QUICK) as ledger, SqlLedger.open(where) as other:
        for key in ("0001", "0002"):
            ledger.open_attempt(make_header(key))

        def decide(record, disputes):
            with pytest.raises(UnavailableError) as caught:
                ledger.add_turn("0001", make_turn(1))
            told(caught, "in use", "same attempt")
            ledger.add_turn("0002", make_turn(1))  # other attempts go on
            raise KeyError("nothing is written")

        with pytest.raises(KeyError):
            other.review("0001", decide)
        ledger.add_turn("0001", make_turn(1))
        assert ledger.attempt("0001").turns == ledger.attempt("0002").turns == (make_turn(1),)


@pytest.mark.parametrize(
    ("state", "failures", "done"), [("40001", 3, True), ("40P01", 6, True), ("40001", 99, False)]
)
def test_who_was_too_slow_tries_again(where, monkeypatch, state, failures, done):
    monkeypatch.setattr(postgres_store, "_WAITS", (0.0,) * 6)
    tries = []

    def work(connection):
        tries.append(1)
        if len(tries) <= failures:
            connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
        return "done"

    with closing(open_store(where)) as store:
        if done:
            assert store.write(work) == "done"
            assert len(tries) == failures + 1
            return
        with pytest.raises(UnavailableError) as caught:
            store.write(work)
    told(caught, "others were quicker")
    assert len(tries) == 7


# ---- the connection breaks


def breaks(ledger, server, when):
    """Make the server throw out the ledger at a moment: before a turn, at it, before or after the commit."""
    engine = ledger._store.engine
    left = [1]

    def throw_out(connection):
        if left:
            left.pop()
            pid = connection.info.backend_pid
            direct(server.url(), f"SELECT pg_terminate_backend({pid}, 5000)")

    if when == "between":

        @event.listens_for(engine, "checkin")
        def _between(connection, _record):
            throw_out(connection)

    elif when == "turn":

        @event.listens_for(engine, "before_cursor_execute")
        def _turn(connection, cursor, statement, *_):
            if statement.startswith("INSERT INTO turns"):
                throw_out(cursor.connection)

    else:
        commit = engine.dialect.do_commit

        def broken(connection):
            if when == "after":
                commit(connection)
            throw_out(getattr(connection, "driver_connection", connection))
            commit(connection)
            if when == "after" and not left and not done:
                done.append(1)
                connection.execute("SELECT 1")  # the answer is lost: the next word finds nobody

        done = []
        engine.dialect.do_commit = broken


@pytest.mark.parametrize("when", ["turn", "before", "after"])
def test_a_connection_that_breaks_is_told_and_the_next_try_goes_on(server, where, when):
    with SqlLedger.open(where) as ledger:
        ledger.open_attempt(make_header())
        ledger.add_turn("0001", make_turn(1))
        breaks(ledger, server, when)
        with pytest.raises(UnavailableError) as caught:
            ledger.add_turn("0001", make_turn(2), make_end())
        told(caught, "try again")
        kept = len(RecordsView.look(where).attempt("0001").turns)
        assert kept == (2 if when == "after" else 1)
        ledger.add_turn("0001", make_turn(2), make_end())
        record = ledger.attempt("0001")
        assert record.turns == (make_turn(1), make_turn(2))
        assert record.end == make_end()


@pytest.mark.slow
def test_every_write_whose_answer_was_lost_is_there_once(server, where):
    form = make_evaluation()
    with SqlLedger.open(where) as ledger:
        for write in (
            lambda: ledger.open_attempt(make_header()),
            lambda: ledger.add_turn("0001", make_turn(1)),
            lambda: ledger.end_attempt("0001", make_end()),
            lambda: ledger.add_evaluation("0001", form),
        ):
            whole = ledger._store.engine.dialect.do_commit
            breaks(ledger, server, "after")
            with pytest.raises(UnavailableError):
                write()
            ledger._store.engine.dialect.do_commit = whole
            write()
        record = ledger.attempt("0001")
        assert (record.turns, record.end, record.evaluations) == ((make_turn(1),), make_end(), (form,))
        ledger.add_evaluation("0001", form)  # once more, and meant
        assert len(ledger.attempt("0001").evaluations) == 2


def test_a_connection_that_broke_between_two_turns_is_not_even_noticed(server, where):
    with SqlLedger.open(where) as ledger:
        ledger.open_attempt(make_header())
        breaks(ledger, server, "between")
        for number in (1, 2, 3):
            ledger.add_turn("0001", make_turn(number))
        assert len(ledger.attempt("0001").turns) == 3
