"""An attempt as the screens tell it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.attempt.events import (
    AttemptStarted,
    CustomerMoved,
    Ended,
    Evaluated,
    Message,
    ReadingNoted,
)
from simulator.attempt.ledger import (
    AttemptHeader,
    AttemptRecord,
    ContentSnapshot,
    EndRecord,
    TurnRecord,
)
from simulator.tui.story import Said, Story, story_of, transcript_text

STARTED = AttemptStarted("a1", "kitchen", 1, "complaint", "practice", "agent", "sam")


def test_a_story_grows_from_events():
    story = Story("A kitchen", "Marta Kowalska")
    for event in (
        STARTED,
        Message(1, "customer", "Where are the doors?"),
        Message(2, "agent", "I am sorry."),
        ReadingNoted(2, {}, ()),
        CustomerMoved(2, {"trust": 30}, ("doors",), ()),
        CustomerMoved(4, {"trust": 42}, (), ()),
        Ended("resolved", True, 4, "They came."),
        Evaluated({"percentage": 80.0}),
    ):
        story.take(event)
    assert (story.attempt, story.scenario, story.rubric, story.mode) == (
        "a1",
        "kitchen",
        "complaint",
        "practice",
    )
    assert story.said == [Said(1, "customer", "Where are the doors?"), Said(2, "agent", "I am sorry.")]
    assert (story.mood, story.mood_before) == ({"trust": 42}, {"trust": 30})
    assert story.end is not None
    assert story.end.stars == 4
    assert story.evaluation == {"percentage": 80.0}
    assert [said.text for said in story.replies()] == ["I am sorry."]
    assert (story.speaker_name("agent"), story.speaker_name("customer")) == ("You", "Marta")


@given(st.lists(st.integers(1, 9), max_size=30))
def test_a_turn_told_twice_stands_there_once(turns):
    story = Story()
    for turn in turns:
        story.take(Message(turn, "customer", f"turn {turn}"))
        story.take(CustomerMoved(turn, {"trust": turn}, (), ()))
    assert len(story.said) == len({said.turn for said in story.said}) == len(set(turns))
    assert len(story.moods) == len(set(turns))


def record(**changes):
    contents = tuple(
        ContentSnapshot(kind, key, 1, "0", "")
        for kind, key in (("scenario", "kitchen"), ("rubric", "complaint"))
    )
    header = AttemptHeader("a1", "sam", "agent", "certify", 0, "scripted", contents, "2026-05-04T10:00:00Z")
    turns = (
        TurnRecord(1, "customer", "Hello?", "t", "scripted", {"mood": {"trust": 30.4, "odd": "x"}}),
        TurnRecord(2, "agent", "Good morning.", "t"),
        TurnRecord(3, "customer", "Well.", "t", "scripted", {"mood": None}),
    )
    return AttemptRecord(header, turns, **changes)


def test_a_story_is_read_from_the_record():
    end = EndRecord("customer_left", True, 1, "Never again.", "t")
    story = story_of(record(end=end, evaluations=({"percentage": 10}, {"percentage": 20})))
    assert (story.scenario, story.rubric, story.mode) == ("kitchen", "complaint", "certify")
    assert [said.turn for said in story.said] == [1, 2, 3]
    assert story.moods == [(1, {"trust": 30})]
    assert story.end == Ended("customer_left", True, 1, "Never again.")
    assert story.evaluation == {"percentage": 20}
    assert story.customer == story.short_name == "The customer"


def test_an_unfinished_record_has_no_end_and_no_evaluation():
    story = story_of(record())
    assert story.end is None
    assert story.evaluation is None


def test_the_transcript_is_plain_text_with_names():
    story = story_of(record(end=EndRecord("resolved", True, 5, "", "t")), "A kitchen", "Marta")
    assert transcript_text(story) == (
        "A kitchen\n=========\n\nMarta:\nHello?\n\nYou:\nGood morning.\n\nMarta:\nWell.\n\nEnding: resolved\n"
    )
