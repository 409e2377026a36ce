"""Training from end to end: the same files give the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.train import main
from simulator.language.learned.weights import FORMAT, weights_path
from tests.models.written import rows, talks, write_lines, write_rows, write_talks

ROOT = Path(__file__).parents[2]


@pytest.fixture
def small(tmp_path):
    """The words of a command that trains on small files, and where it writes."""
    train_on = write_rows(tmp_path / "rows.jsonl", rows())
    rated = [write_talks(tmp_path / "a.jsonl", talks()), write_talks(tmp_path / "b.jsonl", talks(36, 4.0))]
    out = tmp_path / "learned.json"
    return ["--rows", str(train_on), "--support", "--talks", *map(str, rated), "--out", str(out)], out


def test_small_files_give_a_file_that_the_product_can_read(small, monkeypatch, capsys):
    args, out = small
    main(args)
    content = json.loads(out.read_text(encoding="ascii"))
    assert content["format"] == FORMAT
    assert list(content["models"]) == ["acknowledges_emotion", "explains", "help"]
    packed = json.dumps(content, sort_keys=True, separators=(",", ":"))
    assert out.read_text(encoding="ascii") == packed + "\n"
    told = capsys.readouterr().out.splitlines()[-1]
    assert told.endswith("models: acknowledges_emotion, explains, help")


def test_small_files_give_the_same_bytes_again(small):
    args, out = small
    main(args)
    first = out.read_bytes()
    main(args)
    assert out.read_bytes() == first


def test_without_talks_there_is_no_model_of_help(small):
    args, out = small
    main([*args[:3], "--out", str(out)])
    assert "help" not in json.loads(out.read_bytes())["models"]


def test_rows_and_talks_of_the_helpdesk_are_used_when_they_are_given(small, tmp_path):
    args, out = small
    main(args)
    without = json.loads(out.read_bytes())["models"]
    texts = [(f"h{at}", talk) for at, talk in enumerate(talks(40))]
    lines = [
        {
            "id": name,
            "context": "\n".join(f"{_who(turn)}: {turn['text']}" for turn in talk.turns),
            "labels": {"satisfaction": talk.quality / 50 - 1},
        }
        for name, talk in texts
    ]
    files = {
        "--helpdesk-talks": write_lines(tmp_path / "talks", lines),
        "--helpdesk-turns": write_lines(tmp_path / "turns", []),
        "--helpdesk-labels": write_lines(
            tmp_path / "labels", [{"id": f"{name}-t1", "present": ["explains"]} for name, _ in texts]
        ),
    }
    main([*args, *(str(word) for pair in files.items() for word in pair)])
    with_them = json.loads(out.read_bytes())["models"]
    assert with_them["explains"] != without["explains"]
    assert with_them["help"] != without["help"]


def _who(turn) -> str:
    return "helpdesk" if turn["speaker"] == "agent" else "customer"


def test_the_file_to_write_must_be_named(small, capsys):
    with pytest.raises(SystemExit):
        main(small[0][:-2])
    assert "--out" in capsys.readouterr().err


@pytest.mark.slow
def test_our_own_files_give_the_same_bytes_in_every_process(tmp_path):
    """The files of the helpdesk are not ours, so these are other weights than those of the product."""
    before = weights_path("en").read_bytes()
    first, second = (_trained(tmp_path / f"{seed}.json", seed) for seed in ("0", "4242"))
    assert first == second
    assert {"help", "acknowledges_emotion", "personalises"} <= set(json.loads(first)["models"])
    assert weights_path("en").read_bytes() == before


def _trained(out: Path, seed: str) -> bytes:
    files = {
        part: [f"models/{part}/{name}.jsonl" for name in names]
        for part, names in {"rows": ("written", "panel"), "talks": ("written", "range")}.items()
    }
    run = [sys.executable, "-m", "models.train", "--rows", *files["rows"], "--talks", *files["talks"]]
    environment = dict(os.environ) | {"PYTHONHASHSEED": seed}
    subprocess.run(
        [*run, "--out", str(out)], cwd=ROOT, env=environment, capture_output=True, check=True, timeout=100
    )
    return out.read_bytes()
