from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.language.document import DATE, END, Document, Token, Tokeniser, take_apart
from simulator.language.overlap import same_words
from simulator.language.spelling import mended
from simulator.language.stems import stemmer_for


def forms(text: str) -> list[str]:
    return [token.form for token in take_apart(text).tokens if token.kind != END]


def kinds(text: str) -> list[str]:
    return [token.kind for token in take_apart(text).tokens if token.kind != END]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm here", ["i", "am", "here"]),
        ("I\u2019ll wait", ["i", "will", "wait"]),
        ("don't, won't, can't", ["do", "not", "will", "not", "can", "not"]),
        ("dont wont cant", ["do", "not", "will", "not", "can", "not"]),
        ("it's the customer's", ["it", "is", "the", "customer"]),
        ("let's go", ["let", "us", "go"]),
        ("pls call u back thx", ["please", "call", "you", "back", "thanks"]),
        ("e-mail", ["e", "mail"]),
    ],
)
def test_contractions_and_chat_spellings(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("14:30", "time"), ("9 am", "time"), ("2 November", "date"), ("Friday", "date"),
        ("12.05.2025", "date"),
        ("45 euros", "money"), ("€45", "money"),
        ("7731-204", "number"), ("60 %", "number"), ("B14", "code"),
        ("https://a.example/b", "url"), ("<url>", "url"), ("me@shop.example", "url"), ("@person", "handle"),
        ("😀", "emoji"), ("word", "word"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ends on 24 May.", "24 may"), ("On 3 Dec. at noon", "3 dec."), ("On 3 Dec. We close", "3 dec"),
        ("by 7 Sept., please", "7 sept."), ("the 2nd of May.", "2nd of may"),
    ],
)  # fmt: skip
def test_a_date_leaves_the_full_stop_to_its_sentence(text: str, expected: str) -> None:
    assert [token.form for token in take_apart(text).tokens if token.kind == DATE] == [expected]


def _words(document: Document) -> list[tuple[int, Token]]:
    return [(i, token) for i, token in enumerate(document.tokens) if token.kind != END]


@given(st.text(max_size=80) | st.text("09 \n%/.:€amJun<url>", max_size=12))
@example("0\n/")
@example("0\n%")
@example("2\nJune, 3\neuros, 4\npm")
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    document = take_apart(text)
    words = [token for token in document.tokens if token.kind != END]
    assert all(0 <= t.start < t.end <= len(text) for t in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert all(token.end <= document.sentences[document.sentence_of[i]].end for i, token in _words(document))
    assert len(document.sentence_of) == len(document.tokens)
    assert sum(1 for t in document.tokens if t.kind == END) == len(document.sentences)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("refund", "refunded"), ("apologise", "apologize"), ("apology", "apologies"), ("send", "sent"),
        ("colour", "color"), ("write", "wrote"), ("cancelled", "canceling"),
    ],
)  # fmt: skip
def test_words_of_one_family_share_a_stem(one: str, other: str) -> None:
    stem = stemmer_for("en")
    assert stem(one) == stem(other)


def test_words_of_two_families_do_not() -> None:
    stem = stemmer_for("en")
    assert stem("hour") != stem("our")
    assert stem("policy") != stem("police")


def test_other_languages_have_stems_too() -> None:
    assert stemmer_for("de")("häuser") == stemmer_for("de")("hauses")


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(UsageError, match="xx") as caught:
        stemmer_for("xx")
    assert "en" in caught.value.hint


@pytest.mark.parametrize(
    ("word", "meant"),
    [("refudn", "refund"), ("sory", "sorry"), ("sorrrry", "sorry"), ("apppology", "apology")],
)
def test_slips_are_mended(word: str, meant: str) -> None:
    assert mended(word, {"refund", "sorry", "apology"}) == meant


@pytest.mark.parametrize("word", ["trial", "quite", "resend", "cat", "later"])
def test_real_words_are_left_alone(word: str) -> None:
    assert mended(word, {"trail", "quiet", "resent", "act", "latter"}) is None


def test_same_words_measures_the_overlap_of_stems() -> None:
    assert same_words("I will refund you today", "Refunding today") == pytest.approx(0.8)
    assert same_words("We resend the parcel", "Thank you") == 0.0
    assert same_words("", "anything") == 0.0
    assert same_words("Sorry for the delay.", "sorry for the delay") == 1.0


PIECES = st.sampled_from(
    ["We", "dont", "can't", "parcel", "5", "euros", "3 Dec", "10 am", "B14", ",", ", ", ";", " - ", "'", '"',
     "\u201d", ".", "?", "!", "\n", "@you", "a@b.com", "shop.com", "www.a.de", ":)", "\u00e9t\u00e9", "x_y",
     "-", "/", ": "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20), st.sampled_from(["", " "]))
@example(["We", ",", "parcel"], "")
@example(["5", ", ", "We", ". ", "parcel"], "")
@example(["We,", "parcel,", "dont,", "can't"], " ")
def test_words_in_a_plain_run_are_taken_apart_as_any_others(pieces: list[str], between: str) -> None:
    text, one_by_one = between.join(pieces), Tokeniser("en")
    one_by_one._run = None
    found, expected = Tokeniser("en").document(text), one_by_one.document(text)
    for part in ("tokens", "bounds", "breaks", "quotes", "kinds"):
        assert getattr(found, part) == getattr(expected, part)


@pytest.mark.parametrize("text", ["", ".", "?", "!", "We. ", "We go. Now", "We go! Now?", "5.", "It is 5."])
def test_marks_before_and_behind_words_are_no_tokens(text: str) -> None:
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    assert forms(text) == words
