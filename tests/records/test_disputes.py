"""How a dispute stands is read from its entries, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.records.disputes import disputes_in, latest
from tests.records.samples import make_event

SOON, LATE = "2026-03-10T10:00:00.000Z", "2026-03-17T10:00:00.000Z"


@pytest.mark.parametrize("ending", ["upheld", "partly_upheld", "rejected", "withdrawn"])
def test_the_second_entry_closes_it_for_good(ending):
    (dispute,) = disputes_in([make_event(), make_event(ending, author="ana")])
    assert not dispute.pending
    assert dispute.state(SOON) == dispute.state(LATE) == ending


def test_an_open_one_expires_and_still_waits():
    (dispute,) = disputes_in([make_event()])
    assert dispute.pending
    assert (dispute.state(SOON), dispute.state(LATE)) == ("open", "expired")
    assert (dispute.state(SOON, 3), dispute.state(LATE, 30)) == ("expired", "open")
    assert dispute.state("2026-03-16T10:00:00.000Z") == "open"
    assert dispute.due().isoformat() == "2026-03-16T10:00:00+00:00"


def test_a_closing_closes_only_its_own_question_and_attempt():
    events = [
        make_event(),
        make_event(question="date"),
        make_event(attempt="0002"),
        make_event("rejected", question="date", author="ana"),
    ]
    assert [(d.attempt, d.question, d.pending) for d in disputes_in(events)] == [
        ("0001", "owns", True), ("0001", "date", False), ("0002", "owns", True),
    ]  # fmt: skip


def test_a_verdict_can_be_disputed_once_more():
    again = make_event(reason="Look once more.")
    found = disputes_in([make_event(), make_event("withdrawn"), again])
    assert [dispute.pending for dispute in found] == [False, True]
    assert latest(found, "owns").opened == again
    assert latest(found, "date") is None


def test_a_time_that_cannot_be_read_hides_nothing():
    (dispute,) = disputes_in([make_event(at="yesterday")])
    assert dispute.state(SOON) == "expired"


@given(st.lists(st.sampled_from(["opened", "rejected", "withdrawn", "upheld"]), max_size=8))
def test_every_opening_is_one_dispute_whatever_else_was_written(happenings):
    found = disputes_in([make_event(happening) for happening in happenings])
    assert len(found) == happenings.count("opened")
    closings = len(happenings) - len(found)
    assert sum(not dispute.pending for dispute in found) <= closings
