"""What a linear model sees of the words: everyday words, kinds, and gaps for all that is of a case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.language.document import take_apart
from simulator.language.learned.grams import grams

PLAIN = frozenset({"we", "send", "it", "you", "the", "on"})
PIECES = st.lists(
    st.sampled_from(["we", "send", "it", "lathe", "Ravi", "?", "!", ".", "...", "7", "$5", "\n", '"', ","]),
    max_size=30,
)


def seen(text: str, plain: frozenset[str] = PLAIN) -> list[str]:
    return [gram.words for gram in grams(take_apart(text), plain)]


def test_every_word_comes_by_itself_and_with_the_one_before():
    assert seen("We send it.") == ["we", "^ we", "send", "we send", "it", "send it", ".", "it ."]


def test_words_of_a_trade_and_names_are_gaps_and_never_seen_themselves():
    assert seen("We send Ravi it") == seen("We send lathes it")
    assert seen("We send Ravi it")[4:7] == ["send *", "it", "* it"]
    assert not any("ravi" in words or "lath" in words for words in seen("Ravi lathe, we send lathes Ravi"))


def test_a_run_of_gaps_tells_nothing_of_its_length():
    assert seen("we lathe it") == seen("we lathe spindle chuck it")


def test_a_pair_does_not_cross_the_end_of_a_sentence():
    found = seen("We send. It you.")
    assert "send it" not in found
    assert ". it" not in found
    assert "^ it" in found


def test_questions_and_shouts_end_differently_and_all_other_ends_are_alike():
    assert seen("We send it?")[-2:] == ["?", "it ?"]
    assert seen("We send it!")[-2:] == ["!", "it !"]
    assert seen("We send it.") == seen("We send it") == seen("We send it …")


def test_numbers_times_and_days_are_their_kinds():
    assert seen("on 4711") == seen("on 12") == ["on", "^ on", "<number>", "on <number>", ".", "<number> ."]
    assert "on <date>" in seen("on Friday")
    assert seen("on Friday") == seen("on 3 May")
    for said, kind in [("$45", "money"), ("14:30", "time"), ("B14", "code"), ("@shop", "handle")]:
        assert f"<{kind}>" in seen(f"send {said} on")


def test_other_plain_words_give_other_words():
    assert "lath" not in seen("the lathe")
    assert "lath" in seen("the lathe", PLAIN | {"lath"})


def test_each_gram_stands_for_its_tokens():
    document = take_apart("Ravi, we send it. On you?")
    for gram in grams(document, PLAIN):
        assert gram.last - gram.first == (1 if " " in gram.words and gram.last else 0)
        assert document.tokens[gram.last].stem.strip() in (*gram.words.split()[-1:], "", "ravi")


@given(PIECES)
def test_only_plain_words_kinds_and_marks_are_seen_whatever_is_said(pieces: list[str]):
    document = take_apart(" ".join(pieces))
    allowed = PLAIN | {"*", "^", ".", "?", "!", "<number>", "<money>"}
    for gram in grams(document, PLAIN):
        assert set(gram.words.split(" ")) <= allowed
        assert 0 <= gram.first <= gram.last < len(document.tokens)
        assert gram.words != "*"


def test_an_empty_text_has_none():
    assert seen("") == []
