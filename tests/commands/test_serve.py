"""`empty-chair serve`: what of the product stands behind a page."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.commands.serve import RESUMED_WITHIN, ProductHost
from simulator.records.sql_ledger import SqlLedger
from simulator.serving.admission import Person
from tests.records.samples import make_header

NOW = datetime.now(UTC)


def begin(data, attempt, learner="ana", ago=timedelta(minutes=5)):
    began = (NOW - ago).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    with SqlLedger.open(data) as ledger:
        ledger.open_attempt(make_header(attempt, learner=learner, started_at=began))


def start(data, learner="ana", named_by_proxy=True, drafts=None):
    host = ProductHost(Path("library"), data, io.StringIO())
    return asyncio.run(host.start(Person(learner, named_by_proxy), (80, 24), drafts or {}))


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def test_a_page_goes_on_with_the_persons_own_newest_attempt_of_today(data):
    assert start(data).letter.resume == ""
    assert not data.exists()
    begin(data, "0001")
    begin(data, "0002", ago=timedelta(minutes=1))
    begin(data, "0003", learner="ben", ago=timedelta(0))
    assert start(data).letter.resume == "0002"
    assert start(data, "cem").letter.resume == ""


def test_what_was_left_long_ago_is_offered_at_home_only(data):
    begin(data, "0001", ago=RESUMED_WITHIN + timedelta(minutes=1))
    assert start(data).letter.resume == ""


def test_each_of_many_has_their_own_settings_and_no_way_to_others(data):
    ana, ben = start(data).letter, start(data, "../../ben").letter
    assert ana.alone
    assert ana.settings_dir != ben.settings_dir
    assert ".." not in ben.settings_dir
    own = start(data, "kim", named_by_proxy=False).letter
    assert (own.alone, own.settings_dir) == (False, "")


def test_the_program_is_named_itself_and_gets_full_paths(data, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    found = start(Path("data"), "ana; rm -rf /")
    assert all("ana" not in word and " " not in word for word in found.program[1:])
    assert found.environment["EMPTY_CHAIR_DATA"] == str(tmp_path / "data")
    assert found.environment["EMPTY_CHAIR_LIBRARY"] == str(tmp_path / "library")


def test_keys_go_along_only_when_a_language_model_is_named(data, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert start(data).letter.variables == {}
    monkeypatch.setenv("EMPTY_CHAIR_MODEL", "some-model")
    found = start(data)
    assert found.letter.variables["OPENAI_API_KEY"] == "sk-secret"
    assert "OPENAI_API_KEY" not in found.environment


def test_the_database_goes_by_letter_and_one_that_cannot_be_used_is_left_to_the_app(data, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "word")
    assert start(data).letter.variables == {}
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", "nonsense")
    found = start(data)
    assert found.letter.variables == {"EMPTY_CHAIR_DATABASE": "nonsense"}
    assert found.letter.resume == ""
    assert "EMPTY_CHAIR_DATABASE" not in found.environment


def test_what_was_typed_goes_along(data):
    assert start(data, drafts={"0001": "Dear"}).letter.drafts == {"0001": "Dear"}
