from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.text import MAX_REPLY_CHARS, clean_text, decode_input, shorten

NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            list(
                "\x00\x07\x1b[]m;?0\x9b\x9c\x90\r\n\t\u202e\u2066\u200b\u200c\u200d\u2060\ufeffe\u0301\u212a"
            )
        ),
        st.characters(categories=["Cs"]),
    )
)


@given(NASTY)
def test_cleaning_is_idempotent(raw: str) -> None:
    once = clean_text(raw)
    assert clean_text(once) == once


@given(NASTY)
def test_nothing_harmful_is_left(raw: str) -> None:
    for char in clean_text(raw):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff"


@given(NASTY)
def test_the_result_is_in_normal_form_c_and_can_be_written(raw: str) -> None:
    cleaned = clean_text(raw)
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a \x1b[1;31mred\x1b[0m word", "a red word"),
        ("\x1b]0;a title\x07done", "done"),
        ("\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0;2\x1b\\shown", "shown"),
        ("\x9b31mred", "red"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("tab\tstays", "tab\tstays"),
        ("abc\u202edef", "abcdef"),
        ("pass\u200bword", "password"),
        ("no\u200djoin", "nojoin"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("\u0646\u200c\u062e", "\u0646\u200c\u062e"),
        ("a\ud800b", "a\ufffdb"),
        ("cafe\u0301", "café"),
        ("an open \x1b]0;string\nstays", "an open \nstays"),
    ],
)
def test_examples(raw: str, expected: str) -> None:
    assert clean_text(raw) == expected


def test_markup_is_left_alone_as_text() -> None:
    assert clean_text("[bold]not markup[/bold] <url>") == "[bold]not markup[/bold] <url>"


def test_plain_text_is_returned_as_it_is() -> None:
    text = "Hello, nothing odd here." * 10
    assert clean_text(text) is text


def test_input_may_begin_with_a_byte_order_mark_and_hold_bad_bytes() -> None:
    assert decode_input(b"\xef\xbb\xbfhello \xff") == "hello \ufffd"


@given(st.text(max_size=80), st.integers(min_value=0, max_value=60))
def test_shortened_text_fits(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or len(text) > limit


def test_shorten_cuts_between_words() -> None:
    assert shorten("one two three four", 12) == "one two…"


def test_a_hostile_text_is_cleaned_at_once() -> None:
    start = time.perf_counter()
    clean_text("\x1b]" * (5 * MAX_REPLY_CHARS))
    assert time.perf_counter() - start < 1.0
