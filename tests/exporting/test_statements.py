"""Statements about attempts: what they say, and that they keep the rules of cmi5 whatever happened."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simulator.exporting.moments import moment, timestamp
from simulator.exporting.sessions import Part, is_certified, parts
from simulator.exporting.statements import Pause, Told, statements, voided
from tests.exporting.cmi5_rules import MASTERY, SESSION, verb, violations
from tests.exporting.samples import HOME, NOW, PERSON, make_digest, make_facts, make_form, make_registered

OURS = "urn:empty-chair:xapi:"


def told(facts=None, part=None, **changes):
    registered = make_registered(facts)
    part = part or parts([registered]).get(registered.facts.attempt)
    given = {"form": make_digest(), "part": part, "language": "en", **changes}
    return statements(Told(registered, **given), HOME)


def every(registered, form=None):
    """The statements about all attempts of a person, as an export makes them."""
    said = parts(registered)
    return [
        one
        for each in registered
        for one in statements(Told(each, form or make_digest(), said.get(each.facts.attempt)), HOME)
    ]


def test_a_certified_attempt_that_was_passed():
    found = told()
    assert [verb(one) for one in found] == ["initialized", "completed", "passed", "terminated"]
    assert violations(found) == []
    passed = found[2]
    assert passed["actor"] == {"objectType": "Agent", "account": {"homePage": HOME, "name": PERSON}}
    assert passed["object"] == {
        "objectType": "Activity", "id": f"{HOME}/scenarios/late-train",
        "definition": {"type": "http://adlnet.gov/expapi/activities/simulation",
                       "name": {"en": "The late train"}},
    }  # fmt: skip
    assert passed["timestamp"] == "2026-03-02T09:12:03.500Z"
    assert passed["result"]["duration"] == "PT12M3.5S"
    assert passed["result"]["score"] == {"scaled": 0.825, "raw": 8250, "min": 0, "max": 10000}
    assert passed["result"]["extensions"][f"{OURS}questions"] == {
        "owns": {"option": "o_half", "percentage": 50.0, "source": "rules"},
        "dates": {"status": "not_applicable"},
    }


def test_what_stands_around_it():
    context = told()[2]["context"]
    assert context["registration"] == make_registered().registration
    assert context["contextActivities"]["category"] == [{"id": f"{OURS}category:certified"}]
    (programme,) = context["contextActivities"]["grouping"]
    assert programme["id"] == f"{HOME}/programmes/year"
    assert context["extensions"][SESSION] == "0001"
    assert context["extensions"][MASTERY] == 0.8
    assert context["extensions"][f"{OURS}rubric"] == {"id": "complaint", "version": 1, "sha256": "ab" * 32}
    assert context["extensions"][f"{OURS}judge"] == {"id": "rules", "version": "1"}


def test_no_word_of_a_conversation_and_no_name_is_in_them():
    text = json.dumps(told())
    assert "apricot" in json.dumps(make_form())
    assert "apricot" not in text
    assert "mbox" not in text


def test_ids_are_the_same_each_time_and_hang_on_the_form():
    assert [one["id"] for one in told()] == [one["id"] for one in told()]
    before, after = told(), told(make_facts(evaluations=2))
    same = [one["id"] == other["id"] for one, other in zip(before, after, strict=True)]
    assert same == [True, True, False, True]


def test_a_failed_attempt_with_a_score_below_the_bar():
    found = told(make_facts(percentage=60.0, passed=False))
    assert [verb(one) for one in found] == ["initialized", "completed", "failed", "terminated"]
    assert found[2]["result"]["success"] is False
    assert violations(found) == []


def test_who_failed_with_enough_points_has_no_score_but_the_percentage():
    found = told(make_facts(percentage=91.0, passed=False))[2]
    assert verb(found) == "failed"
    assert "score" not in found["result"]
    assert found["result"]["extensions"][f"{OURS}percentage"] == 91.0


def test_when_the_simulator_went_wrong_nobody_fails():
    found = told(make_facts(percentage=60.0, passed=False, counts=False))
    assert [verb(one) for one in found] == ["initialized", "scored", "terminated"]
    found = told(make_facts(counts=False))
    assert [verb(one) for one in found] == ["initialized", "completed", "passed", "terminated"]


def test_nothing_scored_is_no_verdict():
    found = told(make_facts(percentage=None, passed=None))
    assert [verb(one) for one in found] == ["initialized", "terminated"]
    assert violations(found) == []


def test_attempts_after_a_pass_are_scored_and_neither_passed_nor_failed():
    again = make_facts("0002", started_at="2026-03-03T09:00:00.000Z", ended_at="2026-03-03T09:05:00.000Z",
                       percentage=50.0, passed=False)  # fmt: skip
    found = every([make_registered(), make_registered(again)])
    assert [verb(one) for one in found[4:]] == ["initialized", "scored", "terminated"]
    assert found[5]["result"]["score"]["raw"] == 5000
    assert "success" not in found[5]["result"]
    assert violations(found) == []


def test_a_pass_after_a_failure_completes_once():
    first = make_facts(percentage=50.0, passed=False)
    second = make_facts("0002", started_at="2026-03-03T09:00:00.000Z", ended_at="2026-03-03T09:05:00.000Z")
    found = every([make_registered(first), make_registered(second)])
    assert [verb(one) for one in found] == [
        "initialized", "completed", "failed", "terminated", "initialized", "passed", "terminated",
    ]  # fmt: skip
    assert violations(found) == []


def test_practice_says_scored_with_its_pauses():
    paused = [
        Pause(moment("2026-03-02T09:03:00.000Z"), moment("2026-03-02T09:09:00.000Z")),
        Pause(moment("2026-03-02T09:10:00.000Z"), None),
    ]
    found = told(make_facts(mode="practice"), pauses=paused)
    names = ["attempted", "suspended", "resumed", "suspended", "scored"]
    assert [verb(one) for one in found] == names
    assert found[-1]["context"]["contextActivities"]["category"] == [{"id": f"{OURS}category:practice"}]
    assert len({one["id"] for one in found}) == 5
    assert violations(found) == []


def test_a_clock_that_was_set_back_makes_no_negative_duration():
    found = told(make_facts(ended_at="2026-03-02T08:00:00.000Z"))
    assert found[-1]["result"]["duration"] == "PT0S"
    assert found[-1]["timestamp"] == found[0]["timestamp"]
    assert violations(found) == []


def test_taking_a_statement_back():
    found = voided("8f6d9f6e-3a0b-5d1b-9b5e-0c2f1b0f3a11", NOW, HOME)
    assert verb(found) == "voided"
    assert found["object"] == {
        "objectType": "StatementRef", "id": "8f6d9f6e-3a0b-5d1b-9b5e-0c2f1b0f3a11",
    }  # fmt: skip
    assert violations([found]) == []


def test_without_a_form_or_a_programme_nothing_is_empty():
    facts = make_facts(level="", scenario_title="")
    registered = make_registered(facts, programme=make_registered().programme._replace(id=""))
    form = make_digest(judge=None, mastery_score=None)
    found = statements(Told(registered, form, Part(True, "passed")), HOME)
    assert violations(found) == []
    assert "grouping" not in found[0]["context"]["contextActivities"]


BEGIN = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
_attempt = some.tuples(
    some.integers(0, 400),  # minutes until it begins
    some.integers(-5, 60),  # minutes that it takes; the clock may be set back
    some.sampled_from(("late-train", "dead-line")),
    some.sampled_from(("certify", "certify", "practice")),
    some.sampled_from((None, 0.0, 55.5, 79.99, 80.0, 82.5, 100.0)),
    some.booleans(),
    some.booleans(),
    some.sampled_from(("a", "b")),
    some.integers(1, 3),
)


@settings(max_examples=60)
@given(some.lists(_attempt, max_size=9))
def test_the_rules_hold_whatever_happened(given):
    registered = []
    for number, (begins, takes, scenario, mode, percentage, passed, counts, registration, forms) in enumerate(
        given
    ):
        began = BEGIN + timedelta(minutes=begins)
        facts = make_facts(
            f"{number:04d}", scenario=scenario, mode=mode, percentage=percentage, passed=passed,
            counts=counts, evaluations=forms, started_at=timestamp(began),
            ended_at=timestamp(began + timedelta(minutes=takes)),
        )  # fmt: skip
        registered.append(make_registered(facts, registration=registration))
    assert violations(every(registered)) == []
    said = parts(registered)
    units = {(each.registration, each.facts.scenario) for each in registered if is_certified(each.facts)
             and each.facts.passed and each.facts.percentage is not None}  # fmt: skip
    assert sum(part.verdict == "passed" for part in said.values()) == len(units)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found.pop(0),
        lambda found: found.pop(),
        lambda found: found.append({**found[2], "id": "8f6d9f6e-3a0b-5d1b-9b5e-0c2f1b0f3a11"}),
        lambda found: found[2]["result"].pop("duration"),
        lambda found: found[2]["result"].update(success=None),
        lambda found: found[2]["result"]["score"].update(scaled=0.7),
        lambda found: found[2]["result"]["score"].pop("min"),
        lambda found: found[1]["result"].update(score={"scaled": 0.9}),
        lambda found: (
            found[0]["result"].update(success=True)
            if "result" in found[0]
            else found[0].update(result={"success": True})
        ),
        lambda found: found[3].update(timestamp="2026-03-02T09:00:00.000+02:00"),
        lambda found: found[3].update(timestamp="2026-03-02T09:00:01.000Z"),
        lambda found: found[2]["context"].pop("registration"),
    ],
)
def test_the_checker_finds_what_is_wrong(spoil):
    found = json.loads(json.dumps(told()))
    assert violations(found) == []
    spoil(found)
    with_registration = [one for one in found if "registration" in one["context"]]
    if len(with_registration) == len(found):
        assert violations(found) != []
    else:
        with pytest.raises(KeyError):
            violations(found)
