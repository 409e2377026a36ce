"""A reply in another language is told kindly, and the conversation stands where it stood."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from simulator.attempt.events import CustomerMoved, Ended, Message, Notice
from simulator.attempt.notices import heard_only, note_on, notice_on
from simulator.errors import UnavailableError
from tests.fakes.attempts import GOOD, make_attempt
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.readings import make_reading

FOREIGN = "other_language!"
BUT_GOOD = f"{FOREIGN} {GOOD}"


def collect(events):
    async def all_of():
        return [event async for event in events]

    return asyncio.run(all_of())


def kinds(events):
    return [type(event).__name__ for event in events]


def begun(ledger=None, mode="practice", **scenario):
    attempt = make_attempt(ledger, mode, **scenario)
    collect(attempt.begin())
    return attempt


def in_(code):
    return replace(make_reading(flags=["other_language"]), other_language=code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "English"),
        ("pl", "Polish"),
        ("ru", "Russian"),
        ("lt", "Lithuanian"),
        ("fa", "Persian"),
        ("other", "another language"),
        (None, "another language"),
    ],
)
def test_the_notice_names_both_languages(code, name):
    notice = notice_on(4, in_(code), "en-GB")
    assert notice == Notice(
        4,
        "other_language",
        code or "other",
        f"That was written in {name}; this customer writes English. "
        "Say it again in English: it does not count against you.",
    )


@pytest.mark.parametrize("flags", [[], ["empty"], ["wordless"], ["unreadable"]])
def test_other_replies_have_neither_notice_nor_note(flags):
    found = make_reading(flags=flags)
    assert notice_on(2, found, "en") is None
    assert note_on(found) == {}


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("practice", ["Message", "Notice", "ReadingNoted", "CustomerMoved", "Message"]),
        ("certify", ["Message", "Notice", "Message"]),
    ],
)
def test_it_comes_after_the_reply_in_both_modes(mode, shown):
    events = collect(begun(mode=mode).reply(FOREIGN))
    assert kinds(events) == shown
    assert events[1].turn == events[0].turn == 2


def test_it_comes_for_that_reply_only():
    attempt = begun()
    collect(attempt.reply(FOREIGN))
    assert "Notice" not in kinds(collect(attempt.reply("apologises")))


def test_the_turn_is_on_record_with_its_note():
    ledger = MemoryLedger()
    attempt = begun(ledger)
    collect(attempt.reply(FOREIGN))
    collect(attempt.reply("apologises"))
    turns = ledger.attempt("a1").turns
    assert (turns[1].text, dict(turns[1].note)) == (FOREIGN, {"other_language": "other"})
    assert dict(turns[3].note) == {}


def test_nothing_is_met_unlocked_or_held_against_the_reply():
    attempt = begun()
    before = attempt.dialogue.state
    moved = next(e for e in collect(attempt.reply(f"{BUT_GOOD} asks:deadline brushes_off"))
                 if isinstance(e, CustomerMoved))  # fmt: skip
    assert attempt.dialogue.state == before
    assert (moved.mood, moved.open_needs, moved.unlocked) == (
        before.rounded_mood(),
        ("remedy", "date"),
        (),
    )


def test_it_does_not_use_up_the_replies_that_there_are():
    attempt = begun(limits={"floor": 1, "replies": 2})
    for _ in range(4):
        collect(attempt.reply(FOREIGN))
    assert not attempt.ended
    collect(attempt.reply("thanks"))
    ended = [e for e in collect(attempt.reply("introduces_self")) if isinstance(e, Ended)]
    assert [e.ending for e in ended] == ["turn_cap"]


def test_saying_it_again_in_the_right_language_is_no_repetition():
    attempt = begun()
    collect(attempt.reply("other_language! apologises and many words more to say"))
    collect(attempt.reply("apologises and many words more to say"))
    assert attempt.dialogue.state.mood["trust"] > 20


def test_resumed_the_notice_comes_only_while_its_answer_is_due():
    ledger = MemoryLedger()
    attempt = begun(ledger)
    add = ledger.add_turn

    def only_replies(name, turn, end=None):
        if turn.speaker == "customer":
            raise UnavailableError("The disk is full.")
        add(name, turn, end)

    ledger.add_turn = only_replies
    with pytest.raises(UnavailableError):
        collect(attempt.reply(FOREIGN))
    ledger.add_turn = add
    due = collect(make_attempt(ledger, record=ledger.attempt("a1")).begin())
    assert kinds(due) == [
        "AttemptStarted", "Message", "Message", "Notice", "ReadingNoted", "CustomerMoved", "Message",
    ]  # fmt: skip
    later = make_attempt(ledger, record=ledger.attempt("a1"))
    assert kinds(collect(later.begin())) == ["AttemptStarted", "Message", "Message", "Message"]
    assert later.dialogue.state == attempt.dialogue.state


def test_a_reply_that_could_not_be_kept_leaves_no_notice_behind():
    ledger = MemoryLedger()
    attempt = begun(ledger)
    ledger.fail_next = UnavailableError("The disk is full.")
    with pytest.raises(UnavailableError):
        collect(attempt.reply(FOREIGN))
    assert attempt.dialogue.notice() is None
    events = collect(attempt.reply("apologises"))
    assert [e.turn for e in events if isinstance(e, Message)] == [2, 3]
    assert "Notice" not in kinds(events)


def test_a_reply_is_read_once():
    attempt = begun()
    read, texts = attempt.dialogue.reader.read, []

    def counted(text, *around):
        texts.append(text)
        return read(text, *around)

    attempt.dialogue.reader.read = counted
    collect(attempt.reply("apologises"))
    assert texts == ["apologises"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Please go to www.harbour.example and log in.", "click"),
        ("Open https://harbour.example/help now.", "click"),
        ("Write to help@harbour.example, please.", "click"),
        ("Do this:\n1. Press the button\n2. Count to ten", "list"),
        ("- press it\n- wait", "list"),
        ("Press the button. What do you see?", None),
        ("It costs 1.50 a month, from 2.3. on.", None),
        ("I come on the 3rd.\nSee you then.", None),
    ],
)
def test_what_cannot_be_said_on_the_phone_is_told(text, told):
    notice = heard_only(2, text, "phone")
    assert (notice is None) == (told is None)
    if notice is not None:
        assert (notice.turn, notice.notice) == (2, "spoken")
        assert told in notice.text
    assert heard_only(2, text, "email") is None


def test_on_the_phone_it_is_told_while_practising_only():
    for mode, expected in (("practice", ["spoken"]), ("certify", [])):
        attempt = begun(mode=mode, channel="phone")
        events = collect(attempt.reply(f"{GOOD} Look at www.harbour.example."))
        assert [event.notice for event in events if isinstance(event, Notice)] == expected
