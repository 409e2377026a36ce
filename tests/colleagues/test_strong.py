"""The strong colleague, and how they choose their words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from simulator.colleagues.answering import Answering
from simulator.colleagues.port import Sight
from simulator.colleagues.staff import staff_for
from simulator.colleagues.strong import tells_of_death
from simulator.colleagues.tree import begun
from simulator.content.library import Library
from simulator.customer.model import CustomerModel
from simulator.language.reader import Reader


@cache
def desk():
    scenario, persona, _ = Library(Path(__file__).parents[2]).material("third-message-about-a-parcel")
    reader = Reader(scenario.model.language, scenario.model.topics)
    model = CustomerModel(scenario.model, persona.model)
    return staff_for(model, reader, 0), begun(model, reader)


def sight(**other):
    staff, first = desk()
    dialogue = first.dialogue
    seen = Sight(dialogue.turns[-1].text, dialogue.cue, dialogue.state, frozenset(), 0, 10)
    return staff, replace(seen, **other)


def reply(seed=0, **other):
    staff, seen = sight(**other)
    return staff.colleagues["strong"].reply(seen, Random(seed))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_said_that_was_said_before(seed):
    first = reply(seed)
    assert first.text == " ".join(first.sentences)
    assert not set(first.sentences) & set(reply(seed, said=frozenset(first.sentences)).sentences)


def test_there_is_always_something_to_say():
    staff, seen = sight()
    done = replace(
        seen.state, met=seen.state.opened, told=frozenset(staff.colleagues["strong"].repertoire._facts)
    )
    told = frozenset(sentence.text for sentence in staff.pool.told)
    closings = frozenset(
        staff.pool.filled(text.replace("{name}", name), Random(0))
        for text in staff.bank.sets["closing"] for name in ("Dana", "Dana Okafor")
    )  # fmt: skip
    assert reply(state=done, said=told | closings, replies=4, message="OK.").text


def test_what_serves_comes_before_what_is_gladly_said():
    staff, seen = sight()
    repertoire = staff.colleagues["strong"].repertoire
    for aim in [*repertoire.due(seen.state), *repertoire.untold(seen.state)]:
        found = repertoire.choices(aim, seen.state)
        serves = [choice.reach == 1 for choice in found if choice.reach == 1 or choice.reach <= 0.6]
        assert serves == sorted(serves, reverse=True)
    assert all(repertoire.choices(aim, seen.state)[0].reach == 1 for aim in repertoire.due(seen.state))


def test_needs_that_wait_for_others_are_not_due():
    staff, seen = sight()
    repertoire = staff.colleagues["strong"].repertoire
    assert ("need", "date") not in repertoire.due(seen.state)
    assert ("need", "date") in repertoire.due(replace(seen.state, met=frozenset({"remedy"})))


def test_the_desk_answers_what_was_asked():
    staff, _ = sight()
    found = Answering(staff.pool.told, "en").nearest("Is there a signature, a note, or what?", ())
    assert "signature" in found.text
    assert Answering(staff.pool.told, "en").nearest("Zzz?", ()) is None


def test_a_death_is_heard():
    assert tells_of_death("My father Died in May.", ["died"])
    assert not tells_of_death("I studied it.", ["died"])
