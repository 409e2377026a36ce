"""A glance spares a search that would find nothing, and misses no text in which it finds something."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from simulator.judging import hollow
from simulator.judging.english import RHETORICAL, holds_any, may_be_rhetorical
from simulator.judging.wording import Source, copied, forms_by_sentence, forms_of, words_of
from simulator.language.sentences import sentence_spans

PIECES = st.sampled_from(
    [
        "a",
        "We",
        "it\u2019s",
        "isn't",
        "'",
        "'tis ours'",
        "7",
        "3.5",
        "Mr.",
        "no",
        "?",
        "!",
        ". ",
        ".",
        ",",
        "\n",
        " - ",
        "\u0130",
        "_",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).flatmap(
    lambda pieces: st.sampled_from(["".join(pieces), " ".join(pieces)])
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.from_regex(RHETORICAL))
def test_every_exclamation_may_be_one(text):
    assert may_be_rhetorical(text)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.from_regex(hollow._HOLLOW))
def test_every_hollow_promise_is_looked_at(text):
    assert holds_any(text, hollow._OF_HOLLOW)


@pytest.mark.parametrize("text", ["When does the lamp arrive?", "My parcel is late"])
def test_most_texts_are_spared(text):
    assert not may_be_rhetorical(text)
    assert not holds_any(text, hollow._OF_HOLLOW)


@given(TEXTS)
def test_words_are_the_same_with_their_places_and_without(text):
    assert list(forms_of(text)) == [word.form for word in words_of(text)]


@given(TEXTS)
def test_words_are_told_apart_by_the_sentence_that_they_stand_in(text):
    sentences = sentence_spans(text)
    expected = [
        [word.form for word in words_of(text) if one.start <= word.start < one.end] for one in sentences
    ]
    assert [list(forms) for forms in forms_by_sentence(text, sentences)] == expected
    assert [list(forms) for forms in forms_by_sentence(text, [*sentences])] == expected


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(0, 5), st.integers(6, 9))
def test_a_run_is_found_wherever_it_stands(words, before, length):
    assume(len(words) >= length)
    text = " ".join(["x"] * before + words[:length] + ["y"])
    assert copied(text, Source.of([" ".join(words)]))
