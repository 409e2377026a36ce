"""Who may overrule, dispute and decide, and what is on record afterwards."""

from __future__ import annotations

import pytest

from simulator.errors import NotFoundError, UnavailableError, UsageError
from simulator.judging.amending import standing
from simulator.records.disputes import Decision, DisputeEvent
from simulator.reviewing.appeals import Appeals, Ruling
from simulator.reviewing.contested import choices_of
from simulator.reviewing.kept import rubric_in
from tests.records.samples import make_content, make_end, make_header, make_turn
from tests.reviewing.building import keep_attempt, kept_rubric

NOW = "2026-03-05T10:00:00.000Z"


@pytest.fixture
def appeals(ledger):
    return Appeals(lambda: ledger, lambda: ledger, lambda: NOW)


def verdict(ledger, question="sorry", attempt="0001"):
    form = ledger.attempt(attempt).evaluations[-1]
    return next(item for item in form["questions"] if item["ref_id"] == question)


def test_overruling_adds_an_evaluation_and_keeps_the_old_one(appeals, ledger):
    before = ledger.attempt("0001").evaluations
    found = appeals.overrule("0001", "sorry", Ruling("o_yes", "That is noted.", 2), "It is meant so.", "ana")
    first, second = ledger.attempt("0001").evaluations
    assert (first,) == before
    assert second == found
    assert (found["percentage"], found["passed"]) == (100.0, True)
    assert found["amended"] == {
        "question": "sorry", "from": "o_no", "to": "o_yes", "by": "ana", "at": NOW,
        "reason": "It is meant so.", "of": 1,
    }  # fmt: skip
    assert verdict(ledger)["evidence"] == [{"turn": 2, "quote": "That is noted.", "start": 0, "end": 14}]
    assert ledger.history()[0].percentage == 100.0


def test_several_overrulings_add_up(appeals, ledger):
    appeals.overrule("0001", "sorry", Ruling("o_half"), "Half.", "ana")
    found = appeals.overrule("0001", "asked", Ruling("o_all"), "It was.", "ben")
    assert found["percentage"] == 75.0
    assert [form.get("amended", {}).get("of") for form in ledger.attempt("0001").evaluations] == [None, 1, 2]
    assert (verdict(ledger)["source"], verdict(ledger, "asked")["source"]) == ("human", "human")


def test_the_rubric_that_is_kept_decides_not_the_one_in_the_library(appeals, ledger):
    with pytest.raises(NotFoundError, match="no option 'o_specific'"):
        appeals.overrule("0001", "sorry", Ruling("o_specific"), "It is in the newer one.", "ana")


