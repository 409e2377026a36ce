"""`records log`: who did what, and who looked at whose record."""

from __future__ import annotations

import pytest

from simulator.errors import NotFoundError, UsageError
from simulator.records.sql_ledger import SqlLedger
from tests.commands.rostering import COMPANY, called, company_in, objects
from tests.records.samples import make_end, make_evaluation, make_header, make_turn


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = company_in(tmp_path_factory.mktemp("log"), COMPANY)
    with SqlLedger.open(folder) as ledger:
        ledger.open_attempt(make_header("m1", learner="mira", mode="certify"))
        ledger.add_turn("m1", make_turn(1, "Where is it?"))
        ledger.add_turn("m1", make_turn(2, "It is on its way."), make_end())
        ledger.add_evaluation("m1", make_evaluation(82.5))
        ledger.note_view("ben", "mira", "attempt m1")
    return folder


def log(data, *given, who="dora"):
    _, out, _ = called(data, "log", "--as", who, "--json", *given, command="records")
    return objects(out)


def test_a_look_is_told_with_who_looked_at_whose_record(data):
    (look,) = log(data, "--action", "viewed", "--by", "ben")
    assert (look["by_name"], look["person_name"], look["what"]) == ("ben", "mira", {"what": "attempt m1"})
    assert look["entry"] > 0
    assert look["at"].endswith("Z")


def test_what_was_done_to_a_person_and_to_their_attempts_is_found(data):
    told = {line["action"] for line in log(data, "--person", "mira", "--limit", "500")}
    assert {"person_added", "opened", "ended", "evaluated", "viewed"} <= told
    assert {line["person_name"] for line in log(data, "--person", "mira", "--limit", "500")} == {"mira"}


def test_the_newest_come_first_and_no_more_than_asked_for(data):
    entries = [line["entry"] for line in log(data, "--limit", "3")]
    assert len(entries) == 3
    assert entries == sorted(entries, reverse=True)
    _, _, err = called(data, "log", "--as", "dora", "--limit", "3", command="records")
    assert "newest 3" in err


def test_days_bound_it(data):
    today = log(data)[0]["at"][:10]
    assert log(data, "--from", today, "--to", today)
    assert log(data, "--to", "2001-01-01") == []
    assert log(data, "--from", "2999-01-01") == []


def test_everybody_sees_who_looked_at_their_own_record_and_only_compliance_the_rest(data):
    assert any(line["by_name"] == "ben" for line in log(data, "--person", "mira", who="mira"))
    for given in ((), ("--person", "eli"), ("--by", "mira"), ("--person", "nobody")):
        with pytest.raises(UsageError, match="audit log"):
            log(data, *given, who="mira")


def test_looking_into_the_log_is_a_look_at_those_who_stand_in_it(data):
    log(data, "--person", "eli")
    newest = log(data, "--action", "viewed", "--person", "eli")[0]
    assert (newest["by_name"], newest["what"]) == ("dora", {"what": "audit log"})


def test_the_table_reads_like_a_log(data):
    _, out, _ = called(data, "log", "--as", "dora", "--action", "viewed", "--by", "ben", command="records")
    heading, line = out.splitlines()
    assert heading.split() == ["ENTRY", "WHEN", "(UTC)", "WHO", "DID", "WHOSE", "RECORD", "WHAT"]
    assert line.split()[3:] == ["ben", "viewed", "mira", "attempt", "m1"]


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        (("--limit", "0"), UsageError, "nothing"),
        (("--action", "veiwed"), NotFoundError, "veiwed"),
        (("--from", "soon"), UsageError, "--from"),
        (("--from", "2026-02-02", "--to", "2026-02-01"), UsageError, "--from lies after --to"),
        (("--person", "zoe"), NotFoundError, "zoe"),
    ],
)
def test_what_cannot_be_asked_is_told(data, given, error, said):
    with pytest.raises(error, match=said):
        log(data, *given)
