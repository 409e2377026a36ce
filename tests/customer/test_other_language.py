"""A reply in another language is asked for again, and costs the customer's goodwill nothing."""

from __future__ import annotations

from simulator.customer.cue import Act
from simulator.customer.model import CustomerModel
from tests.fakes.content import make_persona, make_scenario
from tests.fakes.readings import make_reading


def test_another_language_costs_no_mood_even_where_a_persona_minds_it():
    minds = [{"id": "minds", "when": {"flag": "other_language"}, "mood": {"patience": -20}}]
    model = CustomerModel(make_scenario(), make_persona(reactions=minds))
    state, _ = model.start()
    after, cue = model.react(state, make_reading(flags=["other_language"]))
    assert [part.act for part in cue.parts] == [Act.UNCLEAR]
    assert after == state
