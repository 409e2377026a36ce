"""A reply in another language is left out of judging: no merit, no fault, no question left unanswered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.judging.judge import RulesJudge
from simulator.judging.leftout import LeftOut, nothing_left, still_asked
from simulator.judging.measuring import measure
from tests.judging.building import bench_of, case_of, question, reading, rubric, talk

WHEN = "When does the lamp come?"
NOTHING = reading("We value your patience.")
SORRY = reading("I'm sorry about the lamp.", apologises="I'm sorry", details=["lamp"])
TIME = reading("It comes on Tuesday.", gives_timeframe="on Tuesday")


def foreign(code="pl", text="Bardzo przepraszam za to."):
    return replace(reading(text, flags=["other_language"]), other_language=code)


POLISH = foreign()


def evaluate(*said, form=None):
    transcript, readings = talk(*said)
    return RulesJudge(form or rubric(), "0" * 64).evaluate(transcript, readings).to_json()


def open_questions(*said):
    return [one.quote for one in bench_of(*said).answers.unanswered]


def test_it_is_none_of_the_replies():
    case = case_of("Hm", POLISH, "Hm", SORRY)
    assert [reply.turn for reply in case.replies] == [4]
    assert case.left_out == (LeftOut(2, "pl"),)


def test_a_reading_of_other_words_leaves_nothing_out():
    transcript, readings = talk("Hm", SORRY)
    found = RulesJudge(rubric(), "0" * 64).evaluate(transcript, {**readings, 2: POLISH}).to_json()
    assert "left_out" not in found


def test_the_form_lists_the_turns_and_is_else_the_same():
    with_it = evaluate("Hm", SORRY, "And?", POLISH, "And?", TIME)
    without = evaluate("Hm", SORRY, "And?", "And?", TIME)
    assert with_it["left_out"] == [{"turn": 4, "reason": "written in Polish"}]
    assert "left_out" not in without
    assert [q["score"] for q in with_it["questions"]] == [q["score"] for q in without["questions"]]
    assert with_it["percentage"] == without["percentage"] == 100.0


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (["pl"], "Not scored: written in Polish, and this form reads English."),
        (["ru", "lt", "ru"], "Not scored: written in Russian and Lithuanian, and this form reads English."),
        ([None], "Not scored: written in another language, and this form reads English."),
    ],
)
def test_where_nothing_else_can_be_read_every_question_says_why(codes, reason):
    said = [part for code in codes for part in ("Hm", foreign(code))]
    manager = question("manager", levels=["manager"])
    found = evaluate(*said, form=rubric(question(), question("two"), manager))
    assert (found["percentage"], found["raw_percentage"], found["passed"]) == (None, None, False)
    assert [(q["status"], q["feedback"]) for q in found["questions"]] == [
        ("not_scored", reason),
        ("not_scored", reason),
        ("not_applicable", "This is not asked at this level."),
    ]
    assert [one["turn"] for one in found["left_out"]] == [2 * at for at in range(1, len(codes) + 1)]
    assert (found["strength"], found["gaps"]) == (None, [])


def test_beside_an_empty_reply_it_is_still_the_reason():
    found = evaluate("Hm", POLISH, "Hm", reading("", flags=["empty"]))
    assert found["questions"][0]["feedback"] == nothing_left([LeftOut(2, "pl")], "en")


def test_a_question_waits_for_the_replies_that_can_be_read():
    assert open_questions(WHEN, POLISH, "Pardon me.", POLISH, "Well.", NOTHING, "Well.", TIME) == []
    assert open_questions(WHEN, NOTHING, "Well.", NOTHING, "Well.", TIME) == [WHEN]
    assert open_questions(WHEN, POLISH, "Pardon me.", NOTHING) == [WHEN]


def test_a_question_that_only_such_a_reply_came_after_is_not_held_against_anybody():
    assert open_questions("Hello.", SORRY, WHEN, POLISH) == []
    assert open_questions("Hello.", SORRY, WHEN) == [WHEN]
    assert open_questions("Hello.", SORRY, "Hm.", POLISH, WHEN) == [WHEN]


@pytest.mark.parametrize(
    "asking", ["Could you say that in English, please?", "Would you have that in ENGLISH?"]
)
def test_asking_for_the_language_asks_for_nothing_else(asking):
    assert open_questions("Hello.", SORRY, asking) == [asking]
    assert open_questions("Hello.", POLISH, asking, SORRY) == []
    assert open_questions("Hello.", POLISH, f"{asking} {WHEN}", NOTHING) == [WHEN]
    assert open_questions("Hello.", POLISH, "Hm.", SORRY, asking) == [asking]


def test_what_a_customer_asks_beside_it_keeps_its_place():
    text = "In English? When does it come?"
    assert still_asked(text, "en") == " " * 11 + " When does it come?"
    assert still_asked(text, "pl") == text
    assert still_asked("Po polsku? Kiedy?", "pl").strip() == "Kiedy?"


def test_a_question_asked_again_because_of_it_was_not_asked_in_vain():
    def in_vain(*said):
        return bench_of(*said).answers.asked_in_vain

    assert in_vain(WHEN, POLISH, WHEN, POLISH, WHEN, NOTHING) == 1
    assert in_vain(WHEN, NOTHING, WHEN, NOTHING) == 2
    assert in_vain(WHEN, NOTHING, "Hm.", POLISH, WHEN, NOTHING) == 2


@pytest.mark.parametrize(
    ("name", "expected"), [("replies", 1), ("longest_reply", 4), ("replies_to_close", 1)]
)
def test_measures_leave_it_out(name, expected):
    bench = bench_of(WHEN, foreign(text="Bardzo " * 40), "Hm.", replace_offer())
    assert measure(name, bench.case, bench.answers).value == expected


def replace_offer():
    return reading(
        "It comes on Tuesday.",
        gives_timeframe="on Tuesday",
        explains="It comes on Tuesday",
        details=["Tuesday"],
    )


def test_the_first_and_the_last_reply_are_those_that_can_be_read():
    first = question(options=[
        {"ref_id": "o_yes", "text": "x", "score": 10,
         "when": {"all": [{"seen": {"behaviour": "apologises", "where": "first", "share": ">= 1"}},
                          {"seen": {"behaviour": "apologises", "where": "last"}}]}},
        {"ref_id": "o_no", "text": "x", "score": 0},
    ])  # fmt: skip
    assert evaluate("Hm", POLISH, "Hm", SORRY, "Hm", POLISH, form=rubric(first))["percentage"] == 100.0


def test_what_is_said_again_after_it_was_not_said_before():
    said = reading("I send the plumber to the lamp on Tuesday.", commits_to_action="I send the plumber")
    case = case_of("Hm", replace(said, flags=frozenset({"other_language"})), "Hm", said)
    assert not case.replies[0].again


def test_a_reply_after_it_is_read_as_an_answer_to_what_stood_before(monkeypatch):
    judge, heard = RulesJudge(rubric(), "0" * 64), []
    read = {2: POLISH, 4: SORRY, 6: TIME}
    given = {POLISH.text: POLISH, SORRY.text: SORRY, TIME.text: TIME}

    def listen(text, before, desk):
        heard.append([*before])
        return given[text]

    monkeypatch.setattr(judge._reader, "read", listen)
    monkeypatch.setattr(judge._reader, "read_all", lambda replies, desk: [given[text] for text, _ in replies])
    transcript, _ = talk(WHEN, read[2], "In English?", read[4], "And in English?", read[6])
    judge.evaluate(transcript)
    assert heard == [[WHEN], [WHEN], [WHEN, "And in English?"]]
