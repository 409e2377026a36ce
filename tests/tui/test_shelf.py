"""What to practise next, and what a filter leaves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.attempt.ledger import AttemptSummary
from simulator.tui.shelf import Filter, Shelf, best_results, suggest
from tests.fakes.fake_simulator import FakeHeader

HEADERS = tuple(FakeHeader(key, f"Title {key}") for key in "abc")


def tried(scenario, percentage=None, passed=None, day=1):
    return AttemptSummary(
        attempt=f"{scenario}{day}",
        learner="sam",
        level="agent",
        mode="practice",
        scenario=scenario,
        scenario_title=scenario,
        scenario_version=1,
        rubric="r",
        started_at=f"2026-05-{day:02}",
        turns=4,
        percentage=percentage,
        passed=passed,
    )


def chosen(*history, headers=HEADERS, level="agent", after=None):
    newest_first = tuple(sorted(history, key=lambda attempt: attempt.started_at, reverse=True))
    suggestion = suggest(Shelf(headers, True, newest_first), level, after=after)
    return suggestion and (suggestion.header.id, suggestion.reason)


def test_the_first_of_what_is_new():
    assert chosen() == ("a", "because it is new to you")


def test_what_was_not_passed_comes_before_what_is_new():
    assert chosen(tried("b", 62.0, False)) == ("b", "because it is not passed yet (best 62 %)")


def test_what_is_new_comes_before_what_was_passed():
    assert chosen(tried("a", 90.0, True), tried("b", 85.0, True)) == ("c", "because it is new to you")


def test_of_what_was_passed_the_one_longest_ago():
    history = [tried("a", 90.0, True, 3), tried("b", 85.5, True, 1), tried("c", 80.0, True, 2)]
    assert chosen(*history) == ("b", "because you passed it longest ago (85.5 %)")


def test_a_pass_counts_even_when_a_later_attempt_failed():
    assert chosen(tried("a", 90.0, True, 1), tried("a", 40.0, False, 2))[0] == "b"


def test_not_the_one_just_practised_unless_it_is_the_only_one():
    assert chosen(tried("a", 20.0, False), after="a")[0] == "b"
    assert chosen(headers=HEADERS[:1], after="a")[0] == "a"


def test_only_what_suits_the_level_and_can_be_played():
    headers = (
        FakeHeader("x", "X", fault="broken"),
        FakeHeader("y", "Y", levels=("manager",)),
        FakeHeader("z", "Z"),
    )
    assert chosen(headers=headers)[0] == "z"
    assert chosen(headers=headers[:2]) is None


def test_an_unscored_attempt_is_no_result():
    assert best_results([tried("a"), tried("b", 50.0, False), tried("b", 70.0, False, 2)]) == {
        "b": tried("b", 70.0, False, 2)
    }


@given(
    st.lists(st.builds(tried, st.sampled_from("abcd"), st.none() | st.floats(0, 100), st.booleans())),
    st.none() | st.sampled_from("abcd"),
)
def test_something_playable_is_always_suggested(history, after):
    suggestion = suggest(Shelf(HEADERS, True, tuple(history)), "agent", after=after)
    assert suggestion is not None
    assert suggestion.header.id != after


def test_a_filter_needs_every_word_in_any_case():
    header = FakeHeader("late-parcel", "The THIRD message", "email", tags=("delivery",), levels=("agent",))
    for text in ("", "third", "parcel message", "DELIVERY", "e-mail", "marta", "angry", "agent kowalska"):
        assert Filter(text).admits(header)
    assert not Filter("third bill").admits(header)
    assert not Filter("manager").admits(header)
    assert Filter(level="agent", channel="email").admits(header)
    assert not Filter(level="manager").admits(header)
    assert not Filter(channel="chat").admits(header)


def test_what_is_suggested_is_in_the_language_of_the_app_where_there_is_anything_in_it():
    english = FakeHeader("a", "A")
    polish = FakeHeader("b", "B", language="pl")
    both = Shelf(headers=(english, polish), complete=True, history=())
    assert suggest(both, "agent", language="pl").header is polish
    assert suggest(both, "agent", language="en").header is english
    assert suggest(both, "agent", language="lt").header is english


def test_a_filter_by_language_keeps_what_cannot_be_read():
    only = Filter(language="pl")
    assert only.admits(FakeHeader("b", "B", language="pl-PL"))
    assert not only.admits(FakeHeader("a", "A"))
    assert only.admits(FakeHeader("c", "C", language="", fault="c.yaml:1:1: no"))
