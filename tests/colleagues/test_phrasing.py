"""Patterns turned into words: what is made is found by the pattern that it was made from."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.colleagues.bank import bank_for
from simulator.colleagues.phrasing import whole_words, wordings
from simulator.language.document import take_apart
from simulator.language.patterns import compile_pattern

PATTERNS = (
    "refund",
    "(money|refund) back",
    "send (it|another|a new one) again?",
    "give ... back",
    "give ...1 back",
    "when ...1 need",
    "new (parcel|order)?",
    "birthday & when",
    "when ...3 (need|leave)",
    "(in|within) <number> days",
    "(<date>|tomorrow) ...2 (fine|good)",
    "may I",
)


def made(source, seed=0, most=6):
    return wordings(source, "en", bank_for("en").fillers, Random(seed), most)


@given(st.sampled_from(PATTERNS), st.integers(0, 1_000))
def test_a_wording_is_found_by_its_pattern(source, seed):
    for words in made(source, seed):
        assert compile_pattern(source).find(take_apart(f"{words}.")), words


def test_all_alternatives_have_their_turn_and_none_comes_twice():
    found = made("send (it|another|a new one) again?", most=6)
    assert sorted(found) == sorted(set(found))
    assert {"send it", "send it again", "send a new one again"} <= set(
        made("send (it|another|a new one) again?", 3, 20)
    )


def test_the_same_chance_makes_the_same_words():
    assert made("when ...3 (need|leave)", 7) == made("when ...3 (need|leave)", 7)


@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_more_are_made_than_wanted(most):
    assert len(made("give ... back", most=most)) <= most


def test_after_a_question_word_a_gap_asks():
    assert all(
        words.split()[1] in ("did", "do", "would", "will", "have", "is", "are")
        for words in made("when ...3 need")
    )


def test_a_word_is_written_as_people_write_it():
    assert made("may I") == ["may I"]


def test_the_beginning_of_a_word_is_filled_up_with_a_word_of_the_case():
    fillers = replace(bank_for("lt").fillers, words=whole_words(["Atvešiu skėtį. Skėčiai čia."], "lt"))
    made = {
        text for seed in range(9) for text in wordings("(atveš* skėt*|knyg*)", "lt", fillers, Random(seed), 3)
    }
    assert made == {"atvesiu sketi"}  # as compared, and "knyg" is no word


def test_without_a_word_to_fill_it_up_a_beginning_stays_as_it_is():
    assert wordings("knyg*", "lt", bank_for("lt").fillers, Random(0), 1) == ["knyg"]
