from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.judging.case import Proof
from simulator.judging.evidence import verified
from simulator.judging.quoting import in_brief
from simulator.judging.transcript import Transcript, Turn, cleaned_turn
from simulator.language.reading import Span

TURNS = (Turn("customer", "Where is it?"), Turn("agent", "I'm sorry. I send it today."))
TALK = Transcript("x", TURNS)


def proof(quote: str, turn: int = 2, start: int | None = None) -> Proof:
    at = TURNS[turn - 1].text.index(quote) if start is None else start
    return Proof(turn, Span(at, at + len(quote)), quote)


def test_words_of_the_agent_are_evidence_in_order_and_once():
    found = verified([proof("I send it"), proof("I'm sorry"), proof("I send it")], TALK)
    assert [(one.turn, one.quote, one.start, one.end) for one in found] == [
        (2, "I'm sorry", 0, 9),
        (2, "I send it", 11, 20),
    ]


@pytest.mark.parametrize(
    "void",
    [
        proof("Where is it?", turn=1),
        proof("I send it", start=0),
        Proof(2, Span(0, 9), "I'm Sorry"),
        Proof(2, Span(3, 3), ""),
        Proof(3, Span(0, 9), "I'm sorry"),
        Proof(0, Span(0, 9), "I'm sorry"),
    ],
)
def test_a_quote_that_is_not_in_that_turn_of_the_agent_is_void(void):
    assert verified([void], TALK) == ()


@given(st.text(max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_evidence_is_always_in_the_words_that_were_handed_in(raw, a, b):
    turn = cleaned_turn("agent", raw)
    start, end = sorted((a, b))
    quote = turn.text[start:end]
    for one in verified([Proof(1, Span(start, start + len(quote)), quote)], Transcript("x", (turn,))):
        assert raw[one.start : one.end] == one.quote
        assert one.quote


def test_words_are_found_in_the_given_text_though_cleaning_moved_them():
    raw = "\x1b[31mSorry\x1b[0m, Mia.\r\nSorry again."
    turn = cleaned_turn("agent", raw)
    second = turn.text.rindex("Sorry")
    (found,) = verified([Proof(1, Span(second, second + 5), "Sorry")], Transcript("x", (turn,)))
    assert (found.start, found.quote) == (raw.rindex("Sorry"), "Sorry")


def test_when_cleaning_changed_the_words_the_longest_unchanged_run_is_quoted():
    raw = "I am very sorry, Ame\u0301lie, for this."
    turn = cleaned_turn("agent", raw)
    (found,) = verified([Proof(1, Span(0, len(turn.text)), turn.text)], Transcript("x", (turn,)))
    assert found.quote == "I am very sorry,"
    assert raw[found.start : found.end] == found.quote


def brief(text: str) -> str:
    return in_brief(Proof(2, Span(4, 4 + len(text)), text)).quote


def test_a_short_quote_stays_whole():
    assert brief("I'm sorry, and I send it today.") == "I'm sorry, and I send it today."


def test_a_long_quote_is_cut_after_a_clause_or_between_words():
    long = "I send the plumber on Tuesday at eight, and then " + "on " * 20
    assert brief(long) == "I send the plumber on Tuesday at eight"
    assert brief("on " * 30) == ("on " * 16).strip()


@given(st.text(alphabet="ab ,;-\n", max_size=120))
def test_a_quote_in_brief_is_where_it_was(text):
    cut = in_brief(Proof(2, Span(0, len(text)), text))
    assert text[cut.span.start : cut.span.end] == cut.quote
    assert len(cut.quote.split()) <= 16
