"""Rounds are blind until everybody is done, and nothing that was answered is lost or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.content.loading import parse
from simulator.errors import NotFoundError, UsageError
from simulator.judging.transcript import Transcript, Turn
from simulator.reviewing.comparing import among_raters, compared, labels, with_judge
from simulator.reviewing.conversations import Jury
from simulator.reviewing.rounds import Answer, Rounds
from tests.reviewing.building import RUBRIC

NOW = "2026-03-05T10:00:00.000Z"
PLACES = (("t1", "sorry"), ("t1", "asked"), ("0001", "sorry"), ("0001", "asked"))
TALK = (Turn("customer", "Where is my train?"), Turn("agent", "I am sorry. It comes at 5 pm today."))


@pytest.fixture
def rounds(ledger):
    return Rounds(lambda: ledger, lambda: ledger, lambda: NOW)


@pytest.fixture
def jury():
    return Jury(parse(RUBRIC.encode(), Path("small.yaml"), "rubric"), "agent")


@pytest.fixture
def items(ledger, jury):
    return [jury.from_transcript(Transcript("t1", TALK), None), jury.from_attempt(ledger.attempt("0001"))]


@pytest.fixture
def made(rounds, jury, items):
    return rounds.make("march", jury._rubric, items, ["ana", "ben"], "agent", "lead")


def fill(rounds, rater, *options):
    given = [Answer(*place, option) for place, option in zip(PLACES, options, strict=False)]
    return rounds.answer("march", rater, given)


def test_a_round_keeps_rubric_conversations_and_the_judges_forms(rounds, made, ledger):
    sheet = rounds.sheet("march")
    assert sheet == made
    assert sheet.places == PLACES
    assert sheet.round.rubric.source == RUBRIC
    assert [item.attempt for item in sheet.round.items] == [None, "0001"]
    assert sheet.judge_says(sheet.item("t1"))["t1", "sorry"] == "o_yes"
    assert (sheet.round.author, sheet.round.at) == ("lead", NOW)


def test_it_is_blind_until_everybody_is_done(rounds, made):
    assert [sheet.round.name for sheet in rounds.waiting_for("ana")] == ["march"]
    sheet = fill(rounds, "ana", "o_yes", "o_all", "o_no")
    assert (sheet.done("ana"), sheet.missing("ana"), sheet.revealed) == (3, (PLACES[3],), False)
    fill(rounds, "ana", "o_half", "o_all", "o_no", "not_applicable")
    assert rounds.waiting_for("ana") == ()
    assert [one.round.name for one in rounds.waiting_for("ben")] == ["march"]
    assert fill(rounds, "ben", "o_yes", "o_some", "o_no", "not_scored").revealed
    assert rounds.waiting_for("ben") == ()
    with pytest.raises(UsageError, match="over"):
        fill(rounds, "ana", "o_yes")
    with pytest.raises(UsageError, match="over"):
        rounds.close("march", "lead")


def test_somebody_may_close_it(rounds, made):
    fill(rounds, "ana", "o_yes")
    sheet = rounds.close("march", "lead")
    assert (sheet.revealed, sheet.round.closed) == (True, True)
    assert rounds.waiting_for("ben") == ()
    with pytest.raises(UsageError, match="over"):
        fill(rounds, "ben", "o_yes")


def test_afterwards_everybody_stands_beside_the_judge(rounds, made):
    fill(rounds, "ana", "o_yes", "o_all", "o_no", "not_applicable")
    sheet = fill(rounds, "ben", "o_half", "o_all", "o_no", "not_scored")
    found = compared(sheet)
    assert [(one.item, one.question) for one in found] == list(PLACES)
    assert dict(found[0].answers) == {"ana": "o_yes", "ben": "o_half", "judge": "o_yes"}
    assert [one.agree for one in found] == [False, True, True, False]
    assert (among_raters(found).same, among_raters(found).pairs) == (2, 4)
    assert (with_judge(found, "ana").per_cent, with_judge(found, "ben").per_cent) == (100.0, 50.0)
    assert with_judge(found).per_cent == 75.0
    rows = list(labels(found))
    assert rows[0] == {"rater": "ana", "id": "t1", "question": "sorry", "option": "o_yes"}
    assert {row["rater"] for row in rows} == {"ana", "ben", "judge"}
    assert len(rows) == 11
    assert "not_scored" not in {row["option"] for row in rows}


def test_with_nobody_to_compare_there_is_no_number(rounds, made):
    sheet = rounds.close("march", "lead")
    assert among_raters(compared(sheet)).per_cent is None
    assert with_judge(compared(sheet)).per_cent is None
    assert all(one.agree for one in compared(sheet))


@pytest.mark.parametrize(
    ("by", "answer", "error", "told"),
    [
        ("cleo", Answer("t1", "sorry", "o_yes"), UsageError, "no rater"),
        ("ana", Answer("t9", "sorry", "o_yes"), NotFoundError, "no conversation 't9'"),
        ("ana", Answer("t1", "sory", "o_yes"), NotFoundError, "no question 'sory'"),
        ("ana", Answer("t1", "sorry", "o_yse"), NotFoundError, "no option 'o_yse'"),
        ("ana", Answer("t1", "sorry", "not_applicable"), UsageError, "always applies"),
    ],
)
def test_what_cannot_be_answered_is_told_and_nothing_kept(rounds, made, by, answer, error, told):
    with pytest.raises(error, match=told):
        rounds.answer("march", by, [Answer("t1", "asked", "o_all"), answer])
    assert rounds.sheet("march").round.entries == ()


@pytest.mark.parametrize(
    ("name", "raters", "told"),
    [
        ("March round", ["ana"], "name of a round"),
        ("", ["ana"], "name of a round"),
        ("march", [], "needs raters"),
        ("march", ["ana", "ana"], "named twice"),
        ("march", ["judge"], "judge's own name"),
    ],
)
def test_a_round_that_cannot_be_made_is_told(rounds, jury, items, name, raters, told):
    with pytest.raises(UsageError, match=told):
        rounds.make(name, jury._rubric, items, raters, "agent", "lead")
    assert rounds.every() == ()


def test_conversations_have_names_of_their_own_and_an_agent(rounds, jury, items):
    with pytest.raises(UsageError, match="have the id 't1'"):
        rounds.make("march", jury._rubric, [items[0], items[0]], ["ana"], "agent", "lead")
    with pytest.raises(UsageError, match="needs conversations"):
        rounds.make("march", jury._rubric, [], ["ana"], "agent", "lead")
    with pytest.raises(UsageError, match="says nothing"):
        jury.from_transcript(Transcript("t2", TALK[:1]), None)


def test_a_question_of_other_levels_is_not_asked(rounds, ledger, items):
    source = RUBRIC.replace("        applies:", "        levels: [executive]\n        applies:")
    rubric = parse(source.encode(), Path("small.yaml"), "rubric")
    sheet = rounds.make("march", rubric, items, ["ana"], "agent", "lead")
    assert [question.ref_id for question in sheet.questions] == ["sorry"]
    assert len(rounds.make("april", rubric, items, ["ana"], "executive", "lead").questions) == 2
