"""Who speaks as the customer: the switch in the briefing, what it tells, and that it never leads nowhere."""

from __future__ import annotations

import threading

import pytest

from simulator.errors import EmptyChairError, UsageError
from simulator.settings import Settings, load_settings
from tests.fakes.fake_model import IN_THE_CLEAR, LOCAL, NO_MODEL, REMOTE
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import assert_golden, name, opened, play, press, settle, text_of, type_keys, until
from tests.tui.with_model import speaking

SIZES = [(80, 24), (120, 40)]
LLM = Settings(reduced_motion=True, customer="llm")
FOUND = {"usable": REMOTE, "unusable": NO_MODEL, "in-the-clear": IN_THE_CLEAR}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("found", FOUND)
def test_what_the_switch_tells(size, found):
    async def test():
        async with opened(speaking(found=FOUND[found]), size=size, settings=LLM) as pilot:
            await press(pilot, "enter")
            assert_golden(pilot, f"briefing-model-{found}")

    play(test)


def test_the_author_speaks_first_and_no_model_is_looked_up():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter")
            shown = text_of(pilot)
            assert "Customer  the author's lines" in shown
            assert "M language model" in shown
            await press(pilot, "p")
            assert simulator.ledger.records["a1"].header.customer == "scripted"
            assert (simulator.speaks.looked, simulator.speaks.prepared) == (0, 0)

    play(test)


def test_one_key_changes_it_for_this_attempt_and_back():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter", "m")
            assert "some-model at models.example.org" in text_of(pilot)
            assert "M author's lines" in text_of(pilot)
            await press(pilot, "M")
            assert "Customer  the author's lines" in text_of(pilot)
            await press(pilot, "m", "enter")
            assert simulator.ledger.records["a1"].header.customer == "llm"
            assert pilot.app.visit.settings.customer == "scripted"

    play(test)
    assert simulator.speaks.prepared >= 1


def test_a_model_on_this_machine_is_told_as_one():
    async def test():
        async with opened(speaking(found=LOCAL), settings=LLM) as pilot:
            await press(pilot, "enter")
            assert "Nothing leaves this machine." in text_of(pilot)
            assert "at a price" not in text_of(pilot)

    play(test)


def test_where_none_can_be_used_enter_starts_with_the_authors_lines():
    simulator = speaking(found=NO_MODEL)

    async def test():
        async with opened(simulator, settings=LLM) as pilot:
            await press(pilot, "enter", "enter")
            assert name(pilot) == "ConversationScreen"
            assert "Two weeks I cook on the floor." in text_of(pilot)

    play(test)
    assert simulator.ledger.records["a1"].header.customer == "scripted"


def test_a_model_that_cannot_be_used_when_it_starts_is_told_and_the_author_speaks():
    simulator = speaking()

    async def test():
        async with opened(simulator, settings=LLM) as pilot:
            await press(pilot, "enter")
            simulator.speaks.found = UsageError("The settings are odd.", "Mend them.")
            await press(pilot, "enter")
            shown = " ".join(text_of(pilot).split())
            assert "The author's lines are used" in shown
            assert "Two weeks I cook on the floor." in shown

    play(test)
    assert simulator.ledger.records["a1"].header.customer == "scripted"


def test_what_cannot_be_started_at_all_is_told_as_what_it_is(monkeypatch):
    simulator = speaking()

    def failing(*given):
        raise EmptyChairError("The disk is full.", "Free some space.")

    async def test():
        async with opened(simulator, settings=LLM) as pilot:
            await press(pilot, "enter")
            monkeypatch.setattr(FakeSimulator, "start", failing)
            await press(pilot, "enter")
            assert "The disk is full." in text_of(pilot)
            assert "The author's lines are used" not in text_of(pilot)

    play(test)


def test_a_fault_of_the_program_in_looking_it_up_is_told_and_keeps_nobody_from_practising(monkeypatch):
    def broken(self, scenario):
        raise KeyError("odd")

    monkeypatch.setattr(FakeSimulator, "model_notice", broken)

    async def test():
        async with opened(speaking(), settings=LLM) as pilot:
            await press(pilot, "enter")
            assert "unforeseen way (KeyError: 'odd')" in text_of(pilot)
            await press(pilot, "p")
            assert "Two weeks I cook on the floor." in text_of(pilot)

    play(test)


def test_looking_it_up_keeps_nobody_waiting(monkeypatch):
    simulator, may_go_on = speaking(), threading.Event()
    plainly = FakeSimulator.model_notice

    def slow(self, scenario):
        may_go_on.wait(20)
        return plainly(self, scenario)

    monkeypatch.setattr(FakeSimulator, "model_notice", slow)

    async def test():
        async with opened(simulator, settings=LLM) as pilot:
            try:
                await type_keys(pilot, "enter")
                await until(pilot, "a language model; looking it up …")
                assert "Marta Kowalska ordered a kitchen" in text_of(pilot)
                assert simulator.speaks.prepared == 0
            finally:
                may_go_on.set()
            await settle(pilot)
            assert "9,400" in text_of(pilot)
            assert simulator.speaks.prepared == 1

    play(test)


def test_nothing_is_looked_up_before_a_content_note_is_agreed_to():
    simulator = speaking()

    async def test():
        async with opened(simulator, settings=LLM) as pilot:
            await press(pilot, "b", "down", "down", "enter")
            assert simulator.speaks.looked == 0
            assert "some-model" not in text_of(pilot)
            await press(pilot, "g")
            assert simulator.speaks.looked == 1

    play(test)


def test_the_command_line_goes_before_the_settings():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator, settings=LLM, customer="scripted") as pilot:
            await press(pilot, "enter")
            assert "Customer  the author's lines" in text_of(pilot)
        async with opened(simulator, customer="llm") as pilot:
            await press(pilot, "enter")
            assert "the language model some-model" in text_of(pilot)

    play(test)


def test_the_settings_screen_keeps_the_choice(tmp_path):
    path = tmp_path / "settings.toml"

    async def test():
        async with opened() as pilot:
            pilot.app.visit.settings_file = path
            await press(pilot, "s", "end", "up", "up", "enter")
            assert "Customer          a language model" in text_of(pilot)
            assert load_settings(path)[0].customer == "llm"
            await press(pilot, "enter")
            assert load_settings(path)[0].customer == "scripted"

    play(test)


def test_the_debrief_begins_again_with_the_same_customer():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "enter", "m", "p", "escape", "down", "down", "enter", "enter", "a")
            assert simulator.ledger.records["a2"].header.customer == "llm"

    play(test)
