from __future__ import annotations

import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.commands.agreement_judges import RulesRater
from simulator.commands.agreement_judging import (
    Places,
    Sitting,
    add_verdicts,
    check_names,
    judge_all,
)
from simulator.errors import UnavailableError, UsageError
from simulator.judging.agreement.reliability import Drawing
from simulator.judging.agreement.report import report
from tests.commands.agreeing import ACKNOWLEDGES
from tests.commands.sitting import (
    QUESTION,
    WORDS,
    CopyingJudge,
    complaint,
    conversations,
    filled,
    model_rater,
    ratings_of,
    reading,
)
from tests.judging.by_model.fakes import fails, says

PAIRS = st.lists(
    st.tuples(st.sampled_from(ACKNOWLEDGES), st.sampled_from(ACKNOWLEDGES)), min_size=2, max_size=9
)
NO_INTERVALS = Drawing(0)


def pair_kappas(ratings):
    """Cohen's kappa of each two raters."""
    (question,) = report(ratings, complaint()[0], NO_INTERVALS).questions
    return {pair.raters: pair.estimates[1].value for pair in question.pairs}


@given(PAIRS.filter(lambda pairs: len({ana for ana, _ in pairs}) > 1))
def test_a_judge_that_copies_a_rater_agrees_with_them_wholly_and_with_others_as_they_do(pairs):
    ana, ben = zip(*pairs, strict=True)
    ratings = ratings_of(ana=ana, ben=ben)
    places = Places.of(ratings)
    judge = CopyingJudge({f"t{at}": filled(option) for at, option in enumerate(ana)})
    (sitting,) = judge_all([judge], conversations(len(ana)), io.StringIO())
    add_verdicts(ratings, sitting, places)
    kappas = pair_kappas(ratings)
    assert kappas["ana", "llm:copy"] == 1
    assert kappas["ben", "llm:copy"] == kappas["ana", "ben"]


def test_a_judge_labels_what_somebody_labelled_and_nothing_else():
    ratings = ratings_of(ana=["o_none", "o_none"])
    ratings.add_percentage("t1", "ana", 60.0)
    sitting = Sitting(
        CopyingJudge({}),
        {f"t{at}": filled("o_general", percentage=Fraction(200, 3)) for at in range(3)},
    )
    add_verdicts(ratings, sitting, Places.of(ratings))
    assert ratings.questions == (QUESTION,)
    assert {item: row.get("llm:copy") for item, row in ratings.of(QUESTION).items()} == {
        "t0": "o_general", "t1": "o_general",
    }  # fmt: skip
    assert ratings.percentages == {"t1": {"ana": 60.0, "llm:copy": 66.67}}


@pytest.mark.parametrize(
    ("form", "label", "percentage"),
    [
        (filled("o_none", percentage=Fraction(50)), "o_none", 50.0),
        (filled(None, status="not_applicable", percentage=Fraction(50)), "not_applicable", 50.0),
        (filled(None, status="not_scored", percentage=None), None, None),
        (filled("o_none", reading(None, status="unavailable"), percentage=Fraction(50)), None, None),
        (filled("o_none", reading(None, status="void"), percentage=Fraction(50)), "o_none", 50.0),
    ],
)
def test_what_a_model_did_not_answer_is_no_verdict_of_its_judge(form, label, percentage):
    ratings = ratings_of(ana=["o_none"])
    ratings.add_percentage("t0", "ana", 60.0)
    add_verdicts(ratings, Sitting(CopyingJudge({}), {"t0": form}), Places.of(ratings))
    assert ratings.of(QUESTION)["t0"].get("llm:copy") == label
    assert ratings.percentages["t0"].get("llm:copy") == percentage


def test_a_judge_that_left_something_did_not_judge_all():
    assert Sitting(CopyingJudge({}), {"t0": filled("o_none")}).whole
    assert not Sitting(CopyingJudge({}), {"t0": filled("o_none")}, left=1).whole


def test_places_are_those_with_a_label():
    ratings = ratings_of(ana=["o_none", "not_applicable"]).without("not_applicable")
    ratings.add_percentage("t7", "ana", 60.0)
    places = Places.of(ratings)
    assert places.questions == {(QUESTION, "t0")}
    assert places.items == {"t0", "t7"}


def test_a_judge_takes_nobody_s_name():
    with pytest.raises(UsageError, match="a rater `llm:copy` already"):
        check_names([CopyingJudge({})], ratings_of(**{"llm:copy": ["o_none"]}))
    check_names([CopyingJudge({})], ratings_of(ana=["o_none"]))


def test_a_model_that_is_gone_is_asked_no_more_and_keeps_what_it_said():
    def say(text, names, count):
        return says("o_none" if "o_none" in names else names[0], WORDS) if count <= 6 else fails("timeout")

    err = io.StringIO()
    (sitting,) = judge_all([model_rater(say)], conversations(9), err)
    assert (len(sitting.evaluations), sitting.left, sitting.whole, sitting.silent) == (3, 6, False, False)
    lines = err.getvalue().splitlines()
    assert lines[-2] == "note: llm:quiet: 6 of 12 requests brought no answer (timeout 6)."
    assert lines[-1].startswith("note: llm:quiet: ")
    assert lines[-1].endswith("Conversations not judged: 6.")


def test_a_model_without_any_answer_is_left_out():
    err = io.StringIO()
    good = model_rater(says("unsure"), "good")
    kept = judge_all([model_rater(fails("wrong_key"), "bad"), good], conversations(2), err)
    assert [sitting.judge for sitting in kept] == [good]
    assert kept[0].whole
    assert "note: llm:bad gave no answer at all and is left out.\n" in err.getvalue()
    assert "llm:good: 2 of 2 conversations\n" in err.getvalue()


def test_where_no_model_answers_there_is_nothing_to_compare():
    with pytest.raises(UnavailableError, match="No language model gave any answer") as fault:
        judge_all([RulesRater(), model_rater(fails())], conversations(2), io.StringIO())
    assert fault.value.exit_status == 3


def test_the_rules_need_nobody():
    err = io.StringIO()
    (sitting,) = judge_all([RulesRater()], conversations(2), err)
    assert (sitting.whole, sitting.silent, err.getvalue()) == (True, False, "")
    assert sitting.evaluations["t1"].judge.id == "rules"
