"""The conversation: turns, pauses, failures, and what each mode hides."""

from __future__ import annotations

import pytest

from simulator.attempt.events import Message, Notice
from simulator.errors import UnavailableError
from simulator.settings import Settings
from tests.fakes.fake_simulator import FakeAttempt, FakeSimulator
from tests.tui.harness import (
    REPLIES,
    converse,
    name,
    opened,
    play,
    press,
    say,
    settle,
    text_of,
    type_keys,
    until,
)

FULL = UnavailableError("The disk is full.", "Free some space.")


def composer(pilot):
    return pilot.app.screen.composer()


def test_practice_shows_the_mood_in_numbers_and_signs():
    async def test():
        async with opened(size=(120, 40)) as pilot:
            await converse(pilot, 1)
            shown = text_of(pilot)
            assert "patience ████░░░░░░  40 ▲ +5" in shown
            assert "✓ Someone takes this seriously" in shown
            assert "○ A day to count on" in shown

    play(test)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_certification_shows_neither_mood_nor_hint_nor_rewinding(size):
    async def test():
        async with opened(size=size) as pilot:
            await converse(pilot, 1, "c")
            await press(pilot, "f2", "ctrl+t", "f3", "ctrl+r")
            assert name(pilot) == "ConversationScreen"
            shown = text_of(pilot)
            for word in ("patience", "trust", "▲", "A day to count on", "Hint", "hint", "rewind"):
                assert word not in shown

    play(test)


def test_the_hint_by_either_key():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            await press(pilot, "f2")
            await press(pilot, "ctrl+t")
            assert text_of(pilot).count("Hint · A day to count on") == 2
            assert "Say on which day, and who makes sure." in text_of(pilot)

    play(test)


def test_the_desk_takes_the_place_of_the_transcript_on_narrow_terminals():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            assert "Order 5512" not in text_of(pilot)
            assert "wants: The doors, A day to count on" in text_of(pilot)
            await press(pilot, "f4")
            shown = text_of(pilot)
            assert "Order 5512" in "\n".join(shown.splitlines()[:6])
            assert shown.index("Order 5512") < shown.index("How Marta feels")
            await say(pilot, REPLIES[1])
            assert "Order 5512" not in text_of(pilot)

    play(test)


def test_the_desk_moves_below_what_changes_when_the_terminal_grows_and_back():
    def order(pilot):
        return [part.id for part in pilot.app.screen.query_one("#side").children]

    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            for _time in range(2):
                assert order(pilot)[0] == "desk"
                await pilot.resize_terminal(120, 40)
                await settle(pilot)
                assert order(pilot) == ["mood", "needs", "spent", "desk"]
                await pilot.resize_terminal(80, 24)
                await settle(pilot)

    play(test)


def test_on_wide_terminals_the_desk_can_be_scrolled_and_typing_returns():
    async def test():
        async with opened(size=(120, 40)) as pilot:
            await converse(pilot, 0)
            await press(pilot, "f4")
            assert pilot.app.focused.id == "side"
            await press(pilot, "H", "i")
            assert composer(pilot).text == "Hi"
            assert composer(pilot).has_focus

    play(test)


def test_nothing_is_not_sent_by_accident():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 0)
            await press(pilot, "enter")
            assert "Send nothing?" in text_of(pilot)
            await press(pilot, "enter")
            assert len(simulator.ledger.records["a1"].turns) == 1
            await press(pilot, "enter", "down", "enter")
            assert simulator.ledger.records["a1"].turns[1].text == ""

    play(test)


def test_a_reply_that_is_too_long_stays_and_is_told():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 0)
            await say(pilot, "word " * 4_200)
            assert "20,999 characters; a reply holds 20,000" in text_of(pilot)
            assert len(composer(pilot).text) == 21_000
            assert len(simulator.ledger.records["a1"].turns) == 1

    play(test)


def test_a_reply_that_cannot_be_kept_is_kept_in_the_composer_and_can_be_sent_again():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 0)
            simulator.ledger.failing = FULL
            await say(pilot, REPLIES[0])
            shown = text_of(pilot)
            assert "The disk is full." in shown
            assert "Free some space." in shown
            assert composer(pilot).text == REPLIES[0]
            simulator.ledger.failing = None
            await press(pilot, "enter")
            assert "At least somebody answers." in text_of(pilot)
            assert "The disk is full." not in text_of(pilot)
            assert composer(pilot).text == ""

    play(test)


def test_an_answer_that_cannot_be_kept_comes_with_the_next_try(monkeypatch):
    simulator = FakeSimulator()
    reply = FakeAttempt.reply

    async def failing_after_the_reply(self, text):
        async for event in reply(self, text):
            yield event
            if isinstance(event, Message):
                self._ledger.failing = FULL

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 0)
            monkeypatch.setattr(FakeAttempt, "reply", failing_after_the_reply)
            await say(pilot, REPLIES[0])
            assert "The disk is full." in text_of(pilot)
            assert "F5 try again" in text_of(pilot)
            composer(pilot).text = "and another thing"
            await press(pilot, "enter")
            assert composer(pilot).text == "and another thing"
            simulator.ledger.failing = None
            await press(pilot, "f5")
            shown = text_of(pilot)
            assert "At least somebody answers." in shown
            assert shown.count(REPLIES[0][:30]) == 1
            assert composer(pilot).text == "and another thing"

    play(test)


