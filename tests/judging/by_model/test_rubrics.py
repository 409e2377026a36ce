"""The key `second_reading`: what it may be, that `check` and the schema know it, and that rules do not."""

from __future__ import annotations

import pytest

from simulator.content.faults import FaultyFile
from simulator.content.loading import parse
from simulator.content.rubric import Rubric
from simulator.content.schema import json_schema
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import parse_object
from tests.judging.building import question
from tests.judging.by_model.fakes import SHA, as_json, asked_twice, form
from tests.judging.shipped import ROOT, RUBRICS, judge, rows, rubric

WEAK = {
    "acknowledges",
    "sees_the_person",
    "reassures",
    "no_blame",
    "no_brush_off",
    "closes",
    "one_contact",
    "teach_back",
}


@pytest.mark.parametrize("name", RUBRICS)
def test_the_shipped_rubrics_ask_it_of_the_questions_where_rules_are_weakest(name):
    asked = {one.ref_id: one.second_reading for part in rubric(name).sections for one in part.questions}
    found = {ref_id: key.criterion for ref_id, key in asked.items() if key is not None}
    assert 3 <= len(found) <= 5
    assert found.keys() <= WEAK
    assert all(criterion.startswith("The agent ") for criterion in found.values())
    assert len(set(found.values())) == len(found)


def without_keys(name):
    given = rubric(name).model_dump(by_alias=True, exclude_unset=True)
    for part in given["sections"]:
        for one in part["questions"]:
            one.pop("second_reading", None)
    return Rubric.model_validate(given)


@pytest.mark.parametrize("name", RUBRICS)
def test_the_judge_by_rules_does_not_see_it(name):
    bare = RulesJudge(without_keys(name), SHA)
    assert bare.rubric != rubric(name)
    for row in rows(name):
        talk = parse_object(row)
        assert as_json(bare.evaluate(talk)) == as_json(judge(name).evaluate(talk))


def test_a_criterion_may_be_left_out():
    (part,) = form(asked_twice(), question("b", second_reading={}), question("c")).sections
    keys = [one.second_reading for one in part.questions]
    assert keys[0].criterion == "Criterion of sorry."
    assert keys[1].criterion is None
    assert keys[2] is None


def faults(text):
    with pytest.raises(FaultyFile) as found:
        parse(text.encode(), ROOT / "rubrics" / "complaint.yaml", "rubric")
    return str(found.value)


@pytest.mark.parametrize(
    ("instead", "told"),
    [
        ("        second_readin:\n", "second_reading"),
        ("        second_reading: yes please\n        x:\n", "second_reading"),
    ],
)
def test_a_slip_in_the_key_is_told_with_its_place(instead, told):
    text = (ROOT / "rubrics" / "complaint.yaml").read_text(encoding="utf-8")
    said = faults(text.replace("        second_reading:\n", instead, 1))
    assert told in said
    assert "complaint.yaml:" in said


def test_an_unknown_key_below_it_names_the_nearest():
    text = (ROOT / "rubrics" / "complaint.yaml").read_text(encoding="utf-8")
    assert "did you mean 'criterion'?" in faults(
        text.replace("          criterion: |", "          criterium: |", 1)
    )


def test_the_schema_tells_what_it_means():
    schema = json_schema("rubric")
    assert "model" in schema["$defs"]["Question"]["properties"]["second_reading"]["description"]
    assert schema["$defs"]["SecondReadingAsked"]["properties"]["criterion"]["type"] == "string"
