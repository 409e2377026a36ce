from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.document import take_apart
from simulator.language.patterns import PatternError, PhraseBook, compile_pattern


def found(pattern: str, text: str) -> list[str]:
    return [text[hit.span.start : hit.span.end] for hit in compile_pattern(pattern).find(take_apart(text))]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("refund", "We refunded it. A refund!", ["refunded", "refund"]),
        ("money back", "you get your money back", ["money back"]),
        ("money back", "back to the money", []),
        ("money back", "the money. Back soon", []),
        ("send (it|another|a new one) again?", "we send a new one", ["send a new one"]),
        ("send (it|another|a new one) again?", "I sent it again", ["sent it again"]),
        ("new (parcel|order)? today", "a new today, a new order today", ["new today", "new order today"]),
        ("give ... back", "we give you all of it back", ["give you all of it back"]),
        ("give ... back", "we give you one two three four five six back", []),
        ("give ...2 back", "give it all back", ["give it all back"]),
        ("give ...2 back", "give you all of it back", []),
        ("birthday & when", "When is the birthday?", ["When is the birthday"]),
        ("birthday & when", "When? A birthday!", []),
        ("=left", "he left, leaving", ["left"]),
        ("=left", "she leaves", []),
        ("within <number> hour", "within 48 hours", ["within 48 hours"]),
        ("pay <money>", "we pay 45 euros", ["pay 45 euros"]),
        ("at <time>", "come at 14:30", ["at 14:30"]),
        ("on <date>", "it comes on Friday, on 2 May", ["on Friday", "on 2 May"]),
        ("name is <name>", "my name is Anna", ["name is Anna"]),
        ("see <url>", "see https://a.example", ["see https://a.example"]),
        ("can't", "we cannot", ["cannot"]),
        ("AT\\&T", "call AT&T now", ["AT&T"]),
        ("refund", "your refudn comes", ["refudn"]),
        ("apologise", "we apologized", ["apologized"]),
    ],
)
def test_what_a_pattern_finds(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "column", "message"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("(a|b", 1, "never closed"),
        ("a)", 2, "never opened"),
        ("(a||b)", 4, "alternative is empty"),
        ("(a|)", 4, "alternative is empty"),
        ("a?", 1, "only optional"),
        ("(a?|b)", 2, "only optional"),
        ("a & b?", 5, "only optional"),
        ("... a", 1, "gap"),
        ("a ...", 6, "gap"),
        ("a ... ... b", 7, "gap"),
        ("a ...10 b", 3, "at most 9 words"),
        ("a | b", 3, "outside brackets"),
        ("(a & b)", 4, "inside brackets"),
        ("<colour>", 1, "no class"),
        ("?", 1, "behind a word"),
        ("!!!", 1, "no letters"),
        ("a ...1 b ...1 c ...1 d ...1 e ...1 f", 31, "at most 4 gaps"),
        ("a? " * 14 + "b", 1, "too many"),
    ],
)
def test_faults_are_told_with_their_column(pattern: str, column: int, message: str) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        compile_pattern(pattern)
    assert caught.value.column == column


@given(st.text(alphabet="ab (|)?&=<>.\\1", max_size=24))
def test_any_text_is_a_pattern_or_a_told_fault(source: str) -> None:
    fault = fault_of(source)
    if fault is None:
        assert compile_pattern(source).find(take_apart("")) == []
    else:
        assert 1 <= fault.column <= len(source) + 1
        assert fault.message


def fault_of(source: str) -> PatternError | None:
    try:
        compile_pattern(source)
    except PatternError as fault:
        return fault
    return None


@given(st.lists(st.sampled_from(["refund", "the", "money", "back", ".", "again", "send", "it"]), max_size=30))
def test_a_book_finds_what_each_pattern_finds_alone(words: list[str]) -> None:
    patterns = {"a": ["refund ... back", "send it again?"], "b": ["money back"], "c": ["refund & again"]}
    document = take_apart(" ".join(words))
    together = PhraseBook(patterns).find(document)
    for key, sources in patterns.items():
        alone = sorted(hit[:2] for source in sources for hit in compile_pattern(source).find(document))
        assert sorted(hit[:2] for hit in together.get(key, [])) == alone


def test_only_the_keys_that_are_asked_for_are_found() -> None:
    book = PhraseBook({"a": ["refund"], "b": ["refund it", "today"], "c": ["never"]})
    document = take_apart("We refund it today.")
    assert book.find(document, frozenset({"b", "c"})) == {"b": book.find(document)["b"]}
    assert book.find(document, frozenset()) == {}


def test_a_pattern_of_many_words_needs_each_of_them() -> None:
    book = PhraseBook({"long": ["we will bring your new lamp back home"], "short": ["lamp"]})
    assert set(book.find(take_apart("We will bring your new lamp back home."))) == {"long", "short"}
    assert set(book.find(take_apart("We will bring your new lamp back."))) == {"short"}


def test_a_book_that_was_put_away_finds_the_same() -> None:
    book = PhraseBook({"a": ["refund ... back", "=left & when"], "b": ["within <number> hours"]})
    again = PhraseBook.from_state(book.state(), "en")
    document = take_apart("When he left, the refund came back within 24 hours.")
    assert again.find(document).keys() == {"a", "b"}
    assert again.find(document) == book.find(document)


def test_books_with_words_in_common_keep_their_own() -> None:
    by_stem = PhraseBook({"a": ["(refund|parcel) today"]})
    by_form = PhraseBook({"b": ["(=refunds|lamp) today", "(refund|parcel) today"], "c": ["=refunds"]})
    document = take_apart("He refunds today. A lamp today. A parcel today.")
    assert [hit.first for hit in by_stem.find(document)["a"]] == [1, 9]
    assert [hit.first for hit in by_form.find(document)["b"]] == [1, 1, 5, 9]
    assert [hit.first for hit in by_form.find(document)["c"]] == [1]
    assert by_stem.find(document).keys() == {"a"}


@given(st.lists(st.sampled_from(["refunds", "refund", "7", "Ada", ".", "left", "it"]), max_size=20))
def test_a_book_for_a_file_finds_the_same(words: list[str]) -> None:
    patterns = {"a": ["=refunds ... (it|<name>)", "refund"], "b": ["<number> (left|it)?"]}
    document = take_apart(" ".join(words))
    assert PhraseBook(patterns, filed=True).find(document) == PhraseBook(patterns).find(document)


def test_the_longest_prefix_stands_for_a_word() -> None:
    book = PhraseBook({"far": ["prze*"], "near": ["przepro*"], "word": ["przepraszam"]}, "pl")
    found = {word: set(book.find(take_apart(word, "pl"))) for word in ("przeprosiny", "przerwa", "pr")}
    assert found == {"przeprosiny": {"far", "near"}, "przerwa": {"far"}, "pr": set()}
    assert {"far", "word"} <= set(book.find(take_apart("przepraszam", "pl")))


@pytest.mark.parametrize(
    "pattern",
    ["refund ... refund ... refund ... refund ... never", "refund & never", "(refund|refund it)? ...9 x"],
)
def test_matching_stays_linear_on_hostile_text(pattern: str) -> None:
    book = PhraseBook({"a": [pattern]})
    document = take_apart("refund " * 4000 + "x")
    start = time.perf_counter()
    book.find(document)
    assert time.perf_counter() - start < 2.0


def test_other_languages_have_patterns_too() -> None:
    book = PhraseBook({"geld": ["Geld zurück", "erstatten"]}, "de")
    assert "geld" in book.find(take_apart("Wir erstattet Ihnen das gern.", "de"))
