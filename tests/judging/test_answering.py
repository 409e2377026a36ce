from __future__ import annotations

import pytest

from simulator.judging.answering import answers
from simulator.judging.asking import asked, may_ask
from tests.judging.building import case_of, reading


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When does the plumber come?", "when"),
        ("How long do I have to wait?", "when"),
        ("What time exactly?", "when"),
        ("how soon can you be here", "when"),
        ("Why was it cancelled?", "why"),
        ("What happened to my order?", "why"),
        ("How could this happen?", "why"),
        ("What are you going to do about it?", "will"),
        ("Can you send me a new one?", "will"),
        ("And will you refund it?", "will"),
        ("How do I switch it on?", "how"),
        ("What should I do now?", "how"),
        ("Do I have to pay this?", "yes_or_no"),
        ("What is a standing charge?", "what"),
        ("Where is my suitcase?", "what"),
        ("How much is it?", "what"),
        ("Is the water safe?", "yes_or_no"),
        ("ok, and does it cost anything?", "yes_or_no"),
        ("Can I pay the funeral from her account?", "yes_or_no"),
    ],
)
def test_the_kind_of_a_question(question, kind):
    assert asked(1, question, "en").kind == kind


@pytest.mark.parametrize(
    "exclamation",
    [
        "Friday?",
        "Five days?!",
        "Are you kidding me?",
        "How dare you?",
        "What kind of company is this?",
        "Seriously??",
    ],
)
def test_an_exclamation_is_no_question(exclamation):
    assert asked(1, exclamation, "en") is None


def test_a_glance_finds_what_may_be_a_question():
    assert may_ask("Really?", "en")
    assert may_ask("tell me when it comes", "en")
    assert not may_ask("My lamp broke on Sunday.", "en")
    assert may_ask("Meine Lampe ist kaputt.", "de")


def open_questions(*said) -> list[str]:
    return [question.quote for question in answers(case_of(*said), "en").unanswered]


WHEN = "When does the plumber come?"


def test_when_is_answered_by_a_time():
    assert open_questions(WHEN, reading("On Tuesday at 8.", gives_timeframe="On Tuesday at 8")) == []
    assert open_questions(
        WHEN, reading("The plumber will come, as I said.", commits_to_action="will come")
    ) == [WHEN]


def test_how_is_answered_by_an_instruction_but_not_by_being_sent_elsewhere():
    how = "How do I switch it on?"
    assert open_questions(how, reading("Press the red knob.", gives_instruction="Press the red knob")) == []
    away = reading(
        "Call the other team.", gives_instruction="Call the other team", signposts="the other team"
    )
    assert open_questions(how, away) == [how]


def test_a_promise_answers_when_it_is_about_the_thing_or_names_a_detail():
    will = "Will you replace the lamp?"
    shares = reading("I replace it tonight.", commits_to_action="I replace it")
    formula = reading("We take care of everything.", commits_to_action="We take care")
    detail = reading("We bring a blue one.", commits_to_action="We bring", details=["blue"])
    assert open_questions(will, shares) == []
    assert open_questions(will, formula) == [will]
    assert open_questions(will, detail) == []


@pytest.mark.parametrize("reply", ["Yes.", "No, it isn't.", "Not yet.", "You can, any time.", "Of course"])
def test_a_yes_or_no_answers_what_asks_for_one(reply):
    assert open_questions("Is the water safe?", reading(reply)) == []


def test_a_sentence_about_the_matter_answers_what_asks_for_information():
    where = "Where is my suitcase?"
    assert open_questions(where, reading("Your suitcase went to Oslo.")) == []
    assert open_questions(where, reading("We value your patience.")) == [where]
    sorry = reading("Sorry about your suitcase.", apologises="Sorry about your suitcase")
    assert open_questions(where, sorry) == [where]
    back = reading("Which suitcase do you mean?", asks=["Which suitcase do you mean?"])
    assert open_questions(where, back) == [where]


def test_words_that_only_fit_answer_one_question_each():
    two = "When does the plumber come? When will the tiles be there?"
    one = reading("On Tuesday.", gives_timeframe="On Tuesday")
    both = reading("On Tuesday. On Friday.", gives_timeframe=["On Tuesday", "On Friday"])
    assert open_questions(two, one) == ["When will the tiles be there?"]
    assert open_questions(two, both) == []


def test_the_reply_after_the_next_may_answer_and_a_later_one_may_not():
    first = reading("Which street?", asks=["Which street?"])
    second = reading("Which floor?", asks=["Which floor?"])
    time = reading("On Tuesday.", gives_timeframe="On Tuesday")
    assert open_questions(WHEN, first, "Mill Road.", time) == []
    assert open_questions(WHEN, first, "Mill Road.", second, "The third.", time) == [WHEN]


def test_a_reply_said_again_answers_nothing():
    time = reading("It will be on Tuesday at eight.", gives_timeframe="on Tuesday")
    talk = (WHEN, time, "When will the tiles come?", time, "Hm.", reading("Well."))
    assert open_questions(*talk) == ["When will the tiles come?"]


def test_what_is_asked_after_the_last_reply_stays_unanswered():
    found = answers(case_of("My lamp broke.", reading("I bring one."), WHEN), "en")
    assert found.share == 0


def test_how_long_is_answered_without_a_date_too():
    asked_for = "How long can I keep the mailbox?"
    found = answers(case_of(asked_for, reading("You can have it without any end date.")), "en")
    assert found.share == 1


def test_an_instruction_about_something_else_answers_no_question_for_information():
    told = reading("Write to me directly.", gives_instruction="Write to me directly")
    assert answers(case_of("And what do I owe?", told), "en").share == 0


def test_closing_questions_and_words_copied_from_the_customer_do_not_count():
    said = "Where is the brown suitcase that I gave to you on Monday?"
    assert open_questions(said, reading("The brown suitcase that I gave to you on Monday.")) == [said]
