"""Promises for this very conversation: kept, broken, or not to be judged."""

from __future__ import annotations

import pytest

from simulator.judging.promises import promises
from tests.judging.building import bench_of, case_of, reading, rule

WHERE = "Where is my parcel?"
RESULT = reading("It is in the depot in Leeds.", explains="It is in the depot in Leeds")
FORMULA = reading("Thank you for your patience.", thanks="Thank you")


def made(*said) -> tuple[list[str], list[str]]:
    found = promises(case_of(*said), "en")
    return [proof.quote for proof in found.kept], [proof.quote for proof in found.broken]


PROMISED = [
    ("One moment, please.", "One moment"),
    ("I'll check that now.", "I'll check"),
    ("I will just check it for you.", "I will just check"),
    ("I\u2019m checking.", "I\u2019m checking"),
    ("Let me look that up.", "Let me look that"),
    ("Let me see what I can do.", "Let me see what"),
    ("Please hold on.", "hold on"),
    ("bear with me please", "bear with me"),
    ("Give me a second to find it.", "a second"),
    ("Two minutes, please.", "Two minutes, please"),
    ("I'll look into it right away.", "I'll look into"),
]


@pytest.mark.parametrize(("text", "quote"), PROMISED)
def test_a_promise_is_kept_by_a_result_and_broken_without_one(text, quote):
    assert made(WHERE, reading(text), "ok", RESULT) == ([quote], [])
    assert made(WHERE, reading(text), "ok", FORMULA) == ([], [quote])


def test_the_result_may_come_two_replies_later_or_in_the_same_breath():
    moment = reading("One moment, please.")
    assert made(WHERE, moment, "ok", FORMULA, "And?", RESULT) == (["One moment"], [])
    told = reading("Let me check: it is in Leeds.", explains="it is in Leeds")
    assert made(WHERE, told, "ok", FORMULA) == (["Let me check"], [])


@pytest.mark.parametrize(
    "text",
    [
        "I'll check with the depot and call you on Friday.",
        "I'll check it and let you know.",
        "I will look into this.",
        "I'll send you the link by e-mail.",
        "Once you have the letter, I'll check the number.",
        "Please let me know your order number.",
        "It only takes a moment.",
        "Press the green button and wait a moment, then let go.",
        "We have no vans at the moment.",
        "Shall I check that for you? Let me check?",
        "I'll look after you.",
    ],
)
def test_what_is_for_later_or_no_promise_is_not_judged(text):
    assert made(WHERE, reading(text), "ok", FORMULA) == ([], [])


def test_a_time_after_the_conversation_makes_it_one_for_later():
    friday = reading("I'll check that. You hear from me on Friday.", gives_timeframe="on Friday")
    now = reading("I'll check that. It takes me two minutes.", gives_timeframe="two minutes")
    assert made(WHERE, friday, "ok", FORMULA) == ([], [])
    assert made(WHERE, now, "ok", FORMULA) == ([], ["I'll check"])


def test_a_promise_made_last_is_not_judged():
    moment = reading("One moment, please.")
    assert made(WHERE, moment) == ([], [])
    assert made(WHERE, moment, "ok", reading("Still looking, one moment please.")) == ([], [])
    assert made(WHERE, moment, "ok", reading("\u2026", flags=["wordless"])) == ([], [])


def test_promising_again_is_no_result_and_counts_once():
    busy = reading("I'm checking it now.", commits_to_action="I'm checking it")
    assert made(WHERE, reading("One moment, please."), "ok", busy, "And?", FORMULA) == ([], ["One moment"])


def test_a_question_back_or_an_empty_promise_is_no_result():
    moment = reading("One moment, please.")
    back = reading(
        "What is your street?", asks=["What is your street?"], asks_question="What is your street?"
    )
    empty = reading("I will take care of it.", commits_to_action="I will take care of it")
    assert made(WHERE, moment, "ok", back) == ([], ["One moment"])
    assert made(WHERE, moment, "ok", empty) == ([], ["One moment"])


@pytest.mark.parametrize("text", ["I can't find it.", "I could not see your order.", "Sorry, I do not know."])
def test_an_honest_nothing_is_a_result(text):
    assert made(WHERE, reading("One moment, please."), "ok", reading(text)) == (["One moment"], [])


LINK = reading("I'll send you the link.")


def test_a_thing_that_was_promised_has_to_come_itself():
    assert made("How?", LINK, "ok", RESULT) == ([], ["I'll send you the link"])
    assert made("How?", LINK, "ok", reading("Here you are: www.example.org")) == (
        ["I'll send you the link"],
        [],
    )
    assert made("How?", LINK, "ok", reading("The link is in your inbox.")) == (["I'll send you the link"], [])
    assert made("How?", LINK, "Got it, thanks!", FORMULA) == (["I'll send you the link"], [])
    number = reading("Let me give you their number.")
    assert made("How?", number, "ok", reading("It is 0800 55 71.")) == (["Let me give you their number"], [])
    steps = reading("I will send you the steps.")
    told = reading("Press the round knob.", gives_instruction="Press the round knob")
    assert made("How?", steps, "ok", told) == (["I will send you the steps"], [])


def test_two_different_promises_are_kept_one_by_one():
    both = reading("One moment, please. I'll send you the link.")
    assert made("How?", both, "ok", RESULT) == (["One moment"], ["I'll send you the link"])


def test_the_rule_compares_and_quotes_the_promise():
    bench = bench_of(WHERE, reading("One moment, please."), "ok", FORMULA)
    outcome = bench.outcome(rule(promises={"broken": ">= 1"}), earning=False)
    assert outcome.holds
    assert [(proof.turn, proof.quote) for proof in outcome.proofs] == [(2, "One moment")]
    assert not bench.outcome(rule(promises={"kept": ">= 1"}), earning=True).holds
    assert bench.outcome(rule(promises={"kept": "== 0", "broken": "<= 1"}), earning=True).holds
    assert not bench.outcome(rule(promises={"kept": "== 0", "broken": "== 0"}), earning=True).holds


def test_other_languages_are_let_be():
    assert promises(case_of(WHERE, reading("One moment."), "ok", FORMULA), "de").broken == ()


def test_a_rule_on_promises_says_what_it_compares():
    with pytest.raises(ValueError, match="`kept`, `broken` or both"):
        rule(promises={})
