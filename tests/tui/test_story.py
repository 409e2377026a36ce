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
from simulator.tui.debrief_text import kindness
from simulator.tui.story import Said, Story, story_of, transcript_name, transcript_text

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


def test_somebody_else_is_told_whose_attempt_it_is():
    ended = Ended("safety_exit", False, None, "")
    story = Story(
        customer="Marta", learner="mira", said=[Said(1, "customer", "Hm?"), Said(2, "agent", "Hi.")]
    )
    story.end = ended
    for viewer in ("", "Mira"):
        story.viewer = viewer
        assert (story.place_of(2), story.speaker_name("agent")) == ("your 1st reply", "You")
        assert story.ending.startswith("you stepped out")
        assert "Learner: " not in transcript_text(story)
    story.viewer = "ana"
    assert (story.place_of(2), story.speaker_name("agent")) == ("mira's 1st reply", "mira")
    assert story.place_of(1) == "Marta's 1st message"
    assert story.ending.startswith("mira stepped out")
    text = transcript_text(story)
    assert "Learner: mira\n" in text
    assert "2. mira (mira's 1st reply):\nHi." in text
    assert kindness(story).plain.startswith("mira stepped out")
    story.learner = "m\n" + "x" * 200
    assert len(story.place_of(2)) < 45


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
    head, _, said = transcript_text(story).partition("\n\n")
    assert said == "1. Marta:\nHello?\n\n2. You (your 1st reply):\nGood morning.\n\n3. Marta:\nWell.\n"
    lines = head.splitlines()
    assert lines[:2] == ["A kitchen", "========="]
    for fact in (
        "Mode: certification",
        "Ending: the matter is settled",
        "Stars: 5 of 5",
        "Score: not scored",
    ):
        assert fact in lines
    assert any(line.startswith("Date: 2026-05-0") for line in lines)


def test_the_transcript_tells_the_score_and_why_it_is_no_pass():
    question = {"title": "Calm", "critical": True, "status": "scored", "score": 6, "max_score": 10}
    filled = {"percentage": 90.0, "passed": False, "mastery_score": 0.8, "questions": [question]}
    assert "Score: 90 %, not passed: “Calm” has to be met" in transcript_text(
        story_of(record(evaluations=(filled,)))
    )
    assert "Score: not scored\n" in transcript_text(story_of(record(evaluations=({"odd": 1},))))


def test_a_file_name_says_what_is_in_it():
    name = transcript_name(story_of(record()))
    assert name.startswith("kitchen-2026-05-0")
    assert name.endswith(".txt")
    assert transcript_name(Story(attempt="a/1")) == "conversation-a-1.txt"


def test_places_are_counted_by_who_spoke():
    story = story_of(record(), "A kitchen", "Marta Kowalska")
    assert [story.place_of(turn) for turn in (1, 2, 3, 9)] == [
        "Marta's 1st message", "your 1st reply", "Marta's 2nd message", "turn 9",
    ]  # fmt: skip
