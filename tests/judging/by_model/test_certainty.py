"""Sure is what was found; unsure what was not, what was read only just, and a learned measure at a bound."""

from __future__ import annotations

import pytest

from simulator.content.rubric import Question
from simulator.judging import measuring
from simulator.judging.by_model import certainty
from simulator.judging.by_model.certainty import LEARNED, SURE_CONFIDENCE, Grounds, grounds
from simulator.judging.measuring import Measured
from tests.judging.building import bench_of, question, reading

SORRY = {"seen": {"behaviour": "apologises"}}
BLAMES = {"seen": {"behaviour": "blames"}}
THANKS = {"seen": {"behaviour": "thanks"}}
HELP = {"measure": {"plain_help": ">= 42"}}


def options(*rules, default=0):
    found = [
        {"ref_id": f"o_{at}", "text": "x", "score": 10 - at, "when": rule} for at, rule in enumerate(rules)
    ]
    return [*found, {"ref_id": "o_default", "text": "x", "score": default}]


def known(rules, *said, phrases=None, default=0):
    asked = Question.model_validate(question(options=options(*rules, default=default)))
    bench = bench_of(*said, phrases=phrases)
    return grounds(asked, bench.rule(asked), bench, "en")


def said(confidence=0.9, **shown):
    return reading("I'm sorry about it. They lost it, you see.", confidence=confidence, **shown)


@pytest.mark.parametrize(
    ("found", "sure"),
    [
        (Grounds(), True),
        (Grounds(confidence=SURE_CONFIDENCE), True),
        (Grounds(confidence=SURE_CONFIDENCE - 0.001), False),
        (Grounds(absence=True), False),
        (Grounds(borderline=True), False),
    ],
)
def test_when_the_rules_are_sure(found, sure):
    assert found.sure is sure


@pytest.mark.parametrize("confidence", [0.5, 0.6, 0.7, 0.99])
def test_a_behaviour_is_as_sure_as_it_was_read(confidence):
    assert known([SORRY], "Hm", said(confidence, apologises="I'm sorry")).confidence == confidence


def test_the_default_option_is_an_absence_whatever_it_is_worth():
    assert known([SORRY], "Hm", said()).absence
    assert known([BLAMES], "Hm", said(), default=10).absence


def test_an_option_that_only_denies_is_an_absence_too():
    assert known([{"not": SORRY}], "Hm", said()).absence
    assert known([{"all": [{"not": SORRY}, {"not": BLAMES}]}], "Hm", said()).absence
    beside = known([{"all": [SORRY, {"not": BLAMES}]}], "Hm", said(apologises="I'm sorry"))
    assert (beside.absence, beside.confidence) == (False, 0.9)


def test_the_rubric_s_own_phrase_is_sure():
    spoken = reading("I'm sorry about it.", phrases={"regret": "I'm sorry"}, confidence=0.5)
    found = known([{"seen": {"phrase": "regret"}}], "Hm", spoken, phrases={"regret": ["sorry"]})
    assert found == Grounds()


def test_a_count_is_sure():
    assert known([{"unanswered": ">= 1"}], "When does it come?", said()) == Grounds()
    assert known([{"measure": {"replies": ">= 1"}}], "Hm", said()) == Grounds()


LATER = "Thank you for the photo. My regrets again, truly."


def test_the_least_certain_of_what_is_needed_decides():
    unsure = reading(LATER, thanks="Thank you", confidence=0.6)
    both = {"all": [SORRY, THANKS]}
    assert known([both], "Hm", said(apologises="I'm sorry"), "So?", unsure).confidence == 0.6
    either = {"any": [SORRY, THANKS]}
    assert known([either], "Hm", said(apologises="I'm sorry"), "So?", unsure).confidence == 0.9


def test_of_several_proofs_as_many_as_are_needed_count():
    first = said(0.95, apologises="I'm sorry")
    second = reading(LATER, apologises="My regrets again", confidence=0.6)
    assert known([SORRY], "Hm", first, "So?", second).confidence == 0.95
    twice = {"seen": {"behaviour": "apologises", "at_least": 2}}
    assert known([twice], "Hm", first, "So?", second).confidence == 0.6


def test_an_order_is_as_sure_as_what_comes_first():
    order = {"order": {"first": {"behaviour": "apologises"}, "then": {"behaviour": "blames"}}}
    assert known([order], "Hm", said(0.6, apologises="I'm sorry")).confidence == 0.6


@pytest.mark.parametrize(
    ("value", "near"), [(38, True), (46, True), (42, True), (37.9, False), (46.1, False), (0, False)]
)
def test_a_learned_measure_near_any_bound_of_the_question_is_unsure(monkeypatch, value, near):
    measured = Measured(value)
    real = measuring.measure
    fake = lambda name, *rest: measured if name == "plain_help" else real(name, *rest)  # noqa: E731
    monkeypatch.setattr(certainty, "measure", fake)
    monkeypatch.setattr("simulator.judging.ruling.measure", fake)
    found = known([{"all": [HELP, SORRY]}, SORRY], "Hm", said(apologises="I'm sorry"))
    assert found.borderline is near
    assert LEARNED["plain_help"] == 4
    denied = known([{"all": [SORRY, {"not": HELP}]}, SORRY], "Hm", said(apologises="I'm sorry"))
    assert denied.borderline is near


def test_a_count_at_its_bound_is_no_border():
    found = known([{"measure": {"longest_sentence": "<= 6"}}], "Hm", said())
    assert found == Grounds()
