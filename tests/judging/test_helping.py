"""Next to no words are next to no help, whatever the words are."""

from __future__ import annotations

import pytest

from simulator.content.library import Library
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, Turn
from tests.judging.shipped import ROOT

PARCEL = "third-message-about-a-parcel"


@pytest.fixture(scope="module")
def judge():
    material = Library(ROOT).material(PARCEL)
    return RulesJudge(material.rubric.model, material.rubric.sha256, material.scenario.model), material


def plain_help(judge, reply):
    rules, material = judge
    opening = material.scenario.model.customer.opening[0]
    transcript = Transcript("t", (Turn("customer", opening), Turn("agent", reply)), "agent", PARCEL)
    form = rules.evaluate(transcript).to_json()
    return next(one["score"] for one in form["questions"] if one["ref_id"] == "plain_help")


@pytest.mark.parametrize("reply", ["sorry no", "Sorry, no.", "Sorry about that.", "I am sorry, Dana."])
def test_a_word_or_two_are_no_help(judge, reply):
    assert plain_help(judge, reply) == 0


def test_a_terse_reply_that_helps_is(judge):
    terse = "Sorry, Dana. I'm sending a new set today, it arrives Thursday. No charge."
    assert plain_help(judge, terse) >= 7
