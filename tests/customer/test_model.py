from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.behaviours import BEHAVIOURS
from simulator.content.base import METERS
from simulator.customer.cue import Act
from simulator.customer.model import CustomerModel
from tests.fakes.content import make_persona, make_scenario
from tests.fakes.readings import make_reading


@pytest.fixture
def model():
    return CustomerModel(make_scenario(), make_persona())


def play(model, *readings):
    state, cue = model.start()
    cues = []
    for number, reading in enumerate(readings):
        text = f"{reading.text} number {number}" if reading.text.startswith("some words") else reading.text
        reading = make_like(reading, text)
        state, cue = model.react(state, reading)
        cues.append(cue)
    return state, cues


def make_like(reading, text):
    from dataclasses import replace

    return replace(reading, text=text + " " * max(0, len(reading.text) - len(text)))


def acts(cue):
    return [part.act for part in cue.parts]


def refs(cue):
    return [part.ref for part in cue.parts]


def test_opens_with_the_opening_and_all_needs_that_wait_for_nothing(model):
    state, cue = model.start()
    assert cue.parts[0].lines == ("Where is it?", "Well?")
    assert state.open_needs == {"remedy", "date"}


def test_an_ignored_need_is_asked_about_again(model):
    _, cues = play(model, make_reading(), make_reading())
    assert refs(cues[0]) == ["remedy"]
    assert refs(cues[1]) == ["remedy"]


def test_a_met_need_is_thanked_for_and_the_next_is_asked_about(model):
    state, cues = play(model, make_reading(shows=["commits_to_action"], topics=["refund"]))
    assert state.met == {"remedy"}
    assert [(p.act, p.ref) for p in cues[0].parts] == [(Act.THANKS, "remedy"), (Act.ASK, "date")]


def test_a_denied_topic_meets_nothing(model):
    state, _ = play(model, make_reading(shows=["commits_to_action"], denied=["refund"]))
    assert state.met == frozenset()


def test_a_need_that_waits_for_another_is_met_by_the_same_reply(model):
    both = make_reading(shows=["commits_to_action", "gives_timeframe"], topics=["refund"])
    state, _ = play(model, both)
    assert state.met == {"remedy", "date"}


def test_nobody_is_resolved_before_the_floor(model):
    both = make_reading(shows=["commits_to_action", "gives_timeframe"], topics=["refund"])
    _, cues = play(model, both, make_reading())
    assert cues[0].close is None
    assert acts(cues[0])[0] is Act.THANKS
    assert cues[1].close is not None
    assert cues[1].close.ending == "resolved"


def test_a_customer_without_patience_leaves_even_if_no_ending_says_so():
    endings = {
        "resolved": {"when": {"needs": ["remedy"]}, "stars": 5, "say": ["OK."], "tells": "Good."},
        "customer_left": {"when": {"replies": ">= 30"}, "stars": 1, "say": ["Bye."], "tells": "Bad."},
    }
    model = CustomerModel(make_scenario(endings=endings), make_persona())
    _, cues = play(model, *[make_reading(shows=["brushes_off"])] * 3)
    assert [cue.close and cue.close.ending for cue in cues] == [None, "customer_left", "customer_left"]


def test_the_conversation_ends_at_the_cap_of_replies(model):
    _, cues = play(model, *[make_reading()] * 6)
    assert cues[4].close is None
    assert cues[5].close.ending == "turn_cap"


def test_a_question_that_is_foreseen_gets_its_fact_and_the_mood_gates_another(model):
    state, cues = play(model, make_reading(asks=["deadline"]), make_reading(asks=["address"]))
    assert refs(cues[0]) == ["birthday"]
    assert cues[0].unlocked == ("birthday",)
    assert (acts(cues[1])[0], refs(cues[1])[0]) == (Act.DEFLECT, "secret")
    assert state.told == {"birthday"}


def test_a_told_fact_is_not_told_twice(model):
    _, cues = play(model, make_reading(asks=["deadline"]), make_reading(asks=["deadline"]))
    assert (acts(cues[1])[0], cues[1].parts[0].lines) == (Act.TOLD, ("Saturday. I said so.",))


def test_a_fact_that_is_locked_is_never_in_the_cue(model):
    _, cues = play(model, make_reading(asks=["address"]))
    assert "secret" not in cues[0].facts
    assert all("old address" not in line for part in cues[0].parts for line in part.lines)


def test_an_unforeseen_question_gets_a_plain_i_dont_know(model):
    _, cues = play(model, make_reading(asks=[]))
    assert acts(cues[0]) == [Act.DONT_KNOW]


def test_an_unforeseen_offer_is_not_met_with_i_dont_know(model):
    _, cues = play(model, make_reading(asks=[], offer=True))
    assert acts(cues[0]) == [Act.OFFERED]


def test_asking_whether_all_is_well_while_something_is_open_brings_the_need_back(model):
    _, cues = play(model, make_reading(closing=True))
    assert (acts(cues[0]), refs(cues[0])) == ([Act.ASK], ["remedy"])


