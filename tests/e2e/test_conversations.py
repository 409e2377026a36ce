"""Good replies of any manner resolve and pass; poor ones fail, however polite they sound."""

from __future__ import annotations

import pytest

from tests.e2e.conversations import conversations, of_quality

HIGHEST_POOR = 50
"""A poor conversation may get a few things right by accident, but never half."""


@pytest.mark.parametrize("played", of_quality("good"), ids=str)
def test_good_replies_resolve_and_pass(product, played):
    ran = product.play(played.scenario, played.replies, "--mode", "certify")
    ended, form = ran.events[-2:]
    assert (ended["ending"], ended["stars"]) == ("resolved", 5), ran.said
    assert form["passed"], form["gaps"]
    assert form["strength"]


@pytest.mark.parametrize("played", of_quality("poor"), ids=str)
def test_poor_replies_fail(product, played):
    ran = product.play(played.scenario, played.replies, "--mode", "certify")
    ended, form = ran.events[-2:]
    assert ended["ending"] in ("customer_left", "agent_ended", "turn_cap"), ran.said
    assert (ended["stars"] or 1) <= 2
    assert not form["passed"]
    assert form["percentage"] < HIGHEST_POOR
    assert form["gaps"]


def test_every_scenario_is_tried_both_ways_twice():
    found = conversations()
    for scenario in {c.scenario for c in found}:
        for quality in ("good", "poor"):
            assert sum(c.scenario == scenario and c.quality == quality for c in found) >= 2
