"""Every status, and how it comes about."""

from __future__ import annotations

import pytest

from simulator.training.events import (
    Amended,
    Assigned,
    EquivalenceAccepted,
    Exempted,
    ExemptionEnded,
    Left,
    LevelChanged,
    Person,
    Rejoined,
    Unlocked,
)
from simulator.training.history import until
from tests.training.building import (
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
    failed,
    obligation,
    passed,
    state,
    status,
    without,
)

LIMITED = "attempts: {allowed: 2, each: scenario, cooling_off_hours: 24}"
LIMITED_WHOLE = "attempts: {allowed: 2, each: requirement}"


def test_a_year_from_nothing_to_everything():
    yearly = obligation(YEARLY)
    first, second = passed("2026-03-01"), passed("2026-11-30 23:59", FUNERAL)
    assert state(yearly, "2025-12-31") == "not_assigned"
    assert state(yearly, "2026-01-01 00:00") == "not_started"
    assert state(yearly, "2026-03-02", first) == "in_progress"
    assert state(yearly, "2026-11-30 23:59", first) == "in_progress"
    assert state(yearly, "2026-12-01 00:00", first) == "in_grace"
    assert state(yearly, "2026-12-10 23:59", first) == "in_grace"
    assert state(yearly, "2026-12-11 00:00", first) == "overdue"
    found = status(yearly, "2026-12-11", first, second)
    assert (found.state, found.done, found.needed, found.completed) == (
        "completed", 2, 2, day("2026-11-30"),
    )  # fmt: skip
    assert found.counted == (first.attempt, second.attempt)
    assert state(yearly, "2026-12-31 23:59", first, second) == "completed"
    assert state(yearly, "2027-01-01 00:00", first, second) == "not_started"


def test_an_overdue_year_can_still_be_completed_and_is_missed_afterwards():
    yearly = obligation(YEARLY)
    assert state(yearly, "2026-12-24", passed("2026-12-20"), passed("2026-12-21", LETTER)) == "completed"
    found = status(yearly, "2027-02-01", passed("2026-12-20"))
    assert (found.state, found.cycle, found.missed) == ("not_started", "2027", ("2026",))
    assert "Not done in 2026." in found.why


def test_the_grace_reaches_into_the_new_year_and_an_attempt_counts_for_one_year_only():
    yearly = obligation(without(YEARLY, "due"))  # the last day of the year
    december, january = passed("2026-12-20"), passed("2027-01-05", FUNERAL)
    assert status(yearly, "2027-01-04", december).state == "in_grace"
    assert status(yearly, "2027-01-04", december).cycle == "2026"
    done = status(yearly, "2027-01-05 12:00", december, january)
    assert (done.state, done.cycle) == ("not_started", "2027")
    assert done.missed == ()
    late = status(yearly, "2027-01-11", january)
    assert (late.state, late.cycle, late.missed) == ("in_progress", "2027", ("2026",))


def test_within_days_of_the_assignment():
    once = obligation(ONCE)
    joins = Person("new", "agent", "Care", frozenset(), day("2026-05-04"))
    assert state(once, "2026-05-03 23:59", person=joins) == "not_assigned"
    assert state(once, "2026-05-04 00:00", person=joins) == "not_started"
    found = status(once, "2026-05-14", failed("2026-05-10"), person=joins)
    assert (found.state, found.due, found.days_left) == ("in_progress", day("2026-06-03"), 20)
    assert state(once, "2026-06-04", person=joins) == "in_grace"
    assert state(once, "2026-06-11", person=joins) == "overdue"
    late = status(once, "2030-01-01", passed("2026-06-20"), person=joins)
    assert (late.state, late.expires) == ("completed", None)


def test_new_hires_have_their_own_month():
    text = without(ONCE, "period") + "who: {levels: new_hire, hired_within: 30}\n"
    first = obligation(text, "period: {within: {days: 30, of: hire}}")
    new = Person("new", "new_hire", "Care", frozenset(), day("2026-02-01"))
    recent = new._replace(hired=day("2025-12-02"))
    old = new._replace(hired=day("2025-12-01"))
    assert status(first, "2026-02-10", person=new).due == day("2026-03-03")
    assert status(first, "2026-01-10", person=recent).due == day("2026-01-31")
    assert state(first, "2026-02-10", person=old) == "not_assigned"
    assert state(first, "2026-02-20", LevelChanged(at("2026-02-15"), "agent"), person=new) == "not_assigned"
    assert state(first, "2026-02-14", LevelChanged(at("2026-02-15"), "agent"), person=new) == "not_started"


