"""Verifying the records: entries a second, and how the time grows; processor time alone is counted."""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.figure import Figure

ENTRIES = 100_000
ATTEMPTS = 150
TURNS = 20


def measure(folder: Path) -> list[Figure]:
    """The chain alone, and a whole file with every row that it covers."""
    small, large = _walked(ENTRIES // 5), _walked(ENTRIES)
    return [
        Figure("entries verified a second", ENTRIES / large, 20_000, "/s", f"{large:.2f} s", at_least=True),
        Figure("verifying, five times the entries", large / small, 7, "x", f"{small:.2f} s before"),
        _whole_file(folder),
    ]


def _walked(count: int) -> float:
    from simulator.records.chain.walking import walk

    steps, took = list(_steps(count)), []
    for _ in range(3):
        began = time.process_time()
        walk(steps, lambda _: "")
        took.append(time.process_time() - began)
    return min(took)


def _steps(count: int):
    from simulator.records.chain.events import Deed, Head, entry_after
    from simulator.records.chain.walking import Step

    head = Head()
    for seq in range(1, count + 1):
        deed = Deed("p0123456789abcdef", "ended", "attempt", f"{seq:021x}", what={"number": seq})
        entry, hashed = entry_after(head, "2026-03-02T09:00:00.000Z", deed, 7, "ab" * 32)
        head = Head(seq, hashed, entry.at)
        yield Step(entry, hashed, linked="ab" * 32)


def _whole_file(folder: Path) -> Figure:
    from simulator.records.looking import RecordsView

    _fill(folder)
    began = time.process_time()
    found = RecordsView.look(folder).verify(lambda _: "")
    took = time.process_time() - began
    assert found.bad is None
    looked = found.rows + found.walk.head.count
    return Figure(
        "rows and entries of a file a second",
        looked / took,
        10_000,
        "/s",
        f"{looked} in {took:.2f} s",
        at_least=True,
    )


def _fill(folder: Path) -> None:
    from simulator.records.sql_ledger import SqlLedger
    from tests.records.samples import make_end, make_evaluation, make_header, make_turn

    with SqlLedger.open(folder) as ledger:
        for number in range(ATTEMPTS):
            key = f"{number:06d}"
            turns = [make_turn(turn, "Where is my parcel, please? " * 4) for turn in range(1, TURNS + 1)]
            ledger.open_attempt(make_header(key, learner=f"learner-{number % 20}"), turns)
            ledger.end_attempt(key, make_end())
            ledger.add_evaluation(key, make_evaluation())
