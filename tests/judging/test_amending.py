"""One verdict changed by a person, and everything that follows from it."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.content.rubric import Rubric
from simulator.errors import NotFoundError, UsageError
from simulator.judging.amending import (
    Amendment,
    amended,
    question_named,
    quoted,
    standing,
    standings,
    verdicts_of,
)
from simulator.judging.judge import RulesJudge
from simulator.judging.transcript import Transcript, Turn
from tests.judging.building import question, rubric

TURNS = (("customer", "Where is it? I waited."), ("agent", "It comes on Friday, Dana."), ("agent", "Sorry."))
TRANSCRIPT = Transcript("t1", tuple(Turn(speaker, text) for speaker, text in TURNS), "agent")
NEVER = {"customer": {"phrase": "never"}}
SUMS = (
    "percentage", "raw_percentage", "passed", "performance_category", "automatic_fail", "mastery_score",
)  # fmt: skip


def options(chosen, *, fails=False):
    """Options of which the judge takes the one that is named: the others wait for what nobody says."""
    listed = [("o_full", 10, False), ("o_part", 4, False), ("o_none", 0, fails)]
    return [
        {"ref_id": ref, "text": ref, "score": score, "automatic_fail": automatic}
        | ({} if ref == chosen else {"when": NEVER})
        for ref, score, automatic in listed
    ]


def form(*chosen, **changed) -> Rubric:
    """Three sections of two questions; `chosen` is what the judge will say of each."""
    asked = []
    for number, said in enumerate(chosen):
        skipped = said == "not_applicable"
        one = question(
            f"q{number}",
            weight=1 + number,
            critical=number == 4,
            applies=NEVER if skipped else {"not": NEVER},
            options=options("o_none" if skipped else said, fails=number == 5),
        )
        asked.append(one)
    sections = [
        {
            "ref_id": f"s{part}",
            "title": f"Part {part}",
            "weight": weight,
            "questions": asked[2 * part : 2 * part + 2],
        }
        for part, weight in enumerate((50, 30, 20))
    ]
    given = {"phrases": {"never": ["xylophone"]}, "levels": {"new_hire": {"mastery_score": 0.5}}}
    thresholds = [
        {"performance_category": "NEEDS_IMPROVEMENT", "max_score_percentage": 40},
        {"performance_category": "EXCEEDS_EXPECTATIONS", "min_score_percentage": 90},
    ]
    return rubric(sections=sections, score_thresholds=thresholds, **given, **changed)


def judged(made: Rubric, settled=None):
    return RulesJudge(made, "ab").evaluate(TRANSCRIPT, settled=settled).to_json()


def change(question="q0", option="o_part", **more):
    return Amendment(question, option, "ana", "2026-03-02T10:00:00.000Z", "I read it so.", **more)


ALL = form(*["o_none"] * 4, "o_full", "o_full")
SAYINGS = st.sampled_from(["o_full", "o_part", "o_none", "not_applicable"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SAYINGS, min_size=6, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), SAYINGS | st.just("not_scored")), max_size=6),
    st.sampled_from([None, True, False]),
)
def test_any_amendments_add_up_as_if_the_form_had_been_filled_so(start, steps, settled):
    made = form(*start)
    found, said = judged(made, settled), list(start)
    for number, (at, option) in enumerate(steps, start=1):
        if said[at] == option:
            continue
        found = amended(found, number, made, "agent", change(f"q{at}", option))
        said[at] = option
    withheld = [at for at, option in enumerate(said) if option == "not_scored"]
    if withheld:  # the judge withholds nothing here; what is withheld weighs like what does not apply
        said = ["not_applicable" if at in withheld else option for at, option in enumerate(said)]
    fresh = judged(form(*said), settled)
    same = [key for key in SUMS if key != "passed" or 4 not in withheld]
    assert {key: found[key] for key in same} == {key: fresh[key] for key in same}
    for ours, theirs in zip(found["questions"], fresh["questions"], strict=True):
        assert ours["applied_weight"] == theirs["applied_weight"]
        assert ours["score"] == theirs["score"]
    if 4 in withheld:
        assert not found["passed"]


def test_what_is_amended_says_who_changed_what_and_why():
    before = judged(ALL)
    kept = copy.deepcopy(before)
    found = amended(before, 3, ALL, "agent", change())
    assert before == kept
    assert found["amended"] == {
        "question": "q0", "from": "o_none", "to": "o_part", "by": "ana",
        "at": "2026-03-02T10:00:00.000Z", "reason": "I read it so.", "of": 3,
    }  # fmt: skip
    verdict = found["questions"][0]
    assert (verdict["option"], verdict["score"], verdict["source"]) == ("o_part", 4, "human")
    assert verdict["evidence"] == before["questions"][0]["evidence"]
    assert [item["source"] for item in found["questions"][1:]] == ["rules"] * 5


def test_the_level_sets_what_is_needed():
    before = judged(ALL)
    for level, needed in (("agent", 0.8), ("new_hire", 0.5)):
        assert amended(before, 1, ALL, level, change())["mastery_score"] == needed


def test_a_quote_takes_the_place_of_the_evidence():
    proof = quoted(TURNS, "on Friday")
    found = amended(judged(ALL), 1, ALL, "agent", change(evidence=proof))["questions"][0]
    assert found["evidence"] == [{"turn": 2, "quote": "on Friday", "start": 9, "end": 18}]
    assert TURNS[1][1][9:18] == "on Friday"
    assert "absence" not in found


@pytest.mark.parametrize(
    ("quote", "turn", "told"),
    [
        ("on Friday", 3, "turn 3"),
        ("Where is it?", None, "agent's"),
        ("Where is it?", 1, "not one of the agent's"),
        ("on friday", 2, "does not stand"),
        ("Sorry.", 9, "not one of the agent's"),
        ("  ", 2, "empty"),
    ],
)
def test_a_quote_that_is_not_in_that_turn_is_void(quote, turn, told):
    with pytest.raises(UsageError, match=told):
        quoted(TURNS, quote, turn)


def test_what_is_not_counted_can_be_counted_and_back():
    before = judged(form("not_applicable", *["o_full"] * 5))
    assert before["questions"][0]["applied_weight"] == 0
    counted = amended(before, 1, ALL, "agent", change("q0", "o_none"))
    assert counted["questions"][0]["applied_weight"] > 0
    assert counted["percentage"] < before["percentage"]
    back = amended(counted, 2, ALL, "agent", change("q0", "not_applicable"))
    assert {key: back[key] for key in SUMS} == {key: before[key] for key in SUMS}
    assert (back["questions"][0]["option"], back["questions"][0]["score"]) == (None, None)
    withheld = amended(back, 3, ALL, "agent", change("q0", "not_scored"))
    assert standing(withheld["questions"][0]) == "not_scored"


def test_a_critical_question_that_is_withheld_bars_the_pass():
    made = form(*["o_full"] * 6)
    before = judged(made)
    assert before["passed"]
    withheld = amended(before, 1, made, "agent", change("q4", "not_scored"))
    assert (withheld["percentage"], withheld["passed"]) == (100.0, False)
    assert amended(before, 1, made, "agent", change("q4", "not_applicable"))["passed"]


def test_a_matter_that_is_open_is_no_pass_whatever_is_amended():
    made = form("o_none", *["o_full"] * 5)
    for settled, passed in ((None, True), (True, True), (False, False)):
        found = amended(judged(made, settled), 1, made, "agent", change("q0", "o_full"))
        assert (found["percentage"], found["passed"]) == (100.0, passed)


def test_an_option_that_fails_the_form_does_so_until_it_is_changed():
    made = form(*["o_full"] * 6)
    failed = amended(judged(made), 1, made, "agent", change("q5", "o_none"))
    assert (failed["percentage"], failed["automatic_fail"], failed["passed"]) == (0.0, True, False)
    assert failed["raw_percentage"] > 80
    assert failed["gaps"][0]["ref_id"] == "q5"
    assert amended(failed, 2, made, "agent", change("q5", "o_full"))["passed"]


def test_a_question_that_always_applies_cannot_be_not_applicable():
    made = rubric()
    with pytest.raises(UsageError, match="always applies"):
        amended(judged(made), 1, made, "agent", change("sorry", "not_applicable"))
    assert standings(question_named(made, "sorry")) == ("o_yes", "o_no", "not_scored")


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        (change("q0", "o_none"), UsageError, "already"),
        (change("q9"), NotFoundError, "q9"),
        (change("q0", "o_ful"), NotFoundError, "o_ful"),
    ],
)
def test_what_cannot_be_amended_is_told_with_the_nearest(given, error, told):
    with pytest.raises(error, match=told) as caught:
        amended(judged(ALL), 1, ALL, "agent", given)
    assert given.option != "o_ful" or "Did you mean o_full?" in caught.value.hint
    assert given.question != "q9" or "Did you mean q" in caught.value.hint


def test_a_form_of_another_rubric_is_not_amended():
    with pytest.raises(UsageError, match="not filled by"):
        verdicts_of(judged(rubric()), ALL)
    with pytest.raises(UsageError, match="not filled by"):
        verdicts_of({"questions": "odd"}, ALL)


def test_a_gap_that_was_closed_is_told_no_more_and_a_new_one_is():
    made = form("o_none", *["o_full"] * 5)
    before = judged(made)
    assert [gap["ref_id"] for gap in before["gaps"]] == ["q0"]
    closed = amended(before, 1, made, "agent", change("q0", "o_full"))
    assert closed["gaps"] == []
    assert closed["questions"][0]["feedback"] == "q0 met"
    proof = quoted(TURNS, "Sorry.")
    opened = amended(closed, 2, made, "agent", change("q3", "o_part", evidence=proof), {"q3": "Say more."})
    gap = opened["gaps"][0]
    assert (gap["ref_id"], gap["quote"], gap["turn"], gap["better"]) == ("q3", "Sorry.", 3, "Say more.")


def test_a_strength_that_lost_its_marks_is_told_no_more():
    before = {**judged(ALL), "strength": {"ref_id": "q4", "quote": "Sorry.", "turn": 3}}
    assert amended(before, 1, ALL, "agent", change("q4", "o_none"))["strength"] is None
    assert amended(before, 1, ALL, "agent", change("q0"))["strength"] == before["strength"]


def test_an_option_that_speaks_for_itself_does_so_when_a_person_chooses_it_too():
    own = {"missed": "Nothing of this was said.", "better": "Say it like this."}
    listed = [{**one, **own} if one["ref_id"] == "o_none" else one for one in options("o_full")]
    made = rubric(question("q0", weight=1, options=listed))
    proof = quoted(TURNS, "Sorry.")
    wording = {"q0": "From the situation."}
    found = amended(judged(made), 1, made, "agent", change("q0", "o_none", evidence=proof), wording)
    assert found["questions"][0]["feedback"] == found["gaps"][0]["text"] == own["missed"]
    assert found["gaps"][0]["better"] == own["better"]
