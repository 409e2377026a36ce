"""What models put around their words, and how they go in circles: seen from what the learner is shown."""

from __future__ import annotations

import pytest

from tests.customer.test_llm_voice import LONG_ASK, spoken, voice_of

THOUGHTS = ["<think>", "I should ask. ", "Dana would ask when.", "</think>", "\n\nWhen is it?"]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (THOUGHTS, "When is it?"),
        (["Dana: When is it?"], "When is it?"),
        (["**Dana", " Okafor:** ", "So? When is it?"], "So? When is it?"),
        (['"When', ' is it?"'], "When is it?"),
        (["\u201cSo? ", "When is it?", "\u201d"], "So? When is it?"),
        (["So?\n", "<think>And now?</think>", "When is it?"], "So? When is it?"),
    ],
)
def test_what_is_around_the_words_is_never_shown(pieces, text):
    shown, utterance = spoken(voice_of(pieces), LONG_ASK)
    assert (utterance.text, utterance.voice, utterance.reason) == (text, "llm", None)
    assert "".join(shown) == text


def test_thoughts_that_never_end_are_no_answer():
    voice = voice_of(["<think>When is it? ", "I want a day. "], ["When is it?"])
    _, utterance = spoken(voice, LONG_ASK)
    assert (utterance.text, utterance.voice, utterance.reason) == ("When is it?", "llm-retried", "empty")


def test_a_name_inside_is_a_second_speaker():
    _, utterance = spoken(voice_of(["So?\n", "Agent: On Friday."], ["When is it?"]), LONG_ASK)
    assert utterance.text == "So? When is it?"
    assert utterance.reason == "other_speaker"


def test_a_model_that_goes_in_circles_is_not_listened_to():
    voice = voice_of([*["When is it? "] * 50, AssertionError("still listening")])
    _, utterance = spoken(voice, LONG_ASK)
    assert (utterance.text, utterance.voice) == ("When is it?", "llm")
    assert voice.model.closed == 1


def test_a_sentence_like_a_book_is_not_looked_at():
    voice = voice_of(*[["so " * 20_000 + "on. Well?"] for _ in range(2)])
    _, utterance = spoken(voice, LONG_ASK)
    assert utterance.reason == "too_long"
    assert utterance.voice == "scripted-fallback"
