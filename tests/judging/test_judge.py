from __future__ import annotations

import json
from dataclasses import replace

import pytest

from simulator.content.rubric import Rubric
from simulator.judging.by_model.second_reading import SecondReading
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, Turn, cleaned_turn
from simulator.language.reader import Reader
from tests.judging.building import question, reading, rubric, talk

SHA = "0" * 64
SORRY = reading("I'm sorry about the lamp.", apologises="I'm sorry", details=["lamp"])
PLAIN = reading("It is a blue one. Bye.")
SEEN = {
    name: {"seen": {"behaviour": name}} for name in ("apologises", "commits_to_action", "blames", "thanks")
}


def options(**when) -> list[dict]:
    """An option of ten points for each, and one of none."""
    chosen = [{"ref_id": f"o_{name}", "text": name, "score": 10, "when": rule} for name, rule in when.items()]
    return [*chosen, {"ref_id": "o_no", "text": "no", "score": 0}]


def evaluate(form: Rubric, *said, level: str | None = None) -> dict:
    transcript, readings = talk(*said, level=level)
    return RulesJudge(form, SHA).evaluate(transcript, readings).to_json()


def verdicts(evaluation: dict) -> dict[str, dict]:
    return {verdict["ref_id"]: verdict for verdict in evaluation["questions"]}


def test_the_evaluation_has_the_shape_of_the_contract():
    found = evaluate(rubric(question(), question("thanks", options=options(yes=SEEN["thanks"]))), "Hm", SORRY)
    assert list(found) == [
        "type", "id", "rubric", "judge", "percentage", "raw_percentage", "passed", "performance_category",
        "automatic_fail", "mastery_score", "strength", "gaps", "questions",
    ]  # fmt: skip
    assert found["type"] == "evaluation"
    assert found["id"] == "t1"
    assert found["rubric"] == {"id": "small", "version": 3, "sha256": SHA}
    assert found["judge"]["id"] == "rules"
    assert (found["percentage"], found["raw_percentage"], found["passed"]) == (50.0, 50.0, False)
    assert found["questions"][0] == {
        "ref_id": "sorry", "title": "Title of sorry", "section": "s1", "option": "o_yes", "score": 10,
        "max_score": 10, "applied_weight": 50.0, "status": "scored", "source": "rules",
        "evidence": [{"turn": 2, "quote": "I'm sorry about the lamp.", "start": 0, "end": 25}],
        "feedback": "sorry met",
    }  # fmt: skip
    assert found["strength"] == {
        "ref_id": "sorry", "title": "Title of sorry", "quote": "I'm sorry about the lamp.", "turn": 2,
        "text": "sorry met",
    }  # fmt: skip
    assert [set(gap) for gap in found["gaps"]] == [{"ref_id", "title", "quote", "turn", "text", "better"}]
    assert json.loads(json.dumps(found)) == found


def test_the_same_talk_gives_the_same_bytes():
    transcript = Transcript(
        "x", (Turn("customer", "Where is it?"), Turn("agent", "Sorry. It comes on Friday."))
    )
    first, second = (
        json.dumps(RulesJudge(rubric(question(), question("b")), SHA).evaluate(transcript).to_json())
        for _ in range(2)
    )
    assert first == second


def test_weights_are_the_sections_share_times_the_questions_share():
    sections = [
        {
            "ref_id": "a",
            "title": "A",
            "weight": 30,
            "questions": [question("q1", weight=1), question("q2", weight=2)],
        },
        {"ref_id": "b", "title": "B", "weight": 70, "questions": [question("q3")]},
    ]
    found = verdicts(evaluate(rubric(sections=sections), "Hm", SORRY))
    assert [found[name]["applied_weight"] for name in ("q1", "q2", "q3")] == [10.0, 20.0, 70.0]


def test_a_question_that_does_not_apply_is_shared_out():
    found = evaluate(rubric(question(), question("q2", applies=SEEN["blames"])), "Hm", SORRY)
    assert found["percentage"] == 100.0
    assert verdicts(found)["q2"] | {"feedback": ""} == {
        "ref_id": "q2", "title": "Title of q2", "section": "s1", "option": None, "score": None,
        "max_score": 10, "applied_weight": 0.0, "status": "not_applicable", "source": "rules",
        "evidence": [], "feedback": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("level", "asked"), [("manager", True), ("agent", False), (None, False), ("new_hire", False)]
)
def test_levels_have_their_own_questions(level, asked):
    form = rubric(question(), question("q2", levels=["manager", "executive"]))
    status = verdicts(evaluate(form, "Hm", SORRY, level=level))["q2"]["status"]
    assert status == ("scored" if asked else "not_applicable")


@pytest.mark.parametrize(("level", "mastery"), [("new_hire", 0.4), ("agent", 0.8), (None, 0.8)])
def test_levels_have_their_own_mastery(level, mastery):
    form = rubric(
        question(),
        question("q2", options=options(yes=SEEN["thanks"])),
        levels={"new_hire": {"mastery_score": 0.4}},
    )
    found = evaluate(form, "Hm", SORRY, level=level)
    assert found["mastery_score"] == mastery
    assert found["passed"] is (mastery <= 0.5)


