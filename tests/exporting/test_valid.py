"""Our statements against the models of Ralph: what we make is valid xAPI, and a slip would be found."""

from __future__ import annotations

import json

import pytest

from simulator.exporting.moments import moment
from simulator.exporting.sessions import parts
from simulator.exporting.statements import Pause, Told, statements, voided
from tests.exporting import ralph
from tests.exporting.samples import HOME, NOW, make_digest, make_facts, make_registered

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def varied():
    """Statements of every kind, with much and with little in them."""
    facts = [
        make_facts("0001"),
        make_facts("0002", percentage=60.0, passed=False, scenario="b", scenario_title="Žalia „linija“"),
        make_facts("0003", percentage=100.0, started_at="2026-03-04T09:00:00.000Z",
                   ended_at="2026-03-04T11:00:00.000Z"),
        make_facts("0004", percentage=None, passed=None, scenario="third", scenario_title=""),
        make_facts("0005", percentage=91.0, passed=False, scenario="fourth", level=""),
        make_facts("0006", mode="practice", percentage=0.0, passed=False),
        make_facts("0007", mode="practice", branch_of="0006", percentage=33.33, passed=False),
        make_facts("0008", evaluations=3, scenario="e", automatic_fail=True, percentage=0.0, passed=False),
    ]  # fmt: skip
    pauses = [Pause(moment("2026-03-02T09:01:00.000Z"), moment("2026-03-02T09:02:00.000Z"))]
    forms = [make_digest(), make_digest(questions=[], judge=None, mastery_score=None)]
    for language, home, form in zip(("en", "und"), (HOME, "https://bücher.example/é"), forms, strict=True):
        registered = [make_registered(one) for one in facts]
        said = parts(registered)
        for each in registered:
            told = Told(each, form, said.get(each.facts.attempt), pauses, language)
            yield from statements(told, home)
    yield voided(next(iter(statements(Told(registered[0], forms[0]), HOME)))["id"], NOW, HOME)


def test_every_statement_is_accepted(ralph_python):
    found = list(varied())
    assert len(found) > 40
    assert [fault for fault in ralph.faults(found) if fault] == []


SPOILS = [
    lambda one: one["result"]["score"].update(scaled=1.7),
    lambda one: one["result"]["score"].update(raw=10_001),
    lambda one: one["result"]["score"].update(min=20_000),
    lambda one: one["result"].update(duration="12 minutes"),
    lambda one: one["result"].update(success="true"),
    lambda one: one["result"].update(response=None),
    lambda one: one["result"]["extensions"].update({"questions": {}}),
    lambda one: one["verb"].update(id="passed"),
    lambda one: one["verb"]["display"].update({"not a language": "passed"}),
    lambda one: one["actor"].update(mbox="mailto:mira@example.org"),
    lambda one: one["actor"].pop("account"),
    lambda one: one["actor"]["account"].update(name=""),
    lambda one: one["object"].update(id="late-train"),
    lambda one: one["context"].update(registration="year"),
    lambda one: one["context"].update(session="0001"),
    lambda one: one.update(timestamp="yesterday"),
    lambda one: one.update(id="0001"),
    lambda one: one.update(note="hello"),
]


def test_every_slip_is_refused(ralph_python):
    sound = json.dumps(list(varied())[2])
    spoilt = []
    for spoil in SPOILS:
        one = json.loads(sound)
        spoil(one)
        spoilt.append(one)
    found = ralph.faults(spoilt)
    assert [place for place, fault in enumerate(found) if not fault] == []
