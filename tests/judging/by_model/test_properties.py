"""Whatever a model answers: the evaluation is valid, its evidence verifies, no automatic fail moves."""

from __future__ import annotations

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.judging.arithmetic import category
from simulator.judging.transcript import parse_object
from tests.judging.by_model.fakes import FakeAsker, as_json, evaluate_texts, fails, transcript_of
from tests.judging.shipped import RUBRICS, judge, rows

TALKS = [[turn["text"] for turn in row["turns"]] for name in RUBRICS for row in rows(name)[::6]]
TALKS += [
    ["Where is it?", "\x1b[31mAt home.\u200b You should have read it. “Never” mind; I'm sorry…\r\nBye."],
    ["My husband died.", "You killed him. What is your PIN?", "What?", "I'm sorry for your loss."],
]
STATUSES = {"agreed", "taken", "split", "void", "contradicts", "unavailable"}
WORDS = st.text(max_size=40)
ANYTHING = st.one_of(st.none(), st.integers(), st.booleans(), st.lists(WORDS, max_size=2), WORDS)


@st.composite
def answers(draw, texts):
    """An answer: often a proper one with the agent's own words, else anything at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.one_of(ANYTHING, st.just(fails())))
    turn = draw(st.integers(-1, len(texts) + 1))
    said = texts[turn - 1] if 1 <= turn <= len(texts) else "nothing"
    start = draw(st.integers(0, max(0, len(said) - 1)))
    quote = draw(st.one_of(st.just(said[start : start + 40]), st.just(said), st.just(""), WORDS))
    return {
        "option": draw(st.integers(0, 12)),
        "turn": draw(st.one_of(st.just(turn), ANYTHING)) if draw(st.booleans()) else turn,
        "quote": quote if draw(st.integers(0, 9)) else draw(ANYTHING),
        "reason": draw(ANYTHING),
    }


def asker(given_answers):
    def say(_, names, count):
        answer = given_answers[((count - 1) // 3) % len(given_answers)]
        if isinstance(answer, dict):
            return {**answer, "option": sorted(names)[answer["option"] % len(names)]}
        return answer

    return FakeAsker(say)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_whatever_is_answered(data):
    name = data.draw(st.sampled_from(RUBRICS))
    texts = data.draw(st.sampled_from(TALKS))
    asked = asker(data.draw(st.lists(answers(texts), min_size=1, max_size=6)))
    found = evaluate_texts(asked, judge(name), *texts)
    rules = as_json(judge(name).evaluate(transcript_of(*texts)))
    assert set(rules) == set(found)
    assert found["automatic_fail"] is rules["automatic_fail"]
    _check_sums(found, name)
    for one, before in zip(found["questions"], rules["questions"], strict=True):
        _check_question(one, before, texts)
    for told in [*found["gaps"], *([found["strength"]] if found["strength"] else [])]:
        assert told["quote"] in texts[told["turn"] - 1]
    assert "\x1b" not in json.dumps(found["questions"]).replace("\\u001b[31m", "")


def _check_sums(found, name):
    counted = [one for one in found["questions"] if one["score"] is not None]
    earned = sum(one["applied_weight"] * one["score"] / one["max_score"] for one in counted)
    assert abs(earned - found["raw_percentage"]) < 0.2
    assert abs(sum(one["applied_weight"] for one in counted) - 100) < 0.2
    shown = Fraction(str(found["percentage"]))
    assert found["performance_category"] == category(shown, judge(name).rubric.score_thresholds)
    enough = found["percentage"] >= 100 * found["mastery_score"]
    criticals = all(one["score"] == one["max_score"] for one in counted if one.get("critical"))
    assert found["passed"] == (enough and criticals and not found["automatic_fail"])


def _check_question(one, before, texts):
    assert one["status"] in {"scored", "not_applicable", "not_scored"}
    assert one["source"] in {"rules", "llm"}
    for proof in one["evidence"]:
        assert proof["turn"] % 2 == 0
        assert texts[proof["turn"] - 1][proof["start"] : proof["end"]] == proof["quote"]
        assert proof["quote"]
    assert bool(one["evidence"]) == (one["status"] == "scored")
    second = one.get("second_reading")
    if second is None:
        assert one == before or one["applied_weight"] != before["applied_weight"]
        return
    assert second["status"] in STATUSES
    assert (one["source"] == "llm") == (second["status"] == "taken")
    if second["status"] != "taken":
        assert (one["option"], one["score"], one["evidence"]) == (
            before["option"], before["score"], before["evidence"],
        )  # fmt: skip
    for vote in second["votes"]:
        if vote["start"] is not None:
            assert texts[vote["turn"] - 1][vote["start"] : vote["end"]] == vote["quote"]
        assert vote["void"] is None or vote["start"] is None


def test_the_talks_are_read_as_they_are():
    assert parse_object(rows("complaint")[0]).turns[0].text == rows("complaint")[0]["turns"][0]["text"]
