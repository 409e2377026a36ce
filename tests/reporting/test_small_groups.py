"""What a report may not tell: nothing that few people did changes a word of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reporting.attempts import Trying
from simulator.reporting.completion import completion_of
from simulator.reporting.material import Group, Situation
from simulator.reporting.page import page
from simulator.reporting.single import scenario_report
from simulator.reporting.terminal import text
from simulator.reporting.values import group_values, situation_values
from simulator.reporting.whole import team_report
from simulator.roster.suppressing import suppressed
from tests.reporting.building import ASKED, YEAR, form, forms, frame, sitting, standing
from tests.reporting.building import trying as tried

MARKS = st.dictionaries(
    st.sampled_from(("greets", "checks", "promises", "thanks")), st.sampled_from((0, 5, 10)), min_size=1
)
DONE = st.tuples(st.sampled_from(("p1", "p2", "p3", "p4")), st.sampled_from(("boat", "storm")), MARKS)
FIVE = [(f"q{n}", "boat", {"greets": 10 * (n > 1), "checks": 10}) for n in range(5)]


def group_of(done):
    """The figures of those who made these attempts, each with its form."""
    sittings = [
        sitting(who, n + 1, 10 * sum(marks.values()) * 20, sum(marks.values()) > 20, scenario)
        for n, (who, scenario, marks) in enumerate(done)
    ]
    people = [[one for one in sittings if one.person == who] for who in dict.fromkeys(d[0] for d in done)]
    completion = completion_of([standing("p1"), standing("p2")])
    return Group(completion, tried(*people), forms(*[(who, form(marks)) for who, _, marks in done]), ASKED)


def everything(group):
    """A team's and a scenario's report in each form in which they are given."""
    whole, situation = frame(suppressed), Situation("boat", "A boat", group.trying, group.forms)
    reports = (team_report("Ada Lind", group, (), whole), scenario_report(situation, whole))
    values = (group_values(group, suppressed, suppressed), situation_values(situation, suppressed))
    shown = ["\n".join([*text(one, len), *page(one)]) for one in reports]
    return [*shown, *map(json.dumps, values)]


@given(st.lists(DONE, min_size=1, max_size=12), st.lists(DONE, min_size=1, max_size=12))
@settings(max_examples=15)
def test_whatever_four_people_did_is_told_alike(some, others):
    assert everything(group_of(some)) == everything(group_of(others))


@pytest.mark.parametrize("marks", [0, 5, 10])
@pytest.mark.parametrize("name", ["thanks", "promises"])
def test_a_criterion_of_few_is_not_even_named_beside_one_of_many(name, marks):
    group = group_of([*FIVE, ("q0", "storm", {name: marks})])
    for told in everything(group):
        assert name.lower() not in told.lower().replace("business_critical", "")
        assert "Storm" not in told
    shown = everything(group)
    assert "Greets" in shown[0]
    assert "Not told: too few people." in shown[0]
    criteria = json.loads(shown[2])["criteria"]
    assert [one.get("question") for one in criteria] == ["greets", "checks", None]
    assert criteria[-1] == {"hidden": True}


def test_the_order_and_the_words_hide_whether_a_criterion_of_few_was_missed():
    shown = [everything(group_of([*FIVE, ("q0", "boat", {"thanks": marks})])) for marks in (5, 6)]
    assert shown[0] == shown[1]


def test_class_accuracy_of_few_is_not_told_beside_that_of_many():
    found = group_values(group_of([*FIVE, ("q0", "boat", {"promises": 0})]), suppressed, suppressed)
    accuracy = found["forms"]["class_accuracy"]
    assert accuracy["business_critical"] == {"hidden": True}
    assert accuracy["customer_critical"]["of"] == 5


def test_first_attempts_of_few_are_not_told_beside_the_attempts_of_many():
    """Four of five tried it in an earlier year: only one first attempt is left."""
    before = YEAR.start.replace(year=2025)
    people = [[sitting(f"q{n}", n + 1), sitting(f"q{n}", 90, at=before)][: 1 + (n > 0)] for n in range(5)]
    group = Group(completion_of([]), tried(*people), forms(), ASKED)
    assert len(group.trying.people) == 5
    found = group_values(group, suppressed, suppressed)["attempts"]
    assert found["certify"] == 5
    assert found["first_attempts_passed"] == {"hidden": True}
    assert found["first_attempts_by_scenario"] == [{"hidden": True}]
    assert "of 1 in certify" not in everything(group)[0]


def test_what_is_practice_is_as_if_it_were_not_there():
    certified = [sitting("p1", n, 7000 + n) for n in (3, 6, 9)]
    practice = [sitting("p1", n, 2000, False, "storm", "practice", branch=n == 4) for n in (1, 4, 5)]
    without, among = Trying(YEAR, practice=False), Trying(YEAR, practice=False)
    without.add(certified)
    among.add([*practice, *certified])
    assert without == among
    assert tried([*practice, *certified]) != among
