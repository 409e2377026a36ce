"""The idea box: what can be left, who votes, who may answer."""

from __future__ import annotations

import pytest

from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.idea_box import found_by, has_voted, known_state, ranked
from simulator.records.ideas import LONGEST, STATES
from tests.fakes.fake_ideas import FakeIdeas, make_event, make_idea


def filled(**given):
    return FakeIdeas([make_idea("01990001"), make_idea("01990002", at="2026-05-05T00:00:00.000Z")], **given)


def test_an_idea_is_cleaned_and_left_with_its_attempt():
    held = FakeIdeas(attempts={"a1": "Kim"})
    idea = held.box.leave("  Fewer\x1b[2J forms.\n\nPlease. ", "kim", attempt="a1")
    assert (idea.text, idea.author, idea.attempt, idea.scenario) == (
        "Fewer forms.\n\nPlease.", "kim", "a1", "cold-kitchen",
    )  # fmt: skip


def test_nobody_leaves_one_at_somebody_elses_attempt():
    held = FakeIdeas(attempts={"a1": "mira"})
    with pytest.raises(UsageError, match="an attempt of one's own"):
        held.box.leave("Fewer forms.", "kim", attempt="a1")
    assert held.held == []


@pytest.mark.parametrize("text", ["", "  \n", "\x1b[31m", "x" * (LONGEST + 1)])
def test_what_says_nothing_or_too_much_is_refused(text):
    held = filled()
    for act in (lambda: held.box.leave(text, "kim"), lambda: held.box.answer("01990001", text, "kim")):
        with pytest.raises(UsageError):
            act()
    assert len(held.held) == 2


def test_as_many_characters_as_there_may_be_are_taken():
    assert len(FakeIdeas().box.leave("x" * LONGEST, "kim").text) == LONGEST


def test_a_scenario_is_an_id():
    assert FakeIdeas().box.leave("Fewer.", "kim", scenario="cold-kitchen").scenario == "cold-kitchen"
    with pytest.raises(UsageError, match="no id of a scenario"):
        FakeIdeas().box.leave("Fewer.", "kim", scenario="../x")


def test_everybody_has_one_vote_and_may_take_it_back():
    box = filled().box
    assert box.vote("01990001", "kim").votes == 1
    with pytest.raises(UsageError, match="already"):
        box.vote("01990001", "KIM")
    assert box.vote("01990001", "mira").votes == 2
    assert box.take_back("01990001", "Kim").votes == 1
    with pytest.raises(UsageError, match="have not voted"):
        box.take_back("01990001", "kim")
    assert box.vote("01990001", "kim").votes == 2


def test_who_may_not_answers_nothing():
    held = filled(refusing="Trainers and executives answer ideas.")
    assert not held.box.may_answer("kim")
    for act in (
        lambda: held.box.answer("01990001", "Yes.", "kim"),
        lambda: held.box.set_state("01990001", "done", "kim"),
    ):
        with pytest.raises(UsageError, match="Trainers and executives"):
            act()
    assert all(not one.events for one in held.held)
    assert filled().box.may_answer("kim")


def test_a_state_comes_with_words_or_without_but_not_twice():
    box = filled().box
    assert box.set_state("01990001", "looked at", "ana").state == "looked_at"
    with pytest.raises(UsageError, match="looked at already"):
        box.set_state("01990001", "looked_at", "ana")
    idea = box.set_state("01990001", "looked_at", "ana", "We still look.")
    assert [one.text for one in idea.answers] == ["We still look."]


@pytest.mark.parametrize("given", ["Looked-At", "looked_at", " looked  at "])
def test_a_state_by_its_name_however_it_is_joined(given):
    assert known_state(given) == "looked_at"


def test_an_unknown_state_names_all():
    with pytest.raises(UsageError) as caught:
        known_state("open")
    assert all(state in caught.value.hint for state in STATES)


def test_ideas_are_found_by_the_beginning_of_their_id():
    ideas = filled().held
    assert found_by(ideas, "01990002").idea == "01990002"
    with pytest.raises(NotFoundError, match="Several ideas"):
        found_by(ideas, "0199")
    with pytest.raises(NotFoundError) as caught:
        found_by(ideas, "01990003")
    assert "Did you mean" in caught.value.hint
    with pytest.raises(NotFoundError):
        found_by(ideas, "")


def test_most_votes_or_the_newest_first_and_erased_ones_never():
    old = make_idea("1", at="2026-01-01", events=(make_event("voted", "kim"),))
    new, erased = make_idea("2", at="2026-02-01"), make_idea("3", "", at="2026-03-01")
    assert ranked([old, new], "newest") == (new, old)
    assert ranked([new, old], "votes") == (old, new)
    assert FakeIdeas([old, erased, new]).box.all() == (new, old)


def test_a_vote_is_known_by_name_or_pseudonym():
    idea = make_idea(
        "1", events=(make_event("voted", "kim"), make_event("voted", "mira"), make_event("unvoted", "mira"))
    )
    assert has_voted(idea, "Kim")
    assert has_voted(idea, "p-kim")
    assert not has_voted(idea, "mira")


def test_what_cannot_be_kept_is_told():
    held = filled(failing=UnavailableError("The disk is full."))
    with pytest.raises(UnavailableError):
        held.box.vote("01990001", "kim")
