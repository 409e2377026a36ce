"""Doubting a verdict in the debrief: disputing it, overruling it, deciding the dispute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.errors import UnavailableError
from simulator.records.disputes import DisputeEvent
from tests.fakes.fake_reviews import AT
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import assert_golden, converse, name, opened, play, press, say, settle, text_of, until

REASON = "The day is there."
SIZES = [(80, 24), (120, 40)]


async def debriefed(pilot, mode="p"):
    await converse(pilot, mode=mode)
    await press(pilot, "enter")


async def typed(pilot, text):
    pilot.app.screen.query_one("#reason").value = text
    await press(pilot, "enter")


def offered(pilot):
    """What the line of keys offers."""
    bindings = pilot.app.screen.active_bindings.values()
    return {one.binding.description for one in bindings if one.enabled and one.binding.show}


def told(pilot):
    """The notices on the screen, on one line."""
    return " ".join(notice.message for notice in pilot.app._notifications)


def events(fake):
    return [(event.question, event.happening, event.author, event.reason) for event in fake.ledger.events]


async def recorded(pilot):
    """The debrief of the newest attempt, from the history."""
    await press(pilot, "h", "enter")


def of_somebody_else(fake, learner="mira"):
    """Make the attempt that is on record another learner's."""
    for key, record in fake.ledger.records.items():
        fake.ledger.records[key] = replace(record, header=replace(record.header, learner=learner))


async def another(pilot, fake):
    """The debrief of somebody else's attempt, from everybody's history."""
    of_somebody_else(fake)
    await press(pilot, "h", "a", "enter")


def test_a_verdict_is_disputed_with_a_reason():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await press(pilot, "d", "down", "enter")
            shown = text_of(pilot)
            for part in (
                "In part (5 of 10)",
                "I am sorry, Marta",
                "A day and a time",
                "between four and six",
            ):
                assert part in shown
            await typed(pilot, REASON)
            assert name(pilot) == "DebriefScreen"
            assert events(fake) == [("date", "opened", "sam", REASON)]
            await until(pilot, f"Disputed by sam, yesterday: {REASON}")
            shown = text_of(pilot)
            assert "▾ Gives a day to count on                   disputed" in shown
            assert f"Disputed by sam, yesterday: {REASON}" in shown
            assert "To be decided by 2026-05-18." in shown

    play(test)


def test_the_marked_question_is_taken_without_asking():
    async def test():
        async with opened() as pilot:
            await debriefed(pilot)
            await press(pilot, "tab", "tab", "d")
            assert "Dispute: Gives a day to count on" in text_of(pilot)

    play(test)


def test_an_empty_reason_is_asked_for_and_esc_writes_nothing():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await press(pilot, "d", "enter")
            await typed(pilot, "  ")
            assert "Say why in a sentence" in text_of(pilot)
            await press(pilot, "escape")
            assert name(pilot) == "DebriefScreen"
            assert events(fake) == []

    play(test)


def test_a_reason_that_cannot_be_kept_stays_in_its_field():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await press(pilot, "d", "enter")
            fake.ledger.failing = UnavailableError("The disk is full.", "Make room.")
            await typed(pilot, REASON)
            assert "The disk is full. Make room." in text_of(pilot)
            assert REASON in text_of(pilot)
            fake.ledger.failing = None
            await press(pilot, "enter")
            assert events(fake) == [("owns", "opened", "sam", REASON)]

    play(test)


def test_a_dispute_is_taken_back_without_a_reason():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await press(pilot, "d", "enter")
            await typed(pilot, REASON)
            await press(pilot, "d")
            assert f"by sam: {REASON}" in text_of(pilot)
            assert "take it back" in text_of(pilot)
            await press(pilot, "enter")
            assert [event.happening for event in fake.ledger.events] == ["opened", "withdrawn"]
            assert "Withdrawn by sam" in text_of(pilot)

    play(test)


@pytest.mark.parametrize("mode", ["p", "c"])
@pytest.mark.sampled(1)
def test_learners_dispute_and_others_overrule(mode):
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot, mode)
            for look in (press, recorded):  # just now, and from the record
                await look(pilot)
                assert offered(pilot) & {"dispute", "overrule"} == {"dispute"}
                await press(pilot, "o")
                assert name(pilot) == "DebriefScreen"
                assert "Nobody overrules a verdict on their own attempt." in told(pilot)
            await another(pilot, fake)
            assert offered(pilot) & {"dispute", "overrule"} == {"overrule"}
            await press(pilot, "d")
            assert name(pilot) == "DebriefScreen"
            assert "Only mira can dispute this." in told(pilot)

    play(test)


def test_capitals_make_no_difference_to_who_somebody_is():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            of_somebody_else(fake, "Sam")
            await press(pilot, "h", "a", "enter")
            assert "D dispute" in text_of(pilot)
            assert "you said" in text_of(pilot)

    play(test)


def test_another_reads_whose_words_they_are():
    async def test():
        fake = FakeSimulator()
        async with opened(fake, (120, 60)) as pilot:
            await debriefed(pilot)
            assert "you said " in text_of(pilot)
            await another(pilot, fake)
            await press(pilot, "e")
            shown = text_of(pilot)
            assert "mira said   “they should come soon”  (mira's 1st reply)" in shown
            assert "you said" not in shown
            assert "your" not in shown.lower().split()

    play(test)


