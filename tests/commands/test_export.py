"""`records export` on real records: what is in it, what is not, and who may have it."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from datetime import date

import pytest

from simulator.cli import main
from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.exporting.completion import COLUMNS
from simulator.exporting.naming import registration_id
from simulator.records.looking import RecordsView
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from tests.commands.exporting import HOME, PROGRAMME, SAID, attempt, call, fill, lines, make_library
from tests.exporting.cmi5_rules import verb, violations


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture
def export(data, library):
    return lambda *given: call(data, library, "export", *given)


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def attempts(text):
    return [one["attempt"] for one in lines(text) if one["type"] == "attempt"]


def test_the_completion_export_has_the_columns_and_a_row_for_everything(export):
    status, out, err = export()
    assert (status, out.splitlines()[0].split(",")) == (0, list(COLUMNS))
    found = rows(out)
    assert sorted((row["employee_number"], row["scenario_id"], row["status"]) for row in found) == [
        ("E1", "dead-line", "completed"), ("E1", "late-train", "completed"),
        ("E1", "late-train", "completed"), ("E1", "late-train", "completed"), ("E2", "", "not_started"),
    ]  # fmt: skip
    assert "5 rows: 4 attempts, 2 people." in err


def test_a_row_says_what_was_owed_and_what_was_done(export, data):
    found = [row for row in rows(export()[1]) if row["score_percentage"] == "90"]
    with_hash = found[0]
    assert len(with_hash.pop("record_hash")) == 64
    people = {one.person for one in RecordsView.look(data).facts() if one.attempts}
    assert with_hash == {
        "employee_number": "E1", "department": "'=Care", "level": "agent", "programme_id": "year",
        "programme_version": "3", "scenario_id": "late-train", "rubric_id": "complaint",
        "rubric_version": "1", "assignment_id": "yearly:2026",
        "registration": registration_id(people.pop(), "year", "2026"), "assigned_at": "2026-01-01",
        "due_at": "2026-12-31", "window_opens_at": "", "started_at": "2026-03-03T09:00:00.000Z",
        "completed_at": "2026-03-03T09:12:00.000Z", "expires_at": "", "status": "completed",
        "attempt_no": "2", "attempts_allowed": "3", "score_percentage": "90", "mastery_score": "0.8",
        "passed": "true", "automatic_fail": "false", "performance_category": "MEETS_EXPECTATIONS",
        "duration_seconds": "720", "judge_source": "rules", "review_state": "amended",
    }  # fmt: skip


def test_a_dispute_that_waits_is_told(export):
    assert [row["review_state"] for row in rows(export("--scenario", "dead-line")[1])] == ["disputed"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--from", "2026-03-04"), ["0003", "0005"]),
        (("--to", "2026-03-03"), ["0001", "0002"]),
        (("--from", "2026-03-03", "--to", "2026-03-03"), ["0002"]),
        (("--person", "mira"), ["0001", "0002", "0003", "0005"]),
        (("--person", "E2"), []),
        (("--department", "=care"), ["0001", "0002", "0003", "0005"]),
        (("--department", "Sales"), []),
        (("--level", "manager"), []),
        (("--scenario", "dead-line"), ["0005"]),
        (("--programme", "year"), ["0001", "0002", "0003", "0005"]),
        (("--mode", "practice"), ["0004"]),
        (("--mode", "any"), ["0001", "0002", "0003", "0004", "0005"]),
    ],
)
def test_filters(export, filters, expected):
    assert attempts(export("--format", "jsonl", *filters)[1]) == expected


def test_days_are_those_of_the_programme(data, library, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        attempt(ledger, "0001")
        ledger.close()
    given = ("export", "--format", "jsonl", "--to", "2026-03-01")
    assert attempts(call(tmp_path, library, *given)[1]) == []
    zone = PROGRAMME.replace("Europe/Vilnius", "Pacific/Pago_Pago")  # eleven hours behind
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "year.yaml").write_text(zone, encoding="utf-8")
    (tmp_path / "scenarios").mkdir()
    assert attempts(call(tmp_path, tmp_path, *given, "--programme", "year")[1]) == ["0001"]


def test_a_past_day_shows_how_requirements_stood_then(export):
    found = rows(export("--to", "2026-03-03")[1])
    assert {row["status"] for row in found if row["employee_number"] == "E1"} == {"in_progress"}


def test_json_lines_begin_with_the_head_and_end_with_the_counts(export, data):
    found = lines(export("--json")[1])
    head = RecordsView.look(data).chain_head()
    assert (found[0]["type"], found[0]["entries"], found[0]["head"]) == ("export", head.count, head.hash)
    assert found[0]["filters"] == {"mode": "certify"}
    assert found[-1] == {"type": "exported", "people": 1, "attempts": 4, "rows": 8}


def test_without_being_asked_for_no_word_and_no_name_is_in_it(export):
    for kind in ("csv", "jsonl"):
        text = export("--format", kind, "--mode", "any")[1]
        assert SAID not in text
        assert "mira" not in text.lower()
        assert "Quill" not in text
        assert '"ana"' not in text


def test_words_and_names_come_when_asked_for(export):
    found = lines(export("--format", "jsonl", "--transcripts", "--names", "--mode", "practice")[1])
    assert found[1]["learner"] == "mira"
    assert [one["text"] for one in found if one["type"] == "turn"] == ["Sentence number 1.", SAID]
    amended = lines(export("--format", "jsonl", "--transcripts", "--names")[1])
    assert [one["amended"]["by"] for one in amended if "amended" in one] == ["ana"]


def test_the_same_attempt_bears_the_same_hash_everywhere(export):
    told = {one["record_hash"] for one in lines(export("--json")[1]) if one["type"] == "attempt"}
    assert told == {row["record_hash"] for row in rows(export()[1]) if row["record_hash"]}


def test_statements_keep_the_rules_of_cmi5(export):
    found = lines(export("--format", "xapi", "--home-page", HOME, "--mode", "any")[1])
    assert violations(found) == []
    assert [verb(one) for one in found] == [
        "initialized", "completed", "failed", "terminated", "initialized", "passed", "terminated",
        "initialized", "scored", "terminated", "attempted", "scored",
        "initialized", "completed", "passed", "terminated",
    ]  # fmt: skip


def test_a_filter_does_not_change_what_an_attempt_says(export):
    every = lines(export("--format", "xapi", "--home-page", HOME)[1])
    some = lines(export("--format", "xapi", "--home-page", HOME, "--from", "2026-03-04")[1])
    assert some == every[7:]


def test_statements_need_an_address(export):
    with pytest.raises(UsageError, match="none is set"):
        export("--format", "xapi")


def test_a_file_is_written_with_its_head_beside_it(export, data, tmp_path):
    path = tmp_path / "year.csv"
    status, out, err = export("--out", str(path), "--bom", "--json")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfemployee_number,")
    assert content.endswith(b"\r\n")
    told, head = json.loads(out), json.loads((tmp_path / "year.csv.head.json").read_text())
    assert (status, told) == (0, head)
    assert (head["rows"], head["head"]) == (5, RecordsView.look(data).chain_head().hash)
    assert f"Head {head['entries']}:{head['head']}" in err
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(os.listdir(tmp_path)) == ["year.csv", "year.csv.head.json"]


def test_a_place_that_cannot_be_written_keeps_what_was_there(export, data, tmp_path):
    with pytest.raises(UnavailableError, match="cannot be written"):
        export("--out", str(tmp_path / "nowhere" / "year.csv"))
    with pytest.raises(UsageError, match="not a place"):
        export("--out", str(data / "records.sqlite3"))
    with pytest.raises(UsageError, match="not a place"):
        export("--out", str(data / "records.sqlite3-wal"))
    with pytest.raises(UsageError, match="not a place"):
        export("--out", str(tmp_path))
    assert RecordsView.look(data).chain_head().count > 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("--from", "yesterday"), "is no day"),
        (("--to", "20260303"), "is no day"),
        (("--from", "2026-03-04", "--to", "2026-03-03"), "is after"),
        (("--transcripts",), "goes with --format jsonl"),
        (("--format", "xapi", "--names"), "goes with --format jsonl"),
        (("--format", "jsonl", "--bom"), "goes with --format csv"),
        (("--format", "csv", "--json"), "both write"),
        (("--format", "xapi", "--home-page", "here"), "is an address"),
    ],
)
def test_wrong_use_is_told(export, given, message):
    with pytest.raises(UsageError, match=message):
        export(*given)


def test_people_and_programmes_that_there_are_not(export):
    with pytest.raises(NotFoundError, match="known as 'nobody'"):
        export("--person", "nobody")
    with pytest.raises(NotFoundError, match="no programme `yaer`"):
        export("--programme", "yaer")


def test_a_programme_with_faults_is_told_and_left_out(data, tmp_path):
    for name in ("scenarios", "programmes"):
        (tmp_path / name).mkdir()
    (tmp_path / "programmes" / "bad.yaml").write_text(
        PROGRAMME.replace("id: year", "id: bad") + "  - ref_id:"
    )
    status, out, err = call(data, tmp_path, "export")
    assert "The programme bad has faults" in err
    assert (status, {row["programme_id"] for row in rows(out)}) == (0, {""})


def test_where_nothing_is_on_record_there_is_an_empty_export(library, tmp_path):
    status, out, err = call(tmp_path / "data", library, "export")
    assert (status, rows(out)) == (0, [])
    assert "Head 0:" in err
    assert not (tmp_path / "data").exists()


def test_an_erased_person_stands_under_the_pseudonym(library, tmp_path):
    fill(tmp_path)
    with SqlLedger.open(tmp_path) as ledger:
        person = ledger.erase_person("mira", "office", "asked for it").person
    found = rows(call(tmp_path, library, "export")[1])
    assert {row["employee_number"] for row in found if row["record_hash"]} == {person}
    given = ("export", "--format", "jsonl", "--transcripts", "--names", "--mode", "any")
    text = call(tmp_path, library, *given)[1]
    assert SAID not in text
    assert '"mira"' not in text


def test_the_program_answers(export, data, library, capsys):
    given = ["--data", str(data), "--library", str(library), "records", "export", "--mode", "practice"]
    assert main(given) == 0
    assert len(rows(capsys.readouterr().out)) == 1


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Mira's manager is Ana; Cora is of compliance, Theo a trainer, Bob nobody in particular."""
    folder = tmp_path_factory.mktemp("company")
    fill(folder)
    roles = {"ana": ("manager",), "cora": ("compliance",), "theo": ("trainer",), "bob": ("learner",)}
    with SqlLedger.open(folder) as ledger:
        ledger.keep_roster(
            [
                *(RosterChange(login=name, roles=("learner", *given), hired=date(2020, 1, 1))
                  for name, given in roles.items()),
                RosterChange("E1", manager="ana"),
            ],
            "office",
        )  # fmt: skip
    return folder


