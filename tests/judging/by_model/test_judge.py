"""The judge with a second reader, on forms and readings made by hand."""

from __future__ import annotations

import asyncio

import pytest

from simulator.judging.by_model.judge import ModelJudge
from simulator.judging.by_model.prompting import PROMPTS
from simulator.judging.judge import JUDGE_VERSION, RulesJudge
from simulator.judging.transcript import Transcript, Turn
from tests.judging.building import SEEN_SORRY, question, reading, talk
from tests.judging.by_model.fakes import (
    SHA,
    FakeAsker,
    as_json,
    asked_twice,
    by_rules,
    evaluate,
    fails,
    form,
    says,
    verdict,
    without_second,
)

PLAIN = reading("Nine days without light. That is hard to bear.", details=["light"])
FULL = says("o_yes", "Nine days without light")
SORRY = reading("I'm sorry about the lamp.", apologises="I'm sorry", details=["lamp"])
JUST = reading("I'm sorry about the lamp.", apologises="I'm sorry", confidence=0.6)
FAILING = [
    {
        "ref_id": "o_fatal",
        "text": "Fatal",
        "score": 0,
        "automatic_fail": True,
        "when": {"seen": {"behaviour": "blames"}},
    },
    {"ref_id": "o_clear", "text": "Clear", "score": 10},
]


def test_votes_that_agree_where_the_rules_found_nothing_are_taken_and_everything_follows():
    found = evaluate(FakeAsker(FULL), form(asked_twice(), question("other")), "Hm", PLAIN)
    sorry = verdict(found)
    assert (sorry["option"], sorry["score"], sorry["source"], sorry["status"]) == (
        "o_yes",
        10,
        "llm",
        "scored",
    )
    assert sorry["evidence"] == [{"turn": 2, "quote": "Nine days without light", "start": 0, "end": 23}]
    assert sorry["feedback"] == "sorry met"
    assert "absence" not in sorry
    assert "needs_review" not in sorry
    second = sorry["second_reading"]
    assert (second["status"], second["option"]) == ("taken", "o_yes")
    assert second["rules"] == {"option": "o_no", "sure": False}
    assert [vote["void"] for vote in second["votes"]] == [None] * 3
    assert (found["percentage"], found["raw_percentage"], found["passed"]) == (50.0, 50.0, False)
    assert found["strength"]["ref_id"] == "sorry"
    assert [gap["ref_id"] for gap in found["gaps"]] == ["other"]
    assert "second_reading" not in verdict(found, "other")
    assert verdict(found, "other")["source"] == "rules"


def test_the_judge_is_named_with_model_prompt_votes_and_tokens():
    found = evaluate(FakeAsker(FULL), form(), "Hm", PLAIN, votes=2)
    assert found["judge"] == {
        "id": "llm", "version": "1", "rules": JUDGE_VERSION, "model": "quiet-1",
        "prompt_sha256": PROMPTS.version(), "votes": 2, "usage": {"input_tokens": 20, "output_tokens": 4},
    }  # fmt: skip


def test_a_sure_verdict_stands_and_is_put_before_a_person():
    found = evaluate(FakeAsker(says("o_no")), form(), "Hm", SORRY)
    assert (verdict(found)["option"], verdict(found)["source"], verdict(found)["needs_review"]) == (
        "o_yes", "rules", True,
    )  # fmt: skip
    assert verdict(found)["second_reading"]["status"] == "contradicts"
    assert verdict(found)["second_reading"]["option"] == "o_no"
    assert without_second(found) == without_second(by_rules(form(), "Hm", SORRY))


def test_a_behaviour_that_was_only_just_read_can_be_overruled():
    found = evaluate(FakeAsker(says("o_no")), form(), "Hm", JUST)
    taken = verdict(found)
    assert (taken["option"], taken["source"], taken["absence"]) == ("o_no", "llm", True)
    assert (found["percentage"], taken["feedback"]) == (0.0, "sorry missed")
    assert taken["evidence"][0]["quote"] in JUST.text
    (gap,) = found["gaps"]
    assert (gap["ref_id"], gap["text"]) == ("sorry", "sorry missed")


