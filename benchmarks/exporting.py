"""Exporting 30,000 and 300,000 attempts: rows a second, and whether memory grows with their number."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import company
from benchmarks.figure import Figure
from benchmarks.place import ROOT

FEW, MANY = 10_000, 100_000
"""People; each has three attempts."""
_BATCH = 10_000
_QUESTIONS = 12

# In a process of its own, whose greatest size is that of the export alone; in kilobytes, on macOS in bytes.
_EXPORT = """
import resource, sys, time
from simulator.cli import main
began = time.process_time()
main([*sys.argv[1:]])
size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stderr.write(f"\\n{time.process_time() - began} {size}")
"""


def measure(folder: Path) -> list[Figure]:
    """CSV, which reads every form and works out every status; and statements, in rows a second."""
    _fill(folder / "few", FEW)
    small = _exported(folder, "few", "csv")
    statements = _exported(folder, "few", "xapi", "--home-page", "https://training.example.org")
    _fill(folder / "many", MANY)
    large = _exported(folder, "many", "csv")
    megabytes = f"{small['size'] / 1024:.0f} and {large['size'] / 1024:.0f} MB"
    return [
        Figure("memory, 300,000 : 30,000 attempts", large["size"] / small["size"], 1.2, "x", megabytes),
        Figure("rows exported a second", _rate(large), 1_500, "/s", f"{large['seconds']:.0f} s", True),
        Figure(
            "exporting an attempt, 300,000 : 30,000", _rate(small) / _rate(large), 1.5, "x",
            f"{_rate(small):.0f}/s before",
        ),
        Figure("statements exported a second", _rate(statements), 4_000, "/s", at_least=True),
    ]  # fmt: skip


def _rate(told: dict[str, float]) -> float:
    return told["rows"] / told["seconds"]


def _exported(folder: Path, name: str, kind: str, *given: str) -> dict[str, float]:
    """Rows, seconds of processor time, and the greatest size of the process in kilobytes."""
    target = folder / f"{name}.{kind}"
    command = [
        sys.executable, "-c", _EXPORT, "--data", str(folder / name), "--library", str(ROOT), "records",
        "export", "--format", kind, "--out", str(target), *given,
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, size = map(float, ran.stderr.splitlines()[-1].split())
    rows = json.loads(target.with_name(f"{target.name}.head.json").read_text())["rows"]
    return {"rows": rows, "seconds": seconds, "size": size / (1024 if sys.platform == "darwin" else 1)}


def _fill(folder: Path, people: int) -> None:
    """A company with a form for each attempt, as plain rows without a chain."""
    from simulator.records import schema
    from simulator.records.sql_ledger import SqlLedger

    company.fill(folder, people)
    keys = [f"{number:08d}{place}" for number in range(people) for place in range(company.ATTEMPTS)]
    with SqlLedger.open(folder) as ledger:
        for first in range(0, len(keys), _BATCH):
            some = keys[first : first + _BATCH]
            company._insert(ledger, schema.attempts.insert(), list(map(_attempt, some)))
            company._insert(ledger, schema.evaluations.insert(), list(map(_evaluation, some)))


def _attempt(key: str) -> dict[str, Any]:
    at = "2026-03-02T09:00:00.000Z"
    return {
        "attempt": key, "learner": company.pseudonym(int(key[:8])), "level": "agent", "mode": "certify",
        "seed": 0, "customer": "scripted", "started_at": at, "branch_of": None, "branch_turn": None,
        "scenario": "x", "scenario_title": "x", "scenario_version": 1, "rubric": "complaint",
    }  # fmt: skip


def _evaluation(key: str) -> dict[str, Any]:
    return {"attempt": key, "number": 1, "percentage": 82.5, "passed": True, "evaluation": _FORM, "words": ""}


def _answers() -> Iterator[dict[str, Any]]:
    for number in range(_QUESTIONS):
        yield {
            "ref_id": f"question-{number}", "title": "Takes it up without being asked", "section": "help",
            "option": "o_full", "score": 10, "max_score": 10, "applied_weight": 8.33, "status": "scored",
            "source": "rules", "evidence": [{"turn": 2, "quote": "", "start": 0, "end": 21}], "feedback": "",
        }  # fmt: skip


_FORM = json.dumps(
    {
        "type": "evaluation", "id": "x", "rubric": {"id": "complaint", "version": 1, "sha256": "ab" * 32},
        "judge": {"id": "rules", "version": "1"}, "percentage": 82.5, "raw_percentage": 82.5, "passed": True,
        "performance_category": "MEETS_EXPECTATIONS", "automatic_fail": False, "mastery_score": 0.8,
        "strength": None, "gaps": [], "questions": list(_answers()),
    },
    separators=(",", ":"),
)  # fmt: skip
