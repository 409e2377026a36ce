"""How long `check` takes for a whole library with all its exemplars, and how that grows with its size."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, ROOT, Place

TIMES = (1, 2, 4)
"""How often every scenario is there: a copy has another id and one phrase more, so that no work is saved."""


def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """Processor time of the program, its start included: a core's worth, whatever else the machine does."""
    place = Place(folder / "home")
    libraries = {times: _library(folder / str(times), times) for times in TIMES}
    took: dict[int, list[float]] = {times: [] for times in TIMES}
    for _ in range(rounds):
        for times, (library, _) in libraries.items():
            took[times].append(_seconds(library, place))
    once, twice, fourfold = (median(found) for found in took.values())
    count, most = libraries[1][1], libraries[4][1]
    few, many = (twice - once) / count, (fourfold - twice) / (2 * count)
    return [
        Figure("check, s for ten scenarios", fourfold / most * 10, 1, "s", f"{fourfold:.1f} s for {most}"),
        Figure(
            f"time a scenario, {most} : {2 * count}", many / few, 1.2, "x",
            f"{many * 1e3:.0f} / {few * 1e3:.0f} ms",
        ),
    ]  # fmt: skip


def _library(root: Path, times: int) -> tuple[Path, int]:
    """The library that ships, each scenario so many times, and how many that makes."""
    for part in ("scenarios", "rubrics"):
        shutil.copytree(ROOT / part, root / part)
    files = sorted((root / "scenarios").glob("*.yaml"))
    for file in files:
        text = file.read_text(encoding="utf-8")
        for number in range(2, times + 1):
            copy = text.replace(f"\nid: {file.stem}\n", f"\nid: {file.stem}-{number}\n", 1)
            copy = copy.replace("\ntopics:\n", f'\ntopics:\n  copied: ["copy number {number}"]\n', 1)
            file.with_name(f"{file.stem}-{number}.yaml").write_text(copy, encoding="utf-8")
    return root, len(files) * times


def _seconds(library: Path, place: Place) -> float:
    before = os.times()
    with open(os.devnull, "wb") as nowhere:
        subprocess.run(
            [*PRODUCT, "--library", str(library), "check"],
            env=place.environment, cwd=ROOT, stdout=nowhere, stderr=nowhere, check=False,
        )  # fmt: skip
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system
