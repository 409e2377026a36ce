"""Good help loses nothing by its dress: language, length, slips, names, punctuation."""

from __future__ import annotations

import pytest

from tests.judging.fairness import dresses
from tests.judging.fairness.scoring import scored
from tests.judging.fairness.talks import TALKS
from tests.judging.shipped import one_sided

LOSS = 5
LOSS_WHEN_DICTATED = 10
DRESSES = (
    dresses.lower_case, dresses.typos, dresses.american, dresses.emoji, dresses.no_greeting,
    dresses.other_names,
)  # fmt: skip
HARMLESS = (dresses.curly, dresses.dashes, dresses.spaces, dresses.doubled)


def compare(talk, other, loss):
    """Assert that the other evaluation loses at most so much, and passes where the plain one does."""
    plain = scored(talk, talk.plain)
    lost = plain["percentage"] - other["percentage"]
    assert lost <= loss
    assert other["passed"] or not plain["passed"]


@pytest.mark.parametrize("name", TALKS)
def test_good_help_in_plain_english_passes(name):
    assert scored(TALKS[name], TALKS[name].plain)["passed"]


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.__name__)
def test_another_dress_costs_little(name, dress):
    talk = TALKS[name]
    compare(talk, scored(talk, map(dress, talk.plain)), LOSS)


@pytest.mark.parametrize("name", TALKS)
def test_second_language_english_costs_little(name):
    talk = TALKS[name]
    compare(talk, scored(talk, talk.second), LOSS)


@pytest.mark.parametrize("rubric", ["complaint", "guidance", "bereavement"])
def test_terse_but_complete_costs_little(rubric):
    for talk in (talk for talk in TALKS.values() if talk.rubric == rubric):
        compare(talk, scored(talk, talk.terse), LOSS)


@pytest.mark.parametrize("name", TALKS)
def test_a_dictated_run_on_costs_little_more(name):
    talk = TALKS[name]
    compare(talk, scored(talk, map(dresses.dictated, talk.plain)), LOSS_WHEN_DICTATED)


@pytest.mark.parametrize("name", TALKS)
def test_all_answers_in_one_message_cost_little(name):
    talk = TALKS[name]
    found = one_sided(talk.rubric, [" ".join(talk.plain)], [" ".join(talk.customer)])
    compare(talk, found, LOSS)


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
def test_signs_and_spaces_change_nothing(name, change):
    talk = TALKS[name]
    plain, other = (scored(talk, replies)["percentage"] for replies in (talk.plain, map(change, talk.plain)))
    assert abs(plain - other) <= 1