@pytest.mark.parametrize(
    "said",
    [
        ("Hello?",),
        ("Hello?", reading("", flags=["empty"])),
        ("Hello?", reading("…!", flags=["wordless"]), "Hm", reading("qqq", flags=["unreadable"])),
    ],
)
def test_where_nothing_can_be_judged_nothing_is_scored(said):
    found = evaluate(rubric(question(), question("b", applies=SEEN["blames"])), *said)
    assert (found["percentage"], found["raw_percentage"], found["passed"]) == (None, None, False)
    assert found["performance_category"] is None
    assert {verdict["status"] for verdict in found["questions"]} == {"not_scored"}
    assert found["strength"] is None
    assert found["gaps"] == []


def test_a_verdict_without_words_to_prove_it_is_withheld():
    transcript, readings = talk("Hm", SORRY, "Hm", PLAIN)
    other = reading("Something else entirely.", thanks="Something")
    form = rubric(question(), question("thanks", options=options(yes=SEEN["thanks"]), critical=True))
    found = RulesJudge(form, SHA).evaluate(transcript, readings | {4: other}).to_json()
    assert verdicts(found)["sorry"]["status"] == "scored"
    assert verdicts(found)["thanks"]["status"] == "not_scored"
    assert found["percentage"] == 100.0
    assert found["passed"] is False


def test_every_scored_verdict_cites_a_turn_of_the_agent():
    form = rubric(question(), question("b", options=options(yes=SEEN["thanks"])))
    for verdict in evaluate(form, "Hm", PLAIN)["questions"]:
        (evidence,) = verdict["evidence"]
        assert evidence["turn"] == 2
        assert PLAIN.text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_an_automatic_fail_is_zero_with_the_raw_percentage_kept():
    bad = [
        {"ref_id": "o_bad", "text": "x", "score": 0, "when": SEEN["blames"], "automatic_fail": True},
        {"ref_id": "o_ok", "text": "x", "score": 10},
    ]
    rude = reading("You broke it. I'm sorry. Really sorry.", blames="You broke it", apologises="Really sorry")
    found = evaluate(rubric(question(weight=3), question("rude", options=bad)), "Hm", rude)
    assert (found["percentage"], found["raw_percentage"], found["automatic_fail"]) == (0.0, 75.0, True)
    assert found["passed"] is False
    assert found["gaps"][0]["ref_id"] == "rude"
    assert found["gaps"][0]["quote"] == "You broke it."


def test_readings_that_are_missing_are_made():
    transcript = Transcript(
        "x", (Turn("customer", "Where is it?"), Turn("agent", "I'm so sorry about that."))
    )
    judge = RulesJudge(rubric(), SHA)
    own = judge.evaluate(transcript).to_json()
    assert own == judge.evaluate(transcript, {2: Reader("en").read("I'm so sorry about that.")}).to_json()
    assert own["percentage"] == 100.0


def test_the_rubrics_phrases_are_found_in_readings_that_others_made():
    text = "Everything will come shortly."
    form = rubric(
        question("vague", options=options(yes={"seen": {"phrase": "vague"}})), phrases={"vague": ["shortly"]}
    )
    transcript = Transcript("x", (Turn("agent", text),))
    found = RulesJudge(form, SHA).evaluate(transcript, {1: Reader("en").read(text)})
    assert found.percentage == 100


def test_evidence_points_into_the_words_that_were_handed_in():
    raw = "Well\u200b, \x1b[1mI'm sorry about that\x1b[0m."
    transcript = Transcript("x", (Turn("customer", "Hm"), cleaned_turn("agent", raw)))
    found = RulesJudge(rubric(), SHA).evaluate(transcript).to_json()
    (evidence,) = found["questions"][0]["evidence"]
    assert raw[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert "sorry" in evidence["quote"]


@pytest.mark.parametrize("settled", [None, False])
@pytest.mark.parametrize(
    "said", ["I'm \u201csorry\u201d \\ about\tthe lamp.", "", "Dzień dobry, przesyłka jest już w drodze."]
)
def test_an_evaluation_in_writing_is_its_object_in_writing(said, settled):
    form = rubric(question(critical=True), question("thanks", options=options(yes=SEEN["thanks"])))
    transcript = Transcript("a", (Turn("customer", "Hm"), cleaned_turn("agent", said)))
    found = RulesJudge(form, SHA).evaluate(transcript, settled=settled)
    assert found.to_line() == json.dumps(found.to_json(), ensure_ascii=False)


def test_a_second_reading_is_written_too():
    transcript, readings = talk("Hm", SORRY)
    found = RulesJudge(rubric(), SHA).evaluate(transcript, readings)
    second = SecondReading("agreed", "o_yes", "o_yes", True, (), True)
    both = replace(found, questions=tuple(replace(one, second_reading=second) for one in found.questions))
    assert both.to_line() == json.dumps(both.to_json(), ensure_ascii=False)
