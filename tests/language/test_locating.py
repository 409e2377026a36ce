from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.locating import locate

ALIKE = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00ab\u00bb", '\'\'""--""')
LETTERS = st.sampled_from(
    "abz A\u00e9\u0301\u00df\ufb01\u00bd\u2026.,-\u2013'\u2019\"\u201c \n\t\u00a0\u0130\u01c4\u00a8"
)


def folded(text):
    """What counts of a text, made in another way than the code under test."""
    plain = "".join(unicodedata.normalize("NFKC", sign).translate(ALIKE).casefold() for sign in text)
    return " ".join(plain.split())


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("sorry", "I am sorry.", "sorry"),
        ("SORRY", "I am sorry.", "sorry"),
        ("I'm sorry", "Yes, I\u2019m sorry.", "I\u2019m sorry"),
        ("\u201csoon\u201d", 'We said "soon".', '"soon"'),
        ("a  day\nlater", "It is a day later.", "a day later"),
        ("a day", "It is a\u00a0day.", "a\u00a0day"),
        ("5-7 days", "In 5\u20137 days.", "5\u20137 days"),
        ("fine", "\ufb01ne by me", "\ufb01ne"),
        ("strasse", "Hauptstra\u00dfe", "stra\u00dfe"),
        ("caf\u00e9", "The cafe\u0301s", None),
        ("cafe\u0301", "The caf\u00e9", "caf\u00e9"),
        (" sorry ", "sorry", "sorry"),
        ("I", "It is what I say.", "I"),
        ("...", "Well\u2026 no", "\u2026"),
    ],
)
def test_a_quote_is_found_however_it_was_typed(quote, text, found):
    place = locate(quote, text)
    assert (text[slice(*place)] if place else None) == found


def test_whole_words_come_before_parts_of_words():
    assert locate("I", "It is what I say.") == (11, 12)
    assert locate("ice", "advice only") == (3, 6)


@pytest.mark.parametrize(
    "quote", ["", "  ", "\n", "refund", "sorry sorry", "very sorry", "sor ry", "s\u0327orry"]
)
def test_what_is_not_there_is_not_found(quote):
    assert locate(quote, "I am sorry.") is None


@pytest.mark.parametrize(
    ("quote", "text"), [("ine", "\ufb01ne"), ("s", "\u00df"), (".", "\u2026"), ("1", "\u00bd")]
)
def test_no_character_is_cut(quote, text):
    assert locate(quote, text) is None


@given(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=60))
def test_a_place_holds_the_quoted_words(quote, text):
    place = locate(quote, text)
    if place is not None:
        start, end = place
        assert 0 <= start < end <= len(text)
        assert folded(text[start:end]) == folded(unicodedata.normalize("NFC", quote))


@given(st.text(LETTERS.filter(lambda sign: sign != "\u00a8"), min_size=1, max_size=60), st.data())
def test_words_that_were_copied_are_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    if unicodedata.is_normalized("NFC", text) and unicodedata.is_normalized("NFC", quote) and folded(quote):
        place = locate(quote, text)
        assert place is not None
        assert folded(text[slice(*place)]) == folded(quote)
