"""Doubting a verdict in the debrief: disputing it, overruling it, deciding the dispute."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.errors import UnavailableError
from simulator.records.disputes import DisputeEvent
from simulator.tui.remarks import remarks_on
from tests.fakes.fake_reviews import AT
from tests.fakes.fake_simulator import FakeSimulator
from tests.tui.harness import assert_golden, converse, name, opened, play, press, say, settle, text_of

REASON = "The day is there."
SIZES = [(80, 24), (120, 40)]


async def debriefed(pilot, mode="p"):
    await converse(pilot, mode=mode)
    await press(pilot, "enter")


async def typed(pilot, text):
    pilot.app.screen.query_one("#reason").value = text
    await press(pilot, "enter")


def events(fake):
    return [(event.question, event.happening, event.author, event.reason) for event in fake.ledger.events]


async def recorded(pilot):
    """The debrief of the newest attempt, from the history."""
    await press(pilot, "h", "enter")


def of_somebody_else(fake, mode="practice"):
    """Make the attempt that is on record another learner's."""
    for key, record in fake.ledger.records.items():
        fake.ledger.records[key] = replace(record, header=replace(record.header, learner="mira", mode=mode))


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


def test_overruling_is_for_debriefs_on_record():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            assert "overrule" not in text_of(pilot)
            await press(pilot, "o")
            assert name(pilot) == "DebriefScreen"
            await recorded(pilot)
            assert "O overrule" in text_of(pilot)

    play(test)


def test_a_verdict_is_overruled_by_whoever_is_here():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            await recorded(pilot)
            await press(pilot, "o", "down", "enter", "up", "enter")
            await typed(pilot, "Thursday is a day.")
            record = fake.ledger.attempt("a1")
            assert [form["percentage"] for form in record.evaluations] == [84.0, 90.0]
            assert record.evaluations[1]["amended"]["by"] == "sam"
            shown = text_of(pilot)
            assert "changed" in shown
            assert "from “In part” to “Fully, and in time”" in " ".join(shown.split())

    play(test)


def test_the_same_verdict_is_told_in_the_dialog():
    async def test():
        async with opened() as pilot:
            await debriefed(pilot)
            await recorded(pilot)
            await press(pilot, "o", "down", "enter", "enter")
            await typed(pilot, "As it stands.")
            assert "says that already" in text_of(pilot)
            assert name(pilot) == "OverruleModal"

    play(test)


@pytest.mark.parametrize(("keys", "happening"), [(("enter",), "rejected"), (("up", "enter"), "upheld")])
def test_somebody_elses_dispute_is_decided(keys, happening):
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot)
            of_somebody_else(fake)
            fake.ledger.events.append(DisputeEvent("a1", "date", "opened", "mira", AT, REASON, 1))
            await press(pilot, "h", "a")
            assert "disputed: mira · A kitchen" in text_of(pilot)
            await press(pilot, "enter")
            assert "mira · practice" in text_of(pilot)
            assert "D dispute" not in text_of(pilot)
            assert "R rewind" not in text_of(pilot)
            await press(pilot, "o")
            assert "  Gives a day to count on  disputed" in text_of(pilot)
            await press(pilot, "down", "enter")
            assert "In part (5 of 10)  rejects the dispute" in text_of(pilot)
            await press(pilot, *keys)
            await typed(pilot, "I have read it.")
            assert events(fake)[-1] == ("date", happening, "sam", "I have read it.")
            assert len(fake.ledger.attempt("a1").evaluations) == (2 if happening == "upheld" else 1)

    play(test)


def test_nobody_overrules_their_own_certification():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await debriefed(pilot, "c")
            await recorded(pilot)
            assert "O overrule" not in text_of(pilot)
            await press(pilot, "o")
            assert name(pilot) == "DebriefScreen"
            of_somebody_else(fake, "certify")
            await press(pilot, "h", "a", "enter")
            assert "O overrule" in text_of(pilot)

    play(test)


def test_the_history_turns_between_ones_own_attempts_and_everyones():
    async def test():
        fake = FakeSimulator()
        async with opened(fake) as pilot:
            await converse(pilot, 1)
            await press(pilot, "escape", "down", "enter")
            of_somebody_else(fake)
            await press(pilot, "h", "a")
            assert "mira · A kitchen" in text_of(pilot)
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
            await press(pilot, "escape", "down", "down", "enter", "enter", "h", "enter", "o", "enter")
            shown = text_of(pilot).splitlines()
            assert any("Why? Enter writes it down" in line for line in shown)
            assert any("[red]Sorry[/red]" in line for line in shown)

    play(test)


def test_remarks_tell_every_change_and_dispute_in_order():
    from datetime import UTC, datetime

    change = {
        "question": "owns",
        "from": "o_none",
        "to": "not_scored",
        "by": "ana",
        "at": AT,
        "reason": "Odd.",
    }
    remarks = remarks_on(
        [{}, {"amended": change}, {"amended": "odd"}], (), {("owns", "o_none"): "Not at all"},
        datetime(2026, 5, 5, 12, tzinfo=UTC),
    )  # fmt: skip
    assert remarks["owns"].label == "changed"
    assert remarks["owns"].lines == ("Changed by ana, yesterday: from “Not at all” to “not scored”. Odd.",)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["d", "o"])
def test_as_it_looks(size, key):
    async def test():
        async with opened(size=size) as pilot:
            await debriefed(pilot)
            await recorded(pilot)
            await press(pilot, key, "down", "enter")
            assert_golden(pilot, "dispute" if key == "d" else "overrule")

    play(test)
