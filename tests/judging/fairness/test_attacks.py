"""Marks are for help: what helps nobody stays under 45 percent, never passes, and adds nothing to a talk."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.content.library import Library
from simulator.rehearsal import rehearse_replies
from tests.judging.fairness.attacks import (
    ALONE,
    ELSEWHERE,
    LETTER,
    MAGIC,
    NOUNS,
    POLITE,
    TO_THE_JUDGE,
    exemplar,
    form_text,
    woven,
)
from tests.judging.fairness.dresses import FILLING
from tests.judging.fairness.scoring import points, scored
from tests.judging.fairness.talks import TALKS
from tests.judging.shipped import ROOT, RUBRICS, percentage, rows

MOST = 45
GAIN = 2
SCENARIOS = ("third-message-about-a-parcel", "a-letter-about-a-returned-payment", "the-internet-in-his-name")
PASTED = {**TO_THE_JUDGE, "magic words": f" {MAGIC}", "politeness": f" {POLITE[0]}"}


def fails(found):
    return (found["percentage"] or 0) <= MOST and found["passed"] is False


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("kind", ALONE)
def test_words_without_help_fail(name, kind):
    assert fails(scored(TALKS[name], ALONE[kind]))


@pytest.mark.parametrize("name", TALKS)
def test_the_cases_nouns_woven_into_formulae_fail(name):
    assert fails(scored(TALKS[name], [woven(NOUNS[name])]))


@pytest.mark.parametrize("name", TALKS)
def test_the_customers_own_words_fail(name):
    assert fails(scored(TALKS[name], TALKS[name].customer))


@pytest.mark.parametrize("name", TALKS)
def test_the_forms_own_words_fail(name):
    assert fails(scored(TALKS[name], [form_text(TALKS[name].rubric)]))


@pytest.mark.xfail(strict=True, reason="Nothing but a scenario shows that help was meant for another case.")
def test_good_help_for_another_case_fails():
    for talk in TALKS.values():
        replies = exemplar(ELSEWHERE[talk.rubric])
        pasted = [f"{reply} {replies[0]}" for reply in LETTER]
        assert fails(scored(talk, replies))
        assert points(talk, pasted) <= points(talk, LETTER) + GAIN


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("honest", ["good", "letter"])
@pytest.mark.parametrize("kind", [*PASTED, "the customer's words", "the form's words"])
def test_what_is_pasted_on_adds_nothing(name, honest, kind):
    talk = TALKS[name]
    replies = talk.plain if honest == "good" else LETTER
    more = {"the customer's words": f" {talk.customer[0]}", "the form's words": f" {form_text(talk.rubric)}"}
    pasted = [reply + {**PASTED, **more}[kind] for reply in replies]
    assert points(talk, pasted) <= points(talk, replies) + GAIN


@pytest.mark.parametrize("name", TALKS)
def test_said_three_times_is_worth_no_more(name):
    talk = TALKS[name]
    for replies in (talk.plain, talk.terse, LETTER):
        thrice = [f"{reply} {reply} {reply}" for reply in replies]
        assert points(talk, thrice) <= points(talk, replies) + GAIN


@pytest.mark.parametrize("name", TALKS)
@pytest.mark.parametrize("kind", FILLING)
def test_filling_adds_nothing_to_good_help(name, kind):
    talk = TALKS[name]
    filled = [" ".join((reply, *FILLING[kind])) for reply in talk.plain]
    assert points(talk, filled) <= points(talk, talk.plain) + GAIN


@pytest.mark.parametrize("name", TALKS)
def test_five_times_the_length_adds_nothing_to_good_help(name):
    talk = TALKS[name]
    sentences = [sentence for kind in FILLING.values() for sentence in kind]
    filled = []
    for reply in talk.plain:
        more = " ".join(sentences * (1 + 4 * len(reply) // len(" ".join(sentences))))
        filled.append(f"{reply} {more}")
    assert points(talk, filled) <= points(talk, talk.plain) + GAIN


def test_filling_adds_nothing_to_poor_and_middling_talks():
    for row in (row for name in RUBRICS for row in rows(name) if row["band"] != "good"):
        rubric = next(name for name in RUBRICS if row in rows(name))
        for sentences in FILLING.values():
            filled = [
                turn | {"text": " ".join((turn["text"], *sentences))} if turn["speaker"] == "agent" else turn
                for turn in row["turns"]
            ]
            assert percentage(rubric, row | {"turns": filled}) <= percentage(rubric, row) + GAIN


@cache
def material(scenario):
    return Library(ROOT).material(scenario)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("kind", [*ALONE, "another scenario's exemplar", "the form's words"])
@pytest.mark.sampled(8)
def test_no_attack_passes_a_scenario(scenario, kind):
    rubric = material(scenario).rubric.model.id
    replies = {
        **ALONE,
        "another scenario's exemplar": exemplar(ELSEWHERE[rubric]),
        "the form's words": (form_text(rubric),),
    }[kind]
    evaluation = rehearse_replies(material(scenario), replies).evaluation
    assert evaluation["passed"] is False
    assert evaluation["settled"] is False
    assert kind == "another scenario's exemplar" or (evaluation["percentage"] or 0) <= MOST
