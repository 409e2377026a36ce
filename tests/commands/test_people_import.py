"""`people import`: from the file to the records, whole or not at all."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from simulator.cli import main
from simulator.errors import UnavailableError, UsageError
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.commands.rostering import COMPANY, PLAIN, called, import_text, member, objects
from tests.records.old import make_first
from tests.records.samples import make_header


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


def summary(out):
    return objects(out)[-1]


def test_a_new_company_is_entered(data):
    status, out, err = import_text(data, COMPANY)
    assert status == 0
    assert out.splitlines()[:2] == ["Added: 6", "  1 Ana Li, executive, Board"]
    assert out.endswith("Unchanged: 0\nWritten.\n")
    assert err == "Read: 6 rows; UTF-8, comma.\n"
    mira = member(data, "mira")
    assert (mira.name, mira.level, mira.department, mira.active) == ("Mira Stone", "agent", "North", True)
    assert mira.manager == member(data, "2").person
    assert member(data, "dora").roles == ("learner", "compliance")


def test_a_dry_run_tells_the_same_and_writes_nothing(data):
    status, out, _ = import_text(data, COMPANY, "--dry-run")
    assert (status, out.splitlines()[0]) == (0, "Would be added: 6")
    assert out.endswith("Nothing was written: this was a dry run.\n")
    assert not data.exists()


def test_the_same_file_again_writes_nothing(data):
    import_text(data, COMPANY)
    before = RecordsView.look(data).chain_head()
    status, out, _ = import_text(data, COMPANY, "--by", "ana")
    assert (status, out) == (0, "Unchanged: 6\nNothing had to be written.\n")
    assert RecordsView.look(data).chain_head() == before


def test_what_changes_is_told_by_field_and_the_missing_stay(data):
    import_text(data, PLAIN)
    text = "id,department,level,active\n3,South,manager,1\n6,North,agent,no\n7,West,trainee,\n"
    dry = import_text(data, text, "--dry-run")[1]
    status, out, _ = import_text(data, text)
    assert status == 0
    assert (
        dry.replace("Would be added", "Added").replace("Would be changed", "Changed").splitlines()[:-1]
        == (out.splitlines()[:-1])
    )
    assert "Changed: 2\n  3 Mira Stone: level agent → manager; department North → South\n" in out
    assert "  6 Eli Wood: there yes → no\n" in out
    assert "Leaving, of these: 1\n  6 Eli Wood\n" in out
    assert "Not in the file, and left as they are: 4\n  1 Ana Li\n" in "\n".join(sorted_sections(out))
    assert member(data, "1").active
    assert not member(data, "6").active
    assert "Back, of these: 1\n  6 Eli Wood\n" in import_text(data, "id,active\n6,yes\n")[1]


def sorted_sections(out):
    """The lines with those of each section in order."""
    lines, found = out.splitlines(), []
    for line in lines:
        if line.startswith("  ") and found:
            found[-1].append(line)
        else:
            found.append([line])
    return [line for head, *rest in found for line in (head, *sorted(rest))]


def test_as_json_everything_is_told(data):
    import_text(data, PLAIN)
    status, out, err = import_text(
        data, "id,level,colour\n3,manager,red\n7,trainee,\n", "--json", "--dry-run"
    )
    *people, last = objects(out)
    assert (status, err) == (0, "")
    said = {"type": "import", "done": False, "dry_run": True, "rows": 2, "faults": 0, "not_used": ["colour"]}
    counts = {"added": 1, "changed": 1, "unchanged": 0, "missing": 5, "returned": 0, "left": 0}
    assert last.items() >= (said | counts).items()
    assert [one["type"] for one in people] == ["person_added", "person_changed", *["person_missing"] * 5]
    assert people[0]["employee_number"] == "7"
    assert people[1]["fields"] == {"level": {"from": "agent", "to": "manager"}}


def test_with_a_fault_nothing_is_written(data):
    text = COMPANY.replace("2021-03-01,\n4", "1.3.2021,\n4")
    status, out, _ = import_text(data, text)
    assert status == 1
    assert out.splitlines()[0] == "1 fault:"
    assert "line 4, column 9 (hire_date): “1.3.2021” is no day" in out
    assert out.endswith(
        "Nothing was written. Correct the file.\nThe other rows are taken with --skip-faulty.\n"
    )
    assert not data.exists()
    assert max(map(len, out.splitlines())) <= 80


def test_the_good_rows_are_taken_when_faults_are_skipped(data):
    status, out, _ = import_text(
        data, COMPANY.replace("ben@x.example,manager", "ben@x.example,boss"), "--skip-faulty"
    )
    assert status == 1
    assert "2 faults" not in out
    assert out.startswith("3 faults:\n  line 3, column 6 (level): “boss” is no level.")
    assert "Added: 3" in out
    assert out.endswith("Written.\n3 rows were left out because of faults.\n")
    with pytest.raises(Exception, match="Nobody"):
        member(data, "mira")


def test_faults_as_json_hold_the_place(data):
    status, out, _ = import_text(data, "id,level\n1,boss\n", "--json")
    fault, last = objects(out)
    assert (status, last["done"], last["faults"]) == (1, False, 1)
    assert (fault["type"], fault["line"], fault["column"], fault["heading"]) == ("fault", 2, 2, "level")


def test_wrong_headings_take_nothing_even_when_faults_are_skipped(data):
    status, out, _ = import_text(data, "name,level\nAna,agent\n", "--skip-faulty")
    assert status == 1
    assert "no column with the employee numbers" in " ".join(out.split())
    assert "people columns" in out


def test_many_faults_and_people_are_told_shortly(data):
    text = (
        "id,level\n" + "".join(f"{n},agent\n" for n in range(30)) + "".join(f"x{n},boss\n" for n in range(30))
    )
    status, out, _ = import_text(data, text, "--skip-faulty")
    assert status == 1
    assert out.count("  … and 10 more; all of them with --json") == 2


def test_whoever_practised_before_keeps_the_pseudonym(data):
    with SqlLedger.open(data) as ledger:
        ledger.open_attempt(make_header("0001", learner="mira"))
    before = member(data, "mira").person
    _, out, _ = import_text(data, COMPANY)
    assert "3 Mira Stone, agent, North (practised before)" in out
    assert member(data, "3").person == before
    assert RecordsView.look(data).history(learner="mira")


def test_a_later_day_holds_from_then_on(data):
    import_text(data, PLAIN)
    day = datetime.now(UTC).date() + timedelta(days=40)
    text = "id,level,first name\n3,manager,Myra\n"
    _, out, _ = import_text(data, text, "--effective", day.isoformat())
    assert out.endswith(f"Written; holds from {day}.\n")
    assert (member(data, "3").level, member(data, "3").given_name) == ("agent", "Myra")
    later = datetime.now(UTC) + timedelta(days=41)
    assert RecordsView.look(data).member("3", later).level == "manager"
    assert import_text(data, text, "--effective", day.isoformat())[1].endswith("Nothing had to be written.\n")


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "1.1.2027"])
def test_a_day_that_there_is_not_is_refused(data, day):
    with pytest.raises(UsageError, match="--effective"):
        import_text(data, COMPANY, "--effective", day)


def test_odd_encodings_are_told_and_accepted(data):
    _, _, err = import_text(data, "id;level;name\n1;agent;Zoë\n".encode("cp1252"), "--dry-run")
    assert err.startswith("The file is no UTF-8; it was read as Windows-1252.")
    assert "semicolon" in err
    _, _, err = import_text(data, "id\tlevel\n1\tagent\n".encode("utf-16"), "--dry-run")
    assert err == "Read: 1 row; UTF-16, tab.\n"


def test_unused_columns_formulas_and_cleaning_are_told(data):
    _, out, err = import_text(
        data, "id,level,title,name\n1,agent,Chief,=1+1\n2,agent,,A\x1b[31mna\n", "--dry-run"
    )
    assert "Columns that are not used: title.\n" in err
    assert "kept as text: 1." in err
    assert "Control characters" in err
    assert "1 =1+1, agent" in out
    assert "2 Ana, agent" in out


def test_a_file_that_cannot_be_read_ends_with_a_message(data, tmp_path, capsys, monkeypatch):
    assert main(["people", "import", str(tmp_path / "none.csv"), "--data", str(data)]) == 2
    assert "none.csv: the file cannot be read: No such file" in capsys.readouterr().err
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04")
    assert main(["people", "import", str(tmp_path / "book.csv"), "--data", str(data)]) == 2
    assert "workbook" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAIN.encode())))
    assert main(["people", "import", "-", "--data", str(data), "--dry-run"]) == 0


def test_only_an_admin_brings_the_roster_once_there_is_one(data):
    import_text(data, COMPANY)
    with pytest.raises(UsageError, match="You may not change the configuration or the roster: admins may"):
        import_text(data, COMPANY, "--by", "ben")
    with pytest.raises(UsageError):
        import_text(data, COMPANY, "--dry-run", "--by", "a-stranger")
    assert import_text(data, PLAIN.replace("North", "East"), "--by", "ana")[0] == 0
    assert member(data, "mira").department == "East"


def test_an_admin_who_has_left_is_none(data):
    import_text(data, COMPANY)
    import_text(data, "id,roles\n2,admin\n", "--by", "ana")
    import_text(data, "id,active\n1,no\n", "--by", "ben")
    with pytest.raises(UsageError):
        import_text(data, "id,active\n1,yes\n", "--by", "ana")


def test_the_chain_holds_after_all_of_it(data):
    import_text(data, COMPANY)
    import_text(data, "id,department\n3,South\n", "--by", "ana")
    assert called(data, "verify", command="records")[0] == 0


def test_records_of_an_older_version_are_taken_over_first(tmp_path):
    data = tmp_path / "data"
    make_first(data)
    with pytest.raises(UnavailableError, match="older version"):
        import_text(data, COMPANY, "--dry-run")
    assert import_text(data, COMPANY)[0] == 0
    assert member(data, "3").login == "mira"
    assert called(data, "verify", command="records")[0] == 0


def test_damaged_records_are_told(data):
    data.mkdir()
    (data / "records.sqlite3").write_bytes(b"This is no database at all.\n" * 400)
    with pytest.raises(UnavailableError):
        import_text(data, COMPANY)


def test_columns_are_told(data):
    status, out, _ = called(data, "columns")
    assert status == 0
    assert "  employee_number employee no" in out
    assert max(map(len, out.splitlines())) <= 80
    told = objects(called(data, "columns", "--json")[1])
    assert {"type": "level", "name": "new_hire"}.items() <= next(
        one for one in told if one["type"] == "level"
    ).items()
    assert next(one for one in told if one["name"] == "title")["kept"] is False
