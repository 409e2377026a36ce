"""What is suggested, and why: the learner's own figures in one sentence."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.base import LEVELS
from simulator.practising.standing import LONGEST, standings
from simulator.practising.suggesting import MOST, suggestions
from tests.practising.building import FORMS, NOW, catalogue, result, situation

QUESTIONS = sorted({one.ref_id for form in FORMS.values() for one in form})
SCENARIOS = ("parcel", "kitchen", "widow", "letter", "gone")

ratings = st.dictionaries(st.sampled_from(QUESTIONS), st.integers(0, 10), min_size=1)
histories = st.lists(
    st.builds(
        lambda scenario, days, points: result(scenario, days, **points),
        st.sampled_from(SCENARIOS), st.integers(0, 900), ratings,
    ),
    max_size=8, unique_by=lambda one: one.attempt,
)  # fmt: skip
situations = st.lists(
    st.builds(
        situation,
        st.sampled_from([*SCENARIOS, "tower", "river"]), st.sampled_from(sorted(FORMS)),
        st.sampled_from(["en", "lt"]), st.sets(st.sampled_from(LEVELS)), minutes=st.integers(0, 20),
    ),
    max_size=6, unique_by=lambda one: one.id,
)  # fmt: skip


def suggest(*results, shelf=None, level="agent", now=NOW):
    return suggestions(results, shelf or catalogue(), level, now)


def test_the_weakest_comes_first_with_the_learners_own_figures():
    found = suggest(
        result("parcel", 30, answers=4, date=10, acknowledges=10),
        result("kitchen", 12, answers=4, date=10, acknowledges=10),
    )
    assert [one.competency for one in found] == ["help"]
    assert found[0].why == "Does answers: 8 of 20 points in your last two conversations, 12 days ago."
    assert found[0].figure.points == 8
    assert found[0].kind == "weak"


def test_a_scenario_that_asks_what_was_missed_and_was_not_played_lately():
    missed = result("kitchen", 1, condolence=2, attempt="a1")
    assert [one.scenario for one in suggest(missed)] == ["widow"]
    missed = result("widow", 1, answers=2)
    assert [one.scenario for one in suggest(missed, result("parcel", 3, one_step=10))] == ["kitchen"]


def test_one_that_asks_the_missed_question_comes_before_others_of_its_competency():
    shelf = catalogue(situation("aunt", "grief"), situation("kitchen"), situation("parcel"))
    found = suggest(result("parcel", 1, date=0, answers=10), shelf=shelf)
    assert [(one.scenario, one.figure.question) for one in found] == [("kitchen", "date")]


def test_but_not_when_it_was_played_within_the_week():
    shelf = catalogue(situation("aunt", "grief"), situation("kitchen"), situation("parcel"))
    parcel = result("parcel", 1, date=0, answers=10)
    assert suggest(result("kitchen", 3, date=0), parcel, shelf=shelf)[0].scenario == "aunt"
    assert suggest(result("kitchen", 8, date=0), parcel, shelf=shelf)[0].scenario == "kitchen"


def test_one_that_was_played_lately_comes_only_where_there_is_no_other():
    shelf = catalogue(situation("parcel"), situation("kitchen"))
    found = suggest(result("kitchen", 3, date=10), result("parcel", 1, date=0), shelf=shelf)
    assert [one.scenario for one in found] == ["kitchen"]


def test_never_the_last_one_again_while_there_is_another():
    found = suggest(result("letter", 1, one_step=0))
    assert [(one.kind, one.scenario) for one in found] == [("fresh", "kitchen")]
    alone = suggest(result("letter", 1, one_step=0), shelf=catalogue(situation("letter", "guide")))
    assert [(one.kind, one.scenario) for one in alone] == [("weak", "letter")]


def test_at_most_three_and_no_scenario_twice():
    found = suggest(result("parcel", 1, answers=0, acknowledges=0, condolence=0, one_step=0, no_blame=0))
    assert len(found) == MOST
    assert len({one.scenario for one in found}) == MOST


def test_what_was_good_fades():
    good = result("parcel", 90, answers=9, date=9)
    assert suggest(good, now=NOW - timedelta(days=89))[0].kind == "fresh"
    found = suggest(good)
    assert found[0].kind == "faded"
    assert found[0].why == (
        "Put it right: 18 of 20 points in your last conversation, 90 days ago; "
        "good then, and long enough ago to fade."
    )


def test_nothing_known_yet_gives_a_short_one_that_touches_nothing():
    (found,) = suggest()
    assert (found.scenario, found.kind) == ("parcel", "first")
    assert found.why == "A good one to begin with, about 8 minutes: nothing of yours has been judged yet."


def test_nothing_weak_gives_something_new():
    (found,) = suggest(result("kitchen", 2, answers=10, date=10))
    assert (found.scenario, found.kind) == ("letter", "fresh")
    assert found.why.startswith("New to you;")


def test_nothing_for_the_level_gives_nothing():
    assert suggest(level="executive") == ()


def test_it_stays_in_the_learners_language():
    shelf = catalogue(
        situation("siunta", language="lt"), situation("virtuve", language="lt"), situation("parcel"),
        situation("kitchen"), situation("tower"),
    )  # fmt: skip
    assert [one.scenario for one in suggest(result("siunta", 1, date=0), shelf=shelf)] == ["virtuve"]


def test_figures_of_conversations_that_are_not_the_newest_say_so():
    found = suggest(
        result("widow", 9, condolence=0), result("parcel", 2, answers=10), result("kitchen", 1, date=10)
    )
    assert (
        found[0].why
        == "Does condolence: 0 of 10 points in your last conversation that asked for it, 9 days ago."
    )


def test_a_clock_that_was_set_back_forgets_nothing():
    found = suggest(result("parcel", -400, date=0))
    assert found[0].why.endswith("today.")


@given(histories, situations, st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(history, shelf, level, chance):
    first = suggestions(history, catalogue(*shelf), level, NOW)
    chance.shuffle(history)
    chance.shuffle(shelf)
    assert suggestions(history, catalogue(*shelf), level, NOW) == first


@given(histories, situations, st.sampled_from(LEVELS))
def test_never_outside_the_level_and_never_the_last_one_if_there_is_another(history, shelf, level):
    library = catalogue(*shelf)
    found = suggestions(history, library, level, NOW)
    right = {one.id: one for one in library.situations if level in one.levels}
    assert len(found) <= MOST
    assert bool(found) == bool(right)
    assert {one.scenario for one in found} <= set(right)
    assert len({right[one.scenario].language for one in found}) <= 1
    last = max(history, key=lambda one: one.at).scenario if history else ""
    if last in {one.scenario for one in found}:
        assert [one for one in right.values() if one.language == right[last].language] == [right[last]]
    for one in found:
        assert one.competency is None or one.competency in library.asked(right[one.scenario], level)
        assert one.figure is None or 0 <= one.figure.points <= one.figure.of


@given(histories, st.randoms(use_true_random=False))
def test_where_somebody_stands_does_not_depend_on_the_order(history, chance):
    first = standings(history, catalogue(), NOW)
    chance.shuffle(history)
    assert standings(history, catalogue(), NOW) == first


@given(histories)
def test_nothing_rests_longer_than_180_days(history):
    for one in standings(history, catalogue(), NOW):
        assert 0 <= one.rest <= LONGEST
        assert 0 <= one.present <= 1
        if NOW - one.lately[-1].result.at >= timedelta(days=LONGEST):
            assert one.faded


@pytest.mark.parametrize(("times", "rest"), [(1, 2), (2, 11), (3, 46), (4, 163), (5, 180), (6, 180)])
def test_what_is_good_again_and_again_rests_ever_longer(times, rest):
    days, held = 0, []
    for gap in (0, 2, 11, 46, 163, 180)[:times]:
        days += gap
        held.append(days)
    history = [result(days=900 - day, date=9) for day in held]
    assert standings(history, catalogue(), NOW)[0].rest == rest


def test_the_library_is_imported_when_there_is_something_to_reckon():
    program = (
        "import sys\nfrom simulator.practising.suggesting import suggestions\n"
        "from tests.practising.building import NOW, catalogue\n"
        "assert suggestions((), catalogue(), 'agent', NOW)\nsys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2]).returncode == 0
