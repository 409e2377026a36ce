"""Small rows and talks to train on, put together from parts; no row is like a row of `models/`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from models.rows import Row, Talk

_THINGS = ("kettle", "boiler", "lamp", "fence", "piano", "ladder")
_FEELINGS = (
    "Each day without it is one more hole for you to fall into.",
    "Part of you is still there with it, and it has not let go of you.",
    "So it is on you again, and there is nobody there to carry it.",
    "It is as if nothing that you did was ever any good to them.",
    "And then it is quiet, and you are alone with all of that again.",
)
_PLAIN = (
    "The form is on the page under contact.",
    "You find the part number below the lid.",
    "The shop opens at nine and closes at six.",
    "A new one costs less than the old one did.",
    "The van comes round on Mondays as a rule.",
)


def rows() -> list[Row]:
    """Sixty replies, thirty of them about a feeling; of three sentences, so none is short."""
    found = []
    for thing, at in product(_THINGS, range(5)):
        for kind, said, labels in (
            ("feeling", _FEELINGS, ["acknowledges_emotion", "brushes_off"]),
            ("plain", _PLAIN, ["explains", "blames"]),
        ):
            reply = f"{said[at]} {said[(at + 1) % 5]} That is for the {thing}."
            found.append(Row(f"{kind}-{thing}-{at}", f"My {thing} is gone.", reply, frozenset(labels)))
    return found


def talks(count: int = 24, scale: float = 100.0) -> list[Talk]:
    """Talks that are good or bad by turns, on a scale of their own."""
    found = []
    for at in range(count):
        good, thing = at % 2 == 0, _THINGS[at % 6]
        said = (
            f"I have set it right, so you can use the {thing} now." if good else "Our staff will verify it!"
        )
        more = "Then ring us and we look at it." if at % 3 else "Thank you for your patience."
        turns = (
            {"speaker": "customer", "text": f"Mend my {thing}"},
            {"speaker": "agent", "text": f"{said} {more}"},
        )
        found.append(Talk(f"t{at}", turns, scale * (0.7 if good else 0.2) + at % 5))
    return found


def write_rows(path: Path, written: Sequence[Row]) -> Path:
    lines = [
        {"id": r.id, "customer": r.customer, "reply": r.reply, "present": sorted(r.present)} for r in written
    ]
    return write_lines(path, lines)


def write_talks(path: Path, written: Sequence[Talk]) -> Path:
    return write_lines(path, [{"id": t.id, "turns": t.turns, "quality": t.quality} for t in written])


def write_lines(path: Path, lines: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
