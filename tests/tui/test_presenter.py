"""From events to a stage: the order in which things are shown."""

from __future__ import annotations

import asyncio

import pytest

from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    CustomerMoved,
    Ended,
    Evaluated,
    Message,
    MessagePart,
    Notice,
    ReadingNoted,
    Spent,
)
from simulator.tui.presenter import Pause, Presenter
from simulator.tui.story import Story


class FakeStage:
    """Writes down what it is told to show."""

    def __init__(self):
        self.shown = []

    def show_opened(self):
        self.shown.append("opened")

    def show_desk(self, cards):
        self.shown.append(("desk", len(cards)))

    def show_typing(self, typing):
        self.shown.append(("typing", typing))

    def show_mood(self):
        self.shown.append("mood")

    def show_sent(self):
        self.shown.append("sent")

    async def show_said(self, said):
        self.shown.append([one.turn for one in said])

    async def show_part(self, said):
        self.shown.append(("part", said.turn, said.text))

    async def drop_part(self):
        self.shown.append("dropped")

    async def show_notice(self, title, text):
        self.shown.append((title, text))

    def show_spent(self):
        self.shown.append("spent")


def follow(events, story=None, stage=None, pause=None):
    stage = stage or FakeStage()

    async def stream():
        for event in events:
            if isinstance(event, Exception):
                raise event
            yield event

    async def run():
        await Presenter(stage, story or Story(), pause or Pause(False)).follow(stream())

    asyncio.run(run())
    return stage.shown


STARTED = AttemptStarted("a1", "kitchen", 1, "complaint", "practice", "agent", "sam")


def test_a_turn_is_shown_in_its_order():
    shown = follow(
        [
            STARTED,
            Brief("b", (("a", "b"),)),
            Message(1, "customer", "Hello?"),
            Message(2, "agent", "Yes."),
            ReadingNoted(2, {}, ()),
            CustomerMoved(2, {"trust": 1}, (), ()),
            Message(3, "customer", "Good.", seconds=2.0),
            Ended("resolved", True, 5),
            Evaluated({}),
        ]
    )
    assert shown == [
        "opened", ("desk", 1),
        [1],
        "sent", [2],
        "mood",
        ("typing", True), ("typing", False), [3],
        "dropped",
    ]  # fmt: skip


def test_what_was_said_before_is_shown_at_once():
    replayed = [Message(turn, "customer", "x", replayed=True) for turn in (1, 2, 3)]
    assert follow([STARTED, *replayed, Message(4, "agent", "y")]) == ["opened", [1, 2, 3], "sent", [4]]


def test_a_replay_that_breaks_off_is_shown_as_far_as_it_came():
    stage = FakeStage()
    with pytest.raises(ZeroDivisionError):
        follow([STARTED, Message(1, "customer", "x", replayed=True), ZeroDivisionError()], stage=stage)
    assert stage.shown == ["opened", [1]]


def test_a_notice_stands_below_its_reply_and_comes_once():
    notice = Notice(2, "other_language", "pl", "Once more.")
    replayed = Message(2, "agent", "x", replayed=True)
    assert follow([STARTED, replayed, notice, notice, Message(3, "customer", "y")]) == [
        "opened", [2], ("This one does not count", "Once more."), [3],
    ]  # fmt: skip


def test_a_turn_that_stands_there_already_is_not_shown_again():
    story = Story()
    follow([Message(1, "customer", "x"), Message(2, "agent", "y")], story)
    again = follow([Message(2, "agent", "y"), Message(3, "customer", "z")], story)
    assert [entry for entry in again if isinstance(entry, list)] == [[3]]
    assert [said.turn for said in story.said] == [1, 2, 3]


def test_a_pause_ends_when_it_is_skipped():
    async def run():
        pause = Pause(True)
        waiting = asyncio.create_task(pause.wait(30.0))
        await asyncio.sleep(0)
        assert pause.waiting
        pause.skip()
        await asyncio.wait_for(waiting, 5)
        assert not pause.waiting

    asyncio.run(run())


def test_no_pause_when_they_are_off_or_nothing_is_to_be_waited_for():
    async def run():
        for pause, seconds in ((Pause(False), 30.0), (Pause(True), 0.0), (Pause(True), -1.0)):
            await asyncio.wait_for(pause.wait(seconds), 5)

    asyncio.run(run())


def test_a_pause_ends_by_itself():
    async def run():
        await asyncio.wait_for(Pause(True).wait(0.01), 5)

    asyncio.run(run())


def test_a_message_that_is_made_part_by_part_is_shown_as_far_as_it_is_made():
    parts = [MessagePart(1, "One."), MessagePart(1, "One. Two.")]
    shown = follow([STARTED, *parts, Message(1, "customer", "One. Two.", "llm")])
    assert shown == ["opened", ("part", 1, "One."), ("part", 1, "One. Two."), [1]]


def test_what_a_model_cost_is_shown_and_what_it_does_not_do_is_told_beside_other_notices():
    other = Notice(3, "other_language", "pl", "Once more.")
    model = Notice(3, "model", "", "It is gone.")
    shown = follow([STARTED, other, model, model, Spent(3, 1, 10, 2)])
    assert shown == [
        "opened", ("This one does not count", "Once more."), ("The language model", "It is gone."), "spent",
    ]  # fmt: skip


def test_a_second_reading_is_left_to_whoever_asked():
    story, left = Story(), []

    async def stream():
        yield Ended("resolved", True, 5)
        yield Evaluated({"percentage": 50.0}, final=False)
        yield Evaluated({"percentage": 90.0})

    async def run():
        events = stream()
        finished = await Presenter(FakeStage(), story, Pause(False)).follow(events)
        left.extend([finished, story.judging, story.evaluation, await anext(events)])

    asyncio.run(run())
    assert left == [False, True, {"percentage": 50.0}, Evaluated({"percentage": 90.0})]


def test_a_stage_that_fails_ends_the_request_too():
    ended = []

    async def stream():
        try:
            yield MessagePart(1, "One.")
            yield MessagePart(1, "One. Two.")
        finally:
            ended.append(True)

    class Failing(FakeStage):
        async def show_part(self, said):
            raise ZeroDivisionError

    async def run():
        events = stream()
        with pytest.raises(ZeroDivisionError):
            await Presenter(Failing(), Story(), Pause(False)).follow(events)
        assert ended == [True]

    asyncio.run(run())
