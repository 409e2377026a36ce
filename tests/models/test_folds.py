"""What `python -m models.folds` prints, and that no talk is scored by what was learned from it."""

from __future__ import annotations

import re

import numpy as np
import pytest

from models import folds, measure
from models.rows import Talk
from simulator.judging import helping
from tests.models.written import talks, write_lines, write_talks

LINE = re.compile(
    r"Spearman, (\w+), (staff's words only|whole talks), (\d+) folds +-?\d\.\d{3}  \[.*\]  n=(\d+)"
)


@pytest.fixture
def desk(tmp_path):
    lines = [
        {
            "id": talk.id,
            "context": f"customer: Mend it\nhelpdesk: {talk.turns[1]['text']}",
            "labels": {"satisfaction": at % 4},
        }
        for at, talk in enumerate(talks(12))
    ]
    return write_lines(tmp_path / "h.jsonl", lines)


@pytest.fixture
def learned_from(monkeypatch):
    """The talks that each training was given; what is learned is empty."""
    given: list[list[str]] = []

    def train(groups):
        given.append([talk.id for group in groups for talk in group])
        return {"bias": 0.0, "words": {}, "signs": {}}

    monkeypatch.setattr(folds.plain_help, "train", train)
    return given


@pytest.fixture
def scored(monkeypatch, learned_from):
    """Which talks were scored after how many trainings; each scores as good as its place."""
    found: list[tuple[int, str]] = []

    def score(judge, talk: Talk, alone: bool) -> float:
        found.append((len(learned_from), talk.id))
        return float(len(found))

    monkeypatch.setattr(folds, "_score", score)
    monkeypatch.setattr(measure, "_RESAMPLES", 5)
    return found


@pytest.mark.filterwarnings("ignore:An input array is constant")
def test_each_talk_is_scored_by_what_was_learned_without_it(capsys, tmp_path, desk, learned_from, scored):
    written = write_talks(tmp_path / "t.jsonl", [Talk(f"w-{t.id}", t.turns, t.quality) for t in talks(4)])
    shipped = helping.load_weights
    folds.main(["--talks", str(written), "--helpdesk", str(desk), "--folds", "3"])
    assert len(learned_from) == 3
    for training, talk in scored:
        assert talk not in learned_from[training - 1]
    everyone = {talk for _, talk in scored}
    for given in learned_from:
        assert sum(name.startswith("w-") for name in given) == 4
        assert len(everyone.intersection(given)) == 8
    assert helping.load_weights is shipped
    told = [LINE.match(line) for line in capsys.readouterr().out.splitlines() if line.startswith("Spearman")]
    assert [(m[1], m[2], m[3], m[4]) for m in told] == [
        (rubric, way, "3", "12")
        for rubric in ("bereavement", "complaint", "guidance")
        for way in ("staff's words only", "whole talks")
    ]


def test_the_same_seed_divides_alike(tmp_path, desk, learned_from, scored):
    for seed in ("1", "1", "2"):
        folds.main(["--helpdesk", str(desk), "--folds", "2", "--seed", seed])
    first, again, other = (learned_from[at : at + 2] for at in (0, 2, 4))
    assert first == again != other


def test_the_judge_weighs_what_is_learned_only_while_it_measures():
    with folds._trained_on([talks(), talks(36, scale=4.0)]):
        inside = helping.load_weights("en")["help"]
    assert np.isfinite(inside.bias)
    assert helping.load_weights("en")["help"] != inside
