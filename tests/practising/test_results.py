"""Forms from the records, ratings, and which competency a question belongs to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from simulator.content.library import Library
from simulator.practising.catalogue import catalogue_of
from simulator.practising.rating import Rating, in_order, rating
from simulator.practising.results import result_of
from tests.practising.building import answer, catalogue, criterion, result, situation

FORM = {
    "mastery_score": 0.9,
    "questions": [
        {"ref_id": "date", "title": "A \x1b[31mday\n", "option": "o_part", "score": 4, "max_score": 10,
         "applied_weight": 40.0, "status": "scored", "critical": True},
        {"ref_id": "tone", "title": "Tone", "option": None, "score": None, "max_score": 10,
         "applied_weight": 0, "status": "not_applicable"},
    ],
}  # fmt: skip


def read(**changes):
    return result_of("a1", "parcel", "2026-05-04T10:00:00.000Z", {**FORM, **changes})


def test_a_form_is_read_question_by_question():
    found = read()
    assert found.mastery == 90
    assert found.at.isoformat() == "2026-05-04T10:00:00+00:00"
    (one,) = found.answers
    assert (one.question, one.title, one.points, one.of, one.weight, one.critical) == (
        "date", "A day", 4, 10, 40, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [{"questions": []}, {"questions": "none"}, {"questions": [3]}, {"counts": False},
     {"fairness": {"counts": False}}, {"questions": [{"ref_id": "date", "score": 3, "max_score": 0}]}],
)  # fmt: skip
def test_what_does_not_count_or_was_not_scored_is_left_out(changes):
    assert read(**changes) is None


def test_what_the_simulator_spoilt_counts_when_it_was_passed():
    assert read(fairness={"counts": True}) is not None


@pytest.mark.parametrize(
    ("points", "expected"),
    [(7.9, Rating.AGAIN), (8, Rating.HARD), (8.4, Rating.HARD), (8.5, Rating.GOOD), (9.4, Rating.GOOD),
     (9.5, Rating.EASY)],
)  # fmt: skip
def test_the_share_of_the_points_makes_the_rating(points, expected):
    assert rating([answer("date", points)], 80) is expected


def test_weights_count():
    assert rating([answer("date", 10, weight=9), answer("answers", 0, weight=1)], 80) is Rating.GOOD
    assert rating([answer("date", 10, weight=1), answer("answers", 0, weight=9)], 80) is Rating.AGAIN


def test_a_critical_question_and_an_automatic_fail_fail_their_competency():
    many = [answer(f"q{number}") for number in range(30)]
    assert rating(many, 80) is Rating.EASY
    assert rating([*many, answer("care", 9, critical=True)], 80) is Rating.AGAIN
    assert rating(
        [*many, replace(answer("care", 0, weight=0.0), option="o_blames")], 80, {("care", "o_blames")}
    ) is (Rating.AGAIN)


def test_an_attempt_counts_once():
    assert in_order([result(days=1, date=3), result(days=2, date=3), result(days=1, date=3)]) == [
        result(days=2, date=3), result(days=1, date=3),
    ]  # fmt: skip


def test_a_question_of_several_forms_is_one_competency():
    found = catalogue().competencies
    assert found["answers"] == "help"  # twice in help, once in answer
    assert found["no_blame"] == "respect"  # twice in respect, once in hear
    assert found["one_step"] == "plain"
    even = {"a": (criterion("tact", "zeal"),), "b": (criterion("tact", "care"),)}
    assert catalogue(situation("x"), forms=even).competencies == {"tact": "care"}


def test_levels_are_asked_different_questions():
    forms = {
        "complaint": (criterion("tact", "care", levels=frozenset({"executive"})), criterion("date", "help"))
    }
    shelf = catalogue(forms=forms)
    assert set(shelf.asked(situation("x"), "agent")) == {"help"}
    assert set(shelf.asked(situation("x"), "executive")) == {"help", "care"}


def test_the_librarys_own_rubrics_fall_into_few_competencies():
    library = Library(Path(__file__).parents[2])
    rubrics = [library.rubric(name).model for name in ("complaint", "bereavement", "guidance")]
    shelf = catalogue_of(library.headers(), rubrics)
    assert shelf.competencies["answers"] == "help"
    assert shelf.competencies["sensitive_data"] == "respect"
    assert shelf.name_of("help", "complaint") == "Put it right"
    assert {question for question, _ in shelf.fatal} >= {"sensitive_data", "no_blame"}
    for situation_ in shelf.situations:
        assert {"help", "respect"} <= set(shelf.asked(situation_, "agent"))
