"""Transcripts a second through `score`, and how the time grows with their number and their length."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, ROOT, Place
from benchmarks.words import transcript

TURNS, LONG = 10, 40
FEW, SOME, MANY = 1, 301, 1201
RUBRIC = "complaint"


def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """The time of one transcript is taken off, so that the start of the program does not count."""
    place, chance = Place(folder / "home"), Random(2)
    sizes = {(count, TURNS) for count in (FEW, SOME, MANY)} | {(FEW, LONG), (SOME, LONG)}
    files = {size: _file(folder, chance, *size) for size in sorted(sizes)}
    took: dict[tuple[int, int], list[float]] = {size: [] for size in files}
    for _ in range(rounds):
        for size, path in files.items():
            took[size].append(_seconds(path, place))
    each = {size: median(found) for size, found in took.items()}
    some, many, long = (
        (each[count, turns] - each[FEW, turns]) / (count - FEW)
        for count, turns in ((SOME, TURNS), (MANY, TURNS), (SOME, LONG))
    )
    start = f"{each[FEW, TURNS]:.2f} s to start"
    return [
        Figure("score, ten turns, transcripts a s", 1 / many, 300, "/s", start, at_least=True),
        Figure(
            "time a transcript, 1,200 : 300", many / some, 1.2, "x", f"{many * 1e3:.2f} / {some * 1e3:.2f} ms"
        ),
        Figure(
            "time a turn, 40 turns : 10",
            long / some / (LONG / TURNS),
            1.2,
            "x",
            f"{long * 1e3:.1f} ms for 40",
        ),
    ]


def _file(folder: Path, chance: Random, count: int, turns: int) -> Path:
    path = folder / f"{count}-of-{turns}.jsonl"
    path.write_text(
        "".join(json.dumps(transcript(chance, n, turns)) + "\n" for n in range(count)), encoding="utf-8"
    )
    return path


def _seconds(path: Path, place: Place) -> float:
    """Seconds of processor time: one core's worth, whatever else the machine does."""
    before = os.times()
    began = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        subprocess.run(
            [*PRODUCT, "score", "--rubric", RUBRIC, str(path)],
            env=place.environment, cwd=ROOT, stdout=nowhere, check=True,
        )  # fmt: skip
    elapsed, after = time.perf_counter() - began, os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return used or elapsed
