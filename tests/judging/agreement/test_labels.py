from __future__ import annotations

import pytest

from simulator.judging.agreement.labels import NOT_APPLICABLE, Matrix, Ratings
from simulator.judging.agreement.scale import Form, Scale
from tests.judging.shipped import rubric


@pytest.fixture(scope="module")
def complaint():
    return rubric("complaint")


def ratings(*given):
    found = Ratings()
    for question, item, rater, label in given:
        assert found.add(question, item, rater, label)
    return found


def test_the_first_label_counts():
    found = ratings(("q", "t1", "ana", "a"))
    assert not found.add("q", "t1", "ana", "b")
    assert found.add("q", "t1", "ben", "b")
    assert found.of("q") == {"t1": {"ana": "a", "ben": "b"}}


def test_raters_and_overlap_take_percentages_into_account():
    found = ratings(("q", "t1", "ben", "a"))
    assert (found.raters, found.overlap()) == (("ben",), 0)
    found.add_percentage("t2", "ana", 80.0)
    found.add_percentage("t2", "ben", 80.0)
    assert (found.raters, found.overlap()) == (("ana", "ben"), 1)
    assert not found.add_percentage("t2", "ben", 70.0)


def test_a_label_can_be_taken_as_missing():
    found = ratings(("q", "t1", "ana", NOT_APPLICABLE), ("q", "t1", "ben", "a"))
    assert found.without(NOT_APPLICABLE).of("q") == {"t1": {"ben": "a"}}
    assert found.overlap() == 1


def test_a_matrix_keeps_items_that_two_rated_by_name():
    table = {
        "t2": {"ben": 1, "ana": 0}, "t1": {"ana": 0, "ben": 1}, "t3": {"ana": 0}, "t4": {"cleo": 2, "ana": 0}
    }  # fmt: skip
    found = Matrix.of(table)
    assert (found.raters, found.items) == (("ana", "ben", "cleo"), ("t1", "t2", "t4"))
    assert [found.patterns[at] for at in found.pattern_of] == [(0, 1, None), (0, 1, None), (0, None, 2)]
    assert found.weights == [2, 1]
    assert (found.counted(), found.counted(1)) == ({0: 3, 1: 2, 2: 1}, {1: 2})
    assert (found.rated_by((0, 1)), found.rated_by((1, 2))) == (2, 0)


def test_numbers_are_ordered_and_texts_are_not():
    numbers = Scale.of_labels([3.0, 1.0, 10.0])
    assert (numbers.labels, numbers.positions, numbers.level) == (
        (1.0, 3.0, 10.0),
        (1.0, 3.0, 10.0),
        "ordinal",
    )
    texts = Scale.of_labels(["b", "a", "c"])
    assert (texts.labels, texts.positions, texts.scores, texts.level) == (
        ("a", "b", "c"),
        None,
        None,
        "nominal",
    )
    assert Scale.of_labels([1.0, "a"]).positions is None


def test_two_steps_need_no_weights():
    assert Scale.of_labels([0.0, 1.0]).level == "nominal"


def test_what_does_not_apply_takes_the_order_away_but_not_the_scores():
    found = Scale.of_labels([0.0, 1.0, 2.0, NOT_APPLICABLE])
    assert (found.level, found.scores) == ("nominal", (0.0, 1.0, 2.0, None))
    assert Scale.of_labels([NOT_APPLICABLE]).labels == (NOT_APPLICABLE,)


def test_options_stand_by_their_scores(complaint):
    form = Form(complaint)
    question = complaint.sections[0].questions[0]
    scale = form.scale(question.ref_id, [])
    scores = {option.ref_id: option.score for option in question.options}
    assert [scores[label] for label in scale.labels] == sorted(scores.values())
    assert scale.positions == (0.0, 1.0, 2.0)
    assert form.title(question.ref_id) == question.title
    assert form.option_worth(question.ref_id, 10) == "o_specific"
    assert form.option_worth(question.ref_id, 9) is None
    assert (form.title("x"), form.options("x")) == ("", ())
