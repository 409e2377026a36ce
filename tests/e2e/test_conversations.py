"""Good replies of any manner resolve and pass; poor ones fail, however polite they sound.

Played in this process with the shipped files: what comes out is the same, and it takes a tenth of the time.
"""

from __future__ import annotations

from functools import cache

import pytest

from simulator.content.library import Library
from simulator.locations import library_dir
from simulator.rehearsal import rehearse_replies
from tests.e2e.conversations import ONE, conversations, of_quality

HIGHEST_POOR = 40
"""A poor conversation may get a few things right by accident, but never half."""


@cache
def material(scenario):
    return Library(library_dir(None)).material(scenario)


def rehearsed(played):
    found = rehearse_replies(material(played.scenario), played.replies)
    said = "\n".join(f"{message.turn} {message.text}" for message in found.messages)
    return found.ended, found.evaluation, said


@pytest.mark.parametrize("played", of_quality("good"), ids=str)
def test_good_replies_resolve_and_pass(played):
    ended, form, said = rehearsed(played)
    assert (ended.ending, ended.stars) == ("resolved", 5), said
    assert form["passed"], form["gaps"]
    assert form["strength"]


@pytest.mark.parametrize("played", of_quality("poor"), ids=str)
def test_poor_replies_fail(played):
    ended, form, said = rehearsed(played)
    assert ended.ending in ("customer_left", "agent_ended", "turn_cap"), said
    assert (ended.stars or 1) <= 2
    assert not form["passed"]
    assert form["percentage"] < HIGHEST_POOR
    assert form["gaps"]


def test_every_scenario_is_tried_both_ways_twice():
    found = conversations()
    for scenario in {c.scenario for c in found}:
        for quality in ("good", "poor"):
            assert sum(c.scenario == scenario and c.quality == quality for c in found) >= 2


def test_a_rehearsal_is_what_the_installed_product_plays(played):
    found = rehearse_replies(material(ONE), [text for _, who, text in played().said if who == "agent"])
    assert [(m.turn, m.speaker, m.text) for m in found.messages] == played().said
    assert found.evaluation["questions"] == played().events[-1]["questions"]
