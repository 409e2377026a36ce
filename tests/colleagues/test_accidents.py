"""Which words met a need."""

from __future__ import annotations

from pathlib import Path

from simulator.attempt.ledger import TurnRecord
from simulator.colleagues.accidents import met_by
from simulator.colleagues.tree import after, begun
from simulator.content.library import Library
from simulator.customer.model import CustomerModel
from simulator.language.reader import Reader

PARCEL = Library(Path(__file__).parents[2]).material("third-message-about-a-parcel")


def met(*sentences, first=()):
    scenario = PARCEL.scenario.model
    reader = Reader(scenario.language, scenario.topics)
    before = begun(CustomerModel(scenario, PARCEL.persona.model), reader)
    for text in first:
        before = after(before, text, (text,), 0)
    then = after(before, " ".join(sentences), sentences, 0)
    return dict(met_by(before.dialogue, then.dialogue, sentences, reader.read))


def test_the_one_sentence_that_did_it_is_told():
    assert met("Hello.", "That was our mistake, and I take responsibility for it.") == {
        "heard": "That was our mistake, and I take responsibility for it."
    }


def test_where_none_does_it_alone_the_whole_reply_is_told():
    two = ("I will send the train set again.", "It will be with you on Thursday.")
    assert met(*two)["date"] in (two[1], " ".join(two))
    assert met(*two)["remedy"] == two[0]


def test_what_was_met_before_is_not_told_again():
    sorry = "That was our mistake, and I take responsibility for it."
    assert met("That was our own fault.", first=(sorry,)) == {}


def test_a_moment_keeps_nothing_of_what_comes_after_it():
    scenario = PARCEL.scenario.model
    first = begun(CustomerModel(scenario, PARCEL.persona.model), Reader(scenario.language, scenario.topics))
    turns: list[TurnRecord] = [*first.dialogue.turns]
    one, other = after(first, "Hello.", ("Hello.",), 0), after(first, "No.", ("No.",), 1)
    assert first.dialogue.turns == turns
    assert [len(moment.dialogue.turns) for moment in (one, other)] == [3, 3]
    assert (one.path, other.path, one.said) == ((0,), (1,), {"Hello."})