def test_a_verdict_is_overruled_by_whoever_is_here():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await another(pilot, fake)
            await press(pilot, "o", "down", "enter", "up", "enter")
            await typed(pilot, "Thursday is a day.")
            record = fake.ledger.attempt("a1")
            assert [form["percentage"] for form in record.evaluations] == [84.0, 90.0]
            assert record.evaluations[1]["amended"]["by"] == "sam"
            await until(pilot, "changed")
            await until(pilot, "“Fully, and in time”")
            assert "from “In part” to “Fully, and in time”" in " ".join(text_of(pilot).split())

    play(test)


def marks(pilot):
    """The signs of the rows of the dialog, in order."""
    return "".join(sign for sign in text_of(pilot) if sign in "●○")


def test_what_is_chosen_is_told_by_a_sign_and_by_what_it_does():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await another(pilot, fake)
            await press(pilot, "o", "down", "enter")
            assert (marks(pilot), "This is the verdict now." in text_of(pilot)) == ("○●○○", True)
            assert "● In part (5 of 10)  now" in text_of(pilot)
            await press(pilot, "up", "enter")  # the field for the reason has the keys now
            assert (marks(pilot), "The verdict changes to 10 of 10." in text_of(pilot)) == ("●○○○", True)
            assert "○ In part (5 of 10)  now" in text_of(pilot)

    play(test)


def test_not_scored_stands_apart_and_nobody_gets_there_by_going_up():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await another(pilot, fake)
            await press(pilot, "o", "down", "enter", "up", "up", "up")
            assert marks(pilot) == "●○○○"
            await press(pilot, "down", "down", "down", "down")
            assert marks(pilot) == "○○○●"
            lines = text_of(pilot).splitlines()
            last = next(place for place, line in enumerate(lines) if "●" in line)
            assert "─────" in lines[last - 1]
            assert "● Not scored: the text does not tell (left out of the score)" in lines[last]
            assert "The question is left out, neither for nor against." in text_of(pilot)

    play(test)


@pytest.mark.slow
def test_the_same_verdict_is_told_in_the_dialog():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await another(pilot, fake)
            await press(pilot, "o", "down", "enter", "enter")
            await typed(pilot, "As it stands.")
            assert "says that already" in text_of(pilot)
            assert name(pilot) == "OverruleModal"

    play(test)


@pytest.mark.parametrize(("keys", "happening"), [(("enter",), "rejected"), (("up", "enter"), "upheld")])
@pytest.mark.sampled(1)
def test_somebody_elses_dispute_is_decided(keys, happening):
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            of_somebody_else(fake)
            fake.ledger.events.append(DisputeEvent("a1", "date", "opened", "mira", AT, REASON, 1))
            await press(pilot, "h", "a")
            assert " D mira " in text_of(pilot)
            await press(pilot, "enter")
            assert "mira · practice" in text_of(pilot)
            assert "D dispute" not in text_of(pilot)
            assert "R rewind" not in text_of(pilot)
            await press(pilot, "o")
            assert "  Gives a day to count on  disputed" in text_of(pilot)
            await press(pilot, "down", "enter")
            assert "Rejects the dispute: the verdict stays." in text_of(pilot)
            await press(pilot, *keys)
            effect = "Upholds the dispute: the verdict changes to 10 of 10."
            assert (effect in text_of(pilot)) == (happening == "upheld")
            await typed(pilot, "I have read it.")
            assert events(fake)[-1] == ("date", happening, "sam", "I have read it.")
            assert len(fake.ledger.attempt("a1").evaluations) == (2 if happening == "upheld" else 1)

    play(test)


def test_the_history_turns_between_ones_own_attempts_and_everyones():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await converse(pilot, 1)
            await press(pilot, "escape", "down", "enter")
            of_somebody_else(fake)
            await press(pilot, "h", "a")
            assert " mira unfinished" in text_of(pilot)
            await press(pilot, "enter")
            assert name(pilot) == "HistoryScreen"
            assert "Only the learner can go on with it." in text_of(pilot)
            await press(pilot, "a")
            assert "mira · " not in text_of(pilot)

    play(test)


def test_what_cannot_be_read_is_told_and_nothing_opens():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)

            class Failing:
                def contested(self, attempt, question):
                    raise UnavailableError("The rubric cannot be read.", "Update.")

            pilot.app.visit.open_door(_With(fake, Failing()))
            await press(pilot, "d", "enter")
            await settle(pilot)
            assert name(pilot) == "DebriefScreen"
            assert "The rubric cannot be read." in " ".join(text_of(pilot).split())

    play(test)


class _With:
    """A simulator with other appeals."""

    def __init__(self, fake, appeals):
        self._fake = fake
        self.appeals = appeals

    def __getattr__(self, key):
        return getattr(self._fake, key)


def test_long_and_hostile_texts_leave_room_for_the_reason():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await press(pilot, "enter", "p")
            await say(pilot, "[red]Sorry[/red] " + "and on and on " * 40)
            await press(pilot, "escape", "down", "down", "enter", "enter")
            await another(pilot, fake)
            await press(pilot, "o", "enter")
            shown = text_of(pilot).splitlines()
            assert any("Why? Enter writes it down" in line for line in shown)
            assert any("[red]Sorry[/red]" in line for line in shown)

    play(test)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["d", "o"])
@pytest.mark.sampled(1)
def test_as_it_looks(size, key):
    async def test():
        fake = FakeSimulator()
        async with opened(fake, size=size) as pilot:
            await debriefed(pilot)
            await (recorded(pilot) if key == "d" else another(pilot, fake))
            await press(pilot, key, "down", "enter")
            assert_golden(pilot, "dispute" if key == "d" else "overrule")

    play(test)
