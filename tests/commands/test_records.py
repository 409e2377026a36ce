from __future__ import annotations

import io
import json
import subprocess
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

import pytest
from rich.cells import cell_len

import simulator
from simulator.commands.records import run
from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.options import parse
from simulator.records.place import records_file
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

QUESTIONS = [
    {
        "ref_id": "own", "title": "Owns it", "status": "scored", "option": "o_full", "score": 10,
        "max_score": 10,
        "evidence": [{"turn": 2, "quote": "That was our mistake", "start": 0, "end": 20}],
    },
    {"ref_id": "date", "title": "Names a day", "status": "not_applicable", "evidence": []},
]  # fmt: skip
FORM = make_evaluation(
    82.5,
    strength={"ref_id": "own", "quote": "That was our mistake", "turn": 2},
    gaps=[{"ref_id": "date", "quote": "soon", "turn": 2, "better": "On Friday."}],
    questions=QUESTIONS,
)


def call(data: Path, *given: str) -> tuple[int, str, str]:
    args = parse(["records", *given])
    args.data = data
    out, err = io.StringIO(), io.StringIO()
    return run(args, out, err), out.getvalue(), err.getvalue()


def objects(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def data(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        ledger.open_attempt(make_header("0190aa01", mode="certify"))
        ledger.add_turn("0190aa01", make_turn(1, "Where is it?\nI wait since May."))
        ledger.add_turn("0190aa01", make_turn(2, "That was our mistake."))
        ledger.add_turn("0190aa01", make_turn(3, "Thanks."), make_end(stars=4, tells="They listen."))
        ledger.add_evaluation("0190aa01", make_evaluation(30.0, False))
        ledger.add_evaluation("0190aa01", FORM)
        ledger.open_attempt(make_header("0190aa02", learner="王芳", scenario="lost-bag"))
        ledger.open_attempt(make_header("0190bb03", branch_of="0190aa02", branch_turn=1))
        ledger.add_turn("0190bb03", make_turn(1, ""))
    return tmp_path


def test_the_list_is_an_aligned_table_with_the_newest_first(data):
    status, out, err = call(data, "list")
    heading, *rows = out.splitlines()
    assert (status, err) == (0, "")
    assert [row.split()[0] for row in rows] == ["0190bb03", "0190aa02", "0190aa01"]
    assert rows[2].split(maxsplit=8)[1:] == [
        "2026-03-02", "09:00", "mira", "late-train", "certify", "3", "resolved", "4  82.5 %  passed",
    ]  # fmt: skip
    assert "rewound" in rows[1]
    assert "unfinished" in rows[0]
    scenario = cell_len(heading[: heading.index("SCENARIO")])
    for row, name in zip(rows, ("late-train", "lost-bag", "late-train"), strict=True):
        assert cell_len(row[: row.index(name)]) == scenario


def test_the_list_as_json(data):
    status, out, err = call(data, "list", "--json")
    with SqlLedger.open(data) as ledger:
        expected = [{"type": "attempt", **asdict(line), "disputed": []} for line in ledger.history()]
    assert (status, err) == (0, "")
    assert objects(out) == expected
    assert "王芳" in out


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--learner", "mira"], ["0190bb03", "0190aa01"]),
        (["--learner", "王芳"], ["0190aa02"]),
        (["--scenario", "late-train"], ["0190bb03", "0190aa01"]),
        (["--learner", "nobody"], []),
        (["--limit", "1"], ["0190bb03"]),
        (["--limit", "3"], ["0190bb03", "0190aa02", "0190aa01"]),
        (["--limit", "9" * 30], ["0190bb03", "0190aa02", "0190aa01"]),
    ],
)
def test_the_list_is_filtered_and_limited(data, options, found):
    status, out, err = call(data, "list", "--json", *options)
    assert status == 0
    assert [line["attempt"] for line in objects(out)] == found
    assert ("more with --limit" in err) == (options == ["--limit", "1"])
    assert ("No such attempts" in err) == (not found)


@pytest.mark.parametrize("limit", ["0", "-1"])
def test_a_limit_that_lists_nothing_is_wrong_use(data, limit):
    with pytest.raises(UsageError, match="--limit"):
        call(data, "list", "--limit", limit)


