from __future__ import annotations

import asyncio

import pytest

from simulator.attempt.attempt import Attempt, Desk
from simulator.attempt.events import (
    AttemptStarted,
    Brief,
    CustomerMoved,
    Ended,
    Evaluated,
    Message,
    ReadingNoted,
)
from simulator.attempt.ledger import AttemptHeader, ContentSnapshot
from simulator.customer.model import CustomerModel
from simulator.customer.voice import ScriptedVoice
from simulator.errors import UnavailableError, UsageError
from tests.fakes.content import make_persona, make_scenario
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.readings import SpelledReader

GOOD = "commits_to_action gives_timeframe topic:refund"


class Times:
    def __init__(self):
        self.now = 0

    def __call__(self):
        self.now += 1
        return f"2026-01-01T00:00:{self.now:02d}.000Z"


def judge(attempt, level, turns, readings, settled):
    return {"id": attempt, "percentage": 80.0, "passed": True, "turns": len(turns), "read": sorted(readings)}


def make_header(mode="practice"):
    contents = tuple(
        ContentSnapshot(kind, kind, 1, kind * 3, f"source of {kind}")
        for kind in ("scenario", "persona", "rubric")
    )
    return AttemptHeader("a1", "kim", "agent", mode, 0, "scripted", contents, "2026-01-01T00:00:00.000Z")


def make_attempt(ledger, mode="practice", record=None):
    model = CustomerModel(make_scenario(), make_persona())
    desk = Desk(model, SpelledReader(), ScriptedVoice(), judge, ledger, Times())
    return Attempt(record.header if record else make_header(mode), desk, record)


def collect(events):
    async def all_of():
        return [event async for event in events]

    return asyncio.run(all_of())


def kinds(events):
    return [type(event).__name__ for event in events]


@pytest.fixture
def ledger():
    return MemoryLedger()


def test_it_begins_with_the_brief_and_the_first_message(ledger):
    events = collect(make_attempt(ledger).begin())
    assert kinds(events) == ["AttemptStarted", "Brief", "Message"]
    assert events[0] == AttemptStarted("a1", "scenario", 1, "rubric", "practice", "agent", "kim")
    assert events[1] == Brief("A parcel is lost.", (("Order", "Order 7731."),))
    assert (events[2].turn, events[2].speaker, events[2].text) == (1, "customer", "Where is it?")


