"""Ideas in the app: the list, reading one, leaving one, voting, answering."""

from __future__ import annotations

import pytest

from simulator.errors import UnavailableError
from simulator.tui.widgets.composer import Composer
from tests.fakes.fake_ideas import FakeIdeas, make_event, make_idea
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import assert_golden, converse, name, opened, play, press, settle, text_of

SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.slow)]
LONG = "Let the letter about a returned payment say in one sentence what to do. " * 3


def with_ideas(*ideas, **given):
    held = ideas or (
        make_idea("01990001", "Call back within the hour, not within the day.", at="2026-04-02T10:00:00.000Z",
                  events=(make_event("voted", "ben"), make_event("voted", "ana"),
                          make_event("state", "ana", state="planned", text="From June on, in two teams."))),
        make_idea("01990002", LONG, author="ben", at="2026-05-01T10:00:00.000Z", scenario="cold-kitchen",
                  events=(make_event("voted", "sam"),)),
        make_idea("01990003", "One list of all fitting days, for everyone."),
    )  # fmt: skip
    return FakeSimulator(idea_store=FakeIdeas(list(held), **given))


def happened(fake, place=0):
    return [(one.kind, one.author, one.state, one.text) for one in fake.idea_store.held[place].events]


def offered(pilot):
    bindings = pilot.app.screen.active_bindings.values()
    return {one.binding.description for one in bindings if one.enabled and one.binding.show}


async def wrote(pilot, text):
    pilot.app.screen.query_one(Composer).text = text
    await press(pilot, "enter")


@pytest.mark.parametrize("size", SIZES)
def test_the_list_and_an_idea_look_as_they_should(size):
    async def test():
        async with opened(with_ideas(), size=size) as pilot:
            await press(pilot, "i")
            assert_golden(pilot, "ideas")
            await press(pilot, "end", "enter")
            assert_golden(pilot, "idea")
            await press(pilot, "escape", "n")
            assert_golden(pilot, "idea-new")

    play(test)


def test_a_vote_is_given_and_taken_back():
    async def test():
        fake = with_ideas()
        async with opened(fake) as pilot:
            await press(pilot, "i", "down", "down")
            assert "take vote back" not in offered(pilot)
            await press(pilot, "v")
            assert "3 ✓ planned" in text_of(pilot)
            assert happened(fake)[-1][:2] == ("voted", "sam")
            assert "take vote back" in offered(pilot)
            await press(pilot, "v")
            assert happened(fake)[-1][:2] == ("unvoted", "sam")
            assert "2   planned" in text_of(pilot)

    play(test)


@pytest.mark.slow
def test_an_idea_is_read_with_its_answers_and_voted_for():
    async def test():
        fake = with_ideas()
        async with opened(fake) as pilot:
            await press(pilot, "i", "down", "down", "enter")
            shown = text_of(pilot)
            standing = ("planned · 2 votes", "mira, 2026-04-02", "ana, today: now planned")
            for part in (*standing, "not within the day", "From June on"):
                assert part in shown
            await press(pilot, "v")
            assert name(pilot) == "IdeasScreen"
            assert happened(fake)[-1][:2] == ("voted", "sam")

    play(test)


def test_a_new_idea_is_written_and_shown_first():
    async def test():
        fake = with_ideas()
        async with opened(fake) as pilot:
            await press(pilot, "i", "n")
            await wrote(pilot, "Fewer forms.\x1b[31m")
            assert [one.text for one in fake.idea_store.held][-1] == "Fewer forms."
            assert "4 ideas" in text_of(pilot)
            assert "Fewer forms." in text_of(pilot)

    play(test)


