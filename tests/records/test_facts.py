"""What statuses, reports and exports read: the same as the records say one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from simulator.errors import UnavailableError
from simulator.records import telling
from simulator.records.disputes import Decision
from simulator.records.looking import RecordsView
from simulator.records.sql_ledger import SqlLedger
from tests.records.evidence_samples import verified
from tests.records.old import execute, make_first, make_until
from tests.records.people_samples import NOW, fill_people, make_change
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

DAY = timedelta(days=1)


def judge(ledger, key, learner="mira", percentage=82.5, ended="2026-03-02T09:30:00.000Z", **form):
    ledger.open_attempt(make_header(key, learner=learner, mode="certify"))
    ledger.add_turn(key, make_turn(1), make_end(at=ended))
    ledger.add_evaluation(key, make_evaluation(percentage, percentage >= 80, **form))


def amend(ledger, key, percentage, at):
    change = {
        "question": "owns",
        "from": "o_no",
        "to": "o_yes",
        "by": "ana",
        "reason": "So.",
        "of": 1,
        "at": at,
    }
    form = make_evaluation(percentage, percentage >= 80, amended=change)
    ledger.review(key, lambda record, disputes: Decision(form))


def facts_of(ledger, **given):
    return {one.attempt: one for person in ledger.facts(**given) for one in person.attempts}


def test_an_attempt_is_told_as_it_is_on_record(ledger):
    judge(ledger, "0001", automatic_fail=True, fairness={"counts": False, "turns": [1], "text": "Sorry."})
    found, record = facts_of(ledger)["0001"], ledger.attempt("0001")
    scenario, _, rubric = record.header.contents
    assert found[2:6] == ("agent", "certify", "scripted", record.header.started_at)
    assert (found.branch_of, found.learner) == (None, ledger.member("mira", NOW).person)
    assert found[7:11] == ("late-train", "The late train", 2, scenario.sha256)
    assert found[11:14] == ("complaint", 1, rubric.sha256)
    assert found[14:19] == ("2026-03-02T09:30:00.000Z", "resolved", True, 5, 1)
    assert found[20:] == (82.5, True, True, False, ())
    assert [type(value) for value in found[21:24]] == [bool] * 3
    assert type(found.scorable) is bool
    assert ledger.scenario_sources([found.scenario_sha256]) == {scenario.sha256: scenario.source}
    assert verified(ledger.where).bad is None


def test_what_was_not_judged_is_not_there(file_ledger):
    file_ledger.open_attempt(make_header("0001"))
    file_ledger.add_turn("0001", make_turn(1), make_end())
    (person,) = file_ledger.facts()
    assert (person.attempts, person.roster, person.decisions) == ((), (), ())


def test_every_form_of_an_attempt_is_told_and_the_newest_holds(ledger):
    judge(ledger, "0001", percentage=60.0)
    amend(ledger, "0001", 85.0, "2026-03-09T10:00:00.000Z")
    amend(ledger, "0001", 90.0, "2026-03-12T10:00:00.000Z")
    found = facts_of(ledger)["0001"]
    assert (found.evaluations, found.percentage, found.passed) == (3, 90.0, True)
    assert [(form.number, form.percentage, form.passed) for form in found.forms] == [
        (1, 60.0, False), (2, 85.0, True), (3, 90.0, True),
    ]  # fmt: skip
    assert [form.at for form in found.forms[1:]] == ["2026-03-09T10:00:00.000Z", "2026-03-12T10:00:00.000Z"]
    assert found.first_evaluated_at == found.forms[0].at
    assert dict(ledger.forms(["0001", "0404"]))["0001"]["percentage"] == 90.0
    before = facts_of(ledger, now=datetime(2026, 3, 10, tzinfo=UTC))["0001"]
    assert (before.evaluations, before.percentage) == (2, 85.0)


def test_what_came_later_is_left_out(file_ledger):
    fill_people(file_ledger)
    judge(file_ledger, "0001")
    person = file_ledger.member("mira", NOW).person
    (early,) = file_ledger.facts([person], datetime(2020, 1, 1, tzinfo=UTC))
    assert early == (person, (), (), ())
    (late,) = file_ledger.facts([person], datetime(2099, 1, 1, tzinfo=UTC))
    assert [len(part) for part in late[1:]] == [1, 1, 1]


def test_everybody_comes_once_in_order_whatever_the_parts(file_ledger, monkeypatch):
    changes = [make_change(f"{number:02d}") for number in range(11)]
    file_ledger.keep_roster(changes, "office")
    for number in range(11):
        judge(file_ledger, f"{number:04d}", f"login-{number:02d}")
    whole = list(file_ledger.facts())
    monkeypatch.setattr(telling, "_SPAN", 3)
    assert list(file_ledger.facts()) == whole
    people = [facts.person for facts in whole]
    assert people == sorted(set(people))
    assert len(people) == 12
    some = people[2:9:2]
    assert [facts.person for facts in file_ledger.facts(some[::-1])] == some
    assert all({one.learner for one in facts.attempts} <= {facts.person} for facts in whole)


def test_forms_come_in_the_order_that_was_given(file_ledger, monkeypatch):
    monkeypatch.setattr(telling, "_FORMS", 2)
    for number in range(5):
        judge(file_ledger, f"000{number}", percentage=80.0 + number)
    keys = ["0003", "0001", "0004", "0000", "0002"]
    assert [(key, form["percentage"]) for key, form in file_ledger.forms(iter(keys))] == [
        (key, 80.0 + int(key)) for key in keys
    ]


def test_forms_of_before_are_summed_up(where):
    make_first(where)
    with SqlLedger.open(where) as ledger:
        found = facts_of(ledger)["0001"]
    assert (found.percentage, found.passed, found.scenario_sha256, found.rubric_sha256) == (
        40.0,
        False,
        "aa",
        "cc",
    )
    assert (found.ended_at, found.first_evaluated_at) == ("2026-03-02T09:03:00.000Z",) * 2
    assert verified(where).bad is None


def test_forms_of_the_version_before_are_summed_up_with_their_times(where, monkeypatch):
    from simulator.records import keeping

    make_until(where, 3)
    monkeypatch.setattr(keeping, "result_row", lambda *given: None)
    monkeypatch.setattr(keeping, "keep_row", unless_result(keeping.keep_row))
    monkeypatch.setattr("simulator.records.sql_ledger.make_ready", lambda store, address: None)
    with SqlLedger.open(where) as ledger:
        judge(ledger, "0001", percentage=60.0)
        amend(ledger, "0001", 85.0, "2026-03-09T10:00:00.000Z")
        said = ledger.chain_head().at
    view = RecordsView.look(where)
    assert view.history()[0].percentage == 85.0
    for ask in (view.facts, lambda: view.members(NOW), view.ideas, lambda: view.verify(lambda _: None)):
        with pytest.raises(UnavailableError, match="older version"):
            list(ask())
    monkeypatch.undo()
    with SqlLedger.open(where) as ledger:
        found = facts_of(ledger)["0001"]
    assert [(form.percentage, form.at) for form in found.forms][1] == (85.0, "2026-03-09T10:00:00.000Z")
    assert found.first_evaluated_at <= said
    assert verified(where).bad is None


def unless_result(keep_row):
    def keep(connection, table, row):
        if table.name != "results":
            keep_row(connection, table, row)

    return keep


def test_a_result_that_was_changed_is_found(file_ledger):
    judge(file_ledger, "0001", percentage=60.0)
    place = file_ledger.where
    execute(place, "DROP TRIGGER results_no_update", "UPDATE results SET percentage = 99.0")
    assert "results" in verified(place).bad.table


def test_a_walk_over_everybody_asks_little(file_ledger):
    file_ledger.keep_roster([make_change(f"{number:03d}") for number in range(60)], "office")
    asked = []
    engine = file_ledger._store.engine
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert len(list(file_ledger.facts())) == 61
    assert len([one for one in asked if one.startswith("SELECT")]) < 40
