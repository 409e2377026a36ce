"""A form that is filled again: what people decided goes over, and every sum follows."""

from __future__ import annotations

import pytest

from simulator.errors import UsageError
from simulator.judging.amending import Amendment, amended
from simulator.records.sql_ledger import SqlLedger
from simulator.reviewing.kept import Judged, judged
from simulator.reviewing.rejudging import Change, changes, judged_again, newly_doubtful
from tests.reviewing.building import keep_attempt

AT = "2026-03-04T10:00:00.000Z"


@pytest.fixture
def form(tmp_path):
    with SqlLedger.open(tmp_path) as ledger:
        keep_attempt(ledger)
        return judged(ledger.attempt("0001"))


def amend(form, question, option):
    changed = amended(
        form.newest, form.number, form.rubric, "agent", Amendment(question, option, "ana", AT, "So it is.")
    )
    record = form.record
    kept = type(record)(record.header, record.turns, record.end, (*record.evaluations, changed))
    return Judged(kept, form.rubric)


def again(form, fresh=None):
    return judged_again(form, fresh or form.record.evaluations[0], "ben", AT)


def verdicts(evaluation):
    return {one["ref_id"]: (one["option"], one["source"]) for one in evaluation["questions"]}


def test_without_a_person_s_verdict_the_fresh_form_stands(form):
    found = again(form)
    assert found.pop("rejudged") == {"by": "ben", "at": AT, "of": 1, "kept": []}
    assert found == form.newest


def test_what_a_person_decided_goes_over_with_its_sums(form):
    before = amend(form, "sorry", "o_yes")
    found = again(before)
    assert verdicts(found)["sorry"] == ("o_yes", "human")
    assert (found["percentage"], found["passed"]) == (before.newest["percentage"], before.newest["passed"])
    assert found["percentage"] > form.newest["percentage"]
    assert found["rejudged"] == {"by": "ben", "at": AT, "of": 2, "kept": ["sorry"]}
    assert "amended" not in found
    assert "sorry" not in {gap["ref_id"] for gap in found["gaps"]}


def test_every_decision_goes_over_not_only_the_last(form):
    before = amend(amend(form, "sorry", "o_half"), "asked", "not_scored")
    found = again(before)
    assert verdicts(found) == {"sorry": ("o_half", "human"), "asked": (None, "human")}
    assert found["percentage"] == 50.0
    assert found["rejudged"]["kept"] == ["sorry", "asked"]


def test_they_go_over_again_and_again(form):
    first = again(amend(form, "sorry", "o_yes"))
    record = form.record
    kept = type(record)(record.header, record.turns, record.end, (*record.evaluations, first))
    assert verdicts(again(Judged(kept, form.rubric)))["sorry"] == ("o_yes", "human")


def test_what_the_judge_sees_otherwise_now_is_seen_otherwise(form):
    fresh = amend(form, "asked", "o_all").newest
    fresh = {**fresh, "questions": [{**one, "source": "rules"} for one in fresh["questions"]]}
    fresh.pop("amended")
    found = again(amend(form, "sorry", "o_half"), fresh)
    assert verdicts(found) == {"sorry": ("o_half", "human"), "asked": ("o_all", "rules")}
    assert found["percentage"] == 75.0


def test_a_form_of_another_rubric_is_refused(form):
    with pytest.raises(UsageError):
        again(form, {**form.newest, "questions": []})


def test_the_same_form_changes_nothing(form):
    assert changes(form, again(form)) == []
    assert newly_doubtful(form, again(form)) == []


def test_what_changed_is_told_from_and_to(form):
    after = amend(amend(form, "sorry", "o_half"), "asked", "not_scored").newest
    titles = {one["ref_id"]: one.get("title") or "" for one in form.newest["questions"]}
    assert changes(form, after) == [
        Change("sorry", titles["sorry"], "o_no", "o_half"),
        Change("asked", titles["asked"], "not_applicable", "not_scored"),
    ]


def test_what_is_new_to_be_looked_at_is_told_once(form):
    first, *others = form.newest["questions"]
    doubtful = {**form.newest, "questions": [{**first, "needs_review": True}, *others]}
    assert newly_doubtful(form, doubtful) == [first["ref_id"]]
    record = form.record
    kept = type(record)(record.header, record.turns, record.end, (*record.evaluations, doubtful))
    assert newly_doubtful(Judged(kept, form.rubric), doubtful) == []
