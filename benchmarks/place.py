"""A home, a library and records for the programs that are measured."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCENARIO = "third-message-about-a-parcel"
PRODUCT = (sys.executable, "-m", "simulator")
YARDSTICK = (sys.executable, "-m", "benchmarks.yardstick")


@dataclass(frozen=True)
class Place:
    """A home of its own, and the library that is used there."""

    home: Path
    library: Path = ROOT

    @property
    def environment(self) -> dict[str, str]:
        self.home.mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.defpath, "HOME": str(self.home), "LANG": "C.UTF-8", "USER": "kim", "LOGNAME": "kim",
            "TERM": "xterm-256color", "COLORTERM": "truecolor", "EMPTY_CHAIR_LIBRARY": str(self.library),
        }  # fmt: skip

    @property
    def data(self) -> Path:
        return self.home / ".local" / "share" / "empty-chair"


def many_scenarios(folder: Path, count: int) -> Path:
    """A library of so many scenarios, made from one that is shipped."""
    source = (ROOT / "scenarios" / f"{SCENARIO}.yaml").read_text(encoding="utf-8")
    (folder / "scenarios").mkdir(parents=True)
    for name in ("scenarios/personas", "rubrics"):
        os.symlink(ROOT / name, folder / name)
    for number in range(count):
        key = SCENARIO if number == 0 else f"{SCENARIO}-{number:04d}"
        text = re.sub(r"^id: .*$", f"id: {key}", source, count=1, flags=re.MULTILINE)
        (folder / "scenarios" / f"{key}.yaml").write_text(text, encoding="utf-8")
    return folder


def long_attempt(place: Place, messages: int) -> str:
    """An unfinished attempt of so many messages on record; its id."""
    from simulator.attempt.ledger import AttemptHeader, ContentSnapshot, TurnRecord
    from simulator.content.library import Library
    from simulator.records.sql_ledger import SqlLedger
    from simulator.wiring import new_id, utc_now

    trio = Library(place.library).material(SCENARIO)
    contents = tuple(
        ContentSnapshot(kind, part.model.id, part.model.version, part.sha256, part.source)
        for kind, part in zip(("scenario", "persona", "rubric"), trio, strict=True)
    )
    ledger, attempt = SqlLedger.open(place.data), new_id()
    ledger.open_attempt(
        AttemptHeader(attempt, "kim", "agent", "practice", 0, "scripted", contents, utc_now())
    )
    for turn in range(1, messages + 2 - messages % 2):
        speaker = "customer" if turn % 2 else "agent"
        text = f"Message {turn}: I am looking at order 7731-204 again, and I will write to you on Thursday."
        voice = "scripted" if speaker == "customer" else None
        ledger.add_turn(attempt, TurnRecord(turn, speaker, text, utc_now(), voice))
    return attempt
