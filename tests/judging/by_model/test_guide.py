"""The guide tells of every status and of every reason for which a vote is void."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from simulator.judging.by_model import counting
from simulator.judging.by_model.certainty import LEARNED, SURE_CONFIDENCE
from simulator.judging.by_model.giving_up import ENOUGH
from simulator.judging.by_model.page import FEWEST_WORDS
from simulator.judging.by_model.second_reading import Status
from tests.judging.shipped import ROOT

GUIDE = (ROOT / "docs" / "judging.md").read_text(encoding="utf-8")
SECTION = GUIDE.split("## A second reading by a language model\n")[1].split("\n## ")[0]
SCORING = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
SOURCE = (ROOT / "simulator" / "judging" / "by_model" / "counting.py").read_text(encoding="utf-8")
REASONS = sorted(set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', SOURCE)))


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_told(status):
    assert f"| `{status}` |" in SECTION
    assert f"`{status}`" in SCORING


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_told(reason):
    assert counting.__doc__
    assert f"`{reason}`" in SECTION


def test_the_numbers_are_those_of_the_code():
    assert f"a confidence of {SURE_CONFIDENCE} or more" in " ".join(SECTION.split())
    assert f"within {LEARNED['plain_help']:g} points" in SECTION
    assert (FEWEST_WORDS, "three words or a whole" in SECTION) == (3, True)
    assert (ENOUGH, "After four failures" in SCORING) == (4, True)
