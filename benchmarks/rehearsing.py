"""Conversations of simulated colleagues a second through `rehearse`, customer and judge included."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, ROOT, Place

SCENARIOS = ("third-message-about-a-parcel", "the-box-says-line-fault", "the-internet-in-his-name")
"""A chat, a telephone call and a bereavement: some of the longest conversations of the library."""
LEARNERS = 6
RUNS = 200


def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """Processor time of one core; what one short conversation takes, with all getting ready, is taken off."""
    place = Place(folder / "home")
    took = [(_seconds(place, 1, "silent"), _seconds(place, RUNS)) for _ in range(rounds)]
    start, whole = (median(row[at] for row in took) for at in (0, 1))
    count = RUNS * LEARNERS * len(SCENARIOS)
    told = f"{start:.1f} s to start; {count / whole:.0f} /s with it"
    return [
        Figure("rehearse, conversations a s", count / (whole - start), 400, "/s", told, at_least=True),
    ]


def _seconds(place: Place, runs: int, learners: str | None = None) -> float:
    """Seconds of processor time: one core's worth, whatever else the machine does."""
    chosen = ["--learners", learners] if learners else []
    before = os.times()
    with open(os.devnull, "wb") as nowhere:
        subprocess.run(
            [*PRODUCT, "rehearse", *SCENARIOS, "--runs", str(runs), *chosen],
            env=place.environment, cwd=ROOT, stdout=nowhere, stderr=nowhere, check=False,
        )  # fmt: skip
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system
