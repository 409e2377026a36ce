"""Starting: the version, and a large library against a small one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.app import READY_HOME, Run, start
from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, ROOT, SCENARIO, Place, many_scenarios

FEW, MANY = 3, 1000


def version(folder: Path, rounds: int = 15) -> list[Figure]:
    """`--version` against the bare interpreter."""
    place = Place(folder / "home")
    bare, ours = [], []
    for _ in range(rounds):
        bare.append(_seconds([sys.executable, "-c", "pass"], place))
        ours.append(_seconds([*PRODUCT, "--version"], place))
    return [_ratio("--version", ours, bare, 4.0)]


def library(folder: Path, rounds: int = 5) -> list[Figure]:
    """A library of 1,000 scenarios against one of 3; the first, cold start of each is told apart."""
    few, many = (Place(folder / f"home{n}", many_scenarios(folder / str(n), n)) for n in (FEW, MANY))
    cold = [start(PRODUCT, place, READY_HOME) for place in (few, many)]
    runs: list[tuple[Run, Run]] = []
    plays: tuple[list[float], list[float]] = ([], [])
    command = [*PRODUCT, "play", SCENARIO, "--json"]
    for _ in range(rounds):
        runs.append((start(PRODUCT, few, READY_HOME), start(PRODUCT, many, READY_HOME)))
        for place, found in zip((few, many), plays, strict=True):
            found.append(_seconds(command, place))
    told = f"cold {cold[1].ready:.0f} / {cold[0].ready:.0f} ms"
    return [
        _of_runs("first frame, 1,000 scenarios : 3", "first", runs, ""),
        _of_runs("ready, 1,000 scenarios : 3", "ready", runs, told),
        _ratio("play, 1,000 scenarios : 3", plays[1], plays[0], 1.2),
    ]


def _seconds(command: Sequence[str], place: Place) -> float:
    began = time.perf_counter()
    subprocess.run(
        command, env=place.environment, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    return time.perf_counter() - began


def _of_runs(name: str, what: str, runs: Sequence[tuple[Run, Run]], more: str) -> Figure:
    few, many = (median(getattr(pair[side], what) for pair in runs) for side in (0, 1))
    detail = f"{many:.0f} / {few:.0f} ms"
    return Figure(name, many / few, 1.2, "x", f"{detail}; {more}" if more else detail)


def _ratio(name: str, ours: Sequence[float], theirs: Sequence[float], bound: float) -> Figure:
    mine, yard = median(ours), median(theirs)
    return Figure(name, mine / yard, bound, "x", f"{mine * 1e3:.0f} / {yard * 1e3:.0f} ms")
