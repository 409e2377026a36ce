from __future__ import annotations

import pytest

from simulator.judging.observing import see
from tests.judging.building import case_of, observation, reading

SORRY = reading("I'm sorry. It broke.", apologises="I'm sorry")
PLAIN = reading("It is blue.")
SEND = reading("I send a lamp. It comes today.", details=["lamp"], commits_to_action="I send a lamp")
CALL = reading("I call you back. It comes today.", commits_to_action="I call you back")


def quotes(case, earning=True, **given) -> list[str] | None:
    sight = see(observation(**given), case, earning=earning)
    return [proof.quote for proof in sight.proofs] if sight.holds else None


def test_a_behaviour_is_seen_with_its_words_in_order():
    case = case_of("Hm", SEND, "And?", SORRY, CALL)
    assert quotes(case, behaviour=["commits_to_action", "apologises"]) == [
        "I send a lamp",
        "I'm sorry",
        "I call you back",
    ]
    assert quotes(case, behaviour="thanks") is None


@pytest.mark.parametrize(
    ("where", "seen"),
    [("first", False), ("first_two", True), ("last", False), ("last_two", True), ("any", True)],
)
def test_where_says_in_which_replies_to_look(where, seen):
    case = case_of("Hm", PLAIN, SORRY, PLAIN)
    assert (quotes(case, behaviour="apologises", where=where) is not None) is seen


def test_at_least_counts_different_proofs():
    again = reading("Well, I send a lamp then.", commits_to_action="I send a lamp")
    assert quotes(case_of("Hm", SEND, again), behaviour="commits_to_action", at_least=2) is None
    assert quotes(case_of("Hm", SEND, CALL), behaviour="commits_to_action", at_least=2) is not None


def test_specific_needs_a_detail_in_the_sentence_or_beside_it():
    beside = reading("I send it. The lamp is blue. Bye.", details=["lamp"], commits_to_action="I send it")
    far = reading("I send it. Good. The lamp is blue.", details=["lamp"], commits_to_action="I send it")
    assert quotes(case_of("Hm", SEND), behaviour="commits_to_action", specific=True) == ["I send a lamp"]
    assert quotes(case_of("Hm", beside), behaviour="commits_to_action", specific=True) == ["I send it"]
    assert quotes(case_of("Hm", far), behaviour="commits_to_action", specific=True) is None
    assert quotes(case_of("Hm", CALL), behaviour="commits_to_action", specific=True) is None


def test_with_asks_for_another_behaviour_beside_it():
    timed = reading("I send it. It comes today.", commits_to_action="I send it", gives_timeframe="today")
    far = reading("I send it. Good. It comes today.", commits_to_action="I send it", gives_timeframe="today")
    given = {"behaviour": "gives_timeframe", "with": ["commits_to_action"]}
    assert quotes(case_of("Hm", timed), **given) == ["today"]
    assert quotes(case_of("Hm", far), **given) is None
    assert quotes(case_of("Hm", reading("Today.", gives_timeframe="Today")), **given) is None


def test_without_refuses_another_behaviour_in_the_same_sentence():
    excuse = reading("Sorry, the courier lost it.", apologises="Sorry", blames="the courier lost it")
    given = {"behaviour": "apologises", "without": ["blames"]}
    assert quotes(case_of("Hm", excuse), earning=False, **given) is None
    assert quotes(case_of("Hm", SORRY), earning=False, **given) == ["I'm sorry"]


def test_share_counts_replies():
    case = case_of("Hm", SORRY, PLAIN, SEND, CALL)
    assert quotes(case, behaviour="commits_to_action", share=">= 0.5") is not None
    assert quotes(case, behaviour="commits_to_action", share="> 0.5") is None


def test_phrases_count_unless_they_are_denied():
    soon = reading("It comes soon.", phrases={"vague": "soon"})
    not_soon = reading("It does not come soon.", denied={"vague": "soon"})
    assert quotes(case_of("Hm", soon), phrase="vague") == ["soon"]
    assert quotes(case_of("Hm", not_soon), phrase="vague") is None
    assert quotes(case_of("Hm", soon), topic="vague") is None


def test_marks_are_not_earned_by_a_repetition_but_lost_by_one():
    case = case_of("Hm", PLAIN, SORRY, "Hm", SORRY)
    assert quotes(case, behaviour="apologises", where="last") is None
    assert quotes(case, behaviour="apologises", where="last", earning=False) == ["I'm sorry"]


def test_in_doubt_a_behaviour_does_not_count_against_a_reply():
    case = case_of("Hm", reading("You broke it.", blames="You broke it", confidence=0.52))
    assert quotes(case, behaviour="blames", earning=False) is None


def test_nothing_is_seen_in_a_reply_that_cannot_be_read():
    case = case_of("Hm", reading("Es tut mir leid.", apologises="Es tut mir leid", flags=["other_language"]))
    assert quotes(case, behaviour="apologises") is None
