"""What holds whatever happens: drawn from thousands of lives."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.training.company import programme_status
from simulator.training.deriving import status_of
from simulator.training.events import (
    Amended,
    Assigned,
    Attempt,
    DepartmentChanged,
    EquivalenceAccepted,
    Exempted,
    ExemptionEnded,
    Left,
    LevelChanged,
    Person,
    Rejoined,
    Unlocked,
)
from simulator.training.status import STATES
from simulator.training.transitions import EVERY_YEAR, ONE_TIME, reachable
from tests.training.building import (
    CATALOGUE,
    FUNERAL,
    KIM,
    LETTER,
    ONCE,
    PARCEL,
    ROLLING,
    STAR,
    YEARLY,
    at,
    day,
    obligation,
    plan,
    without,
)

LIMIT = "attempts: {allowed: 2, cooling_off_hours: 30}"
WHOLE = "attempts: {allowed: 3, each: requirement}"
AGENTS = "who: {levels: [agent, manager]}"
FIXED = 'expiry: {basis: fixed_date, date: "2026-12-31", least_active_months: 6}'
OBLIGATIONS = {
    "yearly": obligation(YEARLY, AGENTS, LIMIT),
    "yearly, no grace": obligation(without(without(YEARLY, "due"), "grace_days"), "counts: latest", WHOLE),
    "yearly, long grace": obligation(
        without(without(YEARLY, "due"), "grace_days"), "grace_days: 20", "least_days: 30", AGENTS, LIMIT
    ),
    "yearly, not the new": obligation(YEARLY, "who: {not: {hired_within: 90}}"),
    "once": obligation(ONCE, AGENTS, "least_days: 10", LIMIT),
    "first month": obligation(
        without(ONCE, "period"), "period: {within: {days: 30, of: hire}}", "who: {hired_within: 60}"
    ),
    "rolling": obligation(ROLLING, AGENTS, WHOLE),
    "rhythm": obligation(ROLLING, "expiry: {basis: previous_expiry}", "counts: first_pass"),
    "fixed": obligation(without(ROLLING, "grace_days"), FIXED, "counts: latest"),
    "ended": obligation(ROLLING, AGENTS, ends="2027-03-31"),
    "half a year": obligation(ONCE, "valid_months: 6", "window_days: 20", "expiry: {basis: previous_expiry}"),
}
ONE_CYCLE = ("once", "first month")
START = at("2025-12-20 00:00")
DAYS = 900

MOMENTS = st.integers(0, DAYS * 24).map(lambda hours: START + timedelta(hours=hours))


@st.composite
def attempts(draw, moments=MOMENTS, scenarios=CATALOGUE):
    percentage = draw(st.sampled_from((30.0, 79.0, 80.0, 95.0)))
    return Attempt(
        draw(moments),
        f"a{draw(st.integers(0, 10**9))}",
        draw(st.sampled_from(scenarios)),
        draw(st.sampled_from(("certify", "certify", "certify", "practice"))),
        percentage,
        percentage >= 80,
        draw(st.sampled_from((True, True, True, False))),
        draw(st.sampled_from((False, False, False, True))),
    )


def decisions(moments=MOMENTS):
    programme, names = st.just("year"), st.sampled_from((None, "yearly", "once", "rolling"))
    untils = st.none() | st.dates(day("2026-01-01"), day("2028-06-01"))
    return st.one_of(
        st.builds(LevelChanged, moments, st.sampled_from(("new_hire", "agent", "manager"))),
        st.builds(Left, moments),
        st.builds(Rejoined, moments, st.none() | st.just(day("2026-10-01"))),
        st.builds(Exempted, moments, programme, st.just("Leave."), names, untils),
        st.builds(ExemptionEnded, moments, programme, names),
        st.builds(Unlocked, moments, programme, st.just("Talked."), names),
        st.builds(Assigned, moments, programme, names, untils),
        st.builds(
            EquivalenceAccepted,
            *(moments, programme, st.sampled_from(("yearly", "once", "rolling"))),
            *(st.just("course"), st.just("list"), untils),
        ),
    )


LIVES = st.lists(attempts() | decisions(), max_size=14)
ATTEMPTS = st.lists(attempts(), max_size=10)
PEOPLE = st.builds(
    Person,
    st.just("kim"),
    st.sampled_from(("new_hire", "agent", "agent", "manager")),
    st.just("Care"),
    st.just(frozenset()),
    st.none() | st.dates(day("2025-11-01"), day("2027-01-01")),
)


def until(life, moment):
    return [event for event in life if event.at <= moment]


each_obligation = pytest.mark.parametrize("name", OBLIGATIONS)
a_few = settings(max_examples=60, deadline=None)


@each_obligation
@a_few
@given(person=PEOPLE, life=LIVES, now=MOMENTS, chance=st.randoms(use_true_random=False))
@pytest.mark.sampled(2)
def test_the_order_in_which_events_come_is_theirs(name, person, life, now, chance):
    events = list({event.at: event for event in until(life, now)}.values())
    found = status_of(OBLIGATIONS[name], person, events, now)
    assert found.state in STATES
    assert found.why
    assert 0 <= found.done <= found.needed or found.state == "not_assigned"
    mixed = list(events)
    chance.shuffle(mixed)
    assert status_of(OBLIGATIONS[name], person, mixed, now) == found


@each_obligation
@a_few
@given(person=PEOPLE, life=LIVES, now=MOMENTS, more=st.lists(attempts(scenarios=(STAR,)), max_size=3))
@pytest.mark.sampled(2)
def test_what_does_not_concern_it_changes_nothing(name, person, life, now, more):
    events = until(life, now)
    nothing = [
        *until(more, now),
        *(event._replace(branch=True, scenario=PARCEL) for event in until(more, now)),
        DepartmentChanged(START, "Sales"),
        Exempted(START, "another programme", "No."),
        Amended(START, "unknown", 100.0, True),
        Unlocked(START, "year", "Another.", "another"),
    ]
    before = status_of(OBLIGATIONS[name], person, events, now)
    after = status_of(OBLIGATIONS[name], person, [*nothing, *events], now)
    assert after == before


RANK = {
    **dict.fromkeys(("expired", "overdue", "failed"), 0),
    "in_grace": 1,
    "not_started": 2,
    "in_progress": 3,
    "window_open": 4,
    **dict.fromkeys(("completed", "equivalent", "exempt", "not_assigned"), 5),
}


def a_pass(moment, where):
    return Attempt(moment, "more", where, "certify", 100.0, True)


@each_obligation
@a_few
@given(person=PEOPLE, life=LIVES, now=MOMENTS, where=st.sampled_from(CATALOGUE))
@pytest.mark.sampled(2)
def test_another_pass_never_makes_it_worse(name, person, life, now, where):
    events = until(life, now)
    before = status_of(OBLIGATIONS[name], person, events, now)
    after = status_of(OBLIGATIONS[name], person, [*events, a_pass(now, where)], now)
    if before.cycle == after.cycle:
        assert (RANK[after.state], after.done) >= (RANK[before.state], 0)
        assert after.done >= before.done


@pytest.mark.parametrize("name", ONE_CYCLE)
@a_few
@given(person=PEOPLE, life=LIVES, now=MOMENTS, earlier=MOMENTS, where=st.sampled_from(CATALOGUE))
def test_nor_does_one_before(name, person, life, now, earlier, where):
    """Only where nothing expires: elsewhere whoever is early expires early."""
    events = until(life, now)
    before = status_of(OBLIGATIONS[name], person, events, now)
    after = status_of(OBLIGATIONS[name], person, [*events, a_pass(min(earlier, now), where)], now)
    if before.assigned == after.assigned and before.cycle == after.cycle:
        assert RANK[after.state] >= RANK[before.state]


@each_obligation
@settings(max_examples=25, deadline=None)
@given(person=PEOPLE, life=LIVES, now=MOMENTS)
@pytest.mark.sampled(2)
def test_the_clock_alone_moves_along_the_table(name, person, life, now):
    """Day after day, without an event, every step is in the table."""
    requirement = OBLIGATIONS[name]
    table = EVERY_YEAR if requirement.kind == "calendar_year" else ONE_TIME
    events = until(life, now)
    before = status_of(requirement, person, events, now).state
    for days in range(1, 500, 1):
        after = status_of(requirement, person, events, now + timedelta(days=days)).state
        assert after == before or after in table[before], (before, after, days)
        before = after


@each_obligation
@a_few
@given(person=PEOPLE, life=LIVES, now=MOMENTS, back=st.integers(1, 400))
@pytest.mark.sampled(2)
def test_a_clock_set_back_loses_nothing(name, person, life, now, back):
    events = [event for event in until(life, now) if isinstance(event, Attempt)]
    newest = max((event.at for event in events if not event.branch), default=None)
    if newest is None:
        return
    found = status_of(OBLIGATIONS[name], person, events, newest - timedelta(days=back))
    assert found == status_of(OBLIGATIONS[name], person, events, newest)._replace(behind=True)


def test_the_table():
    assert set(ONE_TIME) == set(EVERY_YEAR) == set(STATES)
    assert reachable("completed", ONE_TIME) == {"completed", "window_open", "in_grace", "overdue", "expired"}
    assert reachable("overdue", ONE_TIME) == {"overdue"}
    assert not {"window_open", "expired"} & reachable("completed", EVERY_YEAR)
    assert all(not found & {"equivalent", "exempt"} for found in (
        reachable(state, ONE_TIME) - {state} for state in STATES if state not in ("not_assigned", "exempt")
    ))  # fmt: skip


def test_many_are_found_as_one_by_one():
    chance = Random(5)
    programme = plan(YEARLY + AGENTS + "\n", ONCE + "who: {tags: care}\n", ROLLING)
    people = [
        Person(f"p{n}", chance.choice(("agent", "executive")), "", frozenset(("care",)[: n % 2]), None)
        for n in range(50)
    ]
    events = {
        person.id: [
            a_pass(START + timedelta(days=chance.randrange(400)), chance.choice((PARCEL, LETTER, FUNERAL)))
            for _ in range(3)
        ]
        for person in people[:40]
    }
    now = at("2026-12-01")
    found = dict(programme_status(programme, people, events, now))
    assert list(found) == [person.id for person in people]
    for person in people:
        own = events.get(person.id, [])
        assert found[person.id] == tuple(status_of(o, person, own, now) for o in programme.obligations)
    assert {status.state for statuses in found.values() for status in statuses} > {"completed", "in_grace"}
    assert KIM.id not in found
