"""An evaluation object becomes a verdict, whatever it is like."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.attempt.events import Ended
from simulator.tui.debrief_text import gap, headline, mood_table, strength
from simulator.tui.story import Said, Story
from simulator.tui.verdict import Answer, Point, read_verdict
from simulator.tui.widgets.hanging import hung
from simulator.tui.widgets.question_row import QuestionRow
from tests.fakes.fake_simulator import evaluation

OPTIONS = {("owns", "o_full"): "Fully", ("date", "o_part"): "In part"}

STORY = Story(
    customer="Marta", said=[Said(1, "customer", "?"), Said(2, "agent", "Yes."), Said(4, "agent", "soon")]
)


def test_every_part_of_the_contract_is_read():
    verdict = read_verdict(evaluation("a1", [(2, "I am sorry, Marta.")]), OPTIONS)
    assert (verdict.percentage, verdict.passed, verdict.mastery) == (84.0, True, 80.0)
    assert verdict.strength == Point(
        "Owns what went wrong",
        "I am sorry, Marta.",
        "The reply owned the fault before she had to ask.",
        turn=2,
    )
    assert [point.title for point in verdict.gaps] == ["Gives a day to count on"]
    owns, date, blame = verdict.answers
    assert (owns.score, owns.max_score, owns.option, owns.quotes) == (
        10,
        10,
        "Fully",
        ((2, "I am sorry, Marta."),),
    )
    assert (date.score, date.option) == (5, "In part")
    assert (blame.score, blame.status) == (None, "not_applicable")


def test_a_title_is_looked_up_when_a_gap_has_none():
    filled = evaluation("a1", [(2, "x")])
    del filled["gaps"][0]["title"]
    assert read_verdict(filled, {}).gaps[0].title == "Gives a day to count on"


def test_at_most_two_gaps_are_shown():
    filled = evaluation("a1", [(2, "x")])
    filled["gaps"] = filled["gaps"] * 5
    assert len(read_verdict(filled, {}).gaps) == 2


def test_what_was_not_scored_gets_no_number():
    filled = evaluation("a1", [(2, "x")])
    filled["questions"][0] |= {"status": "not_scored", "score": 10}
    filled |= {"percentage": None, "passed": False}
    verdict = read_verdict(filled, {})
    assert verdict.answers[0].score is None
    assert verdict.percentage is None
    assert "%" not in headline(Story(), verdict).plain


def test_the_critical_question_that_keeps_it_from_a_pass_is_named():
    filled = evaluation("a1", [(2, "x")]) | {"percentage": 93.0, "passed": False}
    filled["questions"][1] |= {"critical": True}
    verdict = read_verdict(filled, {})
    assert [answer.critical for answer in verdict.answers] == [False, True, False]
    assert (
        "✗ not passed: “Gives a day to count on” has to be met (80 % needed)"
        in headline(STORY, verdict).plain
    )
    for known in ({"settled": False}, {"automatic_fail": True}, {"percentage": 60.0}, {"passed": True}):
        assert "has to be met" not in headline(STORY, read_verdict(filled | known, {})).plain


def test_a_critical_question_is_marked_in_the_list_however_narrow():
    question = Answer("Nobody is made small by what is said", "", "", 6, 10, "scored", "", (), critical=True)
    row = QuestionRow(question, STORY)
    for width, marked in ((36, ""), (56, " must be met"), (110, " must be met")):
        title, (mark, _), _ = row.title(width)
        assert mark == marked
        assert cell_len(title + mark) == width - 24
    assert "It must be met" in row.inside()[0].plain
    ordinary = QuestionRow(replace(question, critical=False), STORY)
    assert ordinary.title(56)[1][0] == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["percentage", "passed", "mastery_score", "strength", "gaps", "questions", "automatic_fail", "other"]
)


@given(st.dictionaries(KEYS, JSON))
def test_an_odd_evaluation_never_breaks_and_never_invents_a_score(filled):
    verdict = read_verdict(filled, {})
    given_score = filled.get("percentage")
    is_number = isinstance(given_score, int | float) and not isinstance(given_score, bool)
    assert verdict.percentage == (given_score if is_number else None)
    assert headline(Story(end=Ended("resolved", True, 3)), verdict).plain


def test_the_headline_says_it_without_colour():
    story = Story(customer="Marta Kowalska", end=Ended("turn_cap", True, 2, "Slow."))
    filled = evaluation("a1", [(2, "x")]) | {"percentage": 0.0, "passed": False, "automatic_fail": True}
    text = headline(story, read_verdict(filled, {})).plain
    assert "0 % · ✗ not passed: one answer fails the whole (80 % needed)" in text
    assert "Marta gives ★★☆☆☆ 2 of 5" in text
    assert "Marta will tell others: “Slow.”" in text


def test_of_distress_less_is_better_and_it_says_so():
    story = Story(customer="Marta", moods=[(1, {"distress": 40}), (3, {"distress": 24})])
    assert "▼ -16 better" in mood_table(story).plain


def test_a_gap_sets_the_better_wording_below_the_learners_own():
    text = hung(gap(Point("A day", "soon", "No day was named.", "On Friday.", 4), 2, 2, STORY), 80).plain
    assert text.splitlines() == [
        "Change next 2  A day",
        "No day was named.",
        "you said    “soon”  (your 2nd reply)",
        "better      “On Friday.”",
    ]


def test_a_strength_without_a_quote_is_said_in_words_only():
    assert strength(Point("Calm", "", "It stayed calm."), STORY).plain == "What worked  Calm\nIt stayed calm."


def test_the_mood_has_its_numbers_beside_the_line():
    story = Story(customer="Marta", moods=[(1, {"trust": 0}), (3, {"trust": 100})])
    assert "trust    ▁█    0 100  ▲ +100" in mood_table(story).plain


def test_below_the_mood_stands_after_which_reply_it_was():
    said = [Said(turn, "agent" if turn % 2 == 0 else "customer", "x") for turn in range(1, 6)]
    for turns in ((0, 2, 4), (1, 3, 5)):
        table = mood_table(Story(said=said, moods=[(turn, {"trust": 9}) for turn in turns])).plain
        assert table.splitlines()[-1].split() == ["reply", "·", "1", "2"]
    assert "turn" not in table


def test_what_was_not_judged_is_told_by_its_place_in_the_conversation():
    said = [Said(turn, "agent" if turn % 2 == 0 else "customer", "x") for turn in range(1, 6)]
    filled = {"left_out": [{"turn": 4, "reason": "written in Polish"}]}
    shown = headline(Story(said=said, evaluation=filled), read_verdict(filled, {})).plain
    assert shown.splitlines()[-1] == "Not judged: your 2nd reply, written in Polish"
    assert "Not judged" not in headline(Story(said=said, evaluation={}), read_verdict({}, {})).plain


def test_what_only_other_channels_ask_is_named_and_not_told():
    asked = {"ref_id": "owns", "title": "Owns it", "status": "scored", "score": 10, "max_score": 10}
    letters = {"ref_id": "letters", "title": "Within two letters", "status": "not_applicable"}
    verdict = read_verdict({"questions": [asked, letters]}, {})
    told, named = verdict.parted({"letters"})
    assert ([one.ref_id for one in told], [one.ref_id for one in named]) == (["owns"], ["letters"])
    assert verdict.parted(()) == (list(verdict.answers), [])
    scored = read_verdict({"questions": [letters | {"status": "scored", "score": 0}]}, {})
    assert scored.parted({"letters"})[1] == []
