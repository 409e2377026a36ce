"""`empty-chair ideas` on real records."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from rich.cells import cell_len

from simulator.commands.ideas import run
from simulator.commands.ideas_table import table
from simulator.errors import NotFoundError, UsageError
from simulator.options import parse
from simulator.records.place import records_file
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from tests.fakes.fake_ideas import make_idea
from tests.records.samples import make_header


@pytest.fixture
def ideas(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "kim")
    monkeypatch.setenv("USER", "kim")

    def call(*given: str) -> tuple[str, str]:
        args = parse(["ideas", *given])
        args.data = tmp_path
        out, err = io.StringIO(), io.StringIO()
        assert run(args, out, err) == 0
        return out.getvalue(), err.getvalue()

    return call


def left(ideas, text="Call back within the hour.", *given):
    return json.loads(ideas("leave", text, "--json", *given)[0])


def test_looking_creates_nothing(ideas, tmp_path):
    out, err = ideas("list")
    assert out == ""
    assert "Leave one with" in err
    assert not records_file(tmp_path).exists()


def test_an_idea_is_left_voted_for_and_answered(ideas):
    found = left(ideas)
    assert (found["author"], found["state"], found["votes"], found["answers"]) == ("kim", "new", 0, [])
    key = found["idea"]
    assert ideas("vote", key)[0] == "Voted; 1 vote now.\n"
    assert ideas("vote", key, "--as", "mira")[0] == "Voted; 2 votes now.\n"
    with pytest.raises(UsageError, match="already"):
        ideas("vote", key)
    assert ideas("unvote", key)[0] == "Taken back; 1 vote now.\n"
    ideas("answer", key, "We try it.", "--as", "ana")
    assert "is looked at now" in ideas("state", key, "looked_at", "--as", "ana")[0]
    page = ideas("show", key[:12])[0]
    for part in (
        "kim, ",
        "looked at, 1 vote",
        "  Call back within the hour.",
        "ana, ",
        ": answered",
        "  We try it.",
    ):
        assert part in page
    (answer,) = json.loads(ideas("show", key, "--json")[0])["answers"]
    assert (answer["author"], answer["text"], answer["state"]) == ("ana", "We try it.", None)


def test_the_list_fits_80_columns_and_is_ordered_and_filtered(ideas):
    first = left(ideas, "第一个想法 " * 30)["idea"]
    second = left(ideas, "Second\nline", "--scenario", "cold-kitchen")["idea"]
    ideas("vote", first)
    lines = ideas("list")[0].splitlines()
    assert [line.split()[0] for line in lines[1:]] == [
        key[: len(lines[1].split()[0])] for key in (second, first)
    ]
    assert max(map(cell_len, lines)) <= 80
    assert "Second line" in lines[1]
    ordered = ideas("list", "--order", "votes", "--json")[0].splitlines()
    assert [json.loads(line)["idea"] for line in ordered] == [first, second]
    assert "Second" in ideas("list", "--scenario", "cold-kitchen")[0]
    assert ideas("list", "--state", "done")[0] == ""
    assert "1 of 2" in ideas("list", "--limit", "1")[1]
    with pytest.raises(UsageError):
        ideas("list", "--limit", "0")


def test_an_idea_of_an_attempt_knows_its_scenario(ideas, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        ledger.open_attempt(replace(make_header("0190aa01"), learner="kim"))
        scenario = ledger.summary("0190aa01").scenario
    found = left(ideas, "Fewer forms.", "--attempt", "0190")
    assert (found["attempt"], found["scenario"]) == ("0190aa01", scenario)
    with pytest.raises(UsageError, match="one's own"):
        left(ideas, "Fewer forms.", "--attempt", "0190", "--as", "mira")
    with pytest.raises(NotFoundError):
        left(ideas, "Fewer forms.", "--attempt", "0333")


def test_roles_decide_who_answers(ideas, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        ledger.keep_roster(
            [
                RosterChange(login="ana", employee_number="1", roles=("trainer",)),
                RosterChange(login="eve", employee_number="2", level="executive"),
                RosterChange(login="kim", employee_number="3", level="agent"),
            ],
            "admin",
        )
    key = left(ideas)["idea"]
    for given in (("answer", key, "No."), ("state", key, "done"), ("answer", key, "No.", "--as", "nobody")):
        with pytest.raises(UsageError, match="Trainers and executives"):
            ideas(*given)
    ideas("answer", key, "Yes.", "--as", "1")
    assert json.loads(ideas("show", key, "--json")[0])["answers"][0]["author"] == "ana"
    ideas("state", key, "done", "--as", "eve")
    assert json.loads(ideas("show", key, "--json")[0])["state"] == "done"


def test_words_come_from_standard_input_too(ideas, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Fewer\x1b[31m forms.")))
    assert left(ideas, "-")["text"] == "Fewer forms."


def test_an_unknown_idea_is_told(ideas):
    with pytest.raises(NotFoundError, match="There is no idea"):
        ideas("show", "0199")
    with pytest.raises(UsageError, match="no state"):
        ideas("state", left(ideas)["idea"], "open")


def test_an_erased_person_takes_their_ideas_along(ideas, tmp_path):
    mine, others = left(ideas)["idea"], left(ideas, "Fewer forms.", "--as", "mira")["idea"]
    ideas("vote", others)
    ideas("answer", others, "I agree.")
    with SqlLedger.open(tmp_path) as ledger:
        ledger.erase_person("kim", "ana", "asked for it")
    out = ideas("list", "--json")[0]
    assert [json.loads(line)["idea"] for line in out.splitlines()] == [others]
    assert "I agree" not in out
    assert "kim" not in out
    with pytest.raises(NotFoundError):
        ideas("show", mine)


def test_ids_are_as_long_as_it_takes_to_tell_them_apart():
    both = [make_idea("0199aabbccdd01"), make_idea("0199aabbccdd02")]
    assert [line.split()[0] for line in table(both[:1], both)][1:] == ["0199aabbccdd01"]
    assert [line.split()[0] for line in table(both[:1], both[:1])][1:] == ["0199aabb"]
