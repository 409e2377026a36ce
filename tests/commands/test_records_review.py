"""Amending, disputing, deciding and withdrawing on the command line, and what `show` and `list` tell."""

from __future__ import annotations

import json

import pytest

from simulator.cli import main
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_event
from tests.reviewing.building import keep_attempt

KEY = "0190aa01"


@pytest.fixture
def data(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        keep_attempt(ledger, KEY, learner="mira")
    return tmp_path


@pytest.fixture
def call(data, capsys):
    def run(*given):
        try:
            status = main(["records", *given, "--data", str(data)])
        except SystemExit as ended:
            status = ended.code
        found = capsys.readouterr()
        return status, found.out, found.err

    return run


AMEND = ("amend", "0190", "sorry", "--option", "o_yes", "--reason", "It is meant so.", "--by", "ana")
DISPUTE = ("dispute", "0190", "sorry", "--reason", "I said it.", "--by", "mira")


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_amend_says_what_changed_and_keeps_the_old_form(call):
    status, out, err = call(*AMEND, "--quote", "That is noted.", "--turn", "2")
    assert (status, err) == (0, "")
    assert "sorry: o_no → o_yes, by ana. Now 100 %, passed." in out
    assert f"Evaluation 2 of attempt {KEY}; evaluation 1 stays on record." in out
    page = call("show", KEY)[1]
    for line in (
        "Evaluation 1: 0 %, not passed\n     0/10  Says sorry (sorry: o_no)",
        "Evaluation 2: 100 %, passed\n  Amends evaluation 1: sorry from o_no to o_yes, by ana, ",
        "  Why: It is meant so.",
        "    10/10  Says sorry (sorry: o_yes) [changed by ana]\n           turn 2: “That is noted.”",
    ):
        assert line in page
    assert "100 %  passed" in call("list")[1]


def test_amend_as_json_is_the_new_evaluation(call):
    status, out, _ = call(*AMEND, "--json")
    (found,) = objects(out)
    assert status == 0
    assert (found["type"], found["percentage"], found["amended"]["of"]) == ("evaluation", 100.0, 1)
    shown = [line for line in objects(call("show", KEY, "--json")[1]) if line["type"] == "evaluation"]
    assert shown[1] == found
    assert "amended" not in shown[0]


def test_of_several_amendments_the_first_form_and_the_standing_one_are_shown_in_full(call):
    call(*AMEND)
    call("amend", KEY, "asked", "--option", "o_some", "--reason", "It is open.", "--by", "ben")
    page = call("show", KEY)[1]
    assert page.count("Says sorry (sorry:") == 2
    assert "[changed by ana]" in page
    assert "[changed by ben]" in page
    assert "50 %" in call("list")[1]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            ("amend", "0190", "sory", "--option", "o_yes", "--reason", "x", "--by", "ana"),
            "Did you mean sorry?",
        ),
        (("amend", "0190", "sorry", "--option", "o_yse", "--reason", "x", "--by", "ana"), "mean o_yes?"),
        (("amend", "0190", "sorry", "--option", "o_no", "--reason", "x", "--by", "ana"), "already"),
        (("amend", "0190", "sorry", "--option", "o_yes", "--reason", " ", "--by", "ana"), "reason is empty"),
        (("amend", "77", "sorry", "--option", "o_yes", "--reason", "x", "--by", "ana"), "no attempt"),
        ((*AMEND, "--quote", "Sorry!"), "does not stand"),
        (("amend", "0190", "sorry", "--reason", "x", "--by", "ana"), "--option"),
        (("amend", "0190", "sorry", "--option", "o_yes", "--reason", "x"), "--by"),
        (("resolve", "0190", "sorry", "--as", "rejected", "--reason", "x", "--by", "ana"), "not disputed"),
        (("dispute", "0190", "sorry", "--reason", "x", "--by", "ana"), "Only mira, whose attempt it is"),
        (
            ("amend", "0190", "sorry", "--option", "o_yes", "--reason", "x", "--by", "mira"),
            "on their own attempt",
        ),
        (("resolve", "0190", "sorry", "--as", "kept", "--reason", "x", "--by", "ana"), "invalid choice"),
        (("disputes", "--window", "0"), "--window"),
    ],
)
def test_wrong_use_is_told_without_a_traceback(call, given, told):
    status, out, err = call(*given)
    assert (status, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_a_dispute_is_seen_everywhere_until_it_is_decided(call):
    assert call(*DISPUTE)[1] == f"sorry of attempt {KEY}: disputed by mira.\n"
    assert "not passed, 1 disputed" in call("list")[1]
    assert objects(call("list", "--json")[1])[0]["disputed"] == ["sorry"]
    page = call("show", KEY)[1]
    assert "Says sorry (sorry: o_no) [disputed]" in page
    assert "Disputes\n  sorry, by mira, " in page
    assert "open, to be decided by " in page
    status, out, _ = call(
        "resolve", KEY, "sorry", "--as", "upheld", "--option", "o_yes", "--reason", "So it is.", "--by", "ana"
    )
    assert status == 0
    assert out.splitlines()[:2] == [
        f"sorry of attempt {KEY}: upheld by ana.",
        "sorry: o_no → o_yes, by ana. Now 100 %, passed.",
    ]
    assert "disputed" not in call("list")[1]
    assert "    upheld by ana, " in call("show", KEY)[1]


def test_a_quote_without_an_option_proves_nothing(call):
    call(*DISPUTE)
    given = ("resolve", KEY, "sorry", "--as", "upheld", "--quote", "Well.", "--reason", "x", "--by", "ana")
    status, _, err = call(*given)
    assert (status, "--option" in err) == (2, True)


def test_upheld_without_an_option_names_the_options_and_closes_nothing(call):
    call(*DISPUTE)
    status, out, err = call("resolve", KEY, "sorry", "--as", "upheld", "--reason", "x", "--by", "ana")
    assert (status, out) == (2, "")
    assert "no new one is named" in err
    assert "--option: o_yes, o_half, not_scored. Now it is o_no" in err
    assert "[disputed]" in call("show", KEY)[1]


def test_disputes_as_a_table_and_as_objects(call, data):
    call(*DISPUTE)
    heading, row = call("disputes", "--open")[1].splitlines()
    assert heading.split()[:4] == ["ATTEMPT", "QUESTION", "STATE", "BY"]
    assert row.split()[:4] == [KEY, "sorry", "open", "mira"]
    call("withdraw", KEY, "sorry", "--by", "mira")
    status, out, err = call("disputes", "--open")
    assert (status, out) == (0, "")
    assert "No dispute waits" in err
    (found,) = objects(call("disputes", "--json")[1])
    assert (found["state"], found["by"], found["decided"]["by"]) == ("withdrawn", "mira", "mira")
    assert [line for line in objects(call("show", KEY, "--json")[1]) if line["type"] == "dispute"] == [found]


def test_one_that_nobody_decided_in_time_expires_and_still_waits(call, data):
    from simulator.records.disputes import Decision

    with SqlLedger.open(data) as ledger:
        old = make_event(attempt=KEY, question="sorry", at="2026-01-02T10:00:00.000Z")
        ledger.review(KEY, lambda *_: Decision(event=old))
    assert "expired" in call("disputes", "--open")[1]
    assert "expired: nobody decided by 2026-01-16" in call("show", KEY)[1]
    assert "expired" not in call("disputes", "--open", "--window", "3650")[1]
    assert call("resolve", KEY, "sorry", "--as", "rejected", "--reason", "No.", "--by", "ana")[0] == 0


def test_without_records_nothing_is_made(tmp_path, capsys):
    folder = tmp_path / "none"
    assert main(["records", "disputes", "--data", str(folder)]) == 0
    assert main(["records", *AMEND, "--data", str(folder)]) == 2
    assert not folder.exists()
    assert "no attempt" in capsys.readouterr().err


def test_nothing_but_text_reaches_the_terminal(call):
    call("dispute", KEY, "sorry", "--reason", "a\x1b[31m b\x07\nc", "--by", "mi\x1b[1mra")
    for given in (["disputes"], ["show", KEY], ["disputes", "--json"], ["show", KEY, "--json"]):
        out = call(*given)[1]
        assert "a b" in out
        assert not set(out) & set("\x1b\x07")
