"""`empty-chair programme`: lists and shows programmes, tells statuses, writes decisions down."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.attempt.ledger import EndRecord
from simulator.cli import main
from simulator.records.looking import RecordsView
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from simulator.training.saying import moment
from simulator.training.status import STATES
from tests.records.samples import make_evaluation, make_header
from tests.training.company import SCENARIOS
from tests.training.recording import CONTENTS, source_of, stamp

YEAR = """\
schema: empty-chair/programme/1
id: year
version: 3
title: Refresher 2026
language: en
time_zone: Europe/Vilnius
begins: "2026-01-01"
requirements:
  - ref_id: calls
    title: Two conversations a year
    who: {levels: [agent, manager]}
    what: {count: 2, different: true, scenarios: {tags: call-centre}}
    period: {calendar_year: true}
    due: {day: "11-30"}
    grace_days: 14
    attempts: {allowed: 2, each: scenario}
    equivalents: [{course: live-workshop, title: A day with the team, evidence: The list.}]
  - ref_id: public
    title: Answering in public
    who: {departments: Web}
    what: {count: 1, mode: any, scenarios: {ids: star}}
    period: {rolling: {months: 12}}
    due: {date: "2026-03-31"}
    window_days: 60
"""
NOW = datetime(2026, 10, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr("simulator.commands.programme.clock", lambda: NOW)


@pytest.fixture
def library(tmp_path):
    root = tmp_path / "library"
    (root / "scenarios").mkdir(parents=True)
    (root / "programmes").mkdir()
    for name, facts in SCENARIOS.items():
        (root / "scenarios" / f"{name}.yaml").write_text(source_of(facts), "utf-8")
    (root / "programmes" / "year.yaml").write_text(YEAR, "utf-8")
    return root


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    with SqlLedger.open(folder) as ledger:
        people = [
            RosterChange("1", login="ana", given_name="Ana", family_name="Ruiz", level="agent",
                         department="Care", hired=date(2020, 1, 1), manager="3"),
            RosterChange("2", login="ben", given_name="Ben", family_name="Ode", level="agent",
                         department="Web", hired=date(2021, 1, 1), manager="3"),
            RosterChange("3", login="cleo", given_name="Cleo", family_name="Vey", level="manager",
                         department="Care", hired=date(2019, 1, 1)),
        ]  # fmt: skip
        ledger.keep_roster(people, "hr", "import", datetime(2026, 1, 2, tzinfo=UTC))
        attempt(ledger, "1", "ana", "parcel", NOW - timedelta(days=50))
    return folder


def attempt(ledger, key, who, scenario, at, mode="certify", **verdict):
    contents = CONTENTS[scenario]
    ledger.open_attempt(make_header(key, learner=who, mode=mode, contents=contents, started_at=stamp(at)))
    ledger.end_attempt(key, EndRecord("resolved", True, 4, "", stamp(at)))
    ledger.add_evaluation(key, make_evaluation(**verdict))


@pytest.fixture
def ask(library, data, capsys):
    def called(*given, status=0):
        found = main(["programme", *given, "--library", str(library), "--data", str(data)])
        out, err = capsys.readouterr()
        assert found == status, err
        return (out, err) if status == 0 else err

    return called


def objects(answer):
    return [json.loads(line) for line in answer[0].splitlines()]


def test_the_list_names_every_programme(ask, library):
    (library / "programmes" / "broken.yaml").write_text(YEAR.replace("id: year", "id: broken") + "oops: 1\n")
    out, _ = ask("list")
    assert "year  Refresher 2026" in out
    assert "broken has faults; see: empty-chair check" in out
    assert [one["id"] for one in objects(ask("list", "--json"))] == ["year", "broken"]


def test_show_says_what_is_asked_of_whom(ask):
    out, _ = ask("show", "year")
    assert "agent or manager" in out
    assert "2 in certify mode, tag call-centre, each at another scenario" in out
    assert "every calendar year, by 11-30, grace of 14 days" in out
    assert max(map(len, out.splitlines())) <= 80
    (found,) = objects(ask("show", "year", "--json"))
    assert [each["ref_id"] for each in found["requirements"]] == ["calls", "public"]


def test_an_unknown_programme_names_the_nearest(ask):
    assert "did you mean 'year'?" in ask("show", "yaer", status=2)
    assert "there is no programme" in ask("status", "yaer", status=2)


def test_the_page_of_one_person(ask):
    out, err = ask("status", "--person", "ana")
    lines = out.splitlines()
    assert lines[:2] == ["Ana Ruiz · 1 · agent · Care", "Refresher 2026: 1 of 2 done, 41 days left"]
    assert "  missing: 1 more conversation in certify mode, at another scenario" in lines
    assert "  would count: funeral, letter, loss" in lines
    assert any(line.startswith("  in progress: 1 of 2 done;") for line in lines)
    assert "  start it with: empty-chair play funeral --mode certify" in lines
    assert err == ""


def test_the_page_of_one_says_from_when_the_next_attempt_counts(ask, library, data):
    file = library / "programmes" / "year.yaml"
    file.write_text(YEAR.replace("each: scenario", "each: scenario, cooling_off_hours: 24"), "utf-8")
    with SqlLedger.open(data) as ledger:
        attempt(ledger, "2", "ana", "loss", NOW - timedelta(hours=2), percentage=20.0, passed=False)
        attempt(ledger, "3", "ana", "loss", NOW - timedelta(hours=1))
    told = " ".join(ask("status", "--person", "ana")[0].split())
    assert "1 attempt did not count, made when none was allowed." in told
    assert f'At "Loss", the next attempt counts from {moment(NOW + timedelta(hours=22))} on' in told


def test_the_page_of_many_counts_by_state_and_level(ask):
    out, _ = ask("status")
    assert "calls: Two conversations a year" in out
    assert [line.split() for line in out.splitlines()[3:8]] == [
        ["status", "agent", "manager", "all"],
        ["not", "started", "1", "1", "2"],
        ["in", "progress", "1", "1"],
        ["done:", "0", "of", "3", "(0", "%)"],
        [],
    ]
    assert "Late: 1 person\n  2  Ben Ode  Web  public  203 d" in out
    assert not [state for state in STATES if "_" in state and state in out]
    assert max(map(len, out.splitlines())) <= 80


def test_json_lines_name_the_columns(ask):
    rows = objects(ask("status", "year", "--json"))
    assert [(row["employee_number"], row["requirement_id"]) for row in rows if row["name"] == "Ana Ruiz"] == [
        ("1", "calls"), ("1", "public")
    ]  # fmt: skip
    (calls,) = [row for row in rows if row["name"] == "Ana Ruiz" and row["requirement_id"] == "calls"]
    assert {name: calls[name] for name in (
        "department", "level", "programme_id", "programme_version", "status", "due_at", "assigned_at",
        "completed_at", "done", "needed", "counted", "attempts_allowed", "days_left", "clock_behind",
    )} == {
        "department": "Care", "level": "agent", "programme_id": "year", "programme_version": 3,
        "status": "in_progress", "due_at": "2026-11-30", "assigned_at": "2026-01-01", "completed_at": None,
        "done": 1, "needed": 2, "counted": ["1"], "attempts_allowed": 2, "days_left": 41,
        "clock_behind": False,
    }  # fmt: skip


def test_filters(ask):
    def names(*given):
        return {row["name"] for row in objects(ask("status", *given, "--json"))}

    assert names("--team", "cleo") == {"Ana Ruiz", "Ben Ode"}
    assert names("--department", "web") == {"Ben Ode"}
    assert names("--level", "manager") == {"Cleo Vey"}
    assert names("--state", "overdue") == {"Ben Ode"}
    assert names("--person", "3") == {"Cleo Vey"}


def test_a_day_in_the_past_leaves_out_what_came_later(ask):
    rows = objects(ask("status", "--person", "ana", "--at", "2026-06-30", "--json"))
    assert (rows[0]["status"], rows[0]["as_of"], rows[0]["clock_behind"]) == (
        "not_started",
        "2026-06-30",
        False,
    )
    assert "is no day of the calendar" in ask("status", "--at", "30.6.2026", status=2)


def test_a_clock_that_was_set_back_is_said(ask, monkeypatch):
    monkeypatch.setattr("simulator.commands.programme.clock", lambda: NOW - timedelta(days=90))
    out, err = ask("status", "--person", "ana")
    assert "Refresher 2026: 1 of 2 done" in out
    assert "the clock stands before their newest entry" in err
    _, err = ask("status", "--json")
    assert err == "note: the clock stands before the newest entry of 1 person; that entry's time holds\n"


def test_a_programme_that_names_unknown_scenarios_goes_on_and_says_so_once(ask, library):
    (library / "programmes" / "year.yaml").write_text(YEAR.replace("{ids: star}", "{ids: sstar}"))
    out, err = ask("status", "--person", "ben")
    assert err.count("unknown scenario `sstar`; did you mean 'star'?") == 1
    assert "overdue: It was due on 31 March 2026" in out


def test_decisions_are_written_and_change_the_status(ask, data):
    out, _ = ask(
        "exempt", "ben", "year", "public", "--until", "2026-12-01", "--reason", "Leave.", "--by", "cleo"
    )
    assert out == "On record for Ben Ode: exempt from `public` of Refresher 2026, until 2026-12-01.\n"
    (kept,) = objects(
        ask("accept", "1", "year", "calls", "live-workshop", "--evidence", "The list.", "--reason", "Seen.",
            "--completed", "2026-09-01", "--by", "cleo", "--json")
    )  # fmt: skip
    assert (kept["kind"], kept["equivalent"], kept["completed"]) == (
        "equivalence_accepted", "live-workshop", "2026-09-01",
    )  # fmt: skip
    ask("assign", "3", "year", "public", "--due", "2026-10-30", "--from", "2026-10-01", "--reason", "New.",
        "--by", "hr")  # fmt: skip
    found = {
        (row["name"], row["requirement_id"]): (row["status"], row["due_at"])
        for row in objects(ask("status", "--json", "--at", "2027-01-01"))
        if row["requirement_id"] == "public"
    }
    assert found["Cleo Vey", "public"] == ("overdue", "2026-10-30")


def test_an_exemption_holds_from_its_day_and_can_be_ended(ask, data):
    common = ("--reason", "Leave.", "--by", "cleo")
    ask("exempt", "ben", "year", "--from", "2026-10-01", *common)
    told = {row["requirement_id"]: row for row in objects(ask("status", "--person", "ben", "--json"))}
    assert (told["public"]["status"], told["public"]["reason"]) == ("exempt", "Leave.")
    assert "Ana Ruiz is not exempt" in ask("end-exemption", "ana", "year", *common, status=2)
    ask("end-exemption", "ben", "year", "--from", "2026-10-10", *common)
    assert objects(ask("status", "--person", "ben", "--json"))[0]["status"] == "not_started"
    assert "Ben Ode is not exempt" in ask("end-exemption", "ben", "year", *common, status=2)
    facts = {one.person: one for one in RecordsView.look(data).facts()}
    assert sum(len(one.decisions) for one in facts.values()) == 2


def test_unlocking_gives_new_attempts(ask, data):
    with SqlLedger.open(data) as ledger:
        for number in (2, 3):
            attempt(
                ledger,
                f"{number}",
                "ana",
                "letter",
                NOW - timedelta(days=number),
                percentage=10.0,
                passed=False,
            )
    before = objects(ask("status", "--person", "ana", "--json"))[0]
    out, _ = ask("status", "--person", "ana")
    assert (before["attempts_used"], "letter" in out) == (2, False)
    ask("unlock", "ana", "year", "calls", "--scenario", "letter", "--reason", "Talked.", "--by", "cleo")
    assert objects(ask("status", "--person", "ana", "--json"))[0]["attempts_used"] == 0
    assert "would count: funeral, loss, letter\n" in ask("status", "--person", "ana")[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("exempt", "nobody", "year"), "Nobody on record is known as 'nobody'"),
        (("exempt", "ana", "yaer"), "did you mean 'year'?"),
        (("exempt", "ana", "year", "cals"), "did you mean 'calls'?"),
        (("exempt", "ana", "year", "--until", "soon"), "is no day of the calendar"),
        (("exempt", "ana", "year", "--from", "2026-12-01", "--until", "2026-11-01"), "is before --from"),
        (("unlock", "ana", "year", "public"), "does not limit attempts"),
        (("unlock", "ana", "year", "calls", "--scenario", "parcl"), "did you mean 'parcel'?"),
        (
            ("accept", "ana", "year", "calls", "live-workshp", "--evidence", "x"),
            "did you mean 'live-workshop'?",
        ),
        (("accept", "ana", "year", "public", "anything", "--evidence", "x"), "no course stands in for it"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_written(ask, data, given, told):
    assert told in ask(*given, "--reason", "Why not.", "--by", "cleo", status=2)
    assert all(not one.decisions for one in RecordsView.look(data).facts())


def test_an_empty_reason_is_refused(ask):
    assert "--reason is empty" in ask("exempt", "ana", "year", "--reason", " ", "--by", "cleo", status=2)


def test_where_roles_are_given_not_everybody_sees_everything(ask, data):
    with SqlLedger.open(data) as ledger:
        ledger.keep_roster([RosterChange("3", roles=["manager"])], "hr")
    seen = {row["name"] for row in objects(ask("status", "--json", "--as", "cleo"))}
    assert seen == {"Ana Ruiz", "Ben Ode", "Cleo Vey"}
    assert {row["name"] for row in objects(ask("status", "--json", "--as", "ana"))} == {"Ana Ruiz"}
    assert "may not see" in ask("status", "--team", "cleo", "--as", "nobody", status=2)


def test_where_roles_are_given_managers_decide_on_their_people_and_nobody_on_their_own(ask, data):
    with SqlLedger.open(data) as ledger:
        ledger.keep_roster([RosterChange("3", roles=["manager"])], "hr", now=datetime(2026, 1, 3, tzinfo=UTC))
    given = ("year", "--reason", "Away.", "--by")
    assert "On record for Ana Ruiz" in ask("exempt", "ana", *given, "cleo")[0]
    for who, by in (("cleo", "cleo"), ("ana", "ben"), ("ana", "ana"), ("ana", "nobody")):
        assert "compliance and admins may" in ask("exempt", who, *given, by, status=2)


def test_nobody_on_record(ask, library, tmp_path, capsys):
    assert main(["programme", "status", "--library", str(library), "--data", str(tmp_path / "none")]) == 0
    assert "Nobody on record is meant" in capsys.readouterr().out
