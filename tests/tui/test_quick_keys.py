"""Keys that come faster than the screens: every dialog answers once, and nothing ever falls over."""

from __future__ import annotations

import random

import pytest

from tests.fakes.fake_reviews import FakeRounds, make_sheet
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import converse, name, opened, play, press, send, settle, text_of

BURSTS = [("enter", "enter"), ("space", "space"), ("escape", "escape"), ("enter", "escape", "enter")]


async def to_level(pilot):
    await press(pilot, "l")


async def to_note(pilot):
    await press(pilot, "b", "down", "down", "enter")


async def to_certification(pilot):
    await press(pilot, "enter", "c")


async def to_leaving(pilot):
    await converse(pilot, 1)
    await press(pilot, "f10")


async def to_silence(pilot):
    await converse(pilot, 1)
    await press(pilot, "enter")


async def to_rewind(pilot):
    await converse(pilot, 2)
    await press(pilot, "f3")


async def to_debrief(pilot):
    await converse(pilot)
    await press(pilot, "enter")


async def to_choice_of_verdict(pilot):
    await to_debrief(pilot)
    await press(pilot, "d")


async def to_dispute(pilot):
    await to_choice_of_verdict(pilot)
    await press(pilot, "enter")
    pilot.app.screen.query_one("#reason").value = "The day is there."


async def to_save(pilot):
    await to_debrief(pilot)
    await press(pilot, "t")


async def to_help(pilot):
    await press(pilot, "f1")


DIALOGS = {
    "level": to_level,
    "note": to_note,
    "certification": to_certification,
    "leaving": to_leaving,
    "silence": to_silence,
    "rewind": to_rewind,
    "verdict": to_choice_of_verdict,
    "dispute": to_dispute,
    "save": to_save,
    "help": to_help,
}


@pytest.mark.parametrize("keys", BURSTS, ids="-".join)
@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
@pytest.mark.sampled(2)
def test_a_dialog_answers_once(dialog, keys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    fake = FakeSimulator()

    async def test():
        async with opened(fake) as pilot:
            await dialog(pilot)
            assert "Modal" in name(pilot)
            send(pilot, *keys)
            await settle(pilot)
            assert pilot.app.screen_stack

    play(test)
    assert len(fake.ledger.events) <= 1
    assert len(list(tmp_path.iterdir())) <= 1


KEYS = [*"abcdeghlmnoprstx123", "enter", "space", "escape", "up", "down", "left", "right", "tab", "pageup",
        "pagedown", "f1", "f2", "f3", "f4", "f5", "f9", "f10", "ctrl+j"]  # fmt: skip


async def to_home(pilot):
    pass


async def to_library(pilot):
    await press(pilot, "b")


async def to_history(pilot):
    await to_debrief(pilot)
    await press(pilot, "h")


async def to_briefing(pilot):
    await press(pilot, "enter")


async def to_conversation(pilot):
    await converse(pilot, 1)


async def to_settings(pilot):
    await press(pilot, "s")


async def to_rating(pilot):
    pilot.app.read_again()
    await settle(pilot)
    from simulator.tui import messages

    pilot.app.post_message(messages.OpenRound("march", revealed=False))
    await settle(pilot)


SCREENS = {
    "home": to_home,
    "library": to_library,
    "history": to_history,
    "briefing": to_briefing,
    "conversation": to_conversation,
    "debrief": to_debrief,
    "settings": to_settings,
    "rating": to_rating,
}


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
@pytest.mark.sampled(1)
def test_whatever_is_typed_in_bursts_nothing_falls_over(screen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dice = random.Random(screen.__name__)
    fake = FakeSimulator(rounds=FakeRounds([make_sheet()]))

    async def test():
        async with opened(fake) as pilot:
            monkeypatch.setattr(pilot.app, "exit", lambda *given: None)
            await screen(pilot)
            left = 300
            while left > 0:
                keys = dice.choices(KEYS, k=min(left, dice.randint(1, 12)))
                left -= len(keys)
                send(pilot, *keys)
                await pilot.pause()
            await settle(pilot)
            assert text_of(pilot)

    play(test)


def test_a_double_click_answers_once():
    async def test():
        async with opened() as pilot:
            await press(pilot, "l")
            await pilot.click("#answers", offset=(2, 2), times=2)
            await settle(pilot)
            assert name(pilot) == "HomeScreen"
            assert pilot.app.visit.level == "manager"

    play(test)


def test_practising_asked_for_twice_starts_once():
    fake = FakeSimulator()

    async def test():
        async with opened(fake) as pilot:
            await press(pilot, "enter")
            send(pilot, "p", "p", "p")
            await settle(pilot)
            assert name(pilot) == "ConversationScreen"

    play(test)
    assert list(fake.ledger.records) == ["a1"]


def test_a_certification_asks_once_and_no_leaves_no_trace():
    fake = FakeSimulator()

    async def test():
        async with opened(fake) as pilot:
            await press(pilot, "enter")
            send(pilot, "c", "c")
            await settle(pilot)
            shown = text_of(pilot)
            assert "Start the certification?" in shown
            assert "It goes on your record." in shown
            assert "Enter yes   Esc no" in shown
            await press(pilot, "escape")
            assert name(pilot) == "BriefingScreen"
            assert not fake.ledger.records
            await press(pilot, "c", "enter")
            assert name(pilot) == "ConversationScreen"

    play(test)
    assert [record.header.mode for record in fake.ledger.records.values()] == ["certify"]


def test_what_is_typed_before_the_briefing_is_drawn_starts_nothing():
    fake = FakeSimulator()

    async def test():
        async with opened(fake) as pilot:
            send(pilot, "enter", "c", "enter", "p")
            await settle(pilot)
            assert name(pilot) == "BriefingScreen"

    play(test)
    assert not fake.ledger.records
