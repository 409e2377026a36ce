"""People who are alike share the work, and everyone still gets what they would get alone."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from simulator.training.company import Company
from simulator.training.deriving import status_of
from simulator.training.events import (
    Amended,
    Attempt,
    Exempted,
    Left,
    LevelChanged,
    Person,
    Rejoined,
    Unlocked,
)
from simulator.training.plan import Plan
from tests.training.building import CATALOGUE, ONCE, ROLLING, YEARLY, at, plan, scenario
from tests.training.test_properties import OBLIGATIONS

MANY = (
    *CATALOGUE,
    scenario("more", "call-centre"),
    scenario("loss", "call-centre", "bereavement"),
    scenario("grief", "call-centre", "bereavement"),
)
OWED = plan(
    YEARLY + "attempts: {allowed: 2, cooling_off_hours: 24}\nequivalents: [{requirement: once}]\n",
    YEARLY.replace("yearly", "first") + "counts: first_pass\nleast_days: 60\n",
    ONCE + "attempts: {allowed: 2, each: requirement, cooling_off_hours: 24}\n",
    ROLLING.replace("count: 1", "count: 1, percentage: 90") + "counts: latest\n",
    ROLLING.replace("rolling\n", "shares\n", 1).replace(
        "{count: 1, scenarios: {tags: call-centre}}",
        "{count: 2, different: true, at_least: [{count: 1, scenarios: {tags: bereavement}}]}",
    )
    + "who: {not: {levels: new_hire}}\n",
    """\
ref_id: mixed
title: Both
what: [{count: 2, mode: practice}, {count: 2, percentage: 80, scenarios: {tags: call-centre}}]
period: {within: {days: 40, of: hire}}
who: {any: [{hired_within: 60}, {levels: manager}]}
attempts: {allowed: 1}
""",
    catalogue=MANY,
)
PLANS = {"together": OWED} | {name: Plan("year", (one,)) for name, one in OBLIGATIONS.items()}
NOWS = [at(text) for text in ("2026-03-01", "2026-12-20", "2027-01-05", "2028-02-29")]


def an_attempt(chance, number, now):
    percentage = chance.choice((None, 30.0, 70.0, 79.0, 80.0, 95.0))
    when = now - timedelta(hours=chance.choice((chance.randrange(20_000), chance.randrange(900))))
    return Attempt(
        when.replace(minute=0),
        f"a{number}",
        chance.choice(MANY),
        chance.choice(("certify", "certify", "practice")),
        percentage,
        (percentage or 0) >= 75,
        chance.random() < 0.9,
    )


def a_story(chance, now):
    """What makes a person unlike others; empty for most."""
    moment = now - timedelta(days=chance.randrange(600))
    return chance.choice(
        [[]] * 6
        + [
            [LevelChanged(moment, "manager")],
            [Left(moment), Rejoined(moment + timedelta(days=40), date(2026, 5, 1))],
            [Left(moment)],
            [Exempted(moment, "year", "Leave.", None, moment.date() + timedelta(days=30))],
            [Unlocked(moment, "year", "Talked.")],
            [Amended(moment, "a1", 95.0, True)],
            [an_attempt(chance, 99, now)._replace(branch=True)],
            [an_attempt(chance, 99, now)._replace(at=now + timedelta(days=3))],
            [an_attempt(chance, 1, now)],
        ]
    )


def somebody(chance):
    level = chance.choice(("new_hire", "agent", "agent", "manager"))
    hired = chance.choice((None, date(2020, 1, 1), date(2025, 11, 20), date(2026, 6, 1), date(2027, 1, 3)))
    return Person("p", level, "Care", frozenset(), hired)


@pytest.mark.parametrize("name", PLANS)
def test_everyone_gets_what_they_would_get_alone(name):
    chance, seen = Random(name), set()
    for now in NOWS:
        company = Company(PLANS[name], now)
        for _ in range(120):
            person = somebody(chance)
            events = [an_attempt(chance, number, now) for number in range(chance.choice((0, 1, 2, 3, 3, 9)))]
            events += a_story(chance, now)
            found = company.statuses(person, events)
            for obligation, status in zip(PLANS[name].obligations, found, strict=True):
                assert status == status_of(obligation, person, events, now), (now, person, events)
                seen.add(status.state)
    assert {"completed", "not_started"} < seen


def test_groups_and_tracks_that_are_given_up_make_no_difference(monkeypatch):
    monkeypatch.setattr("simulator.training.company._MOST_KEPT", 2)
    chance, now = Random(1), NOWS[1]
    company = Company(OWED, now)
    for number in range(60):
        person = somebody(chance)._replace(department=f"D{number % 7}")
        events = [an_attempt(chance, each, now) for each in range(3)]
        alone = tuple(status_of(each, person, events, now) for each in OWED.obligations)
        assert company.statuses(person, events) == alone
