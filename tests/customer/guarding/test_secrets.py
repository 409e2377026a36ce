from __future__ import annotations

import pytest

from simulator.customer.cue import Act
from simulator.customer.guarding.grounds import ways_of_telling
from simulator.customer.guarding.guard import refuse_line, refuse_sentence
from simulator.customer.guarding.refusal import Kind
from tests.customer.guarding.samples import (
    INTERNET,
    LETTER,
    PARCEL,
    SHIPPED,
    WARM,
    authors_lines,
    moment,
    part_of,
)

WAYS = [
    pytest.param(key, name, way, id=f"{name}: {way[:40]}")
    for key in SHIPPED
    for name, fact in part_of(key).scenario.facts.items()
    for way in ways_of_telling(fact)[: 1 + len(fact.say)]
]
PARAPHRASES = [
    (PARCEL, "It is a birthday present."),
    (PARCEL, "My boy has his birthday soon, you know."),
    (PARCEL, "I need it for my son."),
    (PARCEL, "By Saturday, please."),
    (PARCEL, "He turns five."),
    (PARCEL, "I sat at the kitchen table all afternoon."),
    (PARCEL, "The bell never rang and no card was left."),
    (PARCEL, "I asked the neighbours, they have nothing."),
    (PARCEL, "Use the side door, next to the bikes."),
    (PARCEL, "It is 14A, by the way."),
    (PARCEL, "I have a review ready, one star."),
    (PARCEL, "The robot promised me a colleague."),
    (PARCEL, "They only talk to the sender."),
    (LETTER, "I moved to a new bank in May."),
    (LETTER, "The app was in Polish for a month."),
    (LETTER, "My daughter warned me about that."),
    (LETTER, "I haven't told my wife about it."),
    (LETTER, "A man came to the door once."),
    (INTERNET, "My daughter calls me from Canada."),
    (INTERNET, "I put the letter in the drawer."),
    (INTERNET, "My son does the papers on Sundays."),
    (INTERNET, "I'm afraid for his mailbox."),
]
INVENTED = (
    "I have waited since Monday.",
    "It was the 8th of June.",
    "I paid 79.90 for it.",
    "Order 5521, if you must know.",
    "I talked to Peter about it.",
    "It was 9 o'clock.",
    "I wrote seven times.",
    "Mrs Brown saw it.",
    "That was in August.",
    "My flat is number 7.",
    "It cost me 20 euros.",
    "It broke on 2 October.",
    "I know somebody in Berlin.",
)


def kind_of(line, grounds):
    refusal = refuse_line(line, grounds)
    return refusal and refusal.kind


@pytest.mark.parametrize(("key", "name", "way"), WAYS)
def test_a_locked_fact_is_not_told_in_the_authors_words(key, name, way):
    assert refuse_line(way, moment(key, mood=WARM, lines=("Hm.",))) is not None


@pytest.mark.parametrize(("key", "line"), PARAPHRASES)
def test_a_locked_fact_is_not_told_in_other_words(key, line):
    refused = refuse_sentence(
        line, moment(key, mood=WARM, lines=("A long line for this, so that it may be.",))
    )
    assert refused is not None
    assert refused.kind is Kind.LOCKED_FACT


@pytest.mark.parametrize(("key", "name", "way"), WAYS)
def test_once_unlocked_it_may_be_told(key, name, way):
    fact = part_of(key).scenario.facts[name]
    grounds = moment(key, act=Act.FACT, ref=name, lines=[*ways_of_telling(fact)], now=[name])
    assert kind_of(way, grounds) is None


@pytest.mark.parametrize("line", INVENTED)
def test_what_nobody_named_is_not_named(line):
    assert kind_of(line, moment(mood=WARM, lines=("Well, then.",))) is Kind.INVENTED


@pytest.mark.parametrize(
    "line",
    [
        "Thursday 19 November?",
        "On the 19th, then?",
        "You say Thursday.",
        "By 6 pm?",
        "Is Marta your name?",
        "Third time now.",
        "Today or tomorrow?",
        "Delivered on Wednesday, says your page.",
        "The two of us know better.",
        "WHEN is it here?",
        "I'm Dana, yes.",
        "Speak English, please.",
    ],
)
def test_what_was_named_before_may_be_named(line):
    agent = "I am Marta. It comes on Thursday 19 November before 6 pm."
    assert kind_of(line, moment(agent=agent)) is None


def test_what_is_due_must_be_told():
    due = moment(act=Act.FACT, ref="birthday", lines=("Saturday. It's my son's birthday.",), now=["birthday"])
    assert kind_of("OK. And when exactly?", due) is Kind.LEFT_OUT
    assert kind_of("Saturday, for my son's birthday.", due) is None
    assert kind_of("It's my son. He turns five.", due) is None


@pytest.mark.parametrize("key", SHIPPED)
def test_no_line_of_an_author_is_refused(key):
    refused = [
        (line, refusal) for line, grounds in authors_lines(key) if (refusal := refuse_line(line, grounds))
    ]
    assert refused == []