@pytest.mark.parametrize(
    ("say", "status", "review"),
    [
        (lambda _, names, count: FULL if count % 3 else says("o_no"), "split", True),
        (says("unsure"), "split", True),
        (says("o_yes", "I am so very sorry"), "void", True),
        (says("o_best", "Nine days without light"), "void", True),
        (lambda _, names, count: FULL if count % 3 else fails(), "void", True),
        (fails("rate_limited"), "unavailable", False),
        (says("o_no"), "agreed", False),
        (None, "void", True),
        ("full marks", "void", True),
    ],
)
def test_anything_else_leaves_the_form_as_the_rules_have_it(say, status, review):
    found = evaluate(FakeAsker(say), form(), "Hm", PLAIN)
    assert verdict(found)["second_reading"]["status"] == status
    assert verdict(found).get("needs_review", False) is review
    assert without_second(found) == without_second(by_rules(form(), "Hm", PLAIN))


def test_when_nobody_answers_it_says_so_vote_by_vote():
    found = evaluate(FakeAsker(fails("unreachable")), form(), "Hm", PLAIN)
    second = verdict(found)["second_reading"]
    assert second["option"] is None
    assert second["votes"] == [
        {"option": None, "quote": "", "turn": None, "start": None, "end": None, "reason": "",
         "void": "unreachable"}
    ] * 3  # fmt: skip
    assert (found["judge"]["model"], found["judge"]["usage"]) == (None, None)


def test_a_model_sets_no_automatic_fail():
    asked = form(asked_twice("blame", options=FAILING))
    blamed = reading("You should have read it better, madam.")
    found = evaluate(FakeAsker(says("o_fatal", "You should have read it")), asked, "Hm", blamed)
    assert (found["automatic_fail"], found["percentage"]) == (False, 100.0)
    assert verdict(found, "blame")["needs_review"] is True
    assert verdict(found, "blame")["second_reading"]["status"] == "contradicts"


@pytest.mark.parametrize("confidence", [0.56, 0.99])
def test_a_model_lifts_no_automatic_fail(confidence):
    asked = form(asked_twice("blame", options=FAILING))
    blamed = reading(
        "You should have read it better.", blames="You should have read it", confidence=confidence
    )
    found = evaluate(FakeAsker(says("o_clear")), asked, "Hm", blamed)
    assert (found["automatic_fail"], found["percentage"], found["passed"]) == (True, 0.0, False)
    assert verdict(found, "blame")["needs_review"] is True


def test_whether_a_question_applies_is_the_rules_to_say():
    asked = form(asked_twice(applies={"measure": {"replies": ">= 1"}}), question("other"))
    found = evaluate(FakeAsker(says("not_applicable")), asked, "Hm", PLAIN)
    assert (verdict(found)["status"], verdict(found)["needs_review"]) == ("scored", True)
    away = form(asked_twice(applies=SEEN_SORRY), question("other"))
    asker = FakeAsker(FULL)
    found = evaluate(asker, away, "Hm", PLAIN)
    assert (verdict(found)["status"], asker.asked) == ("not_applicable", [])
    assert "second_reading" not in verdict(found)


def test_what_the_rules_could_not_score_is_scored_by_words_alone():
    """The reading of the second reply is of other words than were said, so that it shows nothing."""
    transcript, readings = talk("Hm", PLAIN, "So?", reading("Other words.", apologises="Other words"))
    said = Transcript("t", (*transcript.turns[:3], Turn("agent", "Nobody can read this one.")))

    def judged(say):
        judge = ModelJudge(RulesJudge(form(), SHA), FakeAsker(say))
        return as_json(asyncio.run(judge.evaluate(said, readings)))

    found = judged(FULL)
    assert (verdict(found)["status"], verdict(found)["source"], found["percentage"]) == (
        "scored", "llm", 100.0,
    )  # fmt: skip
    assert verdict(found)["second_reading"]["rules"] == {"option": None, "sure": False}
    for say in (says("o_no"), fails(), says("o_yes", "invented words here")):
        found = judged(say)
        assert (verdict(found)["status"], found["percentage"]) == ("not_scored", None)


