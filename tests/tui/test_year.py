"""The year in the app: what is due on home, one's own year, the team, the trainer's view."""

from __future__ import annotations

import pytest

from simulator.errors import UnavailableError, UsageError
from simulator.tui import messages
from simulator.year.values import Board, Counting, News, Owed, Rights
from tests.fakes.fake_simulator import FakeSimulator
from tests.fakes.fake_year import FakeYear
from tests.tui.harness import assert_golden, converse, name, opened, play, press, settle, text_of
from tests.tui.with_year import CARD, DUES, crowd, full_year

SIZES = [(80, 24), (120, 40)]


def test_enter_on_home_starts_what_is_due_to_certify_and_asks_first():
    async def test():
        async with opened(full_year()) as pilot:
            assert "! Safety 2026: overdue for 12 days" in text_of(pilot)
            await press(pilot, "enter")
            shown = text_of(pilot)
            assert "Her father's telephone line" in shown
            await press(pilot, "g")  # the note about what it touches
            assert text_of(pilot).index("Certify") < text_of(pilot).index("Practise")
            await press(pilot, "enter")
            assert name(pilot) == "ConfirmModal"

    play(test)


TOWARDS = "Counts for Refresher 2026: 2 of 3 done, 41 days left."
UNCOUNTED = "Does not count for Safety 2026 before 23 November, 13:03 (cooling-off); practise meanwhile."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"given_counting": Counting(TOWARDS)}, [TOWARDS]),
        ({"given_counting": Counting("", UNCOUNTED)}, [UNCOUNTED]),
        ({"given_counting": Counting(TOWARDS, UNCOUNTED)}, [TOWARDS, UNCOUNTED]),
        ({}, []),
        (
            {
                "given_counting": Counting(TOWARDS, UNCOUNTED),
                "failing": UnavailableError("The disk is gone.", "Find it."),
            },
            [],
        ),
    ],
)
def test_for_what_it_counts_is_said_before_and_what_would_not_count_may_start(given, told):
    async def test():
        fake = full_year(**given)
        async with opened(fake) as pilot:
            pilot.app.post_message(messages.OpenBriefing("cold-kitchen"))
            await settle(pilot)
            await press(pilot, "c")
            shown = " ".join(text_of(pilot).replace("│", " ").split())
            assert "Start the certification?" in shown
            assert [text for text in (TOWARDS, UNCOUNTED) if text in shown] == told
            await press(pilot, "enter")
            assert name(pilot) == "ConversationScreen"

    play(test)


def test_what_counts_is_marked_among_the_situations_and_the_year_shows_the_rest():
    async def test():
        async with opened(full_year(), (60, 15)) as pilot:
            await press(pilot, "b")
            assert "◆ A bill nobody" in text_of(pilot)
            await press(pilot, "escape", "y", "down", "down")
            assert "✓ Welcome: completed" in text_of(pilot)
            await press(pilot, "end")
            assert "programmes." in text_of(pilot)
            await press(pilot, "down", "enter")
            assert name(pilot) == "BriefingScreen"
            assert "A bill nobody explained" in text_of(pilot)

    play(test)


def test_the_level_is_the_rosters_until_another_is_chosen():
    async def test():
        fake = FakeSimulator(year=FakeYear(given_owed=Owed(level="manager")))
        async with opened(fake) as pilot:
            assert pilot.app.visit.level == "manager"
            assert "manager" in text_of(pilot).splitlines()[0]
            await press(pilot, "l", "home", "enter")
            chosen = pilot.app.visit.level
            assert chosen != "manager"
            await converse(pilot)
            assert pilot.app.visit.level == chosen

    play(test)


def test_those_whom_nobody_entered_and_who_have_not_begun_practise_first():
    async def test():
        fake = FakeSimulator(year=FakeYear(given_owed=Owed("Refresher: 0 of 3 done", DUES[1:2], first=False)))
        async with opened(fake) as pilot:
            assert "Your year" not in text_of(pilot)
            fake.year.given_owed = Owed("Refresher: 0 of 3 done", DUES[1:2])
            await converse(pilot)
            await press(pilot, "enter", "escape")
            shown = text_of(pilot)
            assert shown.index("Your year") < shown.index("Practise next")

    play(test)


def test_a_year_that_cannot_be_read_keeps_nobody_from_practising():
    async def test():
        fake = FakeSimulator(year=FakeYear(failing=UnavailableError("The disk is gone.", "Find it.")))
        async with opened(fake) as pilot:
            assert "The disk is gone." in text_of(pilot)
            await press(pilot, "y")
            assert "The disk is gone." in text_of(pilot)
            await press(pilot, "escape", "enter")
            assert name(pilot) == "BriefingScreen"

    play(test)


