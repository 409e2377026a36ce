"""`report` and `certificate`, as a person calls them, on records in a database."""

from __future__ import annotations

import io
import json
import os
import stat
from datetime import UTC, date, datetime

import pytest

from simulator.commands import certificate, report
from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.options import parse
from simulator.records.decisions import Decision
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.reporting.records import BOAT, NOW, PARCEL, QUESTIONS, fill, make_library, played
from tests.reporting.test_page import read


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The harbour office; looks at people are noted in it, and change no figure."""
    data = tmp_path_factory.mktemp("office")
    fill(data)
    return data


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """Records without a roster: everybody sees everything, and no look is noted."""
    data = tmp_path_factory.mktemp("alone")
    fill(data, people={})
    return data


@pytest.fixture
def call(library):
    def told(data, *given, now=NOW):
        args = parse([str(each) for each in given])
        args.data, args.library = data, library
        out, err = io.StringIO(), io.StringIO()
        run = certificate.run if given[0] == "certificate" else report.run
        return run(args, out, err, now), out.getvalue(), err.getvalue()

    return told


def figures(call, data, *given, now=NOW):
    status, out, _ = call(data, "report", *given, "--json", now=now)
    assert status == 0
    assert out.count("\n") == 1
    return json.loads(out)


def test_the_year_has_the_figures_that_the_records_give(call, office):
    found = figures(call, office, "year", "--as", "comp")
    assert (found["type"], found["kind"], found["year"], found["as_of"]) == (
        "report", "year", 2026, "2026-11-22",
    )  # fmt: skip
    assert found["programme"] == {"id": "harbour", "version": 2, "title": "Harbour year"}
    # ben has both; eli is exempt; six had until 31 October; whoever wrote the roster is none of them
    total = found["completion"]["total"]
    assert total["completion"] == {"count": 1, "of": 7, "percentage": 14.29}
    assert (total["people"], total["exempt"], total["late"]) == (8, 1, 6)
    assert found["completion"]["overdue"] == {"1 to 7 days": 0, "8 to 30 days": 6, "31 days or more": 0}
    assert found["attempts"]["practice"] == 1
    assert found["attempts"]["certify"] == 6
    assert found["attempts"]["first_attempts_passed"] == {"count": 3, "of": 4, "percentage": 75.0}
    assert found["attempts"]["progress_same_scenario"] == {"of": 1, "means": [40.0, 60.0, 82.0]}
    accuracy = found["forms"]["class_accuracy"]
    assert accuracy["customer_critical"] == {"count": 5, "of": 7, "percentage": 71.43}
    assert accuracy["compliance_critical"]["of"] == 0
    worst = found["criteria"][0]
    assert (worst["question"], worst["missed"]["count"], worst["missed"]["of"]) == ("date", 3, 7)


def test_the_head_of_the_chain_is_that_of_the_records(call, alone):
    head = RecordsView.look(alone).chain_head()
    found = figures(call, alone, "year")
    assert (found["records"]["entries"], found["records"]["head"]) == (head.count, head.hash)
    _, out, _ = call(alone, "report", "year")
    assert f"    {head.count}:{head.hash}\n" in out
    assert "tamper-evident" in out
    assert "tamper-proof" not in out


def test_an_earlier_day_is_reported_as_it_was(call, office):
    found = figures(call, office, "year", "--at", "2026-03-01", "--as", "comp")
    total = found["completion"]["total"]
    assert total["states"] == {"not_started": 5, "in_progress": 2, "exempt": 1}
    assert found["attempts"]["certify"] == 4
    assert any("written since then is left out" in note for note in found["notes"])


@pytest.mark.parametrize("given", [["2026"], ["--year", "2026"]])
def test_a_year_that_is_over_stands_as_of_its_last_day(call, alone, given):
    found = figures(call, alone, "year", *given, now=datetime(2027, 3, 5, tzinfo=UTC))
    assert (found["year"], found["as_of"]) == (2026, "2026-12-31")
    assert found["attempts"]["certify"] == 6


def test_a_clock_that_was_set_back_is_said(call, alone):
    found = figures(call, alone, "year", now=datetime(2026, 2, 10, tzinfo=UTC))
    assert any("clock" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (["year", "2028"], "has not begun"),
        (["year", "soon"], "not a year"),
        (["year", "2026", "--year", "2025"], "not a year"),
        (["year", "--year", "0"], "no report on the year 0"),
        (["year", "--at", "9999-12-31"], "no report on the year 9999"),
        (["year", "--programme", "harbor"], "no programme"),
        (["scenario"], "which scenario"),
        (["scenario", "third-mesage-about-a-parcel"], "no scenario"),
        (["team", "ben"], "Nobody reports"),
        (["person", "zoe"], "zoe"),
        (["year", "--json", "--html", "-"], "cannot both"),
    ],
)
def test_what_cannot_be_reported_is_said(call, alone, given, wrong):
    with pytest.raises((UsageError, NotFoundError)) as found:
        call(alone, "report", *given)
    assert wrong in found.value.message


def test_a_day_that_does_not_exist_is_wrong_use(capsys):
    with pytest.raises(SystemExit):
        parse(["report", "year", "--at", "2026-02-30"])
    assert "is no day" in capsys.readouterr().err


def test_a_manager_sees_the_status_of_all_below_and_no_figures_of_few(call, office):
    found = figures(call, office, "team", "ada", "--as", "ada")
    assert {one["name"] for one in found["people"]} == {"Ben <Berg>", "Cem Kaya", "Dot Ekko"}
    assert found["completion"]["total"]["completion"]["count"] == 1
    assert found["attempts"] == {"hidden": True}
    assert found["forms"] == {"hidden": True}
    assert found["criteria"] == [{"hidden": True}]


def test_a_team_in_text_names_the_late_first(call, office):
    _, out, _ = call(office, "report", "team", "--as", "ada")
    assert out.startswith("The team of Ada Lind\n")
    assert out.index("Dot Ekko") < out.index("Ben <Berg>")


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """The same office, where whoever is below somebody practised more."""
    data = tmp_path_factory.mktemp("busy")
    fill(data)
    with SqlLedger.open(data) as ledger:
        for n, who in enumerate(["dot", "dot", "ben", "cem", "eli", "ada", "tove", "comp"]):
            played(
                ledger, f"01{n:02}", who, f"07-{n + 1:02}", 10.0 * n, mode="practice",
                missed=QUESTIONS[n % 3 :], scenario=(BOAT, PARCEL)[n % 2],
            )  # fmt: skip
    return data


@pytest.mark.parametrize(
    ("given", "who"),
    [
        (["team", "ben"], "ada"),
        (["team", "ada"], "ada"),
        (["year"], "chief"),
        (["scenario", BOAT], "chief"),
        (["scenario", PARCEL], "chief"),
    ],
)
def test_practice_changes_nothing_for_those_who_see_only_figures(call, office, busy, given, who):
    def told(data):
        found = figures(call, data, *given, "--as", who)
        words = [call(data, "report", *given, "--as", who, *more)[1] for more in ((), ("--html", "-"))]
        head = found.pop("records")["head"]
        found.get("people", []).sort(key=lambda one: one["name"])  # pseudonyms, and so their order, differ
        assert found["practice_shown"] is False
        assert any("Only certified attempts" in note for note in found["notes"])
        assert all("Only certified attempts" in " ".join(text.split()) for text in words)
        # Where the records end differs, as looks are noted too.
        return found, [text[: text.index("Made from records")] for text in words], head

    calm, more = told(office), told(busy)
    assert calm[:2] == more[:2]
    assert calm[2] != more[2]


def test_of_one_person_who_practised_a_manager_reads_nothing(call, office):
    found = figures(call, office, "team", "ben", "--as", "ada")
    assert found["attempts"]["practice"] == 0
    assert (found["forms"]["forms"], found["criteria"]) == (0, [])
    _, out, _ = call(office, "report", "team", "ben", "--as", "ada")
    assert "Nothing was judged." in out
    assert not [name for name in QUESTIONS if f"Is it {name}?" in out]


def test_a_trainer_sees_practice_in_figures(call, office):
    found = figures(call, office, "scenario", PARCEL, "--as", "tove")
    assert (found["practice_shown"], found["attempts"]["practice"]) == (True, 1)
    assert not any("Only certified" in note for note in found["notes"])


def test_a_manager_never_sees_practice_of_a_person(call, office):
    found = figures(call, office, "person", "dot", "--as", "ada")
    assert found["practice_shown"] is False
    assert (found["attempts"]["practice"], found["criteria"]) == (0, [])
    own = figures(call, office, "person", "dot", "--as", "dot")
    assert (own["practice_shown"], own["attempts"]["practice"]) == (True, 1)


def test_a_trainer_sees_scores_under_a_pseudonym_and_no_status(call, office):
    found = figures(call, office, "person", "cem", "--as", "tove")
    assert found["name"].startswith("p")
    assert found["requirements"] is None
    assert "Kaya" not in json.dumps(found)
    assert found["attempts"]["certify"] == 3


@pytest.mark.parametrize(
    ("given", "who"), [(["person", "ben"], "cem"), (["year"], "cem"), (["team", "chief"], "ada")]
)
def test_what_may_not_be_seen_is_refused(call, office, given, who):
    with pytest.raises(UsageError, match="may not see"):
        call(office, "report", *given, "--as", who)


def test_an_executive_sees_figures_without_those_of_few(call, office):
    found = figures(call, office, "year", "--as", "chief")
    assert found["completion"]["total"]["completion"]["of"] == 7
    assert found["completion"]["by_department"] == [{"hidden": True}]
    assert found["attempts"] == {"hidden": True}


def test_a_look_at_somebody_else_is_on_record(call, office):
    before = RecordsView.look(office).chain_head().count
    call(office, "report", "person", "ben", "--as", "comp")
    call(office, "report", "person", "comp", "--as", "comp")
    assert RecordsView.look(office).chain_head().count == before + 1


def test_a_person_without_a_roster_is_who_practised(call, alone):
    _, out, _ = call(alone, "report", "person", "cem")
    assert out.startswith("cem\nAgent, 2026, as of 22 November 2026\n")
    assert "overdue, 22 days" in out


def test_a_scenario_is_told_by_its_title(call, alone):
    _, out, _ = call(alone, "report", "scenario", PARCEL)
    assert out.startswith("The third message about one parcel\n")
    found = figures(call, alone, "scenario", BOAT)
    assert found["attempts"]["certify"] == 1
    assert found["scores_by_tens"][9] == 1


def test_a_page_is_written_whole_for_its_owner_and_overwritten_with_its_rights(call, alone, tmp_path):
    page = tmp_path / "year.html"
    status, out, err = call(alone, "report", "year", "--html", page)
    assert (status, out, err) == (0, f"Written to {page}\n", "")
    read([page.read_text(encoding="utf-8")])
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        page.chmod(0o644)
    page.write_text("old")
    _, out, err = call(alone, "report", "year", "--html", page, "--json")
    assert json.loads(out)["type"] == "report"
    assert err == f"Written to {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o644
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_page_can_be_the_output(call, alone):
    _, out, _ = call(alone, "report", "year", "--html", "-")
    read([out])


def test_a_page_that_cannot_be_written_leaves_what_was_there(call, alone, tmp_path):
    with pytest.raises(UnavailableError, match="cannot be written"):
        call(alone, "report", "year", "--html", tmp_path / "nowhere" / "year.html")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnavailableError, match="cannot be written"):
        call(alone, "report", "year", "--html", tmp_path / "folder")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder"]


def test_whoever_has_completed_it_gets_a_certificate(call, office, tmp_path):
    page = tmp_path / "ben.html"
    status, out, _ = call(office, "certificate", "ben", "harbour", "--html", page, "--as", "comp")
    assert (status, out) == (0, f"Written to {page}\n")
    words = " ".join(" ".join(read([page.read_text(encoding="utf-8")]).words).split())
    for part in (
        "Ben <Berg>",
        "Harbour year",
        "4 March 2026",
        "31 December 2026",
        "90.5 %",
        "85 %",
        "version 2",
    ):
        assert part in words
    assert "2 forms judged by rules, version 1." in words


def test_a_certificate_names_an_accepted_course_by_its_title(call, tmp_path):
    fill(tmp_path)
    with SqlLedger.open(tmp_path) as ledger:
        accepted = Decision(
            "equivalence_accepted", "harbour", "talks", reason="on the list", equivalent="quay-workshop",
            completed=date(2026, 5, 4), evidence="list 7",
        )  # fmt: skip
        ledger.decide("cem", accepted, "comp", now=datetime(2026, 5, 6, tzinfo=UTC))
    _, out, _ = call(tmp_path, "certificate", "cem", "harbour", "--html", "-", "--as", "comp")
    assert "by A day on the quay" in out
    assert "quay-workshop" not in out
    assert "has met what <strong>Harbour year</strong> asks" in out


def test_what_is_missing_for_a_certificate_is_said(call, office, tmp_path):
    page = tmp_path / "cem.html"
    status, out, err = call(office, "certificate", "cem", "harbour", "--html", page, "--as", "comp")
    assert (status, out, page.exists()) == (1, "", False)
    assert "There is no certificate yet for Cem Kaya" in err
    assert "1 of 2 done" in err


def test_a_certificate_is_for_those_who_may_see_status_and_scores(call, office, tmp_path):
    for who in ("cem", "tove", "chief"):
        with pytest.raises(UsageError, match="may not see"):
            call(office, "certificate", "ben", "harbour", "--html", tmp_path / "x.html", "--as", who)
    status, _, _ = call(office, "certificate", "ben", "harbour", "--html", tmp_path / "x.html", "--as", "ben")
    assert status == 0
