from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviours import BEHAVIOURS
from simulator.customer.model import CustomerModel
from simulator.customer.second_reading import (
    COSTLY,
    SUBSTANTIAL,
    SecondReading,
    awaited,
    unsure,
    verified,
)
from tests.fakes.content import make_persona, make_scenario
from tests.fakes.readings import make_reading

REPLY = "I will hand your case to a colleague. The money goes back to your card by Friday."
SCENARIO = make_scenario()
LONG = "one two three four five six seven eight"


def read(*found):
    return verified(found, SCENARIO, REPLY, "quiet-1", "v1")


def state():
    return CustomerModel(SCENARIO, make_persona()).start()[0]


def test_what_is_quoted_is_found_and_what_is_not_is_void():
    found = read(
        ("does.commits_to_action", "the money goes back"),
        ("about.refund", "The money"),
        ("does.gives_timeframe", "by Monday"),
        ("does.apologises", ""),
    )
    assert {name: REPLY[slice(*place)] for name, (place,) in found.behaviours.items()} == {
        "commits_to_action": "The money goes back"
    }
    assert {name: REPLY[slice(*place)] for name, (place,) in found.topics.items()} == {"refund": "The money"}
    assert (found.void, found.model, found.prompt, found.reason) == (2, "quiet-1", "v1", None)


@pytest.mark.parametrize(
    "what",
    ["does.flies", "about.weather", "commits_to_action", "refund", "", "does.refund", "says.refund", "."],
)
def test_only_known_names_count(what):
    found = read((what, "The money"))
    assert (found.behaviours, found.topics, found.void) == ({}, {}, 1)


def test_the_same_place_counts_once_and_another_one_too():
    found = read(*[("about.refund", quote) for quote in ("The money", "the money", "your card")])
    assert len(found.topics["refund"]) == 2
    assert found.void == 0


def test_there_is_an_end_to_what_may_be_found():
    assert read(*[("does.flies", "x")] * 1000).void == 12


def test_it_adds_what_the_rules_did_not_find():
    reading = make_reading(REPLY, shows=["apologises"], topics=["deadline"])
    both = read(
        ("does.commits_to_action", "The money goes back"),
        ("does.apologises", "hand your case"),
        ("about.refund", "The money"),
        ("about.deadline", "by Friday"),
    ).added_to(reading)
    assert both.shows("commits_to_action")
    assert 0 < both.behaviours["commits_to_action"].confidence < 1
    assert both.quote(both.behaviours["commits_to_action"].spans[0]) == "The money goes back"
    assert both.behaviours["apologises"] == reading.behaviours["apologises"]
    assert both.topics["deadline"] == reading.topics["deadline"]
    assert [both.quote(mention.span) for mention in both.topics["refund"]] == ["The money"]
    assert reading == make_reading(REPLY, shows=["apologises"], topics=["deadline"])


def test_what_the_reply_denies_stays_denied():
    reading = make_reading(REPLY, denied=["refund"])
    assert read(("about.refund", "The money")).added_to(reading).topics == reading.topics


@pytest.mark.parametrize("name", sorted(COSTLY))
def test_nobody_is_accused_by_a_model(name):
    found = read((f"does.{name}", "I will hand your case"))
    assert name in found.to_note()["behaviours"]
    assert not found.added_to(make_reading(REPLY)).shows(name)


def test_what_is_costly_is_known():
    assert {*BEHAVIOURS} >= COSTLY


def test_a_place_belongs_to_the_sentence_that_it_begins_in():
    from simulator.language.reader import Reader

    reading = Reader("en", SCENARIO.topics).read(REPLY)
    added = read(("does.personalises", "your case"), ("does.signposts", "your card")).added_to(reading)
    (case,), (card,) = added.behaviours["personalises"].spans, added.behaviours["signposts"].spans
    assert (case.sentence, card.sentence) == (0, 1)


@pytest.mark.parametrize(
    ("reading", "asks"),
    [
        (make_reading(LONG), True),
        (make_reading(" ".join(LONG.split()[:-1])), False),
        (make_reading(LONG, topics=["refund"]), False),
        (make_reading(LONG, denied=["refund"]), True),
        (make_reading(LONG, shows=["commits_to_action"]), False),
        (make_reading(LONG, shows=["apologises"]), True),
        (make_reading(LONG, flags=["other_language"]), False),
        (make_reading(LONG, flags=["unreadable"]), False),
    ],
)
def test_only_where_the_rules_are_unsure(reading, asks):
    assert unsure(SCENARIO, state(), reading) is asks
    assert reading.words >= SUBSTANTIAL or not asks


def test_whoever_needs_nothing_more_asks_nobody():
    model = CustomerModel(SCENARIO, make_persona())
    now, _ = model.start()
    for _ in range(2):
        now, _ = model.react(
            now, make_reading(LONG, shows=["commits_to_action", "gives_timeframe"], topics=["refund"])
        )
    assert not now.open_needs
    assert not unsure(SCENARIO, now, make_reading(LONG))


def test_what_open_needs_wait_for_is_taken_from_all_of_their_conditions():
    assert awaited(SCENARIO, state()) == {"commits_to_action", "gives_timeframe"}
    needs = {
        "one": {
            "title": "One", "ask": ["Well?"], "hint": "Do it.",
            "met": {"all": [{"any": [{"behaviour": "explains"}, {"behaviour": "condolence"}]},
                            {"not": {"behaviour": "blames"}}]},
        }
    }  # fmt: skip
    endings = {"resolved": {"when": {"needs": ["one"]}, "stars": 5, "say": ["OK."], "tells": "Good."}}
    scenario = make_scenario(needs=needs, endings={**make_endings(), **endings})
    now, _ = CustomerModel(scenario, make_persona()).start()
    assert awaited(scenario, now) == {"explains", "condolence"}


def make_endings():
    return {
        "customer_left": {
            "when": {"mood": {"patience": "<= 0"}},
            "stars": 1,
            "say": ["Bye."],
            "tells": "Bad.",
        },
        "turn_cap": {"stars": 2, "say": ["I have to go."], "tells": "Long."},
    }


NAMES = st.one_of(
    st.sampled_from([f"does.{name}" for name in BEHAVIOURS]),
    st.sampled_from([f"about.{name}" for name in SCENARIO.topics]),
    st.text(max_size=12),
)


@given(
    st.lists(st.tuples(NAMES, st.text("abc .,'\u2019\ufb01\u00dfs\n", max_size=8)), max_size=20), st.data()
)
def test_no_place_is_outside_the_reply_and_the_record_brings_it_back(found, data):
    reply = data.draw(st.text("abc .,'\u2019\ufb01\u00dfs\n", max_size=40))
    reading = verified(found, SCENARIO, reply, "quiet-1", "v1")
    places = [p for places in (*reading.behaviours.values(), *reading.topics.values()) for p in places]
    assert all(0 <= start < end <= len(reply) for start, end in places)
    assert len(places) + reading.void <= len(found)
    assert {*reading.behaviours} <= {*BEHAVIOURS}
    assert {*reading.topics} <= {*SCENARIO.topics}
    assert SecondReading.from_note(json.loads(json.dumps(reading.to_note()))) == reading


def test_a_failure_is_on_record_and_finds_nothing():
    failed = SecondReading(prompt="v1", reason="timeout")
    assert SecondReading.from_note(failed.to_note()) == failed
    assert failed.added_to(make_reading(LONG)) == make_reading(LONG)
    assert SecondReading.from_note(None) is None
