from __future__ import annotations

from simulator.content.base import MoodLine
from simulator.content.persona import Inertia
from simulator.customer.lines import fitting
from simulator.customer.mood import losses, move, worn

INERTIA = Inertia(better=10, worse=20, grudge=1.0)


def test_a_gain_is_slowed_by_every_offence():
    assert move({"trust": 40}, {"trust": 8}, INERTIA, 0) == {"trust": 48}
    assert move({"trust": 40}, {"trust": 8}, INERTIA, 1) == {"trust": 44}
    assert move({"trust": 40}, {"trust": 8}, INERTIA, 3) == {"trust": 42}


def test_a_loss_is_not_slowed_but_bounded():
    assert move({"patience": 50}, {"patience": -60}, INERTIA, 5) == {"patience": 30}


def test_distress_gets_better_by_falling():
    assert move({"distress": 80}, {"distress": -30}, INERTIA, 0) == {"distress": 70}
    assert move({"distress": 80}, {"distress": 30}, INERTIA, 9) == {"distress": 100}


def test_a_meter_that_the_customer_does_not_have_is_left_out():
    assert move({"trust": 40}, {"clarity": 8}, INERTIA, 0) == {"trust": 40}


def test_a_gain_wears_off_and_a_loss_does_not():
    assert worn({"trust": 9, "patience": -9}, 3) == {"trust": 3, "patience": -9}
    assert losses({"trust": 9, "patience": -9, "distress": -5}) == {"patience": -9}


def test_lines_written_for_a_mood_come_first():
    bound = MoodLine(say="Fine.", mood={"trust": ">= 50"})
    assert fitting(["Any.", bound], {"trust": 60}) == ("Fine.", "Any.")
    assert fitting(["Any.", bound], {"trust": 20}) == ("Any.",)
