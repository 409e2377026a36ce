"""The judge's own sentences, in the rubric's language."""

from __future__ import annotations

import string

import pytest

from simulator.judging.sentences import ENGLISH, _others, sentence

ABROAD = ("pl", "ru", "lt", "fa")


@pytest.mark.parametrize("language", ABROAD)
def test_every_sentence_is_there_with_its_places(language):
    assert set(_others()[language]) == set(ENGLISH)
    for name, english in ENGLISH.items():
        told = sentence(name, language)
        assert told != english
        places = [[field for _, field, _, _ in string.Formatter().parse(text)] for text in (told, english)]
        assert [one for one in places[0] if one] == [one for one in places[1] if one]


def test_regions_are_the_language_and_others_are_english():
    assert sentence("turn", "pl-PL") == sentence("turn", "pl")
    assert sentence("turn", "en-GB") == sentence("turn", "de") == "turn"
