from __future__ import annotations

import pytest

from simulator.judging.answering import answers
from simulator.judging.asking import asked, may_ask
from tests.judging.building import bench_of, case_of, reading, rule


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
        ("What are you going to do about it?", "plan"),
        ("Can you send me a new one?", "will"),
        ("And will you refund it?", "will"),
        ("How do I switch it on?", "how"),
        ("What should I do now?", "how"),
        ("Do I have to pay this?", "yes_or_no"),
        ("What is a standing charge?", "what"),
        ("Where is my suitcase?", "where"),
        ("How much is it?", "cost"),
        ("And what does that cost me?", "cost"),
        ("Who comes to repair it?", "who"),
        ("WHERE?", "where"),
        ("Will they switch it off?", "yes_or_no"),
        ("So I sleep on the floor?", "yes_or_no"),
        ("And if it breaks again?", "yes_or_no"),
        ("And until then I walk?", "yes_or_no"),
        ("don't know what I have to do", "how"),
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
        "And now you tell me it is sold?",
        "So I waited six weeks for this?",
        "Do you think I have all day?",
        "How am I supposed to know that?",
        "Can you believe it?",
        "What is this, a joke?",
        "Is this how you treat people?",
        "Who does that?",
        "Are you going?",
        "Is that all of it?",
        "Are you saying I made this up?",
        "Is this a questionnaire?",
        "Who's next, the postman's dog?",
        "For what?",
        "You want what?",
        "are you.",
        "is it.",
        "don't know what else to say.",
        "telling me how it was.",
    ],
)
def test_an_exclamation_is_no_question(exclamation):
    assert asked(1, exclamation, "en") is None


@pytest.mark.parametrize(
    "question",
    [
        "Are you going to ring me?",
        "Is that all of it refunded?",
        "Is this a form that I have to fill in?",
        "Who's next to look at it?",
        "For what date is it booked?",
        "I don't know what to do.",
        "Is it?",
        "Can you tell me what I owe?",
    ],
)
def test_a_question_that_begins_like_an_exclamation_is_one(question):
    assert asked(1, question, "en") is not None


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


SHORT = [
    ("Where do I sit?", "In row four."),
    ("Where do I sit?", "I can give you another chair."),
    ("What does that cost me?", "Nothing."),
    ("How much is it?", "42 euros."),
    ("How much is it?", "It\u2019s free."),
    ("When do you open?", "At seven."),
    ("When do you open?", "From half past six."),
    ("Who brings it?", "Marta from our shop."),
    ("Why was it closed?", "Because a pipe burst."),
    ("Why was it closed?", "We mixed up the keys."),
    ("What do I have to do?", "Nothing at all."),
    ("What do I have to do?", "You need to sign the slip."),
    ("I don't know what I have to do.", "You do not have to do anything."),
    ("Can you help me or not?", "I can."),
    ("Do I have to sign?", "Certainly not."),
    ("Will they switch it off?", "Not if you sign before the 30th."),
    ("And if it breaks again?", "Then you get a new one."),
    ("So do I get it or not?", "Yes."),
    (
        "I don't know what I have to do.",
        "I am so sorry about your aunt's death. I do all of this for you here.",
    ),
    ("Do they stay where they are?", "Nobody touches them."),
]


@pytest.mark.parametrize(("question", "reply"), SHORT)
def test_a_short_reply_that_fits_answers_the_question_before_it(question, reply):
    assert answers(case_of(question, reading(reply)), "en").share == 1


@pytest.mark.parametrize("question", [question for question, _ in SHORT])
@pytest.mark.parametrize(
    "formula",
    [
        "I completely understand how you feel about it.",
        "I am so sorry about that.",
        "Thank you for your patience in the matter.",
        "No problem at all.",
    ],
)
def test_a_formula_answers_nothing(question, formula):
    assert answers(case_of(question, reading(formula)), "en").share == 0


def test_a_promise_without_content_answers_nothing_but_when():
    where, promise = "Where do I sit?", "I will take care of where you sit by five pm."
    made = reading(promise, commits_to_action=promise[:-1], gives_timeframe="by five pm", details=["sit"])
    assert open_questions(where, made) == [where]
    assert open_questions("When do I sit?", made) == []


def test_a_fitting_fragment_counts_in_the_very_next_reply_only():
    where = "Where do I sit?"
    assert open_questions(where, reading("One moment, I look at the plan."), "Well.", reading("In row four."))