def test_several_demands_are_all_needed():
    text = without(ONCE, "what") + "what: [{count: 3, mode: practice}, {count: 1}]\n"
    both = obligation(text)
    runs = [failed(f"2026-01-0{n}", mode="practice") for n in (2, 3, 4)]
    found = status(both, "2026-01-06", *runs)
    assert (found.state, found.done, found.needed) == ("in_progress", 3, 4)
    assert state(both, "2026-01-06", passed("2026-01-05")) == "in_progress"
    assert state(both, "2026-01-06", *runs, passed("2026-01-05")) == "completed"


@pytest.mark.parametrize(
    ("what", "attempt", "counts"),
    [
        ("count: 1", passed("2026-01-05"), True),
        ("count: 1", failed("2026-01-05", percentage=99), False),
        ("count: 1", passed("2026-01-05", mode="practice"), False),
        ("count: 1, percentage: 80", passed("2026-01-05", percentage=80), True),
        ("count: 1, percentage: 80", passed("2026-01-05", percentage=79.99), False),
        ("count: 1, percentage: 80", passed("2026-01-05", percentage=None), False),
        ("count: 1, percentage: 80, passed: false", failed("2026-01-05", percentage=80), True),
        ("count: 1, mode: practice", failed("2026-01-05", mode="practice"), True),
        ("count: 1, mode: practice, passed: true", failed("2026-01-05", mode="practice"), False),
        ("count: 1, mode: any", passed("2026-01-05", mode="practice"), True),
        ("count: 1, mode: any, percentage: 50", failed("2026-01-05"), False),
        ("count: 1, scenarios: {tags: bereavement}", passed("2026-01-05"), False),
        ("count: 1, scenarios: {tags: bereavement}", passed("2026-01-05", FUNERAL), True),
        ("count: 1, scenarios: {channels: review}", passed("2026-01-05", STAR), True),
        ("count: 1, scenarios: {not: {ids: star}}", passed("2026-01-05", STAR), False),
        ("count: 1, scenarios: {any: [{ids: star}, {rubrics: guidance}]}",
         passed("2026-01-05", LETTER), True),
        ("count: 1, scenarios: {all: [{languages: en}, {personas: persona-of-star}]}",
         passed("2026-01-05", STAR), True),
        ("count: 1", passed("2026-01-05", branch=True), False),
    ],
)  # fmt: skip
def test_what_counts(what, attempt, counts):
    requirement = obligation(without(ONCE, "what") + f"what: {{{what}}}\n")
    assert (state(requirement, "2026-01-06", attempt) == "completed") is counts


def test_at_least_one_of_a_kind():
    text = without(YEARLY, "what") + (
        "what: {count: 2, different: true, at_least: [{count: 1, scenarios: {tags: bereavement}}]}\n"
    )
    yearly = obligation(text)
    plain = [passed("2026-02-01"), passed("2026-02-02", LETTER)]
    found = status(yearly, "2026-02-03", *plain)
    assert (found.state, found.done) == ("in_progress", 1)
    funeral = passed("2026-02-04", FUNERAL, 85)
    found = status(yearly, "2026-02-05", *plain, funeral)
    assert found.state == "completed"
    assert found.counted == (plain[0].attempt, funeral.attempt)


def test_different_scenarios_or_the_same():
    same = obligation(without(YEARLY, "what") + "what: {count: 2}\n")
    twice = passed("2026-02-01"), passed("2026-02-02")
    assert state(obligation(YEARLY), "2026-03-01", *twice) == "in_progress"
    assert state(same, "2026-03-01", *twice) == "completed"


