from __future__ import annotations

import argparse
import getpass
import io
import json
from datetime import UTC, datetime
from unittest.mock import patch

import pytest

from simulator.commands import play
from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.locations import config_dir, library_dir
from simulator.options import parse
from simulator.own_levels import keep_own_level
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from simulator.training.recorded import stamp
from tests.records.samples import make_end
from tests.reporting.records import QUESTIONS, make_library, played

ONE = "third-message-about-a-parcel"
GENTLE = "the-internet-in-his-name"


class Terminal(io.TextIOWrapper):
    """A stream that says whether a person sits behind it."""

    def __init__(self, given="", person=False):
        super().__init__(io.BytesIO(given.encode()), encoding="utf-8")
        self.person = person

    def isatty(self):
        return self.person


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run `play` or `resume` with input from a pipe or, when `person`, from a terminal."""

    def go(*given, said="", person=False, screen=False):
        args = parse([*given])
        args.library, args.data = library_dir(None), tmp_path / "data"
        monkeypatch.setattr("sys.stdin", Terminal(said, person))
        monkeypatch.setattr("sys.stdout", Terminal(person=screen))
        out = io.StringIO()
        status = play.run(args, out, io.StringIO())
        return status, out.getvalue()

    return go


def events(said):
    return [json.loads(line) for line in said.splitlines()]


@pytest.fixture
def app(monkeypatch):
    """The app's own start, replaced by a note of what it was given."""
    seen = []

    def run_app(factory, **given):
        seen.append(given)
        return 0

    monkeypatch.setattr("simulator.tui.app.run_app", run_app)
    return seen


def test_json_needs_a_scenario(run):
    with pytest.raises(UsageError):
        run("play", "--json")


def test_an_unknown_scenario_names_the_nearest(run, tmp_path):
    with pytest.raises(NotFoundError) as told:
        run("play", "third-mesage-about-a-parcel", "--json")
    assert ONE in told.value.hint
    assert not (tmp_path / "data").exists()


def test_json(run):
    status, said = run("play", ONE, "--json", "--learner", "robin", "--level", "manager", "--mode", "certify")
    found = events(said)
    assert status == 0
    assert [found[0][key] for key in ("learner", "level", "mode")] == ["robin", "manager", "certify"]
    assert [event["type"] for event in found] == ["attempt", "brief", "message", "ended"]


def test_the_level_is_the_rosters_unless_one_is_named(run, tmp_path):
    with SqlLedger.open(tmp_path / "data") as ledger:
        ledger.keep_roster([RosterChange("7", login="robin", level="new_hire")], "hr")
    for given, level in ((), "new_hire"), (("--level", "manager"), "manager"):
        _, said = run("play", ONE, "--json", "--learner", "robin", *given)
        assert events(said)[0]["level"] == level
    assert events(run("play", ONE, "--json", "--learner", "a stranger")[1])[0]["level"] == "agent"


def test_whoever_is_not_on_the_roster_has_the_level_that_they_chose_in_the_app(run, tmp_path):
    with SqlLedger.open(tmp_path / "data") as ledger:
        ledger.keep_roster([RosterChange("7", login="robin", level="new_hire")], "hr")
    for learner in ("robin", "a stranger"):
        keep_own_level(config_dir(), learner, "executive")
    levels = {
        name: events(run("play", ONE, "--json", "--learner", name)[1])[0]["level"]
        for name in ("robin", "a stranger", "another")
    }
    assert levels == {"robin": "new_hire", "a stranger": "executive", "another": "agent"}


@pytest.mark.parametrize("face", ["--json", "--plain"])
def test_for_what_a_certification_counts_is_told_of_beside_the_conversation(monkeypatch, tmp_path, face):
    library = make_library(tmp_path / "library")
    file = library / "programmes" / "harbour.yaml"
    today = datetime.now(UTC)
    text = file.read_text("utf-8").replace("allowed: 3", "allowed: 1")
    file.write_text(text.replace("2026", str(today.year)), "utf-8")
    ending = patch("tests.reporting.records.make_end", lambda at: make_end(at=stamp(today)))
    with SqlLedger.open(tmp_path / "data") as ledger, ending:
        played(ledger, "0001", "robin", "01-01", 20.0, scenario=ONE, missed=QUESTIONS)

    def said(mode, learner="robin"):
        args = parse(["play", ONE, face, "--learner", learner, "--level", "agent", "--mode", mode])
        args.library, args.data = library, tmp_path / "data"
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("sys.stdout", Terminal())
        out, err = io.StringIO(), io.StringIO()
        assert play.run(args, out, err) == 0
        assert "Does not count" not in out.getvalue()
        return err.getvalue()

    told = "Does not count for Harbour year: a coach has to unlock more attempts.\n"
    assert said("certify") == told
    assert said("certify", "somebody else").startswith("Counts for Harbour year: 0 of 2 done, ")
    assert said("practice") == ""


