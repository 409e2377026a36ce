"""Questions about the whole conversation, in the rubrics that come with the product."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.judging.transcript import parse_object
from tests.judging.shipped import judge


def form(name: str, *said: str, **more: Any) -> dict[str, Any]:
    """The verdicts by question; customer and agent take turns."""
    speakers = ("customer", "agent")
    turns = [{"speaker": speakers[at % 2], "text": text} for at, text in enumerate(said)]
    found = judge(name).evaluate(parse_object({"id": "x", "turns": turns, **more})).to_json()
    for verdict in found["questions"]:
        for one in verdict["evidence"]:
            assert turns[one["turn"] - 1]["speaker"] == "agent"
            assert turns[one["turn"] - 1]["text"][one["start"] : one["end"]] == one["quote"]
    return {verdict["ref_id"]: verdict for verdict in found["questions"]}


LAMP = "The floor lamp I ordered came broken, the glass is in pieces. Will I get a new one?"
HELPED = (
    "I am so sorry, a lamp in pieces is a poor surprise. Yes: I am sending you a new floor lamp today, and "
    "the courier brings it on Friday before noon."
)
POSTAGE = "And who pays for sending the broken one back?"
PAID = "We pay for that, the label is in the new box. Thank you for asking, and write to me if it is missing."


def test_help_to_the_end_holds():
    end = form("complaint", LAMP, HELPED, POSTAGE, PAID)["to_the_end"]
    assert (end["option"], end["score"]) == ("o_holds", 10)


@pytest.mark.parametrize(
    ("last", "quote"),
    [
        ("As I already told you, that is in the terms.", "As I already told you"),
        ("That is not my problem.", "That is not my problem"),
        ("Read the terms.", "Read the terms."),
        ("Ok.", "Ok."),
    ],
)
def test_a_cold_end_falls_and_is_quoted(last, quote):
    end = form("complaint", LAMP, HELPED, POSTAGE, last)["to_the_end"]
    assert (end["option"], end["score"]) == ("o_falls", 0)
    assert quote in end["evidence"][0]["quote"]
    assert end["evidence"][0]["turn"] == 4


def test_a_goodbye_before_any_help_falls():
    end = form("complaint", LAMP, "We are sorry to hear that. Have a nice day!", POSTAGE, HELPED)[
        "to_the_end"
    ]
    assert end["option"] == "o_falls"


def test_a_promise_that_nothing_followed_is_quoted():
    moment = "I'm sorry about the broken lamp. One moment, please."
    thanks = "Thank you for waiting."
    end = form("complaint", LAMP, moment, "ok", thanks, "And?", "Thank you, Ms Lund, for your patience.")
    assert end["to_the_end"]["option"] == "o_open"
    assert "One moment" in end["to_the_end"]["evidence"][0]["quote"]
    kept = form("complaint", LAMP, moment, "ok", HELPED)
    assert kept["to_the_end"]["option"] == "o_holds"


def test_one_reply_has_no_course():
    assert form("complaint", LAMP, HELPED)["to_the_end"]["status"] == "not_applicable"


@pytest.mark.parametrize(
    ("reply", "option"),
    [
        (HELPED, "o_first"),
        ("I am sending you a new floor lamp today. I am so sorry about the pieces.", "o_after"),
        ("I am sending you a new floor lamp today.", "o_none"),
    ],
)
def test_a_complaint_is_heard_before_it_is_solved(reply, option):
    assert form("complaint", LAMP, reply)["hears_first"]["option"] == option


LOSS = "My father Karel died last week. He had a garden magazine from you."


@pytest.mark.parametrize(
    ("reply", "option"),
    [
        ("I am so sorry for your loss. What was your father's customer number?", "o_first"),
        ("What was your father's customer number? I am so sorry for your loss.", "o_late"),
        ("Please send us the death certificate. I am so sorry for your loss.", "o_late"),
        ("What was your father's customer number?", "o_none"),
    ],
)
def test_condolence_comes_before_data_and_papers(reply, option):
    assert form("bereavement", LOSS, reply)["condolence_first"]["option"] == option


LETTER = "I got a letter about my electricity meter. What do I have to do?"


@pytest.mark.parametrize(
    ("reply", "score"),
    [
        ("Nothing, the letter only says what your meter showed in March.", 10),
        ("Nothing, the MPAN on your letter only says which meter it is.", 5),
        ("Nothing, the MPAN (the number of your meter) on your letter only says which meter it is.", 10),
        ("Nothing. The letter about your meter has the MPAN, the DNO and the GSP in it.", 0),
        ("Nothing. Your meter was in the triage, and the letter is only a workaround.", 5),
    ],
)
def test_guidance_needs_no_dictionary(reply, score):
    assert form("guidance", LETTER, reply)["no_jargon"]["score"] == score


TWO = "The floor lamp came broken. Will I get a new one? And who pays for sending the broken one back?"


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ((TWO, f"{HELPED} We pay for sending the broken one back."), "o_two"),
        ((LAMP, HELPED, POSTAGE, PAID), "o_two"),
        (
            (
                LAMP,
                HELPED,
                POSTAGE,
                "Thank you for your question.",
                "Hello?",
                f"We pay for sending it back. {PAID}",
            ),
            "o_three",
        ),
        ((TWO, "We have received your message.", "And?", "We value your patience."), "o_open"),
    ],
)
def test_letters_are_settled_within_two_where_the_channel_is_email(said, option):
    assert form("complaint", *said, channel="email")["two_letters"]["option"] == option
    for other in ({}, {"channel": "chat"}):
        assert form("complaint", *said, **other)["two_letters"]["status"] == "not_applicable"


def test_what_stayed_open_in_letters_is_quoted():
    found = form("complaint", TWO, "Thank you for your message.", channel="email")
    for ref_id in ("two_letters", "answers"):
        assert "(turn 1): “Will I get a new one?”; (turn 1): “And who pays" in found[ref_id]["feedback"]


def test_one_question_again_and_again_in_vain_is_brushed_off():
    asked = (
        "When does the lamp come?",
        "We value your patience.",
        "So when does the lamp come?",
        "Thank you.",
    )
    found = form("complaint", *asked)
    assert found["no_brush_off"]["option"] == "o_ignored"
    assert found["answers"]["feedback"].count("“") == 1