def test_a_talk_that_is_not_settled_is_no_pass_whatever_a_model_says():
    found = evaluate(FakeAsker(FULL), form(), "Hm", PLAIN, settled=False)
    assert (found["percentage"], found["passed"], found["settled"]) == (100.0, False, False)
    assert evaluate(FakeAsker(FULL), form(), "Hm", PLAIN, settled=True)["passed"] is True


def test_a_form_without_such_questions_asks_nothing():
    asker = FakeAsker(FULL)
    found = evaluate(asker, form(question()), "Hm", PLAIN)
    assert asker.asked == []
    assert (found["judge"]["id"], found["judge"]["model"]) == ("llm", None)
    assert without_second(found) == without_second(by_rules(form(question()), "Hm", PLAIN))


def test_the_same_answers_give_the_same_evaluation():
    first, second = (evaluate(FakeAsker(FULL), form(), "Hm", PLAIN) for _ in range(2))
    assert first == second


def test_a_middling_option_is_told_as_such():
    options = [
        {"ref_id": "o_all", "text": "All", "score": 10, "when": SEEN_SORRY},
        {"ref_id": "o_some", "text": "Some", "score": 5, "when": {"seen": {"behaviour": "thanks"}}},
        {"ref_id": "o_none", "text": "None", "score": 0},
    ]
    feedback = {"met": "met", "partly": "partly", "missed": "missed", "better": "better"}
    asked = form(asked_twice(options=options, feedback=feedback))
    found = evaluate(FakeAsker(says("o_some", "That is hard to bear")), asked, "Hm", PLAIN)
    assert (found["percentage"], verdict(found)["feedback"]) == (50.0, "partly")
    assert [(gap["text"], gap["quote"]) for gap in found["gaps"]] == [("partly", "That is hard to bear.")]


def test_the_texts_of_a_taken_verdict_say_nothing_of_what_the_rules_found_beside():
    """Beside a brush-off the rules excuse no apology, and say so; of the model's verdict that is not true."""
    options = [
        {"ref_id": "o_all", "text": "All", "score": 10, "when": SEEN_SORRY},
        {"ref_id": "o_some", "text": "Some", "score": 5, "when": {"seen": {"behaviour": "thanks"}}},
        {"ref_id": "o_none", "text": "None", "score": 0},
    ]
    asked = form(asked_twice(options=options))
    rude = reading("I'm sorry. Not our problem.", apologises="I'm sorry", brushes_off="Not our problem")
    said = ("Hm", rude, "So?", PLAIN)
    assert "spoils them" in verdict(by_rules(asked, *said))["feedback"]
    found = evaluate(FakeAsker(says("o_some", "That is hard to bear", turn=4)), asked, *said)
    assert (verdict(found)["source"], verdict(found)["feedback"]) == ("llm", "sorry missed")
    assert [gap["text"] for gap in found["gaps"]] == ["sorry missed"]


def test_nothing_is_said_to_be_missing_while_a_part_of_what_was_said_cannot_be_quoted():
    transcript, readings = talk("Hm", JUST, "So?", reading("Other words."))
    said = Transcript("t", (*transcript.turns[:3], Turn("agent", "Nobody can read this one.")))
    judge = ModelJudge(RulesJudge(form(), SHA), FakeAsker(says("o_no")))
    found = verdict(as_json(asyncio.run(judge.evaluate(said, readings))))
    assert (found["option"], found["source"], found["needs_review"]) == ("o_yes", "rules", True)
    assert {vote["void"] for vote in found["second_reading"]["votes"]} == {"cannot_be_quoted"}