def test_names_from_outside_are_cleaned(run):
    _, said = run("play", ONE, "--json", "--learner", " a\x1b[31m\nb\u202e " + "x" * 500)
    learner = events(said)[0]["learner"]
    assert learner.startswith("a b x")
    assert len(learner) <= play.LONGEST_NAME


@pytest.mark.parametrize("blank", ["", "  ", "\x1b[0m"])
def test_a_blank_name_is_the_systems_user(run, monkeypatch, blank):
    monkeypatch.setattr(getpass, "getuser", lambda: "kim")
    assert events(run("play", ONE, "--json", "--learner", blank)[1])[0]["learner"] == "kim"


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_a_system_that_knows_no_user(monkeypatch, error):
    def unknown():
        raise error

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert play.system_user() == "learner"


def test_no_language_model_yet(run):
    with pytest.raises(UnavailableError):
        run("play", ONE, "--json", "--customer", "llm")


def test_without_a_terminal_it_is_plain(run, app):
    status, said = run("play", ONE, said="/leave\n")
    assert (status, app) == (0, [])
    assert "you ended it" in said


@pytest.mark.parametrize("term", ["dumb", "xterm"])
def test_a_terminal_that_cannot_move_its_cursor_gets_lines(run, app, monkeypatch, term):
    monkeypatch.setenv("TERM", term)
    _, said = run("play", ONE, "--no-pauses", said="/leave\n", person=True, screen=True)
    assert bool(app) is (term == "xterm")
    assert ("You: " in said) is (term == "dumb")


def test_plain_lines_on_request(run, app):
    run("play", ONE, "--plain", "--no-pauses", said="/leave\n", person=True, screen=True)
    assert app == []


def test_the_menu_offers_scenarios(run):
    _, said = run("play", "--plain", said=f"{ONE}\n/leave\n")
    assert "1. " in said
    assert "The third message about one parcel" in said
    assert "you ended it" in said


def test_a_gentle_scenario_asks_a_person_first(run, tmp_path):
    status, said = run("play", GENTLE, "--plain", said="no\n", person=True)
    assert status == 0
    assert "Go on?" in said
    assert "Margit" not in said.split("Go on?")[1]
    _, said = run("play", GENTLE, "--plain", "--no-pauses", said="yes\n/out\n", person=True)
    assert "not scored" in said


def test_nothing_is_on_record_before_the_learner_agrees(run):
    run("play", GENTLE, "--plain", said="no\n", person=True)
    with pytest.raises(NotFoundError):
        run("resume", "--plain")


def test_the_app_is_told_everything(run, app, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    run("play", ONE, "--mode", "certify", "--seed", "4", "--learner", "robin", person=True, screen=True)
    run("play", person=True, screen=True)
    run("resume", person=True, screen=True)
    run("resume", "a1", "--no-pauses", person=True, screen=True)
    assert app[0] == {
        "learner": "robin", "level": None, "scenario": ONE, "mode": "certify", "seed": 4, "resume": None,
        "no_pauses": False, "customer": None,
    }  # fmt: skip
    assert (app[1]["scenario"], app[1]["seed"], app[1]["resume"]) == (None, None, None)
    assert (app[2]["resume"], app[2]["scenario"]) == ("", None)
    assert (app[3]["resume"], app[3]["no_pauses"]) == ("a1", True)


def test_starting_the_app_opens_nothing(monkeypatch):
    """Library and records are opened by the app itself, after its first frame."""
    made = []
    monkeypatch.setattr("simulator.tui.app.run_app", lambda factory, **_: made.append(factory) or 0)
    args = argparse.Namespace(
        command="play", learner="kim", level=None, scenario=None, mode="practice", seed=None, no_pauses=False,
        library=None, data=None, customer=None,
    )  # fmt: skip
    monkeypatch.setattr(play, "args_simulator", lambda args: pytest.fail("opened too early"))
    play._app(args)
    assert len(made) == 1