def test_one_fragment_answers_one_question():
    two = "Where do I sit? And what does it cost?"
    assert open_questions(two, reading("In row four.")) == ["And what does it cost?"]
    assert open_questions(two, reading("In row four. Nothing.")) == []


def test_a_time_that_was_asked_for_is_tied_to_its_question_unless_hedged():
    def tied(text: str) -> bool:
        bench = bench_of(WHEN, reading(text, gives_timeframe="On Tuesday"))
        return bench.outcome(
            rule(seen={"behaviour": "gives_timeframe", "with": "commits_to_action"}), earning=True
        ).holds

    assert tied("On Tuesday.")
    assert not tied("On Tuesday, I think.")


def test_whoever_waits_for_a_thing_is_answered_by_what_is_done_to_get_it_there_too():
    sent = reading(
        "Hello again, Mr Green. A new lamp leaves today.", commits_to_action="lamp leaves", details=["lamp"]
    )
    look = reading("We have opened an investigation.", commits_to_action="We have opened an investigation")
    assert open_questions("Where is my parcel?", sent) == []
    assert open_questions("Where do I sit?", sent) == ["Where do I sit?"]
    assert open_questions("Where is my parcel?", look) == ["Where is my parcel?"]


@pytest.mark.parametrize(
    "again",
    [
        WHEN,
        "So when does the plumber come?",
        "Again: when does the plumber come?",
        "And when does he come?",
    ],
)
def test_a_question_that_is_asked_again_counts_once(again):
    nothing = reading("We value your patience.")
    found = answers(case_of(WHEN, nothing, again, reading("Thank you.")), "en")
    assert [(one.quote, one.turns) for one in found.unanswered] == [(WHEN, (1, 3))]
    assert found.asked_in_vain == 2
    time = reading("On Tuesday.", gives_timeframe="On Tuesday")
    late = answers(case_of(WHEN, nothing, "Hm.", nothing, again, time), "en")
    assert (late.share, late.asked_in_vain) == (1, 0)
    twice = answers(case_of(WHEN, time, again, nothing), "en")
    assert (twice.share, len(twice.answered)) == (1, 1)


def test_a_bare_question_word_asks_again_for_what_is_still_open_and_else_for_more():
    nothing, time = reading("We value your patience."), reading("On Tuesday.", gives_timeframe="On Tuesday")
    assert open_questions(WHEN, nothing, "WHEN?", nothing) == [WHEN]
    assert open_questions(WHEN, nothing, "WHEN?", time) == []
    assert open_questions(WHEN, time, "When?", nothing) == ["When?"]


def test_another_question_of_the_same_kind_is_its_own():
    assert open_questions(WHEN, reading("Hm."), "When will the tiles be there?", reading("Hm.")) == [
        WHEN,
        "When will the tiles be there?",
    ]
    how = "How do I do that?"
    assert open_questions(how, reading("Hm."), "And how do I do it?", reading("Hm.")) == [
        how,
        "And how do I do it?",
    ]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("I don't know, I'll find out by Friday.", "by Friday"),
        ("I can't say that yet. You hear from me by noon.", "by noon"),
        ("I'm not sure; you have my answer on Monday.", "on Monday"),
        ("I'm finding that out for you and write by noon.", "by noon"),
    ],
)
def test_an_honest_word_that_the_answer_is_not_known_yet_with_a_time_is_an_answer(text, time):
    why = "Why was I charged twice?"
    assert open_questions(why, reading(text, gives_timeframe=time)) == []
    assert open_questions(why, reading(text)) == [why]
    assert open_questions(why, reading(f"I like it. It is {time}.", gives_timeframe=time)) == [why]


def test_one_honest_word_answers_one_question():
    two = "Why was I charged twice? Who did it?"
    said = reading("I don't know. I'll find out by noon.", gives_timeframe="by noon")
    once = reading("I don't know, I tell you by noon.", gives_timeframe="by noon")
    assert open_questions(two, said) == []
    assert open_questions(two, once) == ["Who did it?"]


@pytest.mark.parametrize(
    "praise", ["Good question!", "That's a good question.", "A very fair question.", "That is a great point."]
)
def test_praise_for_a_question_is_no_answer(praise):
    covered = "Is the lamp covered by the warranty?"
    assert open_questions(covered, reading(praise, explains=praise[:-1])) == [covered]
