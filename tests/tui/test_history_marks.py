"""The marks in the history: short, behind the name, and the name stays readable."""

from __future__ import annotations

import pytest

from simulator.tui.history_marks import NAME, Marks
from tests.fakes.fake_contents import FakeSummary

TITLE = "A kitchen that arrived without doors"


def attempt(**given):
    told = {
        "attempt": "a1", "learner": "mira", "level": "agent", "mode": "practice", "scenario": "cold-kitchen",
        "scenario_title": TITLE, "scenario_version": 1, "rubric": "complaint", "started_at": "", "turns": 3,
        "ending": None, "stars": None, "percentage": None, "passed": None, "branch_of": None,
    }  # fmt: skip
    return FakeSummary(**(told | given))


ALL = attempt(mode="certify", customer="llm")


def test_letters_where_words_would_push_the_name_away():
    marks = Marks([ALL], {"a1"}, width=33)
    assert marks.beside(ALL).plain == "A kitchen that arrived witho… DMC"
    assert marks.legend == "D disputed   M a language model spoke   C certification"


def test_words_where_there_is_room():
    marks = Marks([ALL], {"a1"}, width=70)
    assert marks.beside(ALL).plain == f"{TITLE:<41} disputed model certification"
    assert marks.legend == ""


def test_only_letters_that_are_used_are_explained():
    certified = attempt(mode="certify")
    assert Marks([certified], (), width=33).legend == "C certification"
    assert Marks([certified], (), width=33, modes=False).legend == ""


@pytest.mark.parametrize("width", [33, 38, 59, 120])
def test_the_name_keeps_its_cells_whoever_it_is(width):
    long = attempt(learner="somebody-with-a-very-long-name", mode="certify", customer="llm")
    shown = Marks([long], {"a1"}, shared=True, width=width).beside(long).plain
    assert len(shown) == width
    assert shown.startswith(TITLE[: NAME - 2])


def test_a_very_narrow_column_still_shows_the_marks():
    shown = Marks([ALL], {"a1"}, width=8).beside(ALL).plain
    assert shown == "A k… DMC"
