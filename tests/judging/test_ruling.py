from __future__ import annotations

import pytest

from simulator.content.rubric import Question
from simulator.judging.ruling import Bench
from tests.judging.building import bench_of, case_of, question, reading, rule

SORRY = reading("I'm sorry.", apologises="I'm sorry")
ASK = reading("What is your name?", asks=["What is your name?"], asks_question="What is your name?")
SEND = reading("I send a lamp.", details=["lamp"], commits_to_action="I send a lamp")
SEEN = {
    name: {"seen": {"behaviour": name}}
    for name in ("apologises", "commits_to_action", "asks_question", "blames")
}


def holds(bench, **given) -> bool:
    return bench.outcome(rule(**given), earning=True).holds


def quotes(bench, **given) -> list[str]:
    return [proof.quote for proof in bench.outcome(rule(**given), earning=True).proofs]


def test_all_any_and_not():
    bench = bench_of("Hm", SORRY, SEND)
    assert quotes(bench, all=[SEEN["apologises"], SEEN["commits_to_action"]]) == [
        "I'm sorry",
        "I send a lamp",
    ]
    assert not holds(bench, all=[SEEN["apologises"], SEEN["blames"]])
    assert quotes(bench, any=[SEEN["blames"], SEEN["commits_to_action"]]) == ["I send a lamp"]
    assert not holds(bench, any=[SEEN["blames"], SEEN["asks_question"]])
    assert holds(bench, **{"not": SEEN["blames"]})
    assert not holds(bench, **{"not": SEEN["apologises"]})


ORDER = {"first": {"behaviour": "apologises"}, "then": {"behaviour": "asks_question"}}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((SORRY, ASK), True),
        ((ASK, SORRY), False),
        ((SORRY,), True),
        ((ASK,), False),
        ((reading("Sorry. Who is it?", apologises="Sorry", asks_question="Who is it?"),), True),
        ((reading("Who is it? Sorry.", apologises="Sorry", asks_question="Who is it?"),), False),
    ],
)
def test_order_within_and_over_replies(said, expected):
    assert holds(bench_of("Hm", *said), order=ORDER) is expected


def test_an_offence_under_not_is_found_even_in_words_that_earn_nothing():
    rude = reading("You broke it.", blames="You broke it")
    bench = bench_of("Hm", SORRY, rude, "Hm", rude)
    assert not holds(bench, **{"not": {"seen": {"behaviour": "blames", "where": "last"}}})


def test_measures_are_compared_and_cite_where_they_were_taken():
    bench = bench_of("Hm", reading("One two three. One two three four five."), SEND)
    outcome = bench.outcome(rule(measure={"longest_sentence": "<= 5"}), earning=True)
    assert [proof.quote for proof in outcome.measured] == ["One two three four five."]
    assert outcome.proofs == ()
    assert not holds(bench, measure={"longest_sentence": "<= 4"})
    assert holds(bench, measure={"longest_reply": "== 8", "replies": "== 2", "average_sentence": "== 4"})


def test_questions_and_instructions_are_counted_by_reply():
    three = reading(
        "Who? Where? All right? Tap it and turn it. Push it.",
        asks=["Who?", "Where?"],
        closing=["All right?"],
        gives_instruction=["Tap it", "turn it", "Push it"],
    )
    bench = bench_of("Hm", three, ASK)
    assert holds(bench, measure={"questions_in_a_reply": "== 2"})
    assert holds(bench, measure={"instructions_in_a_reply": "== 2"})


def test_nothing_is_measured_where_nothing_can_be_read():
    assert not holds(bench_of("Hm", reading("…", flags=["wordless"])), measure={"replies": ">= 0"})


def test_replies_to_close_is_the_reply_after_which_nothing_is_open():
    two = "Where is my lamp? When does it come?"
    there = reading("Your lamp is in Leeds.", explains="Your lamp is in Leeds", details=["Leeds"])
    today = reading("It comes today.", gives_timeframe="today")
    outcome = bench_of(two, there, "And?", today, "Bye", ASK).outcome(
        rule(measure={"replies_to_close": "== 2"}), earning=True
    )
    assert [proof.quote for proof in outcome.measured] == ["It comes today."]
    assert holds(bench_of("My lamp is gone.", ASK, "Blue", SEND), measure={"replies_to_close": "== 2"})
    assert not holds(bench_of(two, there), measure={"replies_to_close": "<= 2"})
    assert holds(bench_of(two, there), measure={"replies_to_close": "> 99"})
    assert holds(bench_of("My lamp is gone.", ASK), measure={"replies_to_close": "> 99"})


