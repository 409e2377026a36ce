"""From home to the debrief and on from there, by keyboard alone; and the other ways through the app."""

from __future__ import annotations

import pytest

from tests.fakes.fake_simulator import FakeSimulator, scenario
from tests.tui.harness import REPLIES, converse, name, opened, play, press, say, settle, text_of, until


def test_home_to_debrief_and_again_by_keyboard():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            assert name(pilot) == "HomeScreen"
            await press(pilot, "enter")
            assert name(pilot) == "BriefingScreen"
            await press(pilot, "enter")
            assert name(pilot) == "ConversationScreen"
            for letter in "Sorry":
                await pilot.press(letter)
            await press(pilot, "enter")
            for reply in REPLIES[1:]:
                await say(pilot, reply)
            assert "The conversation is over. Marta gives ★★★★☆ 4 of 5." in text_of(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "DebriefScreen"
            assert "84 % · ✓ passed (80 % needed)" in text_of(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "DebriefScreen"
            await press(pilot, "a")
            assert name(pilot) == "ConversationScreen"
            await press(pilot, "escape", "down", "enter")
            assert name(pilot) == "HomeScreen"
            assert "Go on with" in text_of(pilot)

    play(test)
    said = [turn.text for turn in simulator.ledger.records["a1"].turns if turn.speaker == "agent"]
    assert said == ["Sorry", *REPLIES[1:]]


@pytest.mark.slow
def test_what_was_left_is_offered_first_and_goes_on_where_it_stood():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 1)
            await press(pilot, "escape", "down", "enter")
            assert "1 reply" in text_of(pilot)
            await press(pilot, "enter")
            shown = text_of(pilot)
            assert REPLIES[0][:40] in shown
            assert "At least somebody answers." in shown
            await say(pilot, REPLIES[1])
            assert "Thursday I can be at home from four." in text_of(pilot)

    play(test)


@pytest.mark.slow
def test_another_wording_at_each_attempt():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "a")
            assert [record.header.seed for record in simulator.ledger.records.values()] == [0, 1]

    play(test)


def test_the_seed_of_the_command_line_holds():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator, seed=7) as pilot:
            await converse(pilot, 0)
            assert simulator.ledger.records["a1"].header.seed == 7

    play(test)


def test_the_command_line_opens_a_scenario_and_its_mode():
    async def test():
        async with opened(scenario="first-bill", mode="certify") as pilot:
            assert name(pilot) == "BriefingScreen"
            assert "A bill nobody explained" in text_of(pilot)
            await press(pilot, "enter")
            assert "certification" in text_of(pilot)

    play(test)


def test_an_unknown_scenario_is_named_with_the_nearest():
    async def test():
        async with opened(scenario="cold-kitchn") as pilot:
            assert "There is no scenario `cold-kitchn`." in text_of(pilot)
            assert "The nearest is `cold-kitchen`." in text_of(pilot)
            await press(pilot, "enter", "p", "escape")
            assert name(pilot) == "HomeScreen"

    play(test)


def test_resuming_the_newest_from_the_command_line():
    simulator = FakeSimulator()
    simulator.start("first-bill", "sam", "agent", "practice", 0)

    async def test():
        async with opened(simulator, resume="") as pilot:
            assert name(pilot) == "ConversationScreen"
            assert "A bill nobody explained" in text_of(pilot)

    play(test)


def test_next_leads_to_another_situation():
    async def test():
        async with opened() as pilot:
            await converse(pilot)
            await press(pilot, "enter", "n")
            assert name(pilot) == "BriefingScreen"
            assert "A bill nobody explained" in text_of(pilot)

    play(test)


def test_rewinding_keeps_the_turns_before_and_shows_what_was_said():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await converse(pilot, 2)
            await press(pilot, "f3", "enter")
            assert name(pilot) == "ConversationScreen"
            shown = text_of(pilot)
            assert "Once more. You had said:" in shown
            assert "The doors come on Thursday." in shown
            branch = simulator.ledger.records["a2"]
            assert (branch.header.branch_of, branch.header.branch_turn) == ("a1", 3)
            assert len(branch.turns) == 3

    play(test)


def test_a_new_learner_can_choose_a_level():
    async def test():
        async with opened() as pilot:
            await press(pilot, "l", "down", "enter")
            assert "sam · manager" in text_of(pilot)

    play(test)


def test_the_letters_of_home_lead_where_they_say():
    async def test():
        async with opened() as pilot:
            for key, screen in (("b", "LibraryScreen"), ("h", "HistoryScreen"), ("s", "PreferencesScreen")):
                await press(pilot, key)
                assert name(pilot) == screen
                await press(pilot, "escape")
                assert name(pilot) == "HomeScreen"
            await press(pilot, "q")
            assert pilot.app.return_code == 0

    play(test)


