"""What a dialog says of a doubted verdict, and what a debrief says beside one that was doubted."""

from __future__ import annotations

from datetime import UTC, datetime

from simulator.reviewing.contested import Contested
from simulator.tui.contested_text import outcome, verdict_text
from simulator.tui.remarks import remarks_on
from simulator.tui.story import Said, Story
from simulator.tui.widgets.hanging import hung
from tests.fakes.fake_reviews import AT, CHOICES


def contested_as(standing, **changes):
    given = {"quotes": (), "dispute": None} | changes
    about = ("date", "Gives a day", "A day and a time.", standing, CHOICES)
    return Contested(*about, better="On Thursday.", max_score=10, **given)


def proof_of(contested, viewer="sam"):
    story = Story(customer="Marta Kowalska", learner="sam", viewer=viewer, said=[Said(2, "agent", "Soon.")])
    lines = hung(verdict_text(contested, story), 200).plain.splitlines()
    return next((line for line in lines if line.startswith("rests on")), None)


def test_the_dialog_tells_what_a_verdict_rests_on():
    quoted = contested_as("o_part", quotes=((2, "Soon."),))
    assert proof_of(quoted) == "rests on    “Soon.”  (your 1st reply)"
    assert proof_of(contested_as("o_none")) == "rests on    nothing in your replies was read as this"
    assert proof_of(contested_as("o_none"), "ana") == "rests on    nothing in sam's replies was read as this"
    assert proof_of(contested_as("o_none", by_person=True)) == (
        "rests on    a person's reading; no words were quoted"
    )
    assert proof_of(contested_as("o_full")) is None
    assert proof_of(contested_as("not_scored")) is None


def test_what_leaves_a_critical_question_out_says_that_nothing_can_be_passed():
    about = contested_as("o_part", critical=True)
    assert outcome("not_scored", about, decides=False) == (
        "The question is left out, and without it there is no pass."
    )
    assert outcome("not_scored", contested_as("o_part"), decides=True) == (
        "Upholds the dispute: the question is left out, neither for nor against."
    )


def test_remarks_tell_every_change_and_dispute_in_order():
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
