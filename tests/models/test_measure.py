"""What `python -m models.measure` prints: a line for each figure, with its interval and its rows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models import measure
from models.rows import Talk
from tests.models.written import rows, talks, write_lines, write_rows, write_talks

ROOT = Path(__file__).parents[2]
LINE = re.compile(
    r"(?P<what>\S.*?) +(?P<value>-?\d\.\d{3})  \[(?P<low>-?\d\.\d\d), (?P<high>-?\d\.\d\d)\]  n=(?P<n>\d+)"
)
TALK_FIGURES = [
    *(f"Spearman, {rubric}, whole talks" for rubric in ("bereavement", "complaint", "guidance")),
    "Spearman, length alone",
    "Spearman, counting 'sorry'",
]


def figures(printed: str) -> dict[str, tuple[float, float, float, int]]:
    """Value, interval and number of rows of each line; every line must be one."""
    found = {}
    for line in printed.splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        found[match["what"]] = (
            float(match["value"]),
            float(match["low"]),
            float(match["high"]),
            int(match["n"]),
        )
    return found


@pytest.fixture
def few_resamples(monkeypatch):
    monkeypatch.setattr(measure, "_RESAMPLES", 20)


def measured(capsys, *args: object) -> dict[str, tuple[float, float, float, int]]:
    measure.main([str(arg) for arg in args])
    return figures(capsys.readouterr().out)


@pytest.mark.usefixtures("few_resamples")
def test_rows_give_a_figure_for_each_behaviour_that_is_often_enough(capsys, tmp_path):
    found = measured(capsys, "--rows", write_rows(tmp_path / "mine.jsonl", rows()))
    names = ("F1 acknowledges_emotion", "F1 explains", "F1 blames", "F1 brushes_off", "macro F1")
    assert set(found) == {f"mine.jsonl: {name}" for name in names}
    value, low, high, count = found["mine.jsonl: F1 acknowledges_emotion"]
    assert 0 <= low <= value <= high <= 1
    assert count == 60
    of_each = [found[f"mine.jsonl: {name}"][0] for name in names[:-1]]
    assert found["mine.jsonl: macro F1"][0] == pytest.approx(sum(of_each) / 4, abs=0.001)


@pytest.mark.usefixtures("few_resamples")
def test_rows_of_support_give_one_figure(capsys, tmp_path):
    found = measured(capsys, "--support", write_rows(tmp_path / "s.jsonl", rows()))
    assert list(found) == ["s.jsonl: AUC acknowledges_emotion"]


@pytest.mark.usefixtures("few_resamples")
def test_talks_give_a_figure_for_each_rubric_and_two_to_compare_with(capsys, tmp_path):
    sorry = {"speaker": "agent", "text": "Sorry."}
    written = [Talk(t.id, (*t.turns, *[sorry] * (t.quality > 50)), t.quality) for t in talks(16)]
    found = measured(capsys, "--talks", write_talks(tmp_path / "t.jsonl", written))
    assert list(found) == [f"t.jsonl: {name}" for name in TALK_FIGURES]
    assert found["t.jsonl: Spearman, counting 'sorry'"][0] > 0


@pytest.mark.usefixtures("few_resamples")
@pytest.mark.filterwarnings("ignore:An input array is constant")
def test_talks_of_the_helpdesk_are_scored_with_and_without_the_customers_words(capsys, tmp_path):
    lines = [
        {
            "id": t.id,
            "context": f"customer: Mend it\nhelpdesk: {t.turns[1]['text']}",
            "labels": {"satisfaction": at % 4},
        }
        for at, t in enumerate(talks(8))
    ]
    lines[0]["context"] += " Sorry."
    found = measured(capsys, "--helpdesk", write_lines(tmp_path / "h.jsonl", lines))
    for rubric in ("bereavement", "complaint", "guidance"):
        assert {
            f"h.jsonl: Spearman, {rubric}, {part}" for part in ("staff's words only", "whole talks")
        } <= set(found)


def test_nothing_named_is_nothing_measured(capsys):
    assert measured(capsys) == {}


def test_an_interval_is_of_resampled_rows_and_the_same_each_time(capsys):
    def of_mean(chosen):
        return float(np.mean(chosen)) / 10

    measure._tell("mean", 100, of_mean)
    measure._tell("mean", 100, of_mean)
    one, other = capsys.readouterr().out.splitlines()
    assert one == other
    ((value, low, high, count),) = figures(one).values()
    assert (value, count) == (4.95, 100)
    assert low == pytest.approx(4.95 - 1.96 * 0.289, abs=0.1)
    assert high == pytest.approx(4.95 + 1.96 * 0.289, abs=0.1)


@pytest.mark.slow
def test_the_command_of_the_model_card_prints_its_lines():
    files = [
        "--rows",
        "rows/panel-held-out",
        "--support",
        "rows/support-held-out",
        "--talks",
        "talks/range-held-out",
    ]
    args = [word if word.startswith("-") else f"models/{word}.jsonl" for word in files]
    run = [sys.executable, "-m", "models.measure", *args]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, timeout=110)
    found = figures(done.stdout)
    assert found["panel-held-out.jsonl: macro F1"][3] == 170
    assert found["support-held-out.jsonl: AUC acknowledges_emotion"][3] == 130
    assert {f"range-held-out.jsonl: {name}" for name in TALK_FIGURES} <= set(found)
    assert len(found) > 15
