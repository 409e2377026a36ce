"""How near a reply comes to a condition."""

from __future__ import annotations

import pytest

from simulator.colleagues.progress import Aims, Looks, unlocking, words_in
from simulator.content.conditions import Condition
from simulator.content.scenario import Fact, Need
from simulator.customer.conditions import Moment
from simulator.customer.state import CustomerState
from simulator.language.reader import Reader

READER = Reader("en", {"send": ["send it", "resend"], "day": ["<date>"]})
SECRET = Fact(text="A secret.", about=["send"], say=["Psst."])
SENT = Need(title="Sent", met=Condition(topic=["send"]), ask=["And?"], hint="Send it.")
AIMS = Aims({"secret": SECRET}, {"sent": SENT})


def condition(**given):
    return Condition.model_validate(given)


def progress(wanted, text, **state):
    moment = Moment(READER.read(text), CustomerState(mood={"trust": 50}, **state), frozenset())
    return AIMS.progress(wanted, moment)


BOTH = condition(all=[{"topic": "send"}, {"behaviour": "gives_timeframe"}])


@pytest.mark.parametrize(
    ("wanted", "text", "expected"),
    [
        (BOTH, "I send it on Friday.", 1),
        (BOTH, "I send it.", 0.5),
        (BOTH, "Hello.", 0),
        (condition(any=[{"topic": "send"}, {"topic": "day"}]), "On Friday.", 1),
        (condition(together=[{"topic": "send"}, {"topic": "day"}]), "I send it. See you on Friday.", 0.6),
        (condition(**{"not": {"topic": "send"}}), "I send it.", 0),
        (condition(ever={"topic": "send"}), "I send it.", 1),
        (condition(facts="secret"), "Shall I send it?", 0.5),
        (condition(needs="sent"), "I send it.", 0.5),
        (condition(mood={"trust": ">= 60"}), "I send it.", 0),
    ],
)
def test_parts_of_the_way_count(wanted, text, expected):
    assert progress(wanted, text) == pytest.approx(expected)


def test_what_is_there_already_is_all_the_way():
    assert progress(condition(facts="secret"), "Hello.", told=frozenset({"secret"})) == 1
    assert progress(condition(needs="sent"), "Hello.", met=frozenset({"sent"})) == 1


def test_what_to_say_is_looked_for_behind_facts_and_needs_too():
    wanted = condition(all=[{"facts": "secret"}, {"behaviour": "thanks"}])
    assert set(words_in(AIMS.within(wanted))) == {("behaviour", "thanks"), ("asked", "send")}
    assert unlocking(SECRET) == Condition(asked=["send"])


def test_states_look_alike_that_differ_in_nothing_that_is_looked_at():
    looks = Looks.of([*AIMS.within(condition(all=[{"facts": "secret"}, {"topic": "day"}]))])
    one = CustomerState(mood={"trust": 50}, replies=1)
    other = CustomerState(mood={"trust": 90}, replies=4, met=frozenset({"sent"}))
    assert looks.at(one) == looks.at(other)
    assert looks.at(one) != looks.at(CustomerState(mood={"trust": 50}, told=frozenset({"secret"})))
    for wanted in (condition(mood={"trust": "> 60"}), condition(replies="> 2"), condition(needs="sent")):
        seen = Looks.of([wanted])
        assert seen.at(one) != seen.at(other)