def test_two_questions_get_two_answers_in_the_order_asked(model):
    _, cues = play(model, make_reading(asks=["deadline", "order"]))
    assert sorted(refs(cues[0])) == ["birthday", "number"]


def test_a_second_apology_is_taken_otherwise(model):
    state, cues = play(model, make_reading(shows=["apologises"]), make_reading(shows=["apologises"]))
    assert cues[0].parts[0].lines == ("At least you say it.",)
    assert cues[1].parts[0].lines == ("Sorry again?",)
    assert state.mood["patience"] == 50 - 2 - 12


def test_a_repeated_reply_moves_and_meets_nothing_good(model):
    reply = make_reading(
        "I will refund the whole amount today", shows=["commits_to_action"], topics=["refund"]
    )
    state, cue = model.start()
    state, _ = model.react(state, make_reading("I am so very sorry about this", shows=["apologises"]))
    state, _ = model.react(state, reply)
    trust = state.mood["trust"]
    state, cue = model.react(state, reply)
    assert cue.parts[0].lines == ("repeated one.", "repeated two.")
    assert state.mood["trust"] == trust


@pytest.mark.parametrize(
    ("flag", "pool"),
    [
        ("empty", "empty"),
        ("wordless", "unclear"),
        ("unreadable", "unclear"),
        ("other_language", "other_language"),
    ],
)
def test_what_cannot_be_read_is_said_so(model, flag, pool):
    _, cues = play(model, make_reading(flags=[flag]))
    assert acts(cues[0]) == [Act.UNCLEAR]
    assert cues[0].parts[0].lines[0] == f"{pool} one."


def test_silence_follows_what_does_not_help():
    persona = make_persona(silent_when={"behaviour": "brushes_off"})
    _, cues = play(CustomerModel(make_scenario(), persona), make_reading(shows=["brushes_off"]))
    assert acts(cues[0]) == [Act.SILENCE]


def test_a_met_need_opens_again():
    needs = {
        "remedy": {
            "title": "x",
            "met": {"topic": "refund"},
            "reopens": {"behaviour": "brushes_off"},
            "ask": ["?"],
            "hint": "x",
        }
    }
    endings = {
        "resolved": {"when": {"replies": ">= 6"}, "stars": 5, "say": ["OK."], "tells": "x"},
    }
    model = CustomerModel(make_scenario(needs=needs, endings=endings), make_persona())
    state, _ = play(model, make_reading(topics=["refund"]), make_reading(shows=["brushes_off"]))
    assert state.open_needs == {"remedy"}


def test_ever_remembers_an_earlier_reply():
    needs = {
        "remedy": {
            "title": "x",
            "met": {"all": [{"ever": {"topic": "refund"}}, {"behaviour": "gives_timeframe"}]},
            "ask": ["?"],
            "hint": "x",
        }
    }
    endings = {"resolved": {"when": {"needs": ["remedy"]}, "stars": 5, "say": ["OK."], "tells": "x"}}
    model = CustomerModel(make_scenario(needs=needs, endings=endings), make_persona())
    state, _ = play(model, make_reading(topics=["refund"]), make_reading(shows=["gives_timeframe"]))
    assert state.met == {"remedy"}


_readings = st.builds(
    make_reading,
    text=st.sampled_from(["one way to say it now", "another way to put this", "a third thing", "ok"]),
    shows=st.lists(st.sampled_from(BEHAVIOURS), max_size=5, unique=True),
    topics=st.lists(st.sampled_from(["deadline", "refund", "address"]), max_size=2, unique=True),
    asks=st.one_of(st.none(), st.lists(st.sampled_from(["deadline", "address", "order"]), max_size=2)),
    closing=st.booleans(),
    offer=st.booleans(),
    flags=st.lists(st.sampled_from(["empty", "wordless", "other_language"]), max_size=1),
)


@given(st.lists(_readings, max_size=12))
def test_whatever_is_said_the_customer_stays_within_bounds(readings):
    model = CustomerModel(make_scenario(), make_persona())
    state, cue = model.start()
    for reading in readings:
        before = state
        state, cue = model.react(state, reading)
        assert all(0 <= state.mood[meter] <= 100 for meter in state.mood)
        assert set(state.mood) <= set(METERS)
        assert state.met <= state.opened
        assert before.told <= state.told
        assert cue.parts
        assert all(part.lines or part.fallback for part in cue.parts)
        assert (state, cue) == model.react(before, reading)


@given(st.lists(_readings, min_size=1, max_size=8))
def test_one_reply_moves_a_meter_by_no_more_than_inertia_allows(readings):
    model = CustomerModel(make_scenario(), make_persona())
    state, _ = model.start()
    for reading in readings:
        before, (state, _) = state, model.react(state, reading)
        for meter, points in state.mood.items():
            assert -30 <= points - before.mood[meter] <= 24


def test_a_falsehood_meets_no_need(model):
    from dataclasses import replace

    state, _ = model.start()
    said = make_reading(shows=["commits_to_action"], topics=["refund"])
    assert "remedy" in model.react(state, said)[0].met
    assert model.react(state, replace(said, untrue=said.sentences))[0].met == frozenset()
