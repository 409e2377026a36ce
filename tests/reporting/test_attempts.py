from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.reporting.attempts import Period, progress_json
from simulator.reporting.shares import Share
from tests.reporting.building import YEAR, sitting, trying

BEFORE = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)


def values(means):
    return [mean.value for mean in means]


def test_the_first_attempt_of_each_person_at_each_scenario_counts_and_no_later_one():
    found = trying(
        [sitting("ada", 1, passed=False), sitting("ada", 2), sitting("ada", 3, scenario="storm")],
        [sitting("ben", 1), sitting("ben", 2, passed=False)],
    )
    assert found.first == Share(2, 3)
    assert found.firsts == {"boat": Share(1, 2), "storm": Share(1, 1)}
    assert found.passed == Share(3, 5)


def test_practice_a_rewind_and_a_fault_of_ours_are_no_first_attempt():
    found = trying(
        [
            sitting(number=1, mode="practice", passed=False),
            sitting(number=2, branch=True, passed=False),
            sitting(number=3, counts=False, passed=False),
            sitting(number=4, score=None, passed=False),
            sitting(number=5),
        ]
    )
    assert found.first == Share(1, 1)
    assert found.attempts == {"practice": 1, "certify": 1}
    assert found.left_out == 2


def test_a_first_attempt_before_the_period_makes_the_next_one_no_first():
    found = trying([sitting(at=BEFORE), sitting(number=5)])
    assert found.first == Share(0, 0)
    assert found.attempts == {"certify": 1}


def test_progress_compares_whole_series_only():
    found = trying(
        [sitting("ada", 1, 4000), sitting("ada", 2, 6000), sitting("ada", 3, 9000), sitting("ada", 4, 100)],
        [sitting("ben", 1, 5000), sitting("ben", 2, 7001), sitting("ben", 3, 7000)],
        [sitting("cem", 1, 0), sitting("cem", 2, 0)],
    )
    assert values(found.same) == [4500, 6501, 8000]
    assert found.same[0].of == 2
    assert progress_json(found.same) == {"of": 2, "means": [45.0, 65.01, 80.0]}
    assert found.unseen[0].of == 0


def test_progress_at_unseen_scenarios_takes_the_first_sight_of_each():
    found = trying(
        [
            sitting(number=1, score=3000, scenario="boat"),
            sitting(number=2, score=9900, scenario="boat"),
            sitting(number=3, score=4000, scenario="storm"),
            sitting(number=4, score=5000, scenario="letter"),
            sitting(number=5, score=10000, scenario="fog"),
        ]
    )
    assert values(found.unseen) == [3000, 4000, 5000]


def test_the_third_attempt_says_in_which_period_the_series_falls():
    tries = [sitting(at=BEFORE), sitting(number=1), sitting(number=2)]
    assert trying(tries).same[0].of == 1
    old = Period(datetime(2025, 1, 1, tzinfo=UTC), YEAR.start)
    assert trying(tries, period=old).same[0].of == 0


def test_the_last_instant_of_a_period_is_in_it_and_the_next_is_not():
    inside, outside = YEAR.end.replace(year=2026, month=12, day=31, hour=23), YEAR.end
    found = trying([sitting(number=1, at=inside), sitting(number=2, at=outside)])
    assert sum(found.attempts.values()) == 1


def test_one_scenario_alone_can_be_looked_at():
    found = trying([sitting(number=1), sitting(number=2, scenario="storm", passed=False)], only="storm")
    assert found.attempts == {"certify": 1}
    assert found.first == Share(0, 1)
    assert found.titles == {"storm": "Storm"}


tries = st.builds(
    sitting,
    st.sampled_from("ab"),
    st.integers(-40, 400),
    st.one_of(st.none(), st.integers(0, 10000)),
    st.booleans(),
    st.sampled_from(("boat", "storm", "fog", "letter")),
    st.sampled_from(("practice", "certify")),
    counts=st.sampled_from((True, True, True, False)),
    branch=st.sampled_from((False, False, False, True)),
)


@given(st.lists(tries, max_size=30, unique_by=lambda s: s.attempt))
@settings(max_examples=50)
def test_every_figure_is_what_a_naive_recount_gives(sittings):
    people = [[s for s in sittings if s.person == person] for person in "ab"]
    found = trying(*people)
    good = sorted(
        (s for s in sittings if s.counts and not s.branch and s.score is not None),
        key=lambda s: (s.at, s.attempt),
    )
    inside = [s for s in good if YEAR.start <= s.at < YEAR.end]
    assert sum(found.attempts.values()) == len(inside) == sum(found.months.values()) == sum(found.bands)
    assert found.people == {s.person for s in inside}
    first = {}
    for s in good:
        if s.mode == "certify":
            first.setdefault((s.person, s.scenario), s)
    firsts = [s for s in first.values() if s in inside]
    assert found.first == Share(sum(s.passed for s in firsts), len(firsts))
    series = []
    for person in "ab":
        for scenario in ("boat", "storm", "fog", "letter"):
            mine = [s for s in good if (s.person, s.scenario) == (person, scenario)][:3]
            if len(mine) == 3 and mine[2] in inside:
                series.append(mine)
    for place, mean in enumerate(found.same):
        assert mean.of == len(series)
        if series:
            exact = Fraction(sum(one[place].score for one in series), len(series))
            assert mean.value == int(exact + Fraction(1, 2))
