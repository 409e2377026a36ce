from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.commands.agreement_judging import Sitting
from simulator.commands.agreement_votes import STATUSES, Measure, figures, majority
from simulator.judging.agreement.reliability import Drawing
from tests.commands.agreeing import ACKNOWLEDGES
from tests.commands.sitting import (
    QUESTION,
    CopyingJudge,
    complaint,
    conversations,
    filled,
    model_rater,
    ratings_of,
    reading,
)
from tests.judging.by_model.fakes import says

OPTIONS = st.sampled_from(ACKNOWLEDGES)


@pytest.mark.parametrize(
    ("votes", "option"),
    [
        (("a", "a", "a"), "a"),
        (("a", "a", "b"), "a"),
        (("a", None, None), "a"),
        (("a", "b", None), None),
        (("a", "b", "c"), None),
        (("a", "unsure", None), None),
        (("a", "a", "unsure"), "a"),
        (("unsure", "unsure", "a"), None),
        ((None, None, None), None),
    ],
)
def test_the_votes_alone_name_what_more_than_half_of_the_valid_ones_do(votes, option):
    assert majority(reading(*votes)) == option


def measured(forms, raters=("ana",), count_not_applicable=False, **said):
    labels = ratings_of(**said)
    sitting = Sitting(CopyingJudge({}), {f"t{at}": form for at, form in enumerate(forms)})
    measure = Measure(labels, raters, complaint()[0], Drawing(0), count_not_applicable)
    return figures(sitting, measure)


def kappa(estimates):
    return next(one for one in estimates if one.statistic == "kappa")


@given(st.lists(st.tuples(OPTIONS, OPTIONS, OPTIONS), min_size=2, max_size=12))
def test_votes_that_copy_a_rater_agree_with_them_whatever_the_verdict_is(rows):
    forms = [filled(verdict, reading(ana, None, ana, rules=rules)) for ana, verdict, rules in rows]
    (asked,) = measured(forms, ana=[ana for ana, _, _ in rows]).asked
    (against,) = asked.against
    assert against.votes[0].value == 1
    assert kappa(against.votes).value == (1 if len({ana for ana, _, _ in rows}) > 1 else None)
    for at, estimates in ((1, against.verdict), (2, against.rules)):
        assert estimates[0].value == pytest.approx(sum(row[at] == row[0] for row in rows) / len(rows))


@given(st.lists(st.sampled_from(STATUSES), min_size=1, max_size=9))
def test_every_conversation_in_which_it_was_asked_is_counted_once(statuses):
    forms = [filled("o_none", reading("o_none", None, status=status)) for status in statuses]
    (asked,) = measured([*forms, filled("o_none")], ana=["o_none"]).asked
    assert asked.became == {status: statuses.count(status) for status in STATUSES}
    assert asked.conversations == len(statuses)
    assert asked.void == {"no_quote": len(statuses)}


def test_votes_verdict_and_rules_rest_on_the_same_conversations():
    forms = [
        filled("o_general", reading("o_specific", rules="o_none")),
        filled("o_general", reading("o_specific", "o_none", rules="o_general")),
        filled("o_general", reading("o_specific", rules="o_none")),
    ]
    (asked,) = measured(forms, ana=["o_specific", "o_general"]).asked
    (against,) = asked.against
    found = [(one[0].items, one[0].value) for one in (against.votes, against.verdict, against.rules)]
    assert found == [(1, 1), (1, 0), (1, 0)]


def test_nobody_who_labelled_none_of_it_is_compared():
    (asked,) = measured([filled("o_none", reading("o_none"))], ("ana", "ben"), ana=["o_none"]).asked
    assert [one.rater for one in asked.against] == ["ana"]
    (asked,) = measured([filled("o_none", reading("unsure"))], ana=["o_none"]).asked
    assert asked.against == ()


@pytest.mark.parametrize(("counted", "items"), [(False, 1), (True, 2)])
def test_that_it_does_not_apply_counts_where_that_is_asked_for(counted, items):
    forms = [filled("o_none", reading("o_none")), filled("o_none", reading("not_applicable"))]
    (asked,) = measured(forms, count_not_applicable=counted, ana=["o_none", "o_none"]).asked
    assert asked.against[0].votes[0].items == items
    assert asked.against[0].verdict[0].items == 2


def test_a_judge_s_forms_are_summed_up():
    judge = model_rater(says("unsure"), votes=2)
    forms = {one.item: judge.evaluate(one.rules, one.transcript) for one in conversations(3)}
    measure = Measure(ratings_of(ana=["o_none"]), ("ana",), complaint()[0], Drawing(0))
    found = figures(Sitting(judge, forms), measure)
    assert [one.question for one in found.asked] == ["acknowledges", "no_blame", "no_brush_off", "closes"]
    assert found.asked[0].question == QUESTION
    assert found.details["model"] == ["quiet-1"]
    assert (found.details["votes"], found.details["rules"]) == (2, "1")
    assert (found.details["input_tokens"], found.details["output_tokens"]) == (240, 48)
    assert "usage" not in found.details