def test_which_attempt_counts():
    low, miss, high = passed("2026-02-01", percentage=81), failed("2026-02-02"), passed("2026-02-03")
    other = passed("2026-02-04", FUNERAL)
    better = passed("2026-02-05", percentage=99)
    before = (low, miss, other)
    best, latest, first = (obligation(YEARLY, f"counts: {c}") for c in ("best", "latest", "first_pass"))
    assert state(best, "2026-02-04 13:00", *before) == "completed"
    assert state(first, "2026-02-04 13:00", *before) == "completed"
    assert state(latest, "2026-02-04 13:00", *before) == "in_progress"
    everything = (low, miss, high, other, better)
    assert status(best, "2026-03-01", *everything).counted == (other.attempt, better.attempt)
    assert status(first, "2026-03-01", *everything).counted == (low.attempt, other.attempt)
    assert status(latest, "2026-03-01", *everything).counted == (high.attempt, other.attempt)
    assert state(latest, "2026-03-01", *everything, failed("2026-02-06")) == "completed"


def test_failing_everywhere_is_failed_until_a_coach_unlocks_more():
    requirement = obligation(YEARLY, LIMITED)
    tries = [failed(f"2026-02-{d:02}", where) for where in (PARCEL, FUNERAL) for d in (1, 3)]
    found = status(requirement, "2026-03-01", *tries)
    assert (found.state, found.used, found.allowed) == ("failed", 4, 2)
    assert [(c.scenario, c.until) for c in found.closed] == [("funeral", None), ("parcel", None)]
    assert "a coach can unlock more" in found.why
    assert state(requirement, "2026-03-01", *tries[:3]) == "in_progress"
    unlocked = Unlocked(at("2026-03-02"), "year", "talked it through", "yearly", "parcel")
    assert state(requirement, "2026-03-03", *tries, unlocked) == "in_progress"
    assert state(requirement, "2026-03-03", *tries, unlocked._replace(requirement="other")) == "failed"
    done = passed("2026-03-04"), passed("2026-03-05", LETTER)
    assert state(requirement, "2026-03-06", *tries, unlocked, *done) == "completed"
    assert state(requirement, "2026-03-06", *tries, *done) == "failed"  # the parcel was closed


def test_failed_stays_failed_when_the_due_day_passes_and_ends_with_the_year():
    requirement = obligation(YEARLY, LIMITED_WHOLE)
    tries = [failed("2026-02-01"), failed("2026-02-02", STAR), failed("2026-02-02", FUNERAL)]
    assert state(requirement, "2026-02-03", *tries[:2]) == "in_progress"  # a star is not asked for
    assert state(requirement, "2026-12-30", *tries) == "failed"
    assert status(requirement, "2027-01-01", *tries).missed == ("2026",)
    assert state(requirement, "2027-01-01", *tries) == "not_started"


def test_cooling_off():
    requirement = obligation(YEARLY, LIMITED_WHOLE.replace("}", ", cooling_off_hours: 24}"))
    found = status(requirement, "2026-02-01 13:00", failed("2026-02-01 12:00"))
    assert found.next_attempt == at("2026-02-02 12:00")
    assert status(requirement, "2026-02-02 12:00", failed("2026-02-01 12:00")).next_attempt is None
    early = status(requirement, "2026-02-03", failed("2026-02-01 12:00"), passed("2026-02-02 11:59"))
    assert (early.done, early.ignored, early.used) == (0, 1, 1)
    assert "1 attempt did not count" in early.why
    right = status(requirement, "2026-02-03", failed("2026-02-01 12:00"), passed("2026-02-02 12:00"))
    assert (right.done, right.ignored) == (1, 0)


def test_cooling_off_at_one_scenario_leaves_the_others_open():
    requirement = obligation(YEARLY, LIMITED)
    found = status(requirement, "2026-02-01 13:00", failed("2026-02-01 12:00"))
    assert found.next_attempt is None
    assert [(c.scenario, c.until) for c in found.closed] == [("parcel", at("2026-02-02 12:00"))]
    misses = [failed("2026-02-01 12:00", where) for where in (PARCEL, LETTER, FUNERAL)]
    assert status(requirement, "2026-02-01 13:00", *misses).next_attempt == at("2026-02-02 12:00")


def test_what_the_simulator_did_is_never_a_failure():
    requirement = obligation(YEARLY, LIMITED_WHOLE)
    harmless = [failed(f"2026-02-0{n}", counts=False) for n in (1, 2, 3)]
    found = status(requirement, "2026-03-01", *harmless)
    assert (found.state, found.used, found.next_attempt) == ("not_started", 0, None)
    assert state(obligation(YEARLY, "counts: latest"), "2026-03-01",
                 passed("2026-01-02"), *harmless, passed("2026-02-04", LETTER)) == "completed"  # fmt: skip