def test_letters_work_as_capitals_too_and_stay_capitals_where_one_writes():
    async def test():
        async with opened() as pilot:
            await press(pilot, "H")
            assert name(pilot) == "HistoryScreen"
            await press(pilot, "escape", "B", "H")
            assert name(pilot) == "LibraryScreen"  # the letter went into the filter
            await press(pilot, "escape", "escape", "enter", "P")
            assert name(pilot) == "ConversationScreen"
            await press(pilot, "P")
            assert pilot.app.screen.composer().text == "P"
            await press(pilot, "X")
            assert pilot.app.screen.composer().text == "PX"

    play(test)


@pytest.mark.slow
def test_a_dialog_takes_capitals_and_its_field_keeps_them():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", "down", "down", "enter")
            assert name(pilot) == "ContentNoteModal"
            await press(pilot, "G")
            assert name(pilot) == "BriefingScreen"
            await press(pilot, "escape", "escape")
            await converse(pilot)
            await press(pilot, "enter", "E", "D", "enter", "D")
            assert name(pilot) == "DisputeModal"
            assert pilot.app.screen.query_one("#reason").value == "D"

    play(test)


def test_help_lists_the_keys_of_the_screen():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            await press(pilot, "f1")
            assert name(pilot) == "HelpModal"
            shown = text_of(pilot)
            assert "F2 or Ctrl+T" in shown
            assert "hint" in shown
            await press(pilot, "f1")
            assert name(pilot) == "ConversationScreen"

    play(test)


def test_the_palette_offers_the_actions_of_the_screen():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            commands = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
            assert {"Hint", "Rewind", "Leave", "Quit"} <= set(commands)

    play(test)


def test_an_action_is_found_by_its_name_in_the_palette():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            await press(pilot, "ctrl+p")
            pilot.app.focused.value = "rewind"
            await until(pilot, "on this screen")
            await press(pilot, "down", "enter")
            await until(pilot, "There is no reply to rewind to yet.")

    play(test)


def test_a_situation_that_touches_is_confirmed_first_and_not_now_leaves_no_trace():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "b", "down", "down", "enter")
            assert name(pilot) == "ContentNoteModal"
            assert "Marta Kowalska" not in text_of(pilot)
            await press(pilot, "n")
            assert name(pilot) == "HomeScreen"
            assert simulator.ledger.records == {}

    play(test)


def test_a_situation_that_touches_starts_once_it_is_confirmed():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", "down", "down", "enter", "right", "enter")
            assert "Marta Kowalska ordered a kitchen" in text_of(pilot)
            await press(pilot, "enter")
            assert "step out, not scored" in text_of(pilot)

    play(test)


def test_stepping_out_is_met_without_numbers():
    simulator = FakeSimulator()

    async def test():
        async with opened(simulator) as pilot:
            await press(pilot, "b", "down", "down", "enter", "g", "enter")
            await say(pilot, "I am so sorry for your loss.")
            await press(pilot, "ctrl+x")
            shown = text_of(pilot)
            assert "You stepped out, and that is all right." in shown
            assert "helpline on the notice board" in shown
            assert "%" not in shown
            assert simulator.ledger.records["a1"].end.ending == "safety_exit"

    play(test)


def test_ctrl_x_cuts_where_there_is_nothing_to_step_out_of():
    async def test():
        async with opened() as pilot:
            await converse(pilot, 0)
            composer = pilot.app.screen.composer()
            composer.text = "keep cut"
            composer.selection = composer.selection.__class__((0, 4), (0, 8))
            await press(pilot, "ctrl+x")
            assert composer.text == "keep"
            assert name(pilot) == "ConversationScreen"

    play(test)


def test_a_long_desk_of_another_scenario_stays_readable():
    simulator = FakeSimulator()
    model = scenario(simulator.shelf[0])
    model.brief = "A first line that ends in the middle of a\nsentence and goes on. \n\nA second paragraph."
    simulator.models["cold-kitchen"] = model

    async def test():
        async with opened(simulator, size=(120, 40)) as pilot:
            await press(pilot, "enter")
            assert "in the middle of a sentence and goes on." in text_of(pilot)

    play(test)


@pytest.mark.slow
def test_again_asks_anew_where_the_situation_touches():
    async def test():
        async with opened() as pilot:
            await press(pilot, "b", "down", "down", "enter", "g", "enter", "f9", "enter")
            assert name(pilot) == "DebriefScreen"
            assert text_of(pilot).splitlines()[-2].startswith(" Esc home  A again")
            await press(pilot, "a")
            assert name(pilot) == "ContentNoteModal"

    play(test)


def test_the_mouse_does_what_the_keys_do():
    async def test():
        async with opened() as pilot:
            await pilot.click("Menu", offset=(5, 2))
            await settle(pilot)
            assert name(pilot) == "LibraryScreen"
            await press(pilot, "escape")
            column = text_of(pilot).splitlines()[-2].index("history")
            await pilot.click("KeyBar", offset=(column, 0))
            await settle(pilot)
            assert name(pilot) == "HistoryScreen"

    play(test)