def test_an_attempt_that_cannot_be_opened_can_be_tried_again(monkeypatch):
    simulator = FakeSimulator()
    start = simulator.start

    def failing(*given):
        raise FULL

    async def test():
        async with opened(simulator) as pilot:
            simulator.start = failing
            await converse(pilot, 0)
            assert "The disk is full." in text_of(pilot)
            simulator.start = start
            await press(pilot, "f5")
            assert "Two weeks I cook on the floor." in text_of(pilot)

    play(test)


def test_a_fault_of_the_program_is_told_plainly(monkeypatch):
    async def broken(self, text):
        raise KeyError("cue")
        yield

    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            monkeypatch.setattr(FakeAttempt, "reply", broken)
            await say(pilot, REPLIES[0])
            shown = text_of(pilot)
            assert "The simulator itself failed (KeyError: 'cue')." in shown
            assert "Traceback" not in shown
            assert composer(pilot).text == REPLIES[0]

    play(test)


def test_a_pause_can_be_skipped_and_does_not_stop_the_typing():
    simulator = FakeSimulator(seconds=30.0)

    async def test():
        async with opened(simulator, no_pauses=False) as pilot:
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("enter")
            await until(pilot, "Marta is typing …")
            await pilot.press("H", "i")
            assert composer(pilot).text == "Hi"
            await pilot.press("enter")
            await pilot.pause()
            assert "Wait for the answer; what you have typed stays here." in text_of(pilot)
            await press(pilot, "escape")
            shown = text_of(pilot)
            assert "Two weeks I cook on the floor." in shown
            assert composer(pilot).text == "Hi"
            assert name(pilot) == "ConversationScreen"

    play(test)


def test_enter_on_nothing_skips_a_pause_too():
    simulator = FakeSimulator(seconds=30.0)

    async def test():
        async with opened(simulator, no_pauses=False) as pilot:
            await press(pilot, "enter")
            await pilot.press("enter")
            await until(pilot, "Marta is typing …")
            await press(pilot, "enter")
            assert "Two weeks I cook on the floor." in text_of(pilot)

    play(test)


def test_pauses_can_be_switched_off():
    async def test():
        quick = Settings(typing_pauses=False, reduced_motion=True)
        async with opened(FakeSimulator(seconds=30.0), settings=quick, no_pauses=False) as pilot:
            await converse(pilot, 1)
            assert "At least somebody answers." in text_of(pilot)

    play(test)


def test_a_long_attempt_shows_its_last_part_and_more_on_request():
    simulator = FakeSimulator()
    lines = [f"Customer line {number}." for number in range(80)]
    simulator.lines = lines
    attempt = simulator.start("cold-kitchen", "sam", "agent", "practice", 0)

    async def test():
        async for _ in attempt.begin():
            pass
        for number in range(60):
            async for _ in attempt.reply(f"Reply number {number}."):
                pass
        async with opened(simulator, resume=attempt.header.attempt) as pilot:
            transcript = pilot.app.screen.query_one("#transcript")
            assert len(transcript.query("Bubble")) == 50
            assert "Customer line 60." in text_of(pilot)
            await press(pilot, "f7")
            assert len(transcript.query("Bubble")) == 100
            assert "21 earlier messages" in text_of(pilot)
            await press(pilot, "f7")
            assert len(transcript.query("Bubble")) == 121
            await press(pilot, "f7")
            assert len(transcript.query("Bubble")) == 121

    play(test)


def test_leaving_asks_and_staying_is_first():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            await press(pilot, "f10")
            assert "Leave the conversation?" in text_of(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "ConversationScreen"

    play(test)


def test_what_was_typed_and_not_sent_is_there_when_it_goes_on():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            composer(pilot).text = "half a thought"
            await press(pilot, "escape", "down", "enter")
            assert name(pilot) == "HomeScreen"
            await press(pilot, "enter")
            assert composer(pilot).text == "half a thought"

    play(test)


def test_reading_back_keeps_its_place_and_sending_returns_to_the_end():
    simulator = FakeSimulator(lines=tuple(f"Line {number}. " * 40 for number in range(4)))

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 2)
            transcript = pilot.app.screen.query_one("#transcript")
            end = transcript.scroll_y
            await press(pilot, "pageup", "pageup")
            assert transcript.scroll_y < end
            await press(pilot, "x")
            assert transcript.scroll_y < end
            await press(pilot, "enter")
            assert transcript.scroll_y == transcript.max_scroll_y > end

    play(test)


def test_ending_it_oneself_is_evaluated():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 1)
            await press(pilot, "escape", "down", "down", "enter")
            assert "The conversation is over." in text_of(pilot)
            await press(pilot, "enter")
            assert "you ended it" in text_of(pilot)

    play(test)
    assert simulator.ledger.records["a1"].end.ending == "agent_ended"


