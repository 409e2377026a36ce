from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

import simulator
from simulator.judging.agreement.bootstrap import intervals, weightings


def mean_of(values):
    return lambda weights: {"mean": sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)}


def drawn(n, resamples=400, seed=0):
    return weightings(range(n), n, resamples=resamples, seed=seed)


def test_every_resample_draws_as_many_items_as_there_are():
    lists = list(weightings((0, 1, 1, 2), 3, resamples=50, seed=1))
    assert len(lists) == 50
    assert all(len(weights) == 3 and sum(weights) == 4 for weights in lists)
    assert sum(weights[1] for weights in lists) > sum(weights[0] for weights in lists)


def test_the_seed_decides():
    assert list(drawn(9, seed=3)) == list(drawn(9, seed=3))
    assert list(drawn(9, seed=3)) != list(drawn(9, seed=4))


def test_the_interval_of_a_mean_is_about_two_standard_errors_wide():
    chance = Random(0)
    values = [chance.gauss(50, 10) for _ in range(400)]
    found = intervals(mean_of(values), drawn(400, resamples=1000))["mean"]
    centre = sum(values) / 400
    assert found.low < centre < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 * 10 / 20, rel=0.15)


def test_quantiles_lie_between_values():
    counted = iter(range(101))
    found = intervals(lambda weights: {"n": next(counted)}, drawn(2, resamples=101))["n"]
    assert found == pytest.approx((2.5, 97.5, 101))


def test_undefined_resamples_are_left_out_and_counted():
    turn = iter([1.0, None] * 50)
    found = intervals(lambda weights: {"a": next(turn), "b": None}, drawn(2, resamples=100))
    assert found == {"a": (1.0, 1.0, 50)}


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_draws_the_same(hash_seed):
    code = (
        "from simulator.judging.agreement.bootstrap import weightings\n"
        "print(list(weightings(range(5), 5, resamples=3, seed=7)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        cwd=Path(simulator.__file__).parents[1], env={"PYTHONHASHSEED": hash_seed},
    )  # fmt: skip
    assert ran.stdout.strip() == str(list(drawn(5, resamples=3, seed=7)))
