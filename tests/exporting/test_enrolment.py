"""For which programme and year an attempt is registered: by what stands on record about its time."""

from __future__ import annotations

from datetime import date

from simulator.exporting.naming import registration_id
from simulator.exporting.sessions import NO_PROGRAMME
from simulator.records.decisions import Decision
from tests.exporting.samples import (
    PERSON,
    make_enrolment,
    make_entry,
    make_facts,
    make_person,
    make_programme,
)


def requirement(**changes):
    return {"ref_id": "yearly", "title": "Yearly", "what": {"count": 1}, "period": {"calendar_year": True},
            **changes}  # fmt: skip


def one(*texts, attempts=(), **changes):
    found = make_enrolment(*texts).registered(make_person(*(attempts or [make_facts()]), **changes))
    return found[0]


def test_person_programme_and_year():
    found = one(make_programme())
    assert (found.programme.id, found.programme.version, found.cycle) == ("year", 3, "2026")
    assert found.registration == registration_id(PERSON, "year", "2026")


def test_the_year_is_that_of_the_programmes_time_zone():
    late = make_facts(ended_at="2026-12-31T22:30:00.000Z")  # half past midnight in Vilnius
    assert one(make_programme(), attempts=[late]).cycle == "2027"
    assert one(attempts=[late]).cycle == "2026"


def test_without_a_programme_it_is_the_persons_own_year():
    found = one()
    assert found.programme == NO_PROGRAMME
    assert found.registration == registration_id(PERSON, "", "2026")


def test_of_several_programmes_the_first_that_means_the_person_counts():
    everyone, managers = make_programme("b"), make_programme("a", [requirement(who={"levels": "manager"})])
    assert one(managers, everyone).programme.id == "b"
    assert one(managers, everyone, attempts=[make_facts(level="manager")]).programme.id == "a"


def test_departments_are_those_of_the_time_of_the_attempt():
    text = make_programme("a", [requirement(who={"departments": "Sales"})])
    moved = [make_entry(), make_entry(number=2, effective=date(2026, 6, 1), department="Sales")]
    assert one(text, roster=tuple(moved)).programme.id == ""
    later = make_facts(ended_at="2026-06-02T09:00:00.000Z")
    assert one(text, roster=tuple(moved), attempts=[later]).programme.id == "a"


def test_what_was_assigned_by_hand_is_meant_too():
    text = make_programme("a", [requirement(who={"levels": "manager"})])
    assert one(text).programme.id == ""
    assigned = Decision("assigned", "a", "yearly", at="2026-01-01T09:00:00.000Z")
    assert one(text, decisions=(assigned,)).programme.id == "a"


def test_before_it_begins_and_in_another_mode_it_does_not_ask():
    assert (
        one(make_programme(), attempts=[make_facts(ended_at="2024-12-31T09:00:00.000Z")]).programme.id == ""
    )
    assert one(make_programme(), attempts=[make_facts(mode="practice")]).programme.id == ""


def test_attempts_are_numbered_by_registration_scenario_and_kind():
    attempts = [
        make_facts("1"), make_facts("2", mode="practice"), make_facts("3"), make_facts("4", scenario="b"),
        make_facts("5", ended_at="2027-03-02T09:00:00.000Z"),
    ]  # fmt: skip
    found = make_enrolment(make_programme()).registered(make_person(*attempts))
    assert [each.number for each in found] == [1, 1, 2, 1, 1]