@pytest.mark.parametrize(
    ("ruling", "reason", "by", "told"),
    [
        (Ruling("o_yes"), "  \n", "ana", "reason is empty"),
        (Ruling("o_yes"), "x" * 2001, "ana", "at most"),
        (Ruling("o_yes"), "Why.", " ", "who"),
        (Ruling("o_yes"), "Why.", "a" * 101, "at most"),
        (Ruling("o_no"), "Why.", "ana", "already"),
        (Ruling("o_yes", "never said"), "Why.", "ana", "does not stand"),
        (Ruling("o_yes", turn=2), "Why.", "ana", "no quote"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_kept(appeals, ledger, ruling, reason, by, told):
    with pytest.raises(UsageError, match=told):
        appeals.overrule("0001", "sorry", ruling, reason, by)
    assert len(ledger.attempt("0001").evaluations) == 1


def test_an_attempt_without_a_verdict_has_none_to_look_at(appeals, ledger):
    contents = (make_content("scenario", "late-train"), make_content("persona", "angry"), kept_rubric())
    ledger.open_attempt(make_header("0002", contents=contents))
    with pytest.raises(UsageError, match="has not ended"):
        appeals.dispute("0002", "sorry", "Why.", "mira")
    ledger.add_turn("0002", make_turn(1), make_end("safety_exit", scorable=False, stars=None))
    with pytest.raises(UsageError, match="was not scored"):
        appeals.overrule("0002", "sorry", Ruling("o_yes"), "Why.", "ana")


def test_a_rubric_that_cannot_be_read_any_more_is_told(appeals, ledger):
    ledger.open_attempt(make_header("0003"))
    ledger.end_attempt("0003", make_end())
    ledger.add_evaluation("0003", ledger.attempt("0001").evaluations[0])
    with pytest.raises(UnavailableError, match="kept with this"):
        appeals.overrule("0003", "sorry", Ruling("o_yes"), "Why.", "ana")


@pytest.mark.parametrize("mode", ["practice", "certify"])
def test_nobody_overrules_a_verdict_on_their_own_attempt(appeals, ledger, mode):
    keep_attempt(ledger, "0004", mode=mode, learner="mira")
    with pytest.raises(UsageError, match="their own attempt"):
        appeals.overrule("0004", "sorry", Ruling("o_yes"), "I know it.", "Mira")
    assert appeals.overrule("0004", "sorry", Ruling("o_yes"), "I read it.", "ana")["passed"]


def test_only_the_learner_disputes(appeals, ledger):
    with pytest.raises(UsageError, match="Only mira, whose attempt it is") as refusal:
        appeals.dispute("0001", "sorry", "She said it.", "ana")
    assert "records amend" in refusal.value.hint
    assert ledger.disputes() == ()
    assert appeals.dispute("0001", "sorry", "I said it.", " Mira ").happening == "opened"


def test_upheld_with_an_option_amends_in_the_same_step(appeals, ledger):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    event, form = appeals.resolve("0001", "sorry", "upheld", "So it is.", "ana", Ruling("o_yes"))
    assert (event.happening, event.evaluation, form["amended"]["of"]) == ("upheld", 1, 1)
    (dispute,) = ledger.disputes()
    assert (dispute.state(NOW), dispute.opened.reason) == ("upheld", "I said it.")
    assert standing(verdict(ledger)) == "o_yes"


@pytest.mark.parametrize("result", ["upheld", "partly_upheld"])
def test_to_uphold_is_to_name_another_verdict(appeals, ledger, result):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    with pytest.raises(UsageError, match="changes the verdict") as refusal:
        appeals.resolve("0001", "sorry", result, "So it is.", "ana")
    assert "--option: o_yes, o_half, not_scored." in refusal.value.hint
    assert "Now it is o_no" in refusal.value.hint
    assert ledger.disputes()[0].pending


def test_what_cannot_be_amended_leaves_the_dispute_open(appeals, ledger):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    with pytest.raises(UsageError, match="already"):
        appeals.resolve("0001", "sorry", "upheld", "So it is.", "ana", Ruling("o_no"))
    assert ledger.disputes()[0].pending
    assert len(ledger.attempt("0001").evaluations) == 1


@pytest.mark.parametrize("by", ["mira", "MIRA", " mira "])
def test_nobody_decides_their_own_dispute(appeals, ledger, by):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    with pytest.raises(UsageError, match="their own dispute"):
        appeals.resolve("0001", "sorry", "rejected", "No.", by)
    with pytest.raises(UsageError, match="their own dispute"):
        appeals.overrule("0001", "sorry", Ruling("o_yes"), "Yes.", by)


def test_nor_one_that_somebody_once_opened_for_them(appeals, ledger):
    opened = DisputeEvent("0001", "sorry", "opened", "ana", NOW, "She said it.", 1)
    ledger.review("0001", lambda *_: Decision(event=opened))
    with pytest.raises(UsageError, match="their own dispute"):
        appeals.resolve("0001", "sorry", "upheld", "I did.", "mira", Ruling("o_yes"))


def test_only_whoever_opened_it_withdraws_it(appeals, ledger):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    with pytest.raises(UsageError, match="mira's"):
        appeals.withdraw("0001", "sorry", "ana")
    appeals.withdraw("0001", "sorry", "mira")
    assert ledger.disputes()[0].state(NOW) == "withdrawn"
    appeals.dispute("0001", "sorry", "I did say it.", "mira")
    assert [dispute.state(NOW) for dispute in ledger.disputes()] == ["withdrawn", "open"]


def test_a_verdict_is_disputed_once_until_it_changes(appeals, ledger):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    with pytest.raises(UsageError, match="disputed already"):
        appeals.dispute("0001", "sorry", "Really.", "mira")
    appeals.resolve("0001", "sorry", "rejected", "No.", "ana")
    with pytest.raises(UsageError, match="has not changed"):
        appeals.dispute("0001", "sorry", "Really.", "mira")
    appeals.overrule("0001", "sorry", Ruling("o_half"), "Half.", "ben")
    appeals.dispute("0001", "sorry", "More than half.", "mira")
    assert [dispute.state(NOW) for dispute in ledger.disputes()] == ["rejected", "open"]


@pytest.mark.parametrize(
    ("question", "result", "ruling", "told"),
    [
        ("asked", "rejected", None, "not disputed"),
        ("sory", "rejected", None, "no question"),
        ("sorry", "kept", None, "cannot be 'kept'"),
        ("sorry", "rejected", Ruling("o_yes"), "leaves the verdict"),
    ],
)
def test_what_cannot_be_decided_is_told(appeals, question, result, ruling, told):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    with pytest.raises((NotFoundError, UsageError), match=told):
        appeals.resolve("0001", question, result, "Why.", "ana", ruling)


def test_a_closed_dispute_is_decided_no_more(appeals):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    appeals.resolve("0001", "sorry", "partly_upheld", "Half.", "ana", Ruling("o_half"))
    with pytest.raises(UsageError, match=r"closed: partly upheld on 2026-03-05 by ana"):
        appeals.resolve("0001", "sorry", "rejected", "No.", "ben")


def test_who_doubts_a_verdict_sees_quote_rule_and_better_wording(appeals):
    appeals.dispute("0001", "sorry", "I said it.", "mira")
    found = appeals.contested("0001", "sorry")
    assert (found.title, found.rule, found.standing) == ("Says sorry", "In plain words.", "o_no")
    assert [(one.key, one.score) for one in found.choices] == [
        ("o_yes", 10), ("o_half", 5), ("o_no", 0), ("not_scored", None),
    ]  # fmt: skip
    assert found.better == "I am sorry that it came late."
    assert found.dispute.opened.author == "mira"
    assert found.quotes == ()
    assert (found.critical, found.by_person) == (False, False)
    asked = appeals.contested("0001", "asked")
    assert (asked.standing, asked.dispute) == ("not_applicable", None)
    assert "not_applicable" in [one.key for one in asked.choices]


def test_people_choose_from_a_scale_whatever_the_order_of_the_rules():
    question = rubric_in(kept_rubric()).sections[0].questions[0]
    mixed = question.model_copy(update={"options": question.options[::-1]})
    assert [one.key for one in choices_of(mixed)] == ["o_yes", "o_half", "o_no", "not_scored"]


def test_what_a_person_proved_is_quoted(appeals):
    appeals.overrule("0001", "sorry", Ruling("o_half", "That is noted.", 2), "Half.", "ana")
    found = appeals.contested("0001", "sorry")
    assert (found.quotes, found.by_person) == (((2, "That is noted."),), True)
