"""What single cells of a roster's file mean."""

from __future__ import annotations

import pytest

from simulator.roster import cells
from simulator.roster.faults import Unfit


@pytest.mark.parametrize(
    ("word", "there"),
    [
        ("Yes", True), ("1", True), ("Active", True), ("On Leave", True), ("paid_leave", True),
        ("No", False), ("0", False), ("Terminated", False), ("RETIRED", False), ("Left", False),
        ("", None),
    ],
)  # fmt: skip
def test_the_words_of_personnel_systems_say_whether_somebody_is_there(word, there):
    assert cells.active(word) is there


def test_a_word_that_says_neither_is_no_guess():
    with pytest.raises(Unfit, match="maybe"):
        cells.active("maybe")
