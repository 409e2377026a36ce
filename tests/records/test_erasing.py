"""Names and words go for good; everything else stays, and the chain with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.records.chain.retention import Retention, read_retention
from simulator.records.looking import RecordsView
from simulator.records.schema import METADATA
from simulator.records.sql_ledger import SqlLedger
from tests.records.evidence_samples import KEY, NAME, SAID, fill, verified
from tests.records.old import execute, make_first, rows
from tests.records.samples import make_end, make_evaluation, make_header, make_turn


def erase(where, who=NAME, reason="their own request"):
    with SqlLedger.open(where) as ledger:
        return ledger.erase_person(who, "office", reason)


@pytest.fixture
def filled(where):
    with SqlLedger.open(where) as ledger:
        fill(ledger)
        fill(ledger, "omar", "0002")
        ledger.checkpoint(KEY)
    return where


def everything(where):
    left_out = ("contents", "attempt_contents", "ends", "checkpoints", "schema_version")
    tables = [table for table in METADATA.tables if table not in left_out]
    return {table: str(rows(where, f"SELECT * FROM {table}")) for table in tables}


def test_an_erased_person_is_in_no_table_and_the_chain_verifies(filled):
    done = erase(filled)
    assert (done.attempts, done.turns, done.mentions) == (("0001",), 2, ())
    for table, text in everything(filled).items():
        assert NAME not in text, table
    assert rows(filled, "SELECT text FROM turns WHERE attempt = '0001' ORDER BY turn") == [("",), ("",)]
    assert rows(filled, "SELECT DISTINCT words FROM evaluations WHERE attempt = '0001'") == [("",)]
    found = verified(filled)
    assert (found.bad, found.walk.checkpoints) == (None, 1)
    # two turns, two forms, a dispute, a copied conversation, the names twice, a decision, an idea, an answer
    assert found.erased == 11  # not omar's


def test_what_stays_is_evidence(filled):
    erase(filled)
    record = RecordsView.look(filled).attempt("0001")
    assert record.header.learner.startswith("p")
    assert [form["percentage"] for form in record.evaluations] == [82.5, 90.0]
    assert record.evaluations[0]["gaps"][0] == {
        "ref_id": "owns",
        "quote": "",
        "turn": 2,
        "text": "",
        "better": "",
    }
    assert record.evaluations[1]["amended"]["by"] == "trainer"
    assert RecordsView.look(filled).attempt("0002").turns[1].text == SAID
    assert RecordsView.look(filled).history(learner=NAME) == ()


def test_no_byte_of_any_file_tells_of_them(tmp_path):
    data = tmp_path / "data"
    with SqlLedger.open(data) as ledger:
        fill(ledger)
        erased = ledger.erase_person(NAME, "office", "their own request")
        for file in data.iterdir():
            content = file.read_bytes()
            for word in (NAME, SAID, "apricot", "quillfeather"):
                assert word.encode() not in content, (file.name, word)
                assert word.encode("utf-16-le") not in content
        ledger.open_attempt(make_header("0002", learner=NAME))
    assert RecordsView.look(data).history(learner=NAME)[0].attempt == "0002"
    assert rows(data, "SELECT count(*) FROM identities") == [(7,)]
    assert erased.person.encode() in (data / "records.sqlite3").read_bytes()


def test_no_byte_is_left_beside_another_program_that_has_the_file_open(tmp_path):
    with SqlLedger.open(tmp_path) as other, SqlLedger.open(tmp_path) as ledger:
        fill(ledger)
        assert other.attempt("0001")
        ledger.erase_person(NAME, "office", "their own request")
        content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert other.attempt("0001").turns[1].text == ""
    assert NAME.encode() not in content
    assert b"apricot" not in content


def test_old_pages_that_somebody_still_reads_are_told_and_cleared_the_next_time(tmp_path):
    with SqlLedger.open(tmp_path, patience=0.1) as ledger:
        fill(ledger)
        with closing(sqlite3.connect(ledger.where.file, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM turns").fetchall()
            with pytest.raises(UnavailableError, match="are erased, but old pages"):
                ledger.erase_person(NAME, "office", "their own request")
            (person,) = rows(
                tmp_path, "SELECT subject FROM chain WHERE family = 'person' AND action = 'erased'"
            )[0]
        ledger.erase_person(person, "office", "their own request")
        assert b"apricot" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert verified(tmp_path).bad is None


def test_an_older_file_that_was_taken_over_keeps_no_name_either(tmp_path):
    make_first(tmp_path)
    SqlLedger.open(tmp_path).close()
    erase(tmp_path, "mira")
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"mira" not in content
    assert b"On its way." not in content


def test_a_second_erasure_finds_nobody_and_by_the_pseudonym_changes_nothing(filled):
    person = erase(filled).person
    with pytest.raises(NotFoundError, match="Nobody"):
        erase(filled)
    before = everything(filled)
    again = erase(filled, person)
    assert (again.attempts, again.known_as) == ((), ())
    after = everything(filled)
    assert after["turns"] == before["turns"]
    assert verified(filled).bad is None


@pytest.mark.parametrize("reason", [f"{NAME} asked", f"for {NAME.upper()}."])
def test_a_reason_that_names_the_person_is_refused_and_nothing_goes(filled, reason):
    with pytest.raises(UsageError, match="names the person"):
        erase(filled, reason=reason)
    assert NAME in everything(filled)["identities"]


def test_where_others_wrote_the_name_is_told(where):
    with SqlLedger.open(where) as ledger:
        fill(ledger)
        ledger.open_attempt(make_header("0002", learner="omar"))
        ledger.add_turn("0002", make_turn(1, f"I work with {NAME.title()}."))
        plan = ledger.erasure_of(NAME)
    assert plan.mentions == ("turns of 0002",)
    assert NAME in everything(where)["identities"]


def test_nothing_is_added_to_words_that_were_erased(filled):
    with SqlLedger.open(filled) as ledger:
        ledger.open_attempt(make_header("0003", learner=NAME))
        ledger.erase_person(NAME, "office", "their own request")
        with pytest.raises(UsageError, match="were erased"):
            ledger.add_turn("0003", make_turn(1))
        with pytest.raises(UsageError, match="were erased"):
            ledger.add_evaluation("0001", make_evaluation())
        assert ledger.attempt("0003").turns == ()
    assert verified(filled).bad is None


def refused(where, statement):
    with pytest.raises(Exception, match="only added to"):
        execute(where, statement)


def test_the_guards_let_words_go_behind_the_entry_alone(filled):
    refused(filled, "UPDATE turns SET text = '', note = '{}' WHERE attempt = '0002'")
    refused(filled, "DELETE FROM salts WHERE owner = '0002'")
    erase(filled)
    for statement in (
        "UPDATE turns SET text = 'other words' WHERE attempt = '0001'",
        "UPDATE turns SET speaker = 'customer' WHERE attempt = '0001'",
        "UPDATE turns SET text = NULL WHERE attempt = '0001'",
        "DELETE FROM turns WHERE attempt = '0001'",
        "UPDATE evaluations SET percentage = 100 WHERE attempt = '0001'",
        "UPDATE evaluations SET passed = NULL WHERE attempt = '0001'",
        "UPDATE dispute_events SET reason = 'none' WHERE attempt = '0001'",
        "UPDATE round_items SET evaluation = '{}' WHERE attempt = '0001'",
        "UPDATE round_items SET words = '' WHERE attempt IS NULL",
        "UPDATE identities SET login = 'mira' WHERE login = ''",
        "UPDATE attempts SET learner = '' WHERE attempt = '0001'",
        "DELETE FROM salts WHERE owner = '0002'",
        "UPDATE salts SET salt = ''",
    ):
        refused(filled, statement)
    assert verified(filled).bad is None


def test_words_put_back_are_found(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        fill(ledger)
        ledger.erase_person(NAME, "office", "their own request")
        file = ledger.where.file
    with closing(sqlite3.connect(file)) as connection:
        (guard,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'turns_no_update'"
        ).fetchone()
        connection.execute("DROP TRIGGER turns_no_update")
        connection.execute("UPDATE turns SET text = 'I never said that.' WHERE turn = 1")
        connection.execute(guard)
        connection.commit()
    bad = verified(tmp_path).bad
    assert (bad.table, bad.column, "where words were erased" in bad.why) == ("turns", "text", True)


NOW = datetime(2027, 4, 10, tzinfo=UTC)


def test_words_go_when_their_time_is_over(where):
    with SqlLedger.open(where) as ledger:
        fill(ledger)
        for key, mode, at in (
            ("0002", "practice", "2026-03-05T00:00:00.000Z"),
            ("0003", "practice", "2026-03-07T00:00:00.000Z"),
            ("0004", "certify", "2021-03-01T00:00:00.000Z"),
        ):
            ledger.open_attempt(make_header(key, mode=mode, started_at=at), [make_turn(1)])
            ledger.end_attempt(key, make_end())
        due = ledger.due(Retention(), NOW)
        assert [(one.owner, one.kind) for one in due] == [("0002", "practice"), ("0004", "certify")]
        assert [list(batch) for batch in ledger.retire(Retention(), NOW)] == [list(due)]
        assert list(ledger.retire(Retention(), NOW)) == []
        assert [turn.text for turn in ledger.attempt("0002").turns] == [""]
        assert ledger.attempt("0003").turns[0].text == "Sentence number 1."
        assert ledger.history(learner="mira")[0].learner == "mira"  # the words go, the name stays
        assert [one.kind for one in ledger.due(Retention(0, 0, 30), NOW)] == ["round"]
        list(ledger.retire(Retention(0, 0, 30), NOW))
        assert rows(where, "SELECT turns FROM round_items WHERE attempt IS NULL") == [('{"turns":[]}',)]
        assert SAID in str(rows(where, "SELECT turns FROM round_items WHERE attempt IS NOT NULL"))
    assert verified(where).bad is None
    reasons = {row[0] for row in rows(where, "SELECT reason FROM chain WHERE action = 'erased'")}
    assert reasons == {
        "kept for 400 days (practice)",
        "kept for 2200 days (certify)",
        "kept for 30 days (round)",
    }


@pytest.mark.parametrize(
    "table", [{"practice": 3}, {"practice_days": -1}, {"certify_days": "9"}, {"round_days": True}]
)
def test_a_slip_in_the_settings_is_told(table):
    with pytest.raises(UsageError, match="evidence"):
        read_retention(table)


def test_retention_defaults_outlast_the_year():
    assert read_retention(None) == Retention()
    assert min(Retention().practice_days, Retention().certify_days, Retention().round_days) > 366
    assert Retention(practice_days=0).before(0, NOW) is None
