"""What is asked for again although the customer has told it."""

from __future__ import annotations

import pytest

from tests.judging.building import bench_of, reading, rule


def asks(text: str):
    return reading(text, asks_question=text)


def count(*said) -> int:
    bench = bench_of(*said)
    return sum(
        bench.outcome(rule(measure={"asked_twice": f">= {least}"}), earning=False).holds
        for least in range(1, 9)
    )


def test_what_the_customer_has_told_with_its_number():
    assert count("My order 55120 is not here.", asks("Could you tell me your order number?")) == 1
    assert count("My order is not here.", asks("Could you tell me your order number?")) == 0


def test_what_was_asked_for_before_and_answered_with_anything():
    said = (
        "You charged me twice.",
        asks("May I have your account number?"),
        "It is on the letter.",
        asks("Could you confirm the account for me?"),
        "Again?",
        asks("And the account, please?"),
    )
    assert count(*said) == 2


def test_two_particulars_in_two_replies_are_nothing_asked_twice():
    said = (
        "You charged me twice.",
        asks("May I have your account number?"),
        "77 88 99",
        asks("And which invoice is it?"),
    )
    assert count(*said) == 0


@pytest.mark.parametrize(
    "text",
    ["Could you send it again?", "Can you resend the photos?", "Please tell me once more what happened."],
)
def test_something_to_be_sent_or_told_again(text):
    assert count("I sent it in May.", asks(text)) == 1


def test_looking_twice_at_the_same_screen_is_how_one_is_walked_through():
    said = ("It is black.", asks("What do you see now?"), "A dog.", asks("And what do you see now?"))
    assert count(*said) == 0


@pytest.mark.parametrize(
    "text", ["Now type your account number into the box.", "Which is the new account number?"]
)
def test_a_step_and_a_new_number_are_nothing_asked_twice(text):
    assert count("My account 48812 is closed.", asks(text)) == 0


def test_letters_that_only_look_alike_are_read_without_harm():
    said = ("My serial 12345 does not work.", asks("What is your \u017ferial number, or the t\u0130cket?"))
    assert count(*said) == 0
