"""`python -m benchmarks [--only NAME] [--strict]`: measure, and say which bounds hold."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    app,
    browser,
    checking,
    exporting,
    previewing,
    rehearsing,
    scoring,
    sharing,
    speaking,
    starting,
    thinking,
    training,
    verifying,
)
from benchmarks.figure import Figure

MEASUREMENTS: dict[str, Callable[[Path], list[Figure]]] = {
    "version": starting.version,
    "thinking": thinking.measure,
    "scoring": scoring.measure,
    "speaking": speaking.measure,
    "app": app.measure,
    "browser": browser.measure,
    "library": starting.library,
    "checking": checking.measure,
    "rehearsing": rehearsing.measure,
    "previewing": previewing.measure,
    "sharing": sharing.measure,
    "verifying": verifying.measure,
    "training": training.measure,
    "exporting": exporting.measure,
}


def main() -> int:
    """Print a line a figure; without --strict the status is always 0, for it only informs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the product.")
    parser.add_argument(
        "--only", action="append", choices=MEASUREMENTS, metavar="NAME", help=", ".join(MEASUREMENTS)
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a bound does not hold")
    args = parser.parse_args()
    began, kept = time.perf_counter(), True
    for name in args.only or MEASUREMENTS:
        with tempfile.TemporaryDirectory(prefix="empty-chair-") as folder:
            for figure in MEASUREMENTS[name](Path(folder)):
                print(figure, flush=True)
                kept = kept and figure.ok
    print(
        f"{time.perf_counter() - began:.0f} s; every ratio is to the yardstick of the same run",
        file=sys.stderr,
    )
    return 0 if kept or not args.strict else 1


if __name__ == "__main__":
    sys.exit(main())