def test_views_of_others_are_for_those_who_may_look():
    async def test():
        fake = full_year(given_rights=Rights())
        async with opened(fake) as pilot:
            assert "T team" not in text_of(pilot)
            await press(pilot, "t", "v")
            assert name(pilot) == "HomeScreen"
            await press(pilot, "h")
            assert "everyone" not in text_of(pilot)

    play(test)


def test_a_manager_finds_and_opens_somebody_and_sees_scores_only():
    async def test():
        fake = full_year()
        async with opened(fake, (60, 15)) as pilot:
            await press(pilot, "t", "slash", *"bela", "enter")
            assert "1 of 6 people" in text_of(pilot)
            await press(pilot, "enter")
            assert fake.year.looks == [CARD.person]
            assert "62 %  ✗ not passed" in text_of(pilot)
            assert "Answers every question 6/20" in text_of(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "PersonScreen"
            await press(pilot, "escape", "escape")
            assert "6 people" in text_of(pilot)
            await press(pilot, "r", "d", "d", "escape")
            assert name(pilot) == "HomeScreen"

    play(test)


def test_a_team_of_nobody_and_a_refusal_say_what_to_do():
    async def test():
        fake = full_year(board=Board((), (), may_import=True))
        async with opened(fake) as pilot:
            await press(pilot, "t")
            lines = text_of(pilot).splitlines()
            assert any("empty-chair people import FILE.csv" in line for line in lines[:6])
            assert "last attempt" not in text_of(pilot)
            await press(pilot, "escape")
            fake.year.board = Board((), ())
            await press(pilot, "t")
            assert "The roster names nobody under you." in text_of(pilot)
            assert "people import" not in text_of(pilot)
            await press(pilot, "escape")
            fake.year.failing = UsageError("You may not see it.", "Their managers may.")
            await press(pilot, "t")
            assert "You may not see it. Their managers may." in text_of(pilot)
            await press(pilot, "escape", "v")
            assert "You may not see it." in text_of(pilot)

    play(test)


def test_ten_thousand_people_are_one_screen_of_lines():
    async def test():
        async with opened(full_year(board=crowd(10_000))) as pilot:
            await press(pilot, "t", "n", "end")
            assert "Person 09999" in text_of(pilot)
            await press(pilot, "home", "pagedown", "slash", *"09998", "down")
            assert "Person 09998" in text_of(pilot)
            assert "1 of 10000 people" in text_of(pilot)

    play(test)


def test_a_trainer_opens_a_disputed_verdict_under_the_name_that_may_be_shown():
    async def test():
        fake = full_year(names={"sam": "p00000000000000a1"}, given_owed=Owed(), given_advice=())
        async with opened(fake) as pilot:
            await converse(pilot)
            await press(pilot, "enter", "escape")
            pilot.app.visit.start = type(pilot.app.visit.start)("tess", no_pauses=True)
            await press(pilot, "v", "tab", "tab", "tab", "enter")
            await settle(pilot)
            assert name(pilot) == "DebriefScreen"
            assert fake.year.looks == ["a1"]
            shown = text_of(pilot)
            assert "p00000000000000a1" in shown
            assert "sam" not in shown
            assert "▾ Gives a day to count on" in shown

    play(test)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.sampled(1)
def test_as_it_looks(size):
    async def test():
        async with opened(full_year(), size=size) as pilot:
            assert_golden(pilot, "home-due")
            await press(pilot, "y")
            assert_golden(pilot, "my-year")
            await press(pilot, "escape", "t")
            assert_golden(pilot, "team")
            await press(pilot, "enter")
            assert_golden(pilot, "person")
            await press(pilot, "escape", "escape", "v")
            assert_golden(pilot, "trainers")

    play(test)


def test_what_was_answered_stands_on_home_and_enter_leads_to_it():
    async def test():
        newer = News("Your dispute at “A kitchen” was upheld.", "2026-05-04T10:00:00.000Z", "It is.", "", "")
        older = newer._replace(words="Your idea was planned: “A sign”", at="2026-05-02T10:00:00.000Z")
        fake = FakeSimulator(year=FakeYear(given_news=(newer, older)))
        async with opened(fake) as pilot:
            shown = text_of(pilot)
            assert "Answered" in shown
            assert "Your dispute at “A kitchen” was upheld." in shown
            assert "yesterday · 1 more: H history, I ideas" in shown
            pilot.app.screen.query_one("#menu").highlighted = 3
            await press(pilot, "enter")
            assert name(pilot) == "IdeasScreen"

    play(test)
