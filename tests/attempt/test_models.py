"""An attempt with language models beside it: their words, their reading, what is kept of both."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from simulator.attempt.attempt import Attempt, Desk
from simulator.attempt.events import CustomerMoved, Evaluated, Message, MessagePart, Notice, Spent
from simulator.attempt.ledger import AttemptHeader, ContentSnapshot
from simulator.customer.llm_voice import LLMVoice
from simulator.customer.model import CustomerModel
from simulator.customer.prompting import Part
from simulator.customer.voice import ScriptedVoice
from simulator.errors import UnavailableError
from simulator.llm.budget import Budget
from simulator.llm.reasons import Reason
from simulator.model_settings import ModelSettings
from simulator.model_wiring import ModelsAtWork, take_up
from tests.fakes.attempts import FORM
from tests.fakes.content import make_persona, make_scenario
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.model_clients import FINISH, WAIT
from tests.fakes.model_lines import COST, Place, failing
from tests.fakes.readings import SpelledReader

UNSURE = "your case lies with my colleague and the sum goes back"
"""A reply in which the rules find nothing."""
NOTES = {"notes": [{"what": "does.commits_to_action", "quote": "the sum goes back"},
                   {"what": "about.refund", "quote": "the sum"}]}  # fmt: skip
HEARD = {"commits_to_action": [[37, 54]]}


def says(*words):
    return [*words, FINISH]


class Talk:
    """An attempt whose models answer as told, on a ledger in memory."""

    def __init__(self, tmp_path, *answers, ledger=None, budget=None, reader="rules+llm", record=None):
        self.ledger = ledger or MemoryLedger()
        self.place = Place(tmp_path, *answers, budget=budget)
        scenario, persona = make_scenario(), make_persona()
        settings = ModelSettings(reader=reader)
        material = SimpleNamespace(scenario=SimpleNamespace(model=scenario))
        self.models = ModelsAtWork(self.place.line, settings, material, "a1")
        part = Part(scenario, persona)
        voice = LLMVoice(self.place.line, part, lambda: self.attempt.dialogue.turns, ScriptedVoice())
        model = CustomerModel(scenario, persona)
        desk = Desk(
            model, SpelledReader(), voice, lambda *_: FORM, self.ledger, lambda: "2026-01-01", self.models
        )  # fmt: skip
        if record is not None:
            take_up(self.place.line, record)
        self.attempt = Attempt(header(), desk, record)

    @property
    def asked(self):
        return [kind for kind, _ in self.place.client.requests]

    @property
    def notes(self):
        return [turn.note for turn in self.ledger.attempt("a1").turns if turn.speaker == "customer"]


def header():
    contents = tuple(
        ContentSnapshot(kind, kind, 1, kind * 3, f"source of {kind}")
        for kind in ("scenario", "persona", "rubric")
    )
    return AttemptHeader("a1", "kim", "agent", "practice", 0, "llm", contents, "2026-01-01T00:00:00.000Z")


@pytest.fixture
def talk(tmp_path):
    return lambda *answers, **more: Talk(tmp_path, *answers, **more)


async def collect(events):
    return [event async for event in events]


def run(case):
    async def whole():
        await asyncio.wait_for(case, 10)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(whole())


def of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def test_words_come_in_parts_and_then_as_a_whole_that_is_on_record(talk):
    at = talk(says("So. ", "Where is it?"))

    async def case():
        events = await collect(at.attempt.begin())
        assert [part.text for part in of(MessagePart, events)] == ["So.", "So. Where is it?"]
        (message,) = of(Message, events)
        assert (message.text, message.voice, message.seconds) == ("So. Where is it?", "llm", 0.0)
        (spent,) = of(Spent, events)
        assert events.index(message) < events.index(spent)
        assert (spent.turn, spent.requests, spent.cost) == (1, 1, "0.00012")

    run(case())
    (note,) = at.notes
    assert [one["purpose"] for one in note["models"]["requests"]] == ["customer"]
    assert len(note["models"]["prompt"]) == 64


def test_a_second_reading_helps_to_be_understood_and_is_on_record_with_the_answer(talk):
    at = talk(says("Where is it?"), NOTES, says("Good."))

    async def case():
        await collect(at.attempt.begin())
        events = await collect(at.attempt.reply(UNSURE))
        (moved,) = of(CustomerMoved, events)
        assert moved.open_needs == ("date",)

    run(case())
    assert at.asked == ["stream", "ask", "stream"]
    second = at.notes[1]["second_reading"]
    assert second["behaviours"] == HEARD
    assert second["model"] == "stern-served"
    assert [one["purpose"] for one in at.notes[1]["models"]["requests"]] == ["reader", "customer"]


def test_where_the_rules_are_sure_nobody_else_is_asked(talk):
    at = talk(says("Where is it?"), says("Good."))

    async def case():
        await collect(at.attempt.begin())
        await collect(at.attempt.reply(f"commits_to_action topic:refund {UNSURE}"))

    run(case())
    assert at.asked == ["stream", "stream"]


def test_readers_that_are_not_wanted_are_not_asked(talk):
    at = talk(says("Where is it?"), says("What will you do?"), reader="rules")

    async def case():
        await collect(at.attempt.begin())
        await collect(at.attempt.reply(UNSURE))

    run(case())
    assert at.asked == ["stream", "stream"]
    assert "second_reading" not in at.notes[1]


def test_a_second_reading_that_failed_is_on_record_and_the_rules_stand(talk):
    at = talk(says("Where is it?"), failing(Reason.NOT_AN_ANSWER), says("What will you do?"))

    async def case():
        await collect(at.attempt.begin())
        (moved,) = of(CustomerMoved, await collect(at.attempt.reply(UNSURE)))
        assert moved.open_needs == ("remedy", "date")

    run(case())
    assert at.notes[1]["second_reading"]["reason"] == "not_an_answer"


def test_taken_up_again_it_is_the_same_and_asks_nothing_that_was_answered(talk):
    before = talk(says("Where is it?"), NOTES, says("Good."), says("When?"))

    async def first():
        await collect(before.attempt.begin())
        await collect(before.attempt.reply(UNSURE))
        await collect(before.attempt.reply("apologises detail"))

    run(first())
    record = before.ledger.attempt("a1")
    again = talk(says("never asked"), ledger=before.ledger, record=record)

    async def second():
        events = await collect(again.attempt.begin())
        assert all(message.replayed for message in of(Message, events))
        assert len(of(Message, events)) == 5

    run(second())
    assert again.asked == []
    assert again.attempt.dialogue.state == before.attempt.dialogue.state
    assert again.attempt.dialogue.cue == before.attempt.dialogue.cue
    assert again.attempt.dialogue.readings == before.attempt.dialogue.readings
    assert again.attempt.dialogue.seconds == before.attempt.dialogue.seconds
    assert again.attempt.dialogue.said == before.attempt.dialogue.said
    assert again.place.line.account.totals == before.place.line.account.totals


def test_cut_off_before_the_answer_it_is_read_and_answered_then(talk):
    before = talk(says("Where is it?"), NOTES, says("Good."))

    async def first():
        await collect(before.attempt.begin())
        events = before.attempt.reply(UNSURE)
        assert isinstance(await anext(events), Message)
        await events.aclose()

    run(first())
    assert before.asked == ["stream"]
    again = talk(NOTES, says("Good."), ledger=before.ledger, record=before.ledger.attempt("a1"))

    async def second():
        events = await collect(again.attempt.begin())
        assert [message.text for message in of(Message, events)][-1] == "Good."

    run(second())
    assert again.asked == ["ask", "stream"]


def test_a_message_that_could_not_be_recorded_is_not_made_twice(talk):
    at = talk(says("Where is it?"), NOTES, says("Good."), says("never asked"))

    async def case():
        await collect(at.attempt.begin())
        add, failing_now = at.ledger.add_turn, [True]

        def once(attempt, turn, end=None):
            if turn.speaker == "customer" and failing_now:
                raise failing_now.pop() and UnavailableError("The disk is full.", "Make room.")
            add(attempt, turn, end)

        at.ledger.add_turn = once
        with pytest.raises(UnavailableError):
            await collect(at.attempt.reply(UNSURE))
        events = await collect(at.attempt.go_on())
        assert [message.text for message in of(Message, events)] == ["Good."]

    run(case())
    assert at.asked == ["stream", "ask", "stream"]
    assert at.notes[1]["second_reading"]["behaviours"] == HEARD
    assert [one["purpose"] for one in at.notes[1]["models"]["requests"]] == ["reader", "customer"]


def test_leaving_in_mid_stream_leaves_no_connection_and_no_half_turn(talk):
    at = talk(says("Where is it?"), ["Good. ", "And ", WAIT], says("When?"))

    async def case():
        await collect(at.attempt.begin())

        async def listen():
            async for _ in at.attempt.reply("apologises"):
                pass

        listening = asyncio.create_task(listen())
        await at.place.client.asked(2)
        listening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await listening
        assert at.place.client.open == 0
        assert len(at.ledger.attempt("a1").turns) == 2
        events = await collect(at.attempt.go_on())
        assert [message.text for message in of(Message, events)] == ["When?"]
        await at.attempt.aclose()

    run(case())
    assert at.place.client.closed
    assert len(at.notes[1]["models"]["requests"]) == 2


@pytest.mark.parametrize("turn", [2, 3])
def test_cancelled_while_it_is_written_the_attempt_is_as_its_record_says(talk, turn):
    at = talk(says("Where is it?"), says("When?"))

    async def case():
        await collect(at.attempt.begin())
        add, loop, writing = at.ledger.add_turn, asyncio.get_running_loop(), []

        def slow(attempt, written, end=None):
            if written.turn == turn:
                loop.call_soon_threadsafe(writing[0].cancel)
            add(attempt, written, end)

        at.ledger.add_turn = slow
        writing.append(asyncio.create_task(collect(at.attempt.reply("apologises"))))
        with pytest.raises(asyncio.CancelledError):
            await writing[0]
        recorded = at.ledger.attempt("a1").turns
        assert [one.text for one in at.attempt.dialogue.turns] == [one.text for one in recorded]
        await collect(at.attempt.go_on())
        assert len(at.ledger.attempt("a1").turns) == 3

    run(case())


def test_hurrying_lets_the_author_go_on_after_what_was_said(talk):
    at = talk(says("Where is it?"), ["Well, well. ", "And ", WAIT], says("When?"))

    async def case():
        await collect(at.attempt.begin())
        answering = asyncio.create_task(collect(at.attempt.reply("apologises")))
        await at.place.client.asked(2)
        at.attempt.hurry()
        (_, message) = of(Message, await answering)
        assert message.text.startswith("Well, well. ")
        assert len(message.text) > len("Well, well. ")
        assert (message.voice, message.reason) == ("scripted-fallback", "skipped")
        (_, after) = of(Message, await collect(at.attempt.reply("apologises")))
        assert after.voice == "llm"
        events = await collect(at.attempt.leave())
        assert "fairness" not in of(Evaluated, events)[0].evaluation

    run(case())


def test_when_the_budget_is_used_up_the_author_goes_on_and_it_is_told_once(talk):
    at = talk(says("Where is it?"), budget=Budget(conversation=COST))

    async def case():
        events = await collect(at.attempt.begin())
        for _ in range(3):
            events += await collect(at.attempt.reply("apologises"))
        assert [message.voice for message in of(Message, events) if message.voice] == [
            "llm", *["scripted-fallback"] * 3,
        ]  # fmt: skip
        (notice,) = of(Notice, events)
        assert (notice.notice, notice.turn) == ("model", 3)
        assert "budget" in notice.text
        assert {message.reason for message in of(Message, events)} == {None, "conversation_spent"}

    run(case())
    assert at.asked == ["stream"]


def test_the_budget_goes_on_where_the_attempt_does(talk):
    before = talk(says("Where is it?"))
    run(collect(before.attempt.begin()))
    record = before.ledger.attempt("a1")
    again = talk(says("Well?"), ledger=before.ledger, record=record, budget=Budget(conversation=COST))

    async def case():
        await collect(again.attempt.begin())
        events = await collect(again.attempt.reply("apologises"))
        assert of(Message, events)[-1].reason == "conversation_spent"
        assert of(Spent, events)[-1].requests == 1

    run(case())


def test_after_two_failures_nobody_waits_any_more(talk):
    at = talk([failing(Reason.TIMEOUT)])

    async def case():
        events = await collect(at.attempt.begin())
        for _ in range(2):
            events += await collect(at.attempt.reply("apologises"))
        reasons = [message.reason for message in of(Message, events) if message.voice]
        assert reasons == ["timeout", "timeout", "gave_up"]
        assert len(of(Notice, events)) == 1
        events = await collect(at.attempt.leave())
        assert of(Evaluated, events)[-1].evaluation["fairness"]["turns"] == [1, 3, 5]

    run(case())
    assert at.asked == ["stream", "stream"]


def test_without_models_nothing_of_them_is_on_record():
    ledger = MemoryLedger()
    desk = Desk(
        CustomerModel(make_scenario(), make_persona()), SpelledReader(), ScriptedVoice(), lambda *_: FORM,
        ledger, lambda: "2026-01-01",
    )  # fmt: skip
    attempt = Attempt(header(), desk)

    async def case():
        events = await collect(attempt.begin()) + await collect(attempt.reply(UNSURE))
        attempt.hurry()
        await attempt.aclose()
        assert of(Spent, events) == of(Notice, events) == of(MessagePart, events) == []

    run(case())
    for turn in ledger.attempt("a1").turns:
        assert {"models", "second_reading", "reason"}.isdisjoint(turn.note)