def test_a_corrected_verdict_holds_from_the_attempt_s_own_day():
    once = obligation(ONCE)
    attempt = failed("2026-01-30", attempt="disputed")
    up = Amended(at("2026-02-20"), "disputed", 84.0, True)
    assert (
        state(
            once,
            "2026-02-19",
            attempt,
            up,
        )
        == "completed"
    )
    assert state(once, "2026-02-19", *until([attempt, up], at("2026-02-19"))) == "overdue"
    found = status(once, "2026-02-21", attempt, up)
    assert (found.state, found.completed) == ("completed", day("2026-01-30"))
    assert "A verdict was corrected on 20 February 2026." in found.why
    good = passed("2026-01-30", attempt="too-kind")
    down = status(once, "2026-03-01", good, Amended(at("2026-02-25"), "too-kind", 60.0, False))
    assert (down.state, down.corrected) == ("overdue", day("2026-02-25"))


def test_a_second_evaluation_of_an_attempt_takes_the_place_of_the_first():
    first = failed("2026-01-05", attempt="again")
    again = passed("2026-01-09", attempt="again")
    found = status(obligation(ONCE), "2026-01-10", first, again)
    assert (found.state, found.completed) == ("completed", day("2026-01-05"))


def test_exempt_with_a_reason_and_back():
    once = obligation(ONCE, "least_days: 14")
    leave = Exempted(at("2026-01-10"), "year", "Parental leave.", "once", day("2026-06-30"))
    found = status(once, "2026-06-30 23:59", leave)
    assert (found.state, found.reason, found.days_left) == ("exempt", "Parental leave.", None)
    assert found.why == "Exempt: Parental leave."
    back = status(once, "2026-07-01", leave)
    assert (back.state, back.due) == ("not_started", day("2026-07-15"))
    ended = status(once, "2026-03-02", leave, ExemptionEnded(at("2026-03-01"), "year", None))
    assert (ended.state, ended.due) == ("not_started", day("2026-03-15"))
    assert state(once, "2026-01-20", leave._replace(requirement="other")) == "not_started"
    assert state(once, "2026-01-20", leave._replace(programme="other")) == "not_started"
    assert state(once, "2026-01-20", leave._replace(requirement=None, until=None)) == "exempt"


def test_an_exemption_that_came_too_late_excuses_nothing():
    once = obligation(ONCE, "least_days: 14")
    leave = Exempted(at("2026-02-20"), "year", "Leave.", "once", day("2026-03-10"))
    assert state(once, "2026-02-19") == "overdue"
    assert state(once, "2026-03-11", leave) == "overdue"


def test_a_year_in_which_one_was_exempt_to_its_end_is_not_missed():
    leave = Exempted(at("2026-06-01"), "year", "Leave.", None, day("2026-12-31"))
    found = status(obligation(YEARLY), "2027-01-01", leave)
    assert (found.state, found.missed) == ("not_started", ())


def test_a_course_outside_stands_in():
    text = ONCE + "equivalents: [{course: workshop, evidence: A list of those who were there.}]\n"
    once = obligation(text)
    accepted = EquivalenceAccepted(at("2026-02-20"), "year", "once", "workshop", "list 7", day("2026-01-20"))
    found = status(once, "2026-02-21", accepted)
    assert (found.state, found.source, found.completed) == ("equivalent", "workshop", day("2026-01-20"))
    assert found.counted == ()
    assert state(once, "2026-02-21", accepted._replace(requirement="other")) == "overdue"
    before = accepted._replace(completed=day("2025-12-20"))
    assert state(once, "2026-02-21", before) == "equivalent"
    assert state(obligation(YEARLY), "2026-02-21", accepted._replace(requirement="yearly")) == "equivalent"


