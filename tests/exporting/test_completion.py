"""Rows of the completion export, from plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.exporting.completion import COLUMNS, Owed, Who, attempt_row, belongs, duty_row, review_state
from simulator.exporting.digest import digest
from simulator.exporting.duty import Duties, as_of
from simulator.exporting.exports import pauses
from simulator.exporting.json_lines import record_hash
from simulator.exporting.sessions import Programme
from simulator.training.status import Status
from tests.exporting.samples import (
    NOW,
    PERSON,
    make_digest,
    make_entry,
    make_facts,
    make_form,
    make_offered,
    make_person,
    make_programme,
    make_registered,
)
from tests.records.samples import make_turn

WHO = Who(PERSON, "E1", "Care", "agent")


def test_the_columns_are_those_of_the_convention():
    assert ",".join(COLUMNS) == (
        "employee_number,department,level,programme_id,programme_version,scenario_id,rubric_id,rubric_version,"
        "assignment_id,registration,assigned_at,due_at,window_opens_at,started_at,completed_at,expires_at,"
        "status,attempt_no,attempts_allowed,score_percentage,mastery_score,passed,automatic_fail,"
        "performance_category,duration_seconds,judge_source,review_state,record_hash"
    )


def cells(row):
    return {name: value for name, value in zip(COLUMNS, row, strict=True) if value}


def test_an_attempt_that_no_requirement_asks_for():
    each = make_registered(programme=Programme())
    found = cells(attempt_row(WHO, each, None, make_digest(), "none"))
    assert "programme_id" not in found
    assert "status" not in found
    assert found["registration"] == each.registration


def test_a_requirement_without_an_attempt():
    status = Status("yearly", "overdue", date(2026, 12, 20), cycle="2026", due=date(2026, 11, 30),
                    assigned=date(2026, 1, 1), allowed=3)  # fmt: skip
    found = cells(duty_row(WHO, Owed(Programme("year", version=3), status)))
    assert found["status"] == "overdue"
    assert found["assignment_id"] == "yearly:2026"
    assert (found["assigned_at"], found["due_at"]) == ("2026-01-01", "2026-11-30")
    assert "attempt_no" not in found


@pytest.mark.parametrize(
    ("status", "day", "expected"),
    [
        ({"counted": ("0001",), "cycle": "2025"}, date(2026, 1, 3), True),
        ({"cycle": "2026"}, date(2026, 1, 1), True),
        ({"cycle": "2026"}, date(2025, 12, 31), False),
        ({"cycle": "2"}, date(2026, 1, 31), False),
        ({"cycle": "2"}, date(2026, 2, 1), True),
        ({"cycle": "2"}, date(2026, 11, 1), False),
        ({"state": "not_assigned"}, date(2026, 3, 1), False),
    ],
)
def test_which_cycle_an_attempt_belongs_to(status, day, expected):
    given = {"state": "in_progress", "assigned": date(2026, 2, 1), "today": date(2026, 10, 31), **status}
    assert belongs(make_registered(), Status("yearly", **given), day) is expected


@pytest.mark.parametrize(
    ("form", "disputes", "expected"),
    [
        ({}, [], "none"),
        ({}, [False], "upheld"),
        ({}, [False, True], "disputed"),
        ({"amended": {"by": "ana"}}, [False], "amended"),
        ({"questions": [{"ref_id": "a", "needs_review": True}]}, [], "needs_review"),
        ({"questions": [{"ref_id": "a", "source": "human"}]}, [], "amended"),
    ],
)
def test_how_verdicts_stand(form, disputes, expected):
    assert review_state(make_digest(**form), disputes) == expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [([], "rules"), (["rules"], "rules"), (["rules", "llm"], "rules+llm"), (["llm", "human"], "human")],
)
def test_whose_verdict_it_is(sources, expected):
    answers = [{"ref_id": f"q{number}", "source": source} for number, source in enumerate(sources)]
    assert make_digest(questions=answers).source == expected


@pytest.mark.parametrize("form", [{}, {"questions": [None, 3, {}], "judge": "rules", "mastery_score": "x"}])
def test_odd_forms_of_older_versions_do_no_harm(form):
    found = digest(form)
    assert (found.mastery_score, found.judge) == (None, "")
    attempt_row(WHO, make_registered(), None, found, "none")


def test_a_digest_without_questions_says_the_rest_just_as_well():
    whole, short = digest(make_form()), digest(make_form(), questions=False)
    assert (short.questions, short.source, short.category) == ({}, whole.source, whole.category)


def test_the_hash_covers_every_fact():
    facts = make_facts()
    assert record_hash(facts) == record_hash(make_facts())
    others = [
        make_facts(percentage=82.51), make_facts(passed=False),
        make_facts(ended_at="2026-03-02T09:12:03.501Z"),
        make_facts(rubric_sha256="ac" * 32), make_facts(evaluations=2), make_facts(learner="p1"),
    ]  # fmt: skip
    assert len({record_hash(facts), *map(record_hash, others)}) == 7


def test_how_it_stood_on_a_past_day():
    text = make_programme()
    facts = make_person(make_facts(), roster=(make_entry(),))
    scenario = type("Scenarios", (), {"known": {}, "of": lambda self, *_: make_scenario()})()
    before, now = datetime(2026, 3, 1, 21, 59, tzinfo=UTC), NOW
    for at, expected in ((before, "not_started"), (now, "completed")):
        (owed,) = Duties([make_offered(text)], scenario, at, now).of(facts)
        assert (owed.status.state, owed.status.behind) == (expected, False)


def make_scenario():
    from simulator.content.programmewho import ScenarioFacts

    return ScenarioFacts("late-train")


def test_what_was_not_done_yet_is_left_out_and_verdicts_are_todays():
    facts = make_person(make_facts("1"), make_facts("2", ended_at="2026-04-01T09:00:00.000Z"))
    assert [one.attempt for one in as_of(facts, "2026-03-31T20:59:59.999Z").attempts] == ["1"]


def test_half_an_hour_of_silence_is_a_pause():
    begin = datetime(2026, 3, 2, 9, tzinfo=UTC)
    minutes = (0, 1, 40, 69, 99)
    turns = [make_turn(n, at=(begin + timedelta(minutes=at)).isoformat()) for n, at in enumerate(minutes, 1)]
    found = [(pause.since.minute, pause.until.minute) for pause in pauses(turns)]
    assert found == [(1, 40), (9, 39)]
