from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reporting.completion import AGES, NOBODY_SAID, age, completion_of
from simulator.reporting.shares import Share
from simulator.training.status import STATES
from tests.reporting.building import TODAY, standing


def test_the_completion_of_a_small_company_worked_out_by_hand():
    found = completion_of(
        [
            standing("ada", "completed", level="manager", department="Quay"),
            standing("ada", "exempt", "loss", level="manager", department="Quay"),
            standing("ben", "overdue", due=TODAY - timedelta(8)),
            standing("ben", "window_open", "loss"),
            standing("cem", "equivalent", department="Pilots"),
            standing("cem", "in_grace", "loss", department="Pilots"),
            standing("dot", "not_assigned"),
        ]
    )
    # six are asked, one of them is exempt: completed, open to be renewed and equivalent are three of five
    assert found.total.completion == Share(3, 5)
    assert (found.total.assigned, found.total.exempt, found.total.late) == (6, 1, 1)
    assert found.total.people == {"ada", "ben", "cem"}
    assert found.levels["manager"].completion == Share(1, 1)
    assert found.levels["agent"].completion == Share(2, 4)
    assert found.departments["Quay"].completion == Share(2, 3)
    assert found.departments["Pilots"].completion == Share(1, 2)
    assert found.requirements["talks"].completion == Share(2, 3)
    assert found.ages == [0, 1, 0]


def test_those_whose_level_is_not_known_are_a_group_of_their_own():
    found = completion_of([standing("ada", level="", department="")])
    assert list(found.levels) == list(found.departments) == [NOBODY_SAID]


@pytest.mark.parametrize(("days", "band"), [(0, 0), (1, 0), (7, 0), (8, 1), (30, 1), (31, 2), (4000, 2)])
def test_the_bands_of_lateness_meet(days, band):
    assert age(days) == band


def test_only_what_is_overdue_or_expired_ages():
    due = TODAY - timedelta(40)
    found = completion_of([standing(state, state, due=due) for state in STATES])
    assert found.ages == [0, 0, 2]
    assert found.late_people == {"overdue", "expired"}


def test_years_that_were_missed_are_counted_for_those_too_who_have_left():
    found = completion_of(
        [standing("ada", "not_assigned", missed=("2024", "2025")), standing("b", missed=("2025",))]
    )
    assert found.missed == {"2024": 1, "2025": 2}


someone = st.builds(
    standing,
    st.sampled_from("abcdefgh"),
    st.sampled_from(STATES),
    st.sampled_from(("talks", "loss")),
    st.sampled_from(("agent", "manager", "")),
    st.sampled_from(("Quay", "Pilots")),
    due=st.integers(0, 60).map(lambda days: TODAY - timedelta(days)),
)


@given(st.lists(someone, max_size=40))
@settings(max_examples=50)
def test_every_figure_is_what_a_naive_recount_gives(standings):
    found = completion_of(standings)
    theirs = [s for s in standings if s.status.state != "not_assigned"]
    for groups, key in (
        (found.levels, lambda s: s.level or NOBODY_SAID),
        (found.departments, lambda s: s.department),
        (found.requirements, lambda s: s.status.requirement),
        ({"all": found.total}, lambda s: "all"),
    ):
        for name, group in groups.items():
            members = [s for s in theirs if key(s) == name]
            states = Counter(s.status.state for s in members)
            done = states["completed"] + states["window_open"] + states["equivalent"]
            assert group.completion == Share(done, len(members) - states["exempt"])
            assert group.people == {s.person for s in members}
        assert sum(group.assigned for group in groups.values()) == len(theirs)
    late = [(TODAY - s.status.due).days for s in theirs if s.status.state in ("overdue", "expired")]
    assert found.ages == [
        sum(day <= 7 for day in late),
        sum(8 <= day <= 30 for day in late),
        sum(day >= 31 for day in late),
    ]
    assert sum(found.ages) == found.total.late
    assert len(found.ages) == len(AGES)
