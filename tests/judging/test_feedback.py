"""One strength and at most two gaps, in the learner's own words."""

from __future__ import annotations

from types import SimpleNamespace

from simulator.judging.feedback import better_wording
from simulator.judging.judge import RulesJudge
from tests.judging.building import question, reading, rubric, talk

SHA = "0" * 64
TEXT = "I'm sorry. I send a lamp. It comes soon. Bye."
REPLY = reading(
    TEXT,
    apologises="I'm sorry",
    commits_to_action="I send a lamp",
    details=["lamp"],
    phrases={"vague": "soon"},
)
RUDE = reading("You broke it yourself. Read the manual. Then we talk about it again.", blames="You broke it")


def seen(name: str, **more) -> dict:
    return {"seen": {"behaviour": name, **more}}


def asks(ref_id: str, rule: dict, *, best: int = 10, **more) -> dict:
    return question(
        ref_id,
        options=[
            {"ref_id": "o_yes", "text": "yes", "score": best, "when": rule},
            {"ref_id": "o_no", "text": "no", "score": 0},
        ],
        **more,
    )


def judge(*questions, scenario=None, **more) -> RulesJudge:
    made = RulesJudge(rubric(*questions, **more), SHA)
    made.scenario = scenario
    return made


def feedback(*questions, said=("Where is it?", REPLY), **more) -> dict:
    transcript, readings = talk(*said)
    return judge(*questions, **more).evaluate(transcript, readings).to_json()


def test_the_strength_is_the_heaviest_question_at_full_marks():
    light = asks("sorry", seen("apologises"), weight=2)
    heavy = asks("does", seen("commits_to_action"), weight=5)
    for order in ((light, heavy), (heavy, light)):
        found = feedback(*order)
        assert (found["strength"]["ref_id"], found["strength"]["quote"]) == ("does", "I send a lamp.")
        assert found["strength"]["text"] == "does met"
        assert found["gaps"] == []


def test_what_was_merely_not_done_wrong_is_no_strength():
    clean = question(
        "clean",
        options=[
            {"ref_id": "o_bad", "text": "x", "score": 0, "when": seen("blames")},
            {"ref_id": "o_ok", "text": "x", "score": 10},
        ],
    )
    short = asks("short", {"measure": {"longest_reply": "<= 50"}})
    found = feedback(clean, short)
    assert found["percentage"] == 100.0
    assert found["strength"] is None


def test_half_marks_are_no_strength():
    half = question(
        "half",
        options=[
            {"ref_id": "o_full", "text": "x", "score": 10, "when": seen("thanks")},
            {"ref_id": "o_half", "text": "x", "score": 5, "when": seen("apologises")},
            {"ref_id": "o_no", "text": "x", "score": 0},
        ],
    )
    found = feedback(half)
    assert found["strength"] is None
    assert found["gaps"][0]["quote"] == "I'm sorry."
    assert found["gaps"][0]["text"] == "half missed"


def test_at_most_two_gaps_and_those_that_lost_most():
    found = feedback(
        asks("a", seen("thanks"), weight=1),
        asks("b", seen("explains"), weight=3),
        asks("c", seen("condolence"), weight=2),
    )
    assert [gap["ref_id"] for gap in found["gaps"]] == ["b", "c"]


def test_a_critical_question_comes_before_a_heavier_one():
    found = feedback(asks("heavy", seen("thanks"), weight=9), asks("vital", seen("explains"), critical=True))
    assert [gap["ref_id"] for gap in found["gaps"]] == ["vital", "heavy"]


def look_at(ref_id: str, **observation) -> dict:
    texts = {"met": "m", "missed": "x", "better": "b", "look_at": observation}
    return asks(ref_id, seen("gives_timeframe"), feedback=texts)


def test_a_gap_quotes_what_the_rubric_looks_at():
    found = feedback(look_at("date", phrase="vague"), phrases={"vague": ["soon"]})
    assert found["gaps"][0]["quote"] == "It comes soon."


def test_words_that_cost_marks_are_quoted_before_what_the_rubric_looks_at():
    bad = question(
        "rude",
        feedback={"met": "m", "missed": "x", "better": "b", "look_at": {"phrase": "vague"}},
        options=[
            {"ref_id": "o_bad", "text": "x", "score": 0, "when": seen("blames")},
            {"ref_id": "o_ok", "text": "x", "score": 10},
        ],
    )
    said = ("Hm", REPLY, "Hm", RUDE)
    assert (
        feedback(bad, said=said, phrases={"vague": ["soon"]})["gaps"][0]["quote"] == "You broke it yourself."
    )


def test_else_a_clause_of_the_reply_that_should_have_had_it():
    long = reading(
        "Hello. We look at the matter of the lamp again, and then we shall see what can be done about it all."
    )
    last = asks("last", seen("thanks", where="last"))
    first = asks("first", seen("thanks", where="first"))
    said = ("Hm", RUDE, "Hm", long)
    assert feedback(last, said=said)["gaps"][0]["quote"] == "We look at the matter of the lamp again"
    assert feedback(first, said=said)["gaps"][0] | {"better": ""} == {
        "ref_id": "first", "title": "Title of first", "quote": "You broke it yourself.", "turn": 2,
        "text": "first missed", "better": "",
    }  # fmt: skip


def test_the_strengths_words_are_not_held_against_the_reply_while_others_are_left():
    found = feedback(asks("sorry", seen("apologises")), look_at("date", behaviour="apologises"))
    assert found["strength"]["quote"] == "I'm sorry."
    assert found["gaps"][0]["quote"] == "I send a lamp."


def test_the_scenarios_own_wording_comes_first():
    scenario = SimpleNamespace(channel="chat", wording={"a": "The lamp is there on Friday."})
    found = feedback(asks("a", seen("thanks")), asks("b", seen("explains")), scenario=scenario)
    assert [gap["better"] for gap in found["gaps"]] == ["The lamp is there on Friday.", "b better"]


