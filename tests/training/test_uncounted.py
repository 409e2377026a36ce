"""For which requirements a certification would count now, and for which programmes it would not."""

from __future__ import annotations

import pytest

from simulator.training.duties import duties
from simulator.training.saying import moment
from simulator.training.uncounted import counted_for, uncounted
from tests.training.building import at
from tests.training.test_duties import PROGRAMME, attempt, library, of

__all__ = ["library"]

NOW = at("2026-10-20 13:00")
END = moment(at("2026-10-21 12:00"))
WAITS = f"before {END} (cooling-off); practise meanwhile."
COACH = "a coach has to unlock more attempts."
BEREAVED = """\
  - ref_id: bereaved
    title: With the bereaved
    who: {levels: agent}
    what: {count: 1, scenarios: {tags: bereavement}}
    period: {calendar_year: true}
    due: {day: "11-30"}
    attempts: {allowed: 2, each: requirement, cooling_off_hours: 24}
"""
TWICE = PROGRAMME.replace("allowed: 1", "allowed: 2")


@pytest.fixture
def told(library, tmp_path):
    """What is said, under a programme, of a certification at a scenario after some attempts."""

    def of_scenario(scenario, *attempts, programme=TWICE, now=NOW):
        (tmp_path / "programmes" / "year.yaml").write_text(programme, "utf-8")
        return uncounted(duties(of(*attempts), library, "p1", now), scenario)

    return of_scenario


def fails(scenario, key="1", when="2026-10-20"):
    return attempt(key, when, scenario, 30.0)


def test_in_the_cooling_off_of_its_scenario(told):
    assert told("parcel") == ""
    assert told("parcel", fails("parcel")) == f"Does not count for Refresher 2026 {WAITS}"
    assert told("letter", fails("parcel")) == ""
    assert told("parcel", fails("parcel"), now=at("2026-10-21 12:00")) == ""


def test_where_a_coach_has_to_unlock_more(told):
    assert (
        told("parcel", fails("parcel"), programme=PROGRAMME) == f"Does not count for Refresher 2026: {COACH}"
    )


def test_an_attempt_made_too_early_changes_nothing(told):
    early = attempt("2", "2026-10-20", "parcel", 95.0, ended_at="2026-10-20T12:30:00.000Z")
    assert told("parcel", fails("parcel"), early) == f"Does not count for Refresher 2026 {WAITS}"


def test_what_would_not_help_anyway_is_not_told(told):
    done = attempt("1", "2026-10-19", "parcel")
    assert told("parcel", done, fails("parcel", "2")) == ""
    assert told("star", fails("star")) == ""


def test_what_differs_between_the_requirements_is_told_of_them(told):
    both = TWICE + BEREAVED
    assert told("loss", fails("loss"), programme=both) == f"Does not count for Refresher 2026 {WAITS}"
    only = f"Does not count for Refresher 2026, With the bereaved {WAITS}"
    assert told("funeral", fails("loss"), programme=both) == only
    assert told("parcel", fails("loss"), programme=both) == ""
    assert told("loss", fails("loss"), programme=PROGRAMME + BEREAVED) == (
        f"Does not count for Refresher 2026, Three a year: {COACH} {only}"
    )


def test_a_duty_tells_which_scenarios_wait(library, tmp_path):
    (tmp_path / "programmes" / "year.yaml").write_text(TWICE, "utf-8")
    (found,) = duties(of(fails("parcel")), library, "p1", NOW)
    assert found.waits == f'At "Parcel", the next attempt counts from {END} on (cooling-off).'


def test_for_which_requirements_it_counts(library, tmp_path):
    (tmp_path / "programmes" / "year.yaml").write_text(TWICE + BEREAVED, "utf-8")

    def told(scenario, *attempts):
        return counted_for(duties(of(*attempts), library, "p1", NOW), scenario)

    three = "Refresher 2026, Three a year: 0 of 3 done, 41 days left"
    bereaved = "Refresher 2026, With the bereaved: 0 of 1 done, 41 days left"
    assert told("parcel") == f"Counts for {three}."
    assert told("loss") == f"Counts for {three}; {bereaved}."
    assert told("parcel", attempt("1", "2026-10-19", "parcel")) == NONE
    assert told("no-such-situation") == NONE
    assert told("parcel", fails("parcel")) == ""


NONE = "Counts for no requirement of a programme: none needs it from you now."
