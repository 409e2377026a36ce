"""How long a completion is good: every basis, windows, grace, leap days, time zones, promotions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.training.days import Zone, add_months, in_year, later, recurring
from simulator.training.events import DepartmentChanged, Left, LevelChanged, Person, Rejoined, TagsChanged
from tests.training.building import (
    KIM,
    LETTER,
    ONCE,
    ROLLING,
    YEARLY,
    at,
    day,
    obligation,
    passed,
    state,
    status,
    without,
)

PREVIOUS = "expiry: {basis: previous_expiry}"
FIXED = 'expiry: {basis: fixed_date, date: "2026-12-31", least_active_months: 6}'


def test_from_the_completion():
    rolling = obligation(ROLLING)
    done = passed("2026-02-10")
    found = status(rolling, "2026-02-11", done)
    assert (found.state, found.due) == ("completed", day("2026-03-02"))
    assert (found.window_opens, found.expires) == (day("2027-01-11"), day("2027-02-10"))
    assert found.why == (
        "Completed on 10 February 2026; good until 10 February 2027, to be renewed from 11 January 2027."
    )
    assert state(rolling, "2027-01-10 23:59", done) == "completed"
    opened = status(rolling, "2027-01-11 00:00", done)
    assert (opened.state, opened.due, opened.days_left) == ("window_open", day("2027-02-10"), 30)
    assert state(rolling, "2027-02-10 23:59", done) == "window_open"
    assert state(rolling, "2027-02-11 00:00", done) == "in_grace"
    assert state(rolling, "2027-02-17 23:59", done) == "in_grace"
    assert state(rolling, "2027-02-18 00:00", done) == "expired"
    again = status(rolling, "2027-02-02", done, passed("2027-02-01"))
    assert (again.state, again.cycle, again.expires) == ("completed", "2", day("2028-02-01"))


def test_before_the_window_nothing_is_renewed():
    early = passed("2027-01-10 23:59")
    found = status(obligation(ROLLING), "2027-01-20", passed("2026-02-10"), early)
    assert (found.state, found.done, found.expires) == ("window_open", 0, day("2027-02-10"))


@pytest.mark.parametrize(
    ("renewed", "expires"),
    [
        ("2027-02-02", "2028-03-02"),  # the window opens
        ("2027-03-02", "2028-03-02"),  # the last day
        ("2027-03-09", "2028-03-02"),  # the last day of the grace
        ("2027-03-10", "2028-03-10"),  # too late: a new rhythm
    ],
)
def test_from_the_previous_expiry(renewed, expires):
    rolling = obligation(ROLLING, PREVIOUS)
    first = passed("2026-01-20")
    assert status(rolling, "2026-01-21", first).expires == day("2027-03-02")  # a year after the due day
    assert status(rolling, "2027-04-01", first, passed(renewed)).expires == day(expires)


def test_the_first_time_too_late_is_counted_from_the_completion():
    rolling = obligation(ROLLING, PREVIOUS)
    assert status(rolling, "2026-04-01", passed("2026-03-09")).expires == day("2027-03-02")
    assert status(rolling, "2026-04-01", passed("2026-03-10")).expires == day("2027-03-10")


@pytest.mark.parametrize(
    ("completed", "expires"),
    [
        ("2026-02-01", "2026-12-31"),
        ("2026-06-30", "2026-12-31"),
        ("2026-07-01", "2027-12-31"),  # less than six months: a pass late in the year
        ("2026-12-31", "2027-12-31"),
        ("2025-03-01", "2025-12-31"),  # the rhythm goes back too
    ],
)
def test_from_a_fixed_date(completed, expires):
    rolling = obligation(ROLLING, FIXED, begins="2025-01-01")
    person = Person("kim", "agent", "Care", frozenset(), day(completed))
    assert status(rolling, completed + " 13:00", passed(completed), person=person).expires == day(expires)


def test_a_late_pass_is_not_due_again_in_weeks():
    rolling = obligation(ROLLING, FIXED)
    assert state(rolling, "2027-01-15", passed("2026-11-20")) == "completed"


def test_valid_months_after_a_month_of_one_s_own():
    once = obligation(ONCE, "valid_months: 6", "window_days: 20")
    found = status(once, "2026-01-11", passed("2026-01-10"))
    assert (found.expires, found.window_opens) == (day("2026-07-10"), day("2026-06-20"))
    assert state(once, "2026-07-18", passed("2026-01-10")) == "expired"


def test_29_february():
    rolling = obligation(ROLLING)
    assert status(rolling, "2028-03-01", passed("2028-02-29")).expires == day("2029-02-28")
    rhythm = obligation(without(ROLLING, "due"), PREVIOUS, 'due: {date: "2028-02-29"}', begins="2028-01-01")
    passes = [passed(f"{year}-02-20") for year in range(2028, 2033)]
    found = [status(rhythm, f"{year}-02-21", *passes[: year - 2027]).expires for year in range(2028, 2033)]
    assert found == [day(d) for d in (
        "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28",
    )]  # fmt: skip
    leap = obligation(without(YEARLY, "due"), 'due: {day: "02-29"}')
    assert status(leap, "2027-01-05").due == day("2027-02-28")
    assert status(leap, "2028-01-05").due == day("2028-02-29")


def test_the_days_are_those_of_the_programme_s_time_zone():
    vilnius, honolulu = obligation(YEARLY, zone="Europe/Vilnius"), obligation(YEARLY, zone="Pacific/Honolulu")
    assert state(vilnius, "2026-11-30 21:59") == "not_started"
    assert state(vilnius, "2026-11-30 22:00") == "in_grace"
    assert state(honolulu, "2026-12-01 09:59") == "not_started"
    assert state(honolulu, "2026-12-01 10:00") == "in_grace"
    late = passed("2026-12-31 22:30"), passed("2026-12-31 22:40", LETTER)
    assert status(vilnius, "2027-01-02", *late).cycle == "2027"
    assert status(vilnius, "2027-01-02", *late).state == "completed"
    assert status(honolulu, "2027-01-02", *late).missed == ()


@pytest.mark.parametrize(
    ("zone", "night", "start"),
    [
        ("Europe/Vilnius", "2026-03-29", "2026-03-28 22:00"),  # the clocks go on in the night
        ("Europe/Vilnius", "2026-10-25", "2026-10-24 21:00"),
        ("Africa/Cairo", "2026-04-24", "2026-04-23 22:00"),  # midnight itself is skipped
        ("America/Havana", "2026-11-01", "2026-11-01 04:00"),  # midnight comes twice
    ],
)
def test_days_on_which_the_clocks_change(zone, night, start):
    assert Zone(zone).start(day(night)) == at(start)
    assert Zone(zone).day(at(start)) == day(night)
    assert Zone(zone).end(later(day(night), -1)) == at(start)


DAYS = st.dates(date(2001, 1, 1), date(2150, 12, 31))


@given(DAYS, st.integers(1, 36), st.integers(0, 40))
def test_months_are_added_at_once(base, months, turns):
    found = add_months(base, months * turns)
    assert (found.year * 12 + found.month) - (base.year * 12 + base.month) == months * turns
    assert found.day == base.day or (later(found, 1).day == 1 and found.day < base.day)


@given(DAYS, st.integers(1, 36), DAYS, st.integers(0, 400))
def test_a_rhythm_has_its_next_day(base, months, after, least):
    found = recurring(base, months, after, later(after, least))
    assert found > after
    assert found >= later(after, least)
    away = (found.year - base.year) * 12 + found.month - base.month
    assert away % months == 0
    before = add_months(base, away - months)
    assert before <= after or before < later(after, least)


def test_a_day_of_every_year():
    assert [in_year("02-29", year) for year in (2027, 2028)] == [day("2027-02-28"), day("2028-02-29")]


def test_a_promotion_in_mid_year():
    """What was done before counts for the year; what is asked, and by when, is that of the new level."""
    managers = obligation(YEARLY + "who: {levels: manager}\nleast_days: 30\n")
    early, late = LevelChanged(at("2026-06-15"), "manager"), LevelChanged(at("2026-12-20"), "manager")
    before = passed("2026-03-01")
    assert state(managers, "2026-06-14", before, early) == "not_assigned"
    found = status(managers, "2026-06-16", before, early)
    assert (found.state, found.done, found.due) == ("in_progress", 1, day("2026-11-30"))
    assert found.assigned == day("2026-06-15")
    found = status(managers, "2027-01-05", before, late)
    assert (found.state, found.cycle, found.due) == ("in_progress", "2026", day("2027-01-19"))
    done = status(managers, "2027-01-06", before, late, passed("2027-01-05", LETTER))
    assert (done.state, done.cycle, done.missed) == ("not_started", "2027", ())
    agents = obligation(YEARLY + "who: {levels: agent}\n")
    assert state(agents, "2026-06-16", before, early) == "not_assigned"
    assert status(agents, "2027-06-16", before, early).missed == ()


def test_a_change_that_does_not_concern_it_does_not_begin_anew():
    rolling = obligation(ROLLING + "who: {levels: [agent, manager]}\n")
    changes = (
        LevelChanged(at("2026-02-20"), "manager"),
        DepartmentChanged(at("2026-02-21"), "Sales"),
        TagsChanged(at("2026-02-22"), frozenset(["mentor"])),
    )
    assert status(rolling, "2026-03-01", *changes) == status(rolling, "2026-03-01")


def test_what_is_still_good_is_good_for_those_who_come_back():
    rolling = obligation(ROLLING)
    done, left = passed("2026-02-10"), Left(at("2026-05-01"))
    assert state(rolling, "2026-09-02", done, left, Rejoined(at("2026-09-01"))) == "completed"
    found = status(rolling, "2027-06-02", done, left, Rejoined(at("2027-06-01")))
    assert (found.state, found.due, found.cycle) == ("not_started", day("2027-07-31"), "2")


def test_hired_again_begins_anew():
    first = obligation(without(ONCE, "period"), "period: {within: {days: 30, of: hire}}")
    left, back = Left(at("2026-05-01")), Rejoined(at("2026-09-01"), day("2026-09-01"))
    assert status(first, "2026-09-02", left, back).due == day("2026-10-01")


def test_the_year_s_new_people_can_be_left_out_of_that_year():
    text = YEARLY + "who: {not: {hired_within: 90}}\n"
    new = Person("new", "agent", "Care", frozenset(), day("2026-02-01"))
    assert state(obligation(text), "2026-06-01", person=new) == "not_assigned"
    assert state(obligation(text), "2027-06-01", person=new) == "not_started"
    assert state(obligation(text), "2026-06-01", person=KIM) == "not_started"
