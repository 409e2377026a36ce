from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from simulator.content.rubric import Question
from simulator.judging.by_model.ballots import ballots, read_again
from simulator.judging.by_model.second_reading import NOT_APPLICABLE, UNSURE
from simulator.judging.judge import RulesJudge
from simulator.llm.structured import strict_schema
from tests.judging.building import SEEN_SORRY, question, reading, talk
from tests.judging.by_model.fakes import SHA, asked_twice, form

PLAIN = reading("It is a blue one. Bye.")


def options(count):
    first = [
        {"ref_id": f"o_{at}", "text": str(at), "score": at, "when": SEEN_SORRY} for at in range(count - 1)
    ]
    return [*first, {"ref_id": "o_last", "text": "last", "score": 0}]


def orders(count, votes):
    asked = Question.model_validate(asked_twice(options=options(count)))
    return [tuple(one.ref_id for one in ballot.options) for ballot in ballots(asked, votes)]


@pytest.mark.parametrize(("count", "votes"), [(2, 2), (3, 3), (3, 6), (4, 8), (9, 9)])
def test_every_vote_has_another_order_as_long_as_there_is_one(count, votes):
    found = orders(count, votes)
    assert len(set(found)) == votes
    assert {frozenset(order) for order in found} == {frozenset(found[0])}
    assert orders(count, votes) == found


def test_the_first_vote_has_the_order_of_the_file_and_the_second_turns_it_round():
    first, second, third = orders(3, 3)
    assert first == ("o_0", "o_1", "o_last")
    assert second == first[::-1]
    assert third == ("o_1", "o_last", "o_0")


def test_only_a_question_that_may_not_apply_can_be_answered_so():
    always, sometimes = (
        ballots(Question.model_validate(asked_twice(**changed)), 1)[0].names
        for changed in ({}, {"applies": SEEN_SORRY})
    )
    assert always == ("o_yes", "o_no", UNSURE)
    assert sometimes == ("o_yes", "o_no", NOT_APPLICABLE, UNSURE)


def test_the_answer_is_one_of_the_names_and_nothing_else():
    schema = ballots(Question.model_validate(asked_twice()), 1)[0].answer()
    right = {"turn": 2, "quote": "x", "reason": "y", "option": "o_yes"}
    assert schema.model_validate_json(json.dumps(right)).option == "o_yes"
    for wrong in ({"option": "o_best"}, {"turn": "two"}, {"score": 10}, {"option": None}):
        with pytest.raises(ValidationError):
            schema.model_validate_json(json.dumps(right | wrong))
    told = strict_schema(schema)
    assert told["additionalProperties"] is False
    assert told["required"] == ["turn", "quote", "reason", "option"]


def asked(rubric, *said, level=None):
    transcript, readings = talk(*said, level=level)
    return [one.question.ref_id for one in read_again(RulesJudge(rubric, SHA).fill(transcript, readings))]


def test_only_what_the_rubric_wants_is_read_again():
    assert asked(form(asked_twice("a"), question("b"), asked_twice("c")), "Hm", PLAIN) == ["a", "c"]


def test_what_does_not_apply_is_not_read_again():
    sections = form(
        asked_twice("a", applies=SEEN_SORRY), asked_twice("b", levels=["manager"]), asked_twice("c")
    )
    assert asked(sections, "Hm", PLAIN) == ["c"]
    assert asked(sections, "Hm", PLAIN, level="manager") == ["b", "c"]


def test_where_nothing_can_be_read_nothing_is_asked():
    assert asked(form(), "Hm", reading("", flags=["empty"])) == []
    assert asked(form(), "Hm") == []