def test_another_requirement_stands_in():
    yearly = YEARLY + "who: {levels: agent}\nequivalents: [{requirement: leading}]\n"
    leading = YEARLY.replace("yearly", "leading").replace("count: 2", "count: 1, percentage: 80")
    leading += "who: {levels: manager}\nequivalents: [{requirement: yearly}]\n"
    requirement = obligation(yearly, leading)
    manager = KIM._replace(level="manager")
    stepped_back = LevelChanged(at("2026-06-01"), "agent")
    good = passed("2026-03-01")
    assert state(requirement, "2026-05-01", good, person=manager) == "not_assigned"
    found = status(requirement, "2026-06-02", good, stepped_back, person=manager)
    assert (found.state, found.source, found.completed) == ("equivalent", "leading", day("2026-03-01"))
    low = passed("2026-03-01", percentage=78)
    assert state(requirement, "2026-06-02", low, stepped_back, person=manager) == "in_progress"


def test_left_and_back():
    once = obligation(ONCE)
    left, back = Left(at("2026-01-15")), Rejoined(at("2026-09-01"))
    assert state(once, "2026-02-01", left) == "not_assigned"
    found = status(once, "2026-09-02", left, back)
    assert (found.state, found.due) == ("not_started", day("2026-10-01"))
    assert state(once, "2026-09-02", passed("2026-01-10"), left, back) == "completed"


def test_assigned_by_hand_whoever_they_are():
    text = ONCE + "who: {departments: [Finance]}\n"
    assigned = Assigned(at("2026-03-01"), "year", "once")
    assert state(obligation(text), "2026-03-02") == "not_assigned"
    assert status(obligation(text), "2026-03-02", assigned).due == day("2026-03-31")
    by_then = assigned._replace(due=day("2026-03-10"))
    assert status(obligation(text), "2026-03-02", by_then).due == day("2026-03-10")
    assert state(obligation(text), "2026-05-02", assigned, Left(at("2026-03-05"))) == "not_assigned"
    assert state(obligation(text), "2026-02-01", assigned) == "not_assigned"  # entered ahead


def test_departments_do_not_look_at_capital_letters():
    assert state(obligation(ONCE + "who: {departments: care}\n"), "2026-01-02") == "not_started"


def test_a_clock_that_was_set_back_loses_nothing_and_says_so():
    rolling = obligation(ROLLING)
    found = status(rolling, "2025-06-01", passed("2026-02-01"))
    assert (found.state, found.today, found.behind) == ("completed", day("2026-02-01"), True)
    assert found.why.endswith("The clock stands before the newest entry; this is as of 1 February 2026.")
    assert not status(rolling, "2026-02-01", passed("2026-02-01")).behind


def test_after_the_end_of_the_programme_nothing_new_is_asked():
    year = obligation(YEARLY, ends="2026-12-31")
    assert state(year, "2027-03-01") == "overdue"
    assert state(year, "2027-03-01", passed("2026-03-01"), passed("2026-03-02", LETTER)) == "completed"
    late = Person("late", "agent", "Care", frozenset(), day("2027-01-01"))
    assert state(year, "2027-03-01", person=late) == "not_assigned"
    rolling = obligation(ROLLING, ends="2026-12-31")
    assert state(rolling, "2029-03-01", passed("2026-02-01")) == "completed"


def test_events_of_the_same_time_keep_their_order():
    latest = obligation(without(ONCE, "what") + "what: {count: 1}\ncounts: latest\n")
    two = obligation(without(YEARLY, "what") + "what: {count: 2}\ncounts: latest\n")
    good, bad = passed("2026-01-05"), failed("2026-01-05")
    assert state(latest, "2026-01-06", bad, good) == "completed"
    assert status(two, "2026-01-06", bad, good).done == 1
    assert status(two, "2026-01-06", good, bad).done == 0


def test_the_old_year_closes_after_its_grace():
    yearly = obligation(without(YEARLY, "due"))
    assert status(yearly, "2027-01-10 23:59").cycle == "2026"
    assert status(yearly, "2027-01-11 00:00").cycle == "2027"


def test_a_year_does_not_close_on_somebody_who_is_away():
    late = Person("late", "agent", "Care", frozenset(), day("2026-12-24"))
    yearly = obligation(YEARLY, "least_days: 30")
    leave = Exempted(at("2027-01-06"), "year", "Leave.", None, day("2027-05-05"))
    away = status(yearly, "2027-04-01", leave, person=late)
    assert (away.state, away.cycle, away.missed) == ("exempt", "2026", ())
    back = status(yearly, "2027-05-06", leave, person=late)
    assert (back.state, back.cycle, back.due) == ("not_started", "2026", day("2027-06-05"))
