from __future__ import annotations

import pytest

from simulator.attempt.attempt import SCORABLE
from simulator.debrief import ENDINGS, debrief_lines, headline, left_out_text
from tests.fakes.attempts import FORM

CRITICAL = {"title": "Nobody is made small", "critical": True, "status": "scored", "score": 6,
            "max_score": 10, "evidence": []}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "62.5 %, not passed (80 % needed)"),
        ({"percentage": 90.0, "passed": True}, "90 %, passed (80 % needed)"),
        (
            {"percentage": 0.0, "automatic_fail": True},
            "0 %, failed outright; the rest would have been 62.5 % (80 % needed)",
        ),
        (
            {"percentage": 93.0, "questions": [CRITICAL]},
            "93 %, not passed: 'Nobody is made small' has to be met (80 % needed)",
        ),
        (
            {"percentage": 80.0, "questions": [CRITICAL, {**CRITICAL, "title": "Calm", "score": None}]},
            "80 %, not passed: 'Nobody is made small' and 'Calm' have to be met (80 % needed)",
        ),
        ({"percentage": 70.0, "questions": [CRITICAL]}, "70 %, not passed (80 % needed)"),
        ({"percentage": 93.0, "questions": [{**CRITICAL, "score": 10}]}, "93 %, not passed (80 % needed)"),
        (
            {"percentage": 93.0, "settled": False, "questions": [CRITICAL]},
            "93 %, not passed: what the customer came for is still open (80 % needed)",
        ),
        ({"percentage": None, "raw_percentage": None}, "No score: nothing could be judged."),
    ],
)
def test_the_headline(changes, said):
    assert headline({**FORM, **changes}) == said


def test_strength_gaps_and_every_question():
    said = debrief_lines(FORM)
    assert 'What worked: "a refund"' in said
    assert 'Change next: "soon"' in said
    assert '  Better: "By Friday."' in said
    assert '- Remedy: 10 of 10 - "a refund"' in said
    assert "- A day: not scored" in said
    assert "- Blame: does not apply" in said


def test_nothing_good_and_nothing_to_change():
    said = debrief_lines({**FORM, "strength": None, "gaps": []})
    assert not any(line.startswith(("What worked", "Change next")) for line in said)


def test_a_gap_without_a_quote_names_its_question():
    gap = {**FORM["gaps"][0], "quote": ""}
    assert "Change next: A day" in debrief_lines({**FORM, "gaps": [gap]})


def test_a_critical_question_is_marked():
    assert "- Nobody is made small (must be met): 6 of 10" in debrief_lines({**FORM, "questions": [CRITICAL]})


def test_every_ending_has_words():
    assert set(ENDINGS) >= SCORABLE


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([{"turn": 2, "reason": "written in Polish"}], "turn 2, written in Polish"),
        (
            [{"turn": turn, "reason": f"written in {name}"} for turn, name in ((2, "A"), (4, "B"), (6, "A"))],
            "turn 2 and turn 6, written in A; turn 4, written in B",
        ),
        ([{"turn": 2}], "turn 2, not read"),
        ([{"turn": "2"}, "x", {}], ""),
        ("x", ""),
        (None, ""),
    ],
)
def test_what_was_not_judged_is_one_quiet_line(listed, said):
    form = {**FORM, "left_out": listed}
    assert left_out_text(form) == said
    for turn in (2, 4, 6):
        said = said.replace(f"turn {turn}", f"reply {turn // 2}")
    assert debrief_lines(form)[1] == (f"Not judged: {said}." if said else "")