@pytest.fixture
def company(place, library):
    return lambda name, *given: call(place, library, "export", "--as", name, *given)


ANY = ("--format", "jsonl", "--mode", "any")


def test_who_may_have_it(company):
    assert attempts(company("cora", *ANY)[1]) == ["0001", "0002", "0003", "0005"]
    assert attempts(company("ana", *ANY)[1]) == ["0001", "0002", "0003", "0005"]
    assert attempts(company("bob", *ANY)[1]) == []


def test_only_some_get_words(company):
    words = (*ANY, "--transcripts", "--names")
    assert SAID not in company("ana", *words)[1]
    assert SAID in company("mira", *words)[1]


def test_a_trainer_gets_everything_under_pseudonyms(company):
    text = company("theo", *ANY, "--transcripts", "--names")[1]
    assert attempts(text) == ["0001", "0002", "0003", "0004", "0005"]
    assert SAID in text
    assert {one["learner"][0] for one in lines(text) if one["type"] == "attempt"} == {"p"}
    assert {row["employee_number"][0] for row in rows(company("theo")[1])} == {"p"}


def test_compliance_gets_names(company):
    text = company("cora", "--format", "jsonl", "--names")[1]
    assert {one["learner"] for one in lines(text) if one["type"] == "attempt"} == {"mira"}


def test_who_is_refused_is_told_and_a_look_is_on_record(company, place):
    with pytest.raises(UsageError, match="may not see"):
        company("bob", "--person", "mira")
    before = RecordsView.look(place).chain_head().count
    company("cora", "--person", "mira")
    assert RecordsView.look(place).chain_head().count == before + 1


def test_a_database_on_a_server(server_url, library, tmp_path, monkeypatch):
    from simulator.records.address import read_address

    fill(read_address(server_url))
    monkeypatch.setenv("EMPTY_CHAIR_DATABASE", server_url)
    out, err = call(tmp_path, library, "export", "--mode", "any")[1:]
    assert sorted(row["attempt_no"] for row in rows(out)) == ["1", "1", "1", "2", "3"]
    assert "5 rows: 5 attempts, 1 people." in err