def test_asked_in_vain_counts_how_often_one_question_was_asked():
    bench = bench_of("When does it come?", SORRY, "So when does it come?", SORRY, "WHEN?")
    assert holds(bench, measure={"asked_in_vain": "== 3"})
    assert holds(bench_of("My lamp is gone.", SORRY), measure={"asked_in_vain": "== 0"})


def test_the_channel_is_the_transcripts_or_none():
    case = case_of("Hm", SORRY)
    assert holds(Bench(case, "en", None, "email"), channel="email")
    assert holds(Bench(case, "en", None, "email"), channel=["chat", "email"])
    assert not holds(Bench(case, "en", None, "chat"), channel="email")
    assert not holds(Bench(case, "en", None), channel="email")


SOLUTION_THEN_CARE = reading(
    "I send a lamp. Sorry that you waited.", commits_to_action="I send a lamp", apologises="Sorry"
)
FAREWELL = reading("Goodbye and have a nice day.", phrases={"farewell": "have a nice day"})
HEARD = {"first": {"behaviour": "apologises"}, "then": {"behaviour": "commits_to_action"}}
HELPED = {"first": {"behaviour": "commits_to_action"}, "then": {"phrase": "farewell"}}


@pytest.mark.parametrize(
    ("order", "said", "expected"),
    [
        (HEARD, (SORRY, SEND), True),
        (HEARD, (SEND, SORRY), False),
        (HEARD, (SOLUTION_THEN_CARE,), False),
        (HELPED, (SEND, FAREWELL), True),
        (HELPED, (FAREWELL, SEND), False),
        (HELPED, (FAREWELL,), False),
    ],
)
def test_care_before_the_solution_and_the_solution_before_the_farewell(order, said, expected):
    assert holds(bench_of("Hm", *said), order=order) is expected


def test_answered_compares_the_share_and_never_holds_without_a_question():
    asked = bench_of(
        "Where is my lamp? When does it come?", reading("It comes today.", gives_timeframe="today")
    )
    assert holds(asked, answered="== 0.5")
    assert not holds(asked, answered="> 0.5")
    assert not holds(bench_of("My lamp is broken.", SEND), answered=">= 0")


def test_what_the_customer_said():
    bench = bench_of("My wife died in May.", SORRY, phrases={"death": ["died"], "lamp": ["lamp"]})
    assert holds(bench, customer={"phrase": "death"})
    assert not holds(bench, customer={"phrase": "lamp"})
    assert not holds(bench_of("My wife died in May.", SORRY), customer={"phrase": "death"})


def ruled(bench, **changed) -> str:
    return bench.rule(Question.model_validate(question(**changed))).option.ref_id


def test_the_first_option_that_holds_is_chosen_else_the_one_without_a_rule():
    options = [
        {
            "ref_id": "o_both",
            "text": "x",
            "score": 10,
            "when": {"all": [SEEN["apologises"], SEEN["commits_to_action"]]},
        },
        {"ref_id": "o_none", "text": "x", "score": 0},
        {"ref_id": "o_one", "text": "x", "score": 5, "when": SEEN["apologises"]},
    ]
    assert ruled(bench_of("Hm", SORRY, SEND), options=options) == "o_both"
    assert ruled(bench_of("Hm", SORRY), options=options) == "o_one"
    assert ruled(bench_of("Hm", SEND), options=options) == "o_none"


def test_an_option_below_the_default_is_found_in_words_that_earn_nothing():
    rude = reading("You broke it.", blames="You broke it")
    options = [
        {"ref_id": "o_bad", "text": "x", "score": 0, "when": SEEN["blames"]},
        {"ref_id": "o_good", "text": "x", "score": 10},
    ]
    assert ruled(bench_of("Hm", rude), options=options) == "o_bad"
    upside_down = [
        {"ref_id": "o_seen", "text": "x", "score": 10, "when": SEEN["blames"]},
        {"ref_id": "o_not", "text": "x", "score": 0},
    ]
    assert ruled(bench_of("Hm", rude), options=upside_down) == "o_not"


def test_a_question_applies_when_its_rule_holds():
    bench = bench_of("Hm", SORRY)
    assert bench.applies(Question.model_validate(question()))
    assert bench.applies(Question.model_validate(question(applies=SEEN["apologises"])))
    assert not bench.applies(Question.model_validate(question(applies=SEEN["blames"])))