def test_what_was_typed_when_the_customer_ended_it_is_shown_and_never_lost(monkeypatch):
    reply = FakeAttempt.reply

    async def typing_meanwhile(self, text):
        async for event in reply(self, text):
            yield event
            if isinstance(event, Message) and event.speaker == "agent":
                self.typed("And one more [b]thing[/b]")

    async def test():
        async with opened() as pilot:
            await converse(pilot, 2)
            monkeypatch.setattr(
                FakeAttempt, "typed", lambda _self, text: composer(pilot).insert(text), raising=False
            )
            monkeypatch.setattr(FakeAttempt, "reply", typing_meanwhile)
            await say(pilot, REPLIES[2])
            shown = text_of(pilot)
            assert "The conversation is over." in shown
            assert "Not sent" in shown
            assert "And one more [b]thing[/b]" in shown
            await press(pilot, "enter", "end")
            assert "Not sent: And one more [b]thing[/b]" in text_of(pilot)
            await press(pilot, "escape", "h", "enter", "end")
            assert "Not sent: And one more [b]thing[/b]" in text_of(pilot)

    play(test)


def test_nothing_is_said_of_what_was_sent():
    async def test():
        async with opened() as pilot:
            await converse(pilot)
            assert "Not sent" not in text_of(pilot)
            await press(pilot, "enter", "end")
            assert name(pilot) == "DebriefScreen"
            assert "Not sent" not in text_of(pilot)

    play(test)


def test_ctrl_c_asks_in_a_conversation_and_leaves_at_the_second_time():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 1)
            await press(pilot, "ctrl+c")
            assert "Leave the conversation?" in text_of(pilot)
            await pilot.press("ctrl+c")
            assert pilot.app.return_value == 130

    play(test)
    assert len(simulator.ledger.records["a1"].turns) == 3


def test_ctrl_c_copies_what_is_marked():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            composer(pilot).text = "copy me"
            composer(pilot).select_all()
            await press(pilot, "ctrl+c")
            assert pilot.app.clipboard == "copy me"
            assert name(pilot) == "ConversationScreen"

    play(test)


def test_the_time_is_shown_as_it_passes():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            pilot.app.visit.clock = lambda: 192.0
            pilot.app.screen.show_clock()
            await settle(pilot)
            assert "chat · practice · 3:12" in text_of(pilot)

    play(test)


def test_the_fake_keeps_to_the_port():
    """The stand-ins have the same members as what they stand in for."""
    from simulator.attempt.attempt import Attempt
    from simulator.wiring import Simulator

    simulator = FakeSimulator()
    attempt = simulator.start("cold-kitchen", "sam", "agent", "practice", 0)
    for member in ("begin", "reply", "leave", "go_on", "hint", "needs", "ended", "scenario", "dialogue"):
        assert hasattr(Attempt, member)
        assert hasattr(attempt, member)
    for member in ("headers", "scenario", "library", "ledger", "start", "resume", "rewind"):
        assert hasattr(Simulator, member)
        assert hasattr(simulator, member)


@pytest.mark.parametrize("mode", ["p", "c"])
def test_a_notice_stands_in_the_conversation(mode, monkeypatch):
    plainly = FakeAttempt.reply

    async def noticed(self, text):
        async for event in plainly(self, text):
            yield event
            if isinstance(event, Message) and event.speaker == "agent":
                yield Notice(event.turn, "other_language", "pl", "Say it again [b]in[/b] English.")

    monkeypatch.setattr(FakeAttempt, "reply", noticed)

    async def test():
        async with opened(size=(120, 40)) as pilot:
            await converse(pilot, 1, mode)
            shown = text_of(pilot)
            places = [shown.index(words) for words in ("I am sorry", "Say it again [b]in[/b] English.")]
            assert places == sorted(places)
            assert "This one does not count" in shown

    play(test)


def test_ending_it_without_a_reply_says_beforehand_that_nothing_is_scored(monkeypatch):
    plainly = FakeAttempt._end

    async def unheard(self, ending, scorable, stars, tells):
        async for event in plainly(self, ending, scorable and self._replies > 0, stars, tells):
            yield event

    monkeypatch.setattr(FakeAttempt, "_end", unheard)

    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            await press(pilot, "escape")
            assert "nothing is scored, since you have not replied" in text_of(pilot)
            await press(pilot, "down", "down", "enter", "enter")
            shown = text_of(pilot)
            assert "Nothing is scored, since you have not replied: you ended it." in shown
            for key in ("open all", "dispute", "rewind"):
                assert key not in shown
            assert "A again" in shown

    play(test)


def test_the_line_of_keys_says_what_enter_does_while_the_customer_types():
    simulator = FakeSimulator(seconds=30.0)

    async def test():
        async with opened(simulator, no_pauses=False) as pilot:
            await press(pilot, "enter")
            await pilot.press("enter")
            await until(pilot, "Marta is typing …")
            await until(pilot, "Enter skip")
            await pilot.press("H")
            await until(pilot, "Enter wait ")
            await type_keys(pilot, "backspace", "enter")
            await until(pilot, "Enter send")

    play(test)