def test_without_records_nothing_is_listed_and_nothing_made(tmp_path):
    for options in ([], ["--json"]):
        status, out, err = call(tmp_path / "data", "list", *options)
        assert (status, out) == (0, "")
        assert str(tmp_path / "data") in err
    assert not (tmp_path / "data").exists()


def test_an_attempt_as_json_is_its_events(data):
    status, out, _ = call(data, "show", "0190aa01", "--json")
    found = objects(out)
    assert status == 0
    assert [line["type"] for line in found] == ["attempt", *["turn"] * 3, "ended", *["evaluation"] * 2]
    assert found[0]["percentage"] == 82.5
    assert found[1] == {"type": "turn", **asdict(make_turn(1, "Where is it?\nI wait since May."))}
    assert found[4] == {"type": "ended", **asdict(make_end(stars=4, tells="They listen."))}
    assert found[6] == FORM


def test_an_attempt_as_a_page(data):
    _, out, _ = call(data, "show", "0190aa01")
    for line in (
        "The late train (late-train, version 2)",
        "  1 customer  Where is it?\n              I wait since May.",
        "  2 agent     That was our mistake.",
        "Ended 2026-03-02 09:30 UTC: resolved, 4 of 5 stars\nThe customer tells others: They listen.",
        "Evaluation 1: 30 %, not passed",
        "Evaluation 2: 82.5 %, passed\n    10/10  Owns it (own: o_full)\n           turn 2: “That was our",
        "      n/a  Names a day (date: not_applicable)",
        "  Change: “soon” → On Friday.",
    ):
        assert line in out


def test_an_unfinished_branch_says_so(data):
    _, out, _ = call(data, "show", "0190bb")
    assert "Goes back to turn 1 of attempt 0190aa02" in out
    assert "Not finished." in out
    assert "Rewound" in call(data, "show", "0190aa02")[1]


@pytest.mark.parametrize(("given", "word"), [("0190aa", "Several"), ("0190cc03", "no attempt")])
def test_an_attempt_that_is_not_there_or_not_clear(data, given, word):
    with pytest.raises(NotFoundError, match=word) as caught:
        call(data, "show", given)
    assert "0190" in caught.value.hint
    assert caught.value.exit_status == 2


def test_damaged_records_are_told(tmp_path):
    records_file(tmp_path).write_text("no database " * 100)
    with pytest.raises(UnavailableError, match="damaged") as caught:
        call(tmp_path, "list")
    assert caught.value.exit_status == 3


def test_forms_of_any_shape_are_shown_without_fuss(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        ledger.open_attempt(make_header())
        ledger.add_evaluation("0001", {})
        ledger.add_evaluation("0001", {"questions": "odd", "gaps": [1, {"quote": None}], "strength": []})
    assert "Evaluation 2: no score" in call(tmp_path, "show", "0001")[1]


def test_nothing_but_text_reaches_the_terminal(tmp_path):
    nasty = "a\x1b[31m b\x07 [/b]"
    with SqlLedger.open(tmp_path) as ledger:
        ledger.open_attempt(make_header(learner=nasty + "\nx"))
        ledger.add_turn("0001", make_turn(1, nasty))
    for given in (["list"], ["show", "0001"], ["list", "--json"]):
        out = call(tmp_path, *given)[1]
        assert "a b [/b]" in out
        assert not set(out) & set("\x1b\x07")
    assert len(call(tmp_path, "list")[1].splitlines()) == 2


def test_the_command_is_loaded_without_the_database():
    code = (
        "import sys, simulator.records, simulator.commands.records\n"
        "heavy = {'sqlalchemy', 'textual', 'rich', 'pydantic', 'yaml'} & set(sys.modules)\n"
        "raise SystemExit(f'loaded: {heavy}' if heavy else 0)"
    )
    root = Path(simulator.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_arguments_of_other_actions_are_not_needed(data):
    given = Namespace(action="list", learner=None, scenario=None, limit=5, json=False, data=data)
    assert run(given, io.StringIO(), io.StringIO()) == 0
