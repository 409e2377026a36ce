"""Phrases that are found everywhere, in any greeting, or nowhere; and what a greeting would settle."""

from __future__ import annotations

import pytest

from simulator.content.lint.small_talk import COURTESIES, EVERYDAY
from simulator.language.reader import READER_LANGUAGES
from tests.content.lint.linted import found_at, said

NOON = 'noon: ["noon", "midday", "twelve"]'
SEARCH = 'search: ["look for", "search", "ask ... crew"]'


def with_phrase(pattern: str) -> tuple[str, str]:
    return SEARCH, f'search: ["search", "{pattern}"]'


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("the", "found nearly everywhere"),
        ("(a|the|you|we)", "found nearly everywhere"),
        ("you (have|get)?", "has small words only"),
        ("of the", "has small words only"),
        ("hello", "a greeting is taken for `search`"),
        ("good (morning|afternoon)", "a greeting is taken for `search`"),
        ("<number> euros", "not found in its own words"),
        ("9 a.m.", "not found in its own words"),
        ("n\u043eon", "mixes letters of two alphabets"),
    ],
)
def test_phrases_that_tell_nothing(pattern, reason):
    assert reason in found_at("scenario", f'"{pattern}"', "pattern", with_phrase(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        "and now",
        "what else",
        "by when",
        "can you see it",
        "=done",
        "o'clock",
        "don't <name>",
        "<money>",
        "<time>",
        "<date>",
        "14a",
        "12-b",
        "caf\u00e9",
        "(12|twelve) o'clock",
        "e-mail",
        "noon ... ferry",
        "AT\\\\&T",
        "(on|before) <date>",
        "by (<time>|noon)",
    ],
)
def test_phrases_that_only_look_odd(pattern):
    assert said("scenario", with_phrase(pattern)) == []


def test_a_topic_that_opens_nothing_may_be_about_greetings():
    greeting = 'colour: ["(what|which) colour", "look like"]'
    assert said("scenario", (greeting, f'{greeting}\n  hello: ["hello", "sail"]')) == []
    hello = (NOON, 'noon: ["hello", "good morning", "welcome"]')
    assert all("[greeting]" in text for text in said("scenario", hello))  # a greeting is what is asked for


MET = "met: {any: [{behaviour: gives_timeframe}, {topic: noon}]}"


def test_a_need_that_a_thank_you_would_meet():
    edit = (MET, "met: {any: [{behaviour: gives_timeframe}, {behaviour: thanks}]}")
    message = found_at("scenario", "{behaviour: thanks}", "greeting", edit)
    assert message.startswith(
        "\u201cThank you for contacting us.\u201d alone would meet the need `when_known`;"
    )
    more = (MET, 'met: {any: [{behaviour: gives_timeframe}, {all: [{behaviour: thanks}, {words: "> 20"}]}]}')
    assert said("scenario", more) == []


def test_a_need_that_anything_would_meet():
    found_at("scenario", "met: {not: {topic: colour}}", "greeting", (MET, "met: {not: {topic: colour}}"))


def test_a_need_that_a_question_after_their_health_would_meet():
    found_at(
        "scenario", "met: {behaviour: asks_question}", "greeting", (MET, "met: {behaviour: asks_question}")
    )


def test_a_fact_that_falls_out_by_itself():
    unlock = 'unlock: {all: [{behaviour: acknowledges_emotion}, {mood: {trust: ">= 35"}}]}'
    found_at("scenario", "unlock: {words:", "greeting", (unlock, 'unlock: {words: "< 4"}'))
    assert said("scenario", (unlock, "unlock: {behaviour: asks_question}")) == []  # "how are you?" may


def test_an_ending_that_a_goodbye_would_bring():
    edit = ('when: {mood: {patience: "<= 0"}}', "when: {not: {behaviour: commits_to_action}}")
    found_at("scenario", "when: {not: {behaviour", "greeting", edit)


def test_the_phrases_of_a_rubric():
    found_at("rubric", "ring:", "pattern", ('"(ring|call) you"', '"(ring|call) you", "the"'))


@pytest.mark.parametrize("language", READER_LANGUAGES)
def test_every_language_has_its_small_talk(language):
    assert len(COURTESIES[language]) >= 12
    assert len(EVERYDAY[language]) >= 20
    assert len({*COURTESIES[language], *EVERYDAY[language]}) == len(COURTESIES[language]) + len(
        EVERYDAY[language]
    )