def test_what_cannot_be_kept_stays_in_its_field_and_esc_keeps_it_for_later():
    async def test():
        fake = with_ideas()
        async with opened(fake) as pilot:
            await press(pilot, "i", "n")
            await wrote(pilot, "  ")
            assert "The idea is empty." in text_of(pilot)
            await wrote(pilot, "x" * 2_001)
            assert "at most 2,000 characters" in text_of(pilot)
            fake.idea_store.failing = UnavailableError("The disk is full.", "Make room.")
            await wrote(pilot, "Fewer forms.")
            assert "The disk is full. Make room." in text_of(pilot)
            await press(pilot, "escape")
            assert name(pilot) == "IdeasScreen"
            await press(pilot, "n")
            assert pilot.app.screen.query_one(Composer).text == "Fewer forms."
            assert len(fake.idea_store.held) == 3

    play(test)


def test_the_debrief_offers_to_leave_one_about_it():
    async def test():
        fake = with_ideas()
        async with opened(fake) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "i")
            assert "It came up at: A kitchen that arrived without doors" in text_of(pilot)
            await wrote(pilot, "Check the doors before they leave.")
            assert name(pilot) == "DebriefScreen"
            left = fake.idea_store.held[-1]
            assert (left.author, left.attempt, left.scenario) == (
                "sam", next(iter(fake.ledger.records)), "cold-kitchen",
            )  # fmt: skip

    play(test)


def test_who_may_answers_and_says_how_it_stands():
    async def test():
        fake = with_ideas()
        async with opened(fake) as pilot:
            await press(pilot, "i", "down", "down", "a")
            assert "Call back within the hour" in text_of(pilot)
            await wrote(pilot, "We try it in May.")
            assert happened(fake)[-1] == ("answered", "sam", None, "We try it in May.")
            await press(pilot, "s", "end", "up", "enter")
            assert happened(fake)[-1][:3] == ("state", "sam", "done")

    play(test)


def test_who_may_not_is_not_offered_it():
    async def test():
        async with opened(with_ideas(refusing="Only trainers and executives may.")) as pilot:
            await press(pilot, "i")
            assert not {"answer", "state"} & offered(pilot)
            await press(pilot, "enter")
            assert not {"answer", "state"} & offered(pilot)
            assert "vote" in offered(pilot)

    play(test)


@pytest.mark.slow
def test_the_list_is_filtered_and_ordered():
    async def test():
        async with opened(with_ideas()) as pilot:
            await press(pilot, "i", "o")
            rows = text_of(pilot).splitlines()
            assert "planned" in rows[3]
            assert "most votes first" in rows[0]
            await press(pilot, "f", "f")
            assert "No idea is looked at." in text_of(pilot)
            await press(pilot, "f")
            assert "1 idea · only planned" in text_of(pilot)

    play(test)


def test_no_ideas_yet_and_a_record_that_cannot_be_read():
    class Unreadable(FakeIdeas):
        def ideas(self):
            raise UnavailableError("The records cannot be read.", "Ask for help.")

    async def test():
        async with opened(FakeSimulator()) as pilot:
            await press(pilot, "i")
            assert "No ideas yet. Press N to leave the first one." in text_of(pilot)
        async with opened(FakeSimulator(idea_store=Unreadable())) as pilot:
            await press(pilot, "i")
            assert "The records cannot be read. Ask for help." in text_of(pilot)

    play(test)


def test_text_from_outside_is_data():
    async def test():
        nasty = make_idea(
            "0199", "[bold]loud[/]\x1b]0;title\x07 [@click=app.quit]x[/]\n\nsecond", author="[red]mal"
        )
        async with opened(with_ideas(nasty)) as pilot:
            await press(pilot, "i")
            assert "[bold]loud[/]" in text_of(pilot)
            await press(pilot, "enter")
            assert "[@click=app.quit]x[/]" in text_of(pilot)
            assert "[red]mal" in text_of(pilot)

    play(test)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(40, 12), (50, 14)])
def test_small_terminals_hold_it(size):
    async def test():
        async with opened(with_ideas(), size=size) as pilot:
            await press(pilot, "i", "enter")
            await settle(pilot)
            assert "Esc" in text_of(pilot)
            await press(pilot, "escape", "n")
            assert "characters" in text_of(pilot)

    play(test)
