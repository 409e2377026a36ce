"""`empty-chair next`: suggestions from what is on record."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.commands import next as command
from simulator.errors import UsageError
from simulator.locations import config_dir
from simulator.options import parse
from simulator.own_levels import keep_own_level
from simulator.records.place import records_file
from simulator.records.roster import RosterChange
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 5, 5, 12, tzinfo=UTC)
PARCEL, LETTER = "third-message-about-a-parcel", "a-letter-about-a-returned-payment"
WIDOW = "the-internet-in-his-name"


@pytest.fixture
def suggest(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "now", lambda: NOW)
    monkeypatch.setenv("LOGNAME", "kim")

    def call(*given: str, library: Path = ROOT) -> tuple[str, str]:
        args = parse(["next", *given])
        args.data, args.library = tmp_path, library
        out, err = io.StringIO(), io.StringIO()
        assert command.run(args, out, err) == 0
        return out.getvalue(), err.getvalue()

    return call


def judged(ledger, attempt, scenario=PARCEL, at="2026-04-23T10:00:00.000Z", learner="kim", **questions):
    """An attempt that was judged: points out of 10 by question."""
    filled = [
        {"ref_id": name, "title": "Answers every question", "status": "scored", "option": "o",
         "score": points, "max_score": 10, "applied_weight": 10.0}
        for name, points in questions.items()
    ]  # fmt: skip
    header = make_header(attempt, learner=learner, scenario=scenario)
    ledger.open_attempt(replace(header, started_at=at))
    ledger.add_turn(attempt, make_turn(1, "Where is it?"), make_end())
    ledger.add_evaluation(attempt, make_evaluation(40.0, False, questions=filled, mastery_score=0.8))


def test_nothing_on_record_gives_a_first_one_and_creates_nothing(suggest, tmp_path):
    out, _ = suggest()
    assert "A good one to begin with" in out
    assert "Suggestions only" in out
    assert not records_file(tmp_path).exists()


def test_what_was_missed_is_told_with_the_learners_own_figures(suggest, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        judged(ledger, "0190aa01", answers=4)
        judged(ledger, "0190aa02", at="2026-04-23T11:00:00.000Z", answers=4)
        judged(ledger, "0190aa03", learner="mira", answers=0)
    lines = suggest()[0].splitlines()
    assert lines[0].startswith("1. ")
    assert lines[1] == "   Answers every question: 8 of 20 points in your last two conversations, 12"
    assert lines[2] == "   days ago."
    (found,) = [json.loads(line) for line in suggest("--json")[0].splitlines()]
    assert (found["learner"], found["kind"], found["competency"], found["question"]) == (
        "kim", "weak", "help", "answers",
    )  # fmt: skip
    assert (found["points"], found["of"], found["conversations"], found["days"]) == (8, 20, 2, 12)
    assert found["scenario"] != PARCEL
    assert max(map(len, lines)) <= 80


def test_the_level_of_the_roster_holds_and_one_that_is_given_before_it(suggest, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        judged(ledger, "0190aa01", answers=4)
        change = RosterChange(login="kim", employee_number="77", level="executive")
        ledger.keep_roster([change], "admin", now=NOW)
    assert json.loads(suggest("--json")[0].splitlines()[0])["level"] == "executive"
    assert json.loads(suggest("--json", "--learner", "77")[0].splitlines()[0])["points"] == 4
    assert json.loads(suggest("--json", "--level", "new_hire")[0].splitlines()[0])["level"] == "new_hire"


def test_the_level_that_was_chosen_in_the_app_comes_before_that_of_the_last_attempt(suggest, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        judged(ledger, "0190aa01", answers=4)
    assert json.loads(suggest("--json")[0].splitlines()[0])["level"] == "agent"
    keep_own_level(config_dir(), "kim", "executive")
    assert json.loads(suggest("--json")[0].splitlines()[0])["level"] == "executive"


def test_somebody_elses_are_for_those_who_may(suggest, tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        judged(ledger, "0190aa01", learner="mira", answers=4)
    assert "8 of" not in suggest("--learner", "mira")[0]
    with SqlLedger.open(tmp_path) as ledger:
        changes = [RosterChange(login="ana", roles=("trainer",)), RosterChange(login="mira", level="agent")]
        ledger.keep_roster(changes, "admin", now=NOW)
    with pytest.raises(UsageError):
        suggest("--learner", "mira")
    assert "4 of 10 points" in suggest("--learner", "mira", "--as", "ana")[0]
    assert "4 of 10 points" in suggest("--as", "mira")[0]


def test_a_library_without_anything_for_the_level_says_so(suggest, tmp_path):
    out, err = suggest(library=tmp_path)
    assert out == ""
    assert "nothing for the level" in err


def test_a_rubric_that_cannot_be_used_takes_its_scenarios_away_and_no_more(suggest, tmp_path):
    library = tmp_path / "library"
    shutil.copytree(ROOT / "rubrics", library / "rubrics")
    shutil.copytree(ROOT / "scenarios" / "personas", library / "scenarios" / "personas")
    for name in (LETTER, WIDOW):
        shutil.copy(ROOT / "scenarios" / f"{name}.yaml", library / "scenarios")
    assert json.loads(suggest("--json", library=library)[0])["scenario"] == LETTER
    (library / "rubrics" / "guidance.yaml").write_text("schema: empty-chair/rubric/1\nid: guidance\n")
    assert json.loads(suggest("--json", library=library)[0])["scenario"] == WIDOW
