"""Words that claim what is untrue in the case earn nothing, and the form says which they are."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from simulator.judging.helping import helped
from tests.judging.building import case_of, reading, span_of, talk
from tests.judging.test_feedback import asks, judge, seen

LIE = "Wear them for a fortnight first. Bye."
QUESTIONS = (asks("q_why", seen("gives_instruction"), best=10),)
NOTHING = SimpleNamespace(wording={}, untrue=(), channel="chat")


def form(text: str, lie: str = "", **shown):
    read = reading(text, **shown)
    if lie:
        read = replace(read, untrue=(span_of(text, lie),))
    return judge(*QUESTIONS, scenario=NOTHING).evaluate(*talk("Why is it blurred?", read))


def test_a_falsehood_earns_nothing_and_is_quoted():
    verdict = form(LIE, "Wear them", gives_instruction="Wear them for a fortnight first").questions[0]
    assert verdict.score == 0
    assert "“Wear them for a fortnight first.” is not so here, and earns nothing." in verdict.feedback


def test_the_same_words_earn_where_they_are_true():
    assert form(LIE, gives_instruction="Wear them for a fortnight first").questions[0].score == 10


def test_the_sentence_beside_a_falsehood_keeps_its_worth():
    text = "Wear them for a fortnight first. Bring them in tomorrow."
    shown = form(text, "Wear them", gives_instruction=["Wear them", "Bring them in tomorrow"])
    assert shown.questions[0].score == 10


def test_a_falsehood_is_no_plain_help():
    text = "Press the reset button for ten seconds, then the red light goes out and the boiler starts."
    said = reading(text, gives_instruction="Press the reset button for ten seconds")
    claim = replace(said, untrue=(span_of(text, "the red light goes out"),))

    def help_of(one):
        case = case_of("The boiler shows a red light. What can I do?", one)
        measured = helped(case.replies, "en")
        assert measured is not None
        return measured[0]

    assert help_of(said) > 30
    assert help_of(claim) == 0
