"""Conversations in JSON and in plain text, and what is none."""

from __future__ import annotations

import json

import pytest

from simulator.drafting.conversation import MOST_TURNS, Said, read_conversation
from simulator.errors import UsageError

TURNS = [{"speaker": "customer", "text": "Where is it?"}, {"speaker": "agent", "text": "On its way."}]
EXPECTED = (Said("customer", "Where is it?"), Said("agent", "On its way."))
CHAT = [{"role": "user", "content": "Where is it?"}, {"role": "assistant", "content": "On its way."}]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"id": "1", "turns": TURNS}),
        json.dumps({"messages": CHAT}),
        "\n".join(map(json.dumps, TURNS)),
        json.dumps(CHAT),
        "Customer: Where is it?\nAgent: On its way.",
        "[10:02] Ana Silva: Where is it?\n10:03 Support (Joe): On its way.",
        "Ana:\n\nAna: Where is it?\nJoe: On its way.",
        "Klient\uff1a Where is it?\nDoradca\uff1a On its way.",
    ],
)
def test_many_shapes_hold_the_same_conversation(text):
    assert read_conversation(text).turns == EXPECTED


def test_lines_without_a_name_and_messages_in_a_row_belong_together():
    found = read_conversation("Ana: Where is it?\nI wait since May.\nAna: Hello?\nJoe: On its way.")
    assert found.turns == (
        Said("customer", "Where is it?\nI wait since May.\nHello?"),
        Said("agent", "On its way."),
    )
    assert found.names == ("Ana", "Joe")


def test_the_customer_may_be_named_or_is_whoever_is_no_agent_or_speaks_first():
    text = "Joe: Good morning.\nAna: Where is it?"
    assert read_conversation(text).turns[0].speaker == "customer"
    assert read_conversation(text, "ana").turns[0].speaker == "agent"
    assert (
        read_conversation(text.replace("Joe", "Help desk: Joe").replace("desk: ", "desk ")).turns[0].speaker
        == "agent"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no conversation"),
        ("just some words\nand more", "no conversation"),
        ("Ana: Where is it?", "Only 'Ana'"),
        ('{"turns": [}', "Line 1"),
        ("[1, 2]", "no conversation"),
        ('{"turns": [{"speaker": "agent"}]}', "Line 1, message 1"),
        ("\x00\x1b[31m", "no conversation"),
        ("Ana: hi\nJoe: hi\n" * MOST_TURNS, "messages"),
    ],
)
def test_what_is_no_conversation_is_told(text, said):
    with pytest.raises(UsageError, match=said):
        read_conversation(text)


def test_an_unknown_customer_is_told_with_the_names_that_are_there():
    with pytest.raises(UsageError, match="Zoe") as caught:
        read_conversation("Ana: hi\nJoe: hello", "Zoe")
    assert "Ana, Joe" in caught.value.hint


def test_control_characters_are_taken_out():
    found = read_conversation("Ana: a\x1b[31mb\x07\nJoe: ok")
    assert found.turns[0].text == "ab"
