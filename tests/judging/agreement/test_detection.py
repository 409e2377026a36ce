from __future__ import annotations

import random

import pytest

from simulator.judging.agreement.detection import Seen, compare
from simulator.judging.agreement.reliability import Drawing

NONE = Drawing(resamples=0)


def against(rows, drawing=NONE, behaviour="apologises"):
    return compare(
        "reader", "ana", {behaviour: {str(at): Seen(*row) for at, row in enumerate(rows)}}, drawing
    )


def test_precision_recall_and_f1_by_hand():
    rows = [(True, True)] * 6 + [(False, True)] * 2 + [(True, False)] * 4 + [(False, False)] * 8
    comparison = against(rows)
    found = comparison.behaviours[0]
    assert (found.items, found.yes) == (20, 10)
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert found.f1.value == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert comparison.macro_f1.value == found.f1.value


def test_auc_counts_ties_half():
    rows = [(True, True, 0.9), (True, True, 0.5), (False, True, 0.5), (False, False, 0.1)]
    assert against(rows).behaviours[0].auc.value == pytest.approx(3.5 / 4)


@pytest.mark.parametrize("seed", range(3))
def test_scikit_learn_finds_the_same(seed):
    from sklearn.metrics import f1_score, roc_auc_score  # takes seconds to load

    chance = random.Random(seed)
    rows = [
        (truth := chance.random() < 0.3, (sure := round(chance.random() * 0.7 + 0.3 * truth, 1)) > 0.5, sure)
        for _ in range(120)
    ]
    truth, said, sure = zip(*rows, strict=True)
    found = against(rows).behaviours[0]
    assert found.f1.value == pytest.approx(f1_score(truth, said))
    assert found.auc.value == pytest.approx(roc_auc_score(truth, sure))


def test_what_cannot_be_said_is_not_said():
    found = against([(False, False, 0.2)] * 5).behaviours[0]
    assert (found.precision, found.recall, found.f1.value, found.auc.value) == (None, None, None, None)
    assert (found.f1.undefined, found.auc.undefined) == ("neither said yes", "it needs a yes and a no")


def test_only_what_occurs_often_counts_for_the_macro_f1():
    often = {str(at): Seen(at < 8, at < 8) for at in range(20)}
    rare = {str(at): Seen(at < 7, False) for at in range(20)}
    found = compare("reader", "ana", {"thanks": often, "blames": rare}, NONE)
    assert [one.counts for one in found.behaviours] == [True, False]
    assert found.macro_f1.value == 1
    assert compare("reader", "ana", {"blames": rare}, NONE).macro_f1.value is None


def test_intervals_draw_the_items_of_all_behaviours_together():
    chance = random.Random(2)
    seen = {
        name: {
            str(at): Seen(t := chance.random() < 0.4, t if chance.random() < 0.8 else not t, 0.5)
            for at in range(60)
        }
        for name in ("thanks", "blames")
    }
    found = compare("reader", "ana", seen, Drawing(resamples=300))
    one = found.macro_f1
    assert one.interval.low < one.value < one.interval.high
    assert compare("reader", "ana", seen, Drawing(resamples=300)) == found