def test_a_reply_in_practice_shows_what_was_read_and_where_the_customer_stands(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    events = collect(attempt.reply("apologises asks:deadline"))
    assert kinds(events) == ["Message", "ReadingNoted", "CustomerMoved", "Message"]
    assert isinstance(events[1], ReadingNoted)
    assert list(events[1].behaviours) == ["apologises"]
    assert isinstance(events[2], CustomerMoved)
    assert events[2].unlocked == ("birthday",)
    assert [e.turn for e in events] == [2, 2, 2, 3]


def test_certify_shows_neither(ledger):
    attempt = make_attempt(ledger, "certify")
    collect(attempt.begin())
    assert kinds(collect(attempt.reply("apologises"))) == ["Message", "Message"]


def test_every_message_is_on_record_before_it_is_shown(ledger):
    attempt = make_attempt(ledger)

    async def watch(events):
        async for event in events:
            if isinstance(event, Message):
                assert ledger.attempt("a1").turns[event.turn - 1].text == event.text

    asyncio.run(watch(attempt.begin()))
    for text in ("apologises", GOOD):
        asyncio.run(watch(attempt.reply(text)))


def test_the_end_comes_with_the_last_message_and_is_scored(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    collect(attempt.reply(GOOD))
    events = collect(attempt.reply("thanks"))
    assert kinds(events)[-3:] == ["Message", "Ended", "Evaluated"]
    assert events[-2] == Ended("resolved", True, 5, "Good.")
    assert isinstance(events[-1], Evaluated)
    assert events[-1].evaluation["read"] == [2, 4]
    record = ledger.attempt("a1")
    assert record.end is not None
    assert record.end.ending == "resolved"
    assert list(record.evaluations) == [events[-1].evaluation]
    assert attempt.ended


def test_leaving_is_scored_but_a_way_out_for_safety_is_not(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    collect(attempt.reply("apologises"))
    assert kinds(collect(attempt.leave())) == ["Ended", "Evaluated"]

    other = make_attempt(MemoryLedger())
    collect(other.begin())
    collect(other.reply("apologises"))
    assert collect(other.leave("safety_exit")) == [Ended("safety_exit", False, None, "")]


def test_leaving_without_a_word_is_not_scored(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    assert collect(attempt.leave()) == [Ended("agent_ended", False, None, "")]


def test_nobody_speaks_out_of_turn(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    collect(attempt.leave())
    with pytest.raises(UsageError):
        collect(attempt.reply("thanks"))


def test_a_reply_is_cleaned_and_an_endless_one_refused(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    events = collect(attempt.reply("than\x1b[31mks\x00"))
    assert events[0].text == "thanks"
    with pytest.raises(UsageError, match="20,001"):
        collect(attempt.reply("x" * 20_001))


@pytest.mark.parametrize("cut", range(1, 6))
def test_cut_off_after_any_write_it_goes_on_without_a_loss_or_a_repetition(cut):
    script = ["apologises asks:deadline", GOOD, "thanks"]
    whole = MemoryLedger()
    attempt = make_attempt(whole)
    collect(attempt.begin())
    for text in script:
        if not attempt.ended:
            collect(attempt.reply(text))
    expected = [turn.text for turn in whole.attempt("a1").turns]

    ledger = MemoryLedger()
    _play_until(ledger, script, cut)
    kept = [turn.text for turn in ledger.attempt("a1").turns]
    resumed = make_attempt(ledger, record=ledger.attempt("a1"))
    events = collect(resumed.begin())
    assert isinstance(events[0], AttemptStarted)
    assert events[0].resumed
    messages = [event for event in events if isinstance(event, Message)]
    assert [m.text for m in messages][: len(kept)] == kept
    assert [m.turn for m in messages] == list(range(1, len(messages) + 1))
    for text in script[sum(turn.speaker == "agent" for turn in ledger.attempt("a1").turns) :]:
        if not resumed.ended:
            collect(resumed.reply(text))
    assert [turn.text for turn in ledger.attempt("a1").turns] == expected
    assert len(ledger.attempt("a1").evaluations) == 1


def _play_until(ledger, script, writes):
    """Play, and lose the process after so many turns were written."""

    class Lost(Exception):
        pass

    add, count = ledger.add_turn, 0

    def counted(*args, **kwargs):
        nonlocal count
        add(*args, **kwargs)
        count += 1
        if count == writes:
            raise Lost

    ledger.add_turn = counted
    attempt = make_attempt(ledger)
    try:
        collect(attempt.begin())
        for text in script:
            if not attempt.ended:
                collect(attempt.reply(text))
    except Lost:
        pass
    ledger.add_turn = add


def test_when_the_record_cannot_be_kept_nothing_is_shown_and_it_can_be_tried_again(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    add = ledger.add_turn
    failing = iter([True, False, True, False])

    def sometimes(*args, **kwargs):
        if next(failing, False):
            raise UnavailableError("The disk is full.", "Make room.")
        add(*args, **kwargs)

    ledger.add_turn = sometimes
    with pytest.raises(UnavailableError):
        collect(attempt.reply("apologises"))
    assert len(ledger.attempt("a1").turns) == 1
    shown = []

    async def take(events):
        async for event in events:
            shown.append(event)  # noqa: PERF401 - what was shown before the fault must be kept

    with pytest.raises(UnavailableError):
        asyncio.run(take(attempt.reply("apologises")))
    assert [e.turn for e in shown if isinstance(e, Message)] == [2]
    later = [e for e in collect(attempt.go_on()) if isinstance(e, Message)]
    assert [e.turn for e in later] == [3]


def test_hints_and_needs_follow_what_is_open(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    hint = attempt.hint()
    assert hint is not None
    assert hint.text == "Offer the money."
    collect(attempt.reply("commits_to_action topic:refund"))
    assert [(need.id, need.met) for need in attempt.needs()] == [("remedy", True), ("date", False)]
    assert attempt.hint().text == "Name a day."


def test_a_resumed_attempt_that_had_ended_shows_its_end_and_its_one_evaluation(ledger):
    attempt = make_attempt(ledger)
    collect(attempt.begin())
    collect(attempt.reply("apologises"))
    collect(attempt.leave())
    again = make_attempt(ledger, record=ledger.attempt("a1"))
    assert kinds(collect(again.begin())) == [
        "AttemptStarted", "Message", "Message", "Message", "Ended", "Evaluated",
    ]  # fmt: skip
    assert len(ledger.attempt("a1").evaluations) == 1
