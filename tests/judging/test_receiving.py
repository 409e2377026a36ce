"""How the customer took it: content, unhelped, or neither, by their own last words; and their protests."""

from __future__ import annotations

import pytest

from tests.judging.building import bench_of, reading, rule

LAMP = "My lamp is broken. What do I do?"
SENT = reading("I am sending a new lamp today.", commits_to_action="I am sending a new lamp today")
HOLLOW = reading("We value your message. It is noted.", brushes_off="It is noted")


def ends(*said) -> str | None:
    bench = bench_of(*said)
    found = [name for name in ("content", "unhelped") if bench.outcome(rule(ends=name), earning=True).holds]
    assert len(found) < 2
    return found[0] if found else None


def protests(*said) -> int:
    bench = bench_of(*said)
    return sum(
        bench.outcome(rule(measure={"protests": f">= {count}"}), earning=False).holds for count in range(1, 9)
    )


@pytest.mark.parametrize(
    "words",
    [
        "Thank you!",
        "Perfect, see you on Friday.",
        "Oh, what a relief.",
        "It works now.",
        "Got it.",
        "yes please",
    ],
)
def test_thanks_relief_and_agreement_are_content(words):
    assert ends(LAMP, SENT, words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "Forget it.",
        "I want my money back.",
        "I'm going to the ombudsman.",
        "This is useless.",
        "Thanks for nothing.",
        "I'll ask my son.",
        "I still don't know what to do.",
        "I have already told you the number!",
        "Do you even read what I write?",
    ],
)
def test_giving_up_going_elsewhere_and_protesting_still_are_unhelped(words):
    assert ends(LAMP, HOLLOW, words) == "unhelped"


@pytest.mark.parametrize(
    "words", ["ok", "9 Ferry Road, Hull", "And when will it be here?", "Right. Bye then.", "No thank you."]
)
def test_words_that_say_neither_are_neither(words):
    assert ends(LAMP, SENT, words) is None


def test_a_few_words_leave_the_message_before_them_to_speak():
    assert ends(LAMP, HOLLOW, "This is useless.", HOLLOW, "bye") == "unhelped"
    assert ends(LAMP, SENT, "Thank you so much.", SENT, "ok") == "content"


def test_what_was_said_before_the_first_reply_tells_nothing_of_it():
    assert ends("This is useless. I want my money back.", SENT) is None
    assert protests("I have already told you twice!", SENT) == 0


def test_the_replies_that_made_the_customer_protest_are_counted_once_each():
    asked = reading("May I have your account number?", asks_question="May I have your account number?")
    again = reading("And your account number, please?", asks_question="And your account number, please?")
    said = (LAMP, asked, "I have just told you.", again, "You are not listening.", SENT, "Thanks.")
    assert protests(*said) == 2


def test_an_unhelped_ending_shows_the_reply_it_came_after():
    bench = bench_of(LAMP, SENT, "Hm.", HOLLOW, "This is useless.")
    outcome = bench.outcome(rule(ends="unhelped"), earning=False)
    assert [proof.quote for proof in outcome.measured] == ["It is noted."]