def test_the_question_that_got_no_answer_is_quoted():
    talk_ = (
        "Where is it? When will the tiles come?",
        reading("It is in Leeds.", explains="It is in Leeds", details=["Leeds"]),
    )
    found = feedback(asks("answers", {"answered": ">= 1"}), said=talk_)
    expected = "answers missed Not answered (turn 1): “When will the tiles come?”"
    assert found["gaps"][0]["text"] == expected
    assert found["questions"][0]["feedback"] == expected


def test_several_open_questions_are_quoted_and_the_rest_counted():
    five = "Where is it? When does it come? Who brings it? Why was it late? What does it cost?"
    found = feedback(asks("answers", {"answered": ">= 1"}), said=(five, reading("Thank you.")))
    assert found["questions"][0]["feedback"] == (
        "answers missed Not answered (turn 1): “Where is it?”; (turn 1): “When does it come?”; "
        "(turn 1): “Who brings it?”; and 2 more"
    )


def test_measures_of_answers_quote_the_open_question_too():
    closes = asks("closes", {"measure": {"replies_to_close": "<= 2"}})
    found = feedback(closes, said=("When does it come?", reading("Hm.")))
    assert found["questions"][0]["feedback"] == "closes missed Not answered (turn 1): “When does it come?”"


def test_every_quote_is_in_its_turn():
    said = ("Where is it?", REPLY, "Hm", RUDE)
    texts = {2: REPLY.text, 4: RUDE.text}
    found = feedback(*(asks(name, seen(name)) for name in ("thanks", "explains", "apologises")), said=said)
    for quoted in (*found["gaps"], found["strength"]):
        assert quoted["quote"] in texts[quoted["turn"]]


HALF = question(
    "half",
    feedback={"met": "m", "missed": "nothing", "partly": "half of it", "better": "b"},
    options=[
        {"ref_id": "o_full", "text": "x", "score": 10, "when": seen("thanks")},
        {"ref_id": "o_half", "text": "x", "score": 5, "when": seen("apologises")},
        {"ref_id": "o_no", "text": "x", "score": 0},
    ],
)


def test_half_marks_have_their_own_text():
    assert feedback(HALF)["gaps"][0]["text"] == "half of it"
    assert feedback(HALF, said=("Hm", RUDE))["questions"][0]["feedback"] == "nothing"


def test_words_that_were_spoilt_are_told_so():
    text = "I send a lamp. You broke it anyway."
    spoilt = reading(text, commits_to_action="I send a lamp", blames="You broke it", details=["lamp"])
    told = feedback(asks("does", seen("commits_to_action")), said=("Hm", spoilt))["questions"][0]["feedback"]
    assert told.startswith("does missed ")
    assert "spoils" in told
    assert (
        feedback(asks("does", seen("thanks")), said=("Hm", spoilt))["questions"][0]["feedback"]
        == "does missed"
    )


def test_questions_left_open_make_one_gap_only():
    twice = [asks(name, {"answered": ">= 1"}, weight=5) for name in ("first", "second")]
    found = feedback(*twice, asks("other", seen("thanks")), said=("Where is it? When?", RUDE))
    assert [gap["ref_id"] for gap in found["gaps"]] == ["first", "other"]


def test_quotes_are_whole_clauses():
    text = "We looked for it again this morning, and the van brings it to you by noon tomorrow."
    made = reading(text, gives_timeframe="noon", commits_to_action="the van brings it")
    found = feedback(asks("date", seen("gives_timeframe")), said=("Hm", made))
    assert found["questions"][0]["evidence"][0]["quote"] == "and the van brings it to you by noon tomorrow."


def own_words(**of_no) -> dict:
    """A question whose worst option, which is chosen, speaks for itself."""
    return question(
        "explains",
        options=[
            {"ref_id": "o_yes", "text": "yes", "score": 10, "when": seen("thanks")},
            {"ref_id": "o_no", "text": "no", "score": 0, "when": seen("apologises"), **of_no},
            {"ref_id": "o_other", "text": "none", "score": 0},
        ],
    )


def test_an_option_says_in_its_own_words_what_was_missed_and_what_is_better():
    found = feedback(own_words(missed="Only sorry.", better="It went to the wrong street."))
    assert found["questions"][0]["feedback"] == found["gaps"][0]["text"] == "Only sorry."
    assert found["gaps"][0]["better"] == "It went to the wrong street."


def test_an_options_better_wording_goes_before_the_scenarios():
    scenario = SimpleNamespace(better={"explains": "From the scenario."})
    said = wording_found(own_words(better="From the option."), scenario)
    assert said == "From the option."
    assert wording_found(own_words(), scenario) == "From the scenario."


def wording_found(asked: dict, scenario: SimpleNamespace) -> str:
    made = judge(asked)
    (only,) = made.rubric.sections[0].questions
    option = next(one for one in only.options if one.ref_id == "o_no")
    return better_wording(only, option, scenario.better)


def test_partial_marks_are_told_as_such_whatever_the_option_says():
    half = {"ref_id": "o_half", "text": "x", "score": 5, "when": seen("apologises"), "missed": "Own words."}
    asked = question(
        "explains",
        options=[{"ref_id": "o_yes", "text": "x", "score": 10, "when": seen("thanks")}, half,
                 {"ref_id": "o_no", "text": "x", "score": 0}],
    )  # fmt: skip
    assert feedback(asked)["questions"][0]["feedback"] == "Own words."
    told = {"met": "m", "missed": "no", "partly": "In part.", "better": "b"}
    assert feedback({**asked, "feedback": told})["questions"][0]["feedback"] == "In part."
