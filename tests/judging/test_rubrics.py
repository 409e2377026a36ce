"""The rubrics that come with the product: their build, and what talks of three qualities come to."""

from __future__ import annotations

import pytest

from simulator.content.rubric import Rule
from simulator.judging.transcript import parse_object
from tests.judging.shipped import RUBRICS, judge, percentage, rows, rubric

HELP = {"explains", "commits_to_action", "gives_timeframe", "gives_instruction"}
BANDS = {"good": (85, 100), "middling": (50, 75), "poor": (0, 35)}
ALL = [(name, row["id"], row["band"]) for name in RUBRICS for row in rows(name)]


def row_of(name: str, talk: str) -> dict:
    return next(row for row in rows(name) if row["id"] == talk)


MIDDLING_MISJUDGED = {
    "landline-middling": 11,
    "software-middling": 2,
}
"""Middling talks outside their band, and by how many points at most: plain help is learned, and errs."""


@pytest.mark.parametrize(("name", "talk", "band"), ALL)
def test_talks_come_to_what_they_are_worth(name, talk, band):
    low, high = BANDS[band]
    slack = MIDDLING_MISJUDGED.get(talk, 0)
    assert low - slack <= percentage(name, row_of(name, talk)) <= high + slack


def test_few_talks_are_misjudged():
    assert len(MIDDLING_MISJUDGED) / len(ALL) <= 0.15


@pytest.mark.parametrize(("name", "talk", "band"), ALL)
def test_only_good_talks_pass(name, talk, band):
    assert judge(name).evaluate(parse_object(row_of(name, talk))).passed is (band == "good")


@pytest.mark.parametrize(("name", "talk", "band"), ALL)
def test_every_word_quoted_is_there(name, talk, band):
    row = row_of(name, talk)
    found = judge(name).evaluate(parse_object(row)).to_json()
    said = dict(enumerate(row["turns"], start=1))
    for verdict in found["questions"]:
        assert bool(verdict["evidence"]) is (verdict["status"] == "scored")
        for one in verdict["evidence"]:
            assert said[one["turn"]]["speaker"] == "agent"
            assert said[one["turn"]]["text"][one["start"] : one["end"]] == one["quote"]
    for one in (*found["gaps"], *([found["strength"]] if found["strength"] else [])):
        assert one["quote"] in said[one["turn"]]["text"]
    assert len(found["gaps"]) <= 2
    assert found["strength"] is not None or band == "poor"


def behaviours(rule: Rule) -> set[str]:
    if rule.seen is not None:
        return set(rule.seen.behaviour or ())
    if rule.answered is not None:
        return {"answers"}
    return {name for part in (*(rule.all or ()), *(rule.any or ())) for name in behaviours(part)}


@pytest.mark.parametrize("name", RUBRICS)
def test_help_weighs_more_than_formulae(name):
    helping = 0.0
    for section in rubric(name).sections:
        whole = sum(question.weight for question in section.questions)
        for question in section.questions:
            best = max(question.options, key=lambda option: option.score)
            looked_for = behaviours(best.when) if best.when else set()
            if looked_for & (HELP | {"answers"}):
                helping += section.weight * question.weight / whole
    assert helping >= 60


@pytest.mark.parametrize("name", RUBRICS)
def test_forms_are_complete(name):
    questions = [question for section in rubric(name).sections for question in section.questions]
    assert 8 <= len(questions) <= 18
    assert rubric(name).mastery_score == 0.8
    assert all(question.framework for question in questions)
    assert any(question.critical for question in questions)
    assert any(option.automatic_fail for question in questions for option in question.options)
    assert {question.error_class for question in questions} >= {"customer_critical", "compliance_critical"}
    weights = [
        section.weight == sum(q.weight for q in section.questions) for section in rubric(name).sections
    ]
    assert all(weights), "a question's weight is its share of the whole form, for whoever reads the file"


@pytest.mark.parametrize("name", RUBRICS)
def test_an_apology_alone_never_earns_full_marks(name):
    for section in rubric(name).sections:
        for question in section.questions:
            for option in question.options:
                rule = option.when
                alone = rule is not None and rule.seen is not None and rule.seen.behaviour == ["apologises"]
                assert not (alone and option.score == 10)


@pytest.mark.parametrize("name", RUBRICS)
def test_every_question_can_be_won_and_lost_in_talks(name):
    """No question is settled beforehand: over the talks each has at least two different verdicts."""
    chosen: dict[str, set[str]] = {}
    for row in rows(name):
        for verdict in judge(name).evaluate(parse_object(row)).questions:
            chosen.setdefault(verdict.ref_id, set()).add(verdict.option or verdict.status)
    settled = {ref_id for ref_id, options in chosen.items() if len(options) < 2}
    seldom = {"sensitive_data", "no_overpromise", "asks", "papers", "one_step", "no_sales"}
    assert settled <= seldom | {"two_letters"}  # the talks are no letters


SECRET = {"speaker": "agent", "text": "Please tell me your password and the PIN of your card."}


@pytest.mark.parametrize("name", RUBRICS)
def test_asking_for_a_secret_fails_the_best_of_talks(name):
    row = next(row for row in rows(name) if row["band"] == "good")
    found = judge(name).evaluate(parse_object(row | {"turns": [*row["turns"], SECRET]}))
    assert found.automatic_fail
    assert found.percentage == 0
    assert found.raw_percentage > 80
    assert found.gaps[0].ref_id == "sensitive_data"


def test_reproaching_the_bereaved_fails_the_best_of_talks():
    row = next(row for row in rows("bereavement") if row["band"] == "good")
    reproach = {"speaker": "agent", "text": "You should have told us earlier."}
    found = judge("bereavement").evaluate(parse_object(row | {"turns": [*row["turns"], reproach]}))
    assert found.automatic_fail
