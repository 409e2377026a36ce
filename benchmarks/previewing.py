"""From a save to the picture: how long the preview takes to show a scenario that was just written."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.place import PRODUCT, SCENARIO, Place, many_scenarios
from benchmarks.terminal import Terminal

SAVES = 9


def measure(folder: Path) -> list[Figure]:
    """The longest scenario of the library, saved with another title again and again."""
    library = many_scenarios(folder / "library", 1)
    place = Place(folder / "home", library)
    path = library / "scenarios" / f"{SCENARIO}.yaml"
    source = path.read_text(encoding="utf-8")
    title = next(line for line in source.splitlines() if line.startswith("title:"))
    terminal = Terminal((*PRODUCT, "preview", str(path)), place.environment, folder, 120, 40)
    took = []
    try:
        terminal.wait_for("exemplar strong", seconds=30)
        for number in range(SAVES):
            terminal.read(0.7)
            word = f"Save{number}of{SAVES}"
            path.write_text(source.replace(title, f"title: {word}", 1), encoding="utf-8")
            began = time.perf_counter()
            terminal.read(5, lambda word=word: word.encode() in terminal.written)  # type: ignore[misc]
            took.append((terminal.chunks[-1][0] - began) * 1e3)
            terminal.wait_for(word, seconds=5)
    finally:
        terminal.kill()
    return [Figure("preview, save to picture", median(took), 150, "ms", f"slowest {max(took):.0f} ms")]
