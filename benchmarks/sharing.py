"""Many processes that hold conversations at once: on one SQLite file, and on one PostgreSQL server."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figure import Figure

ON_FILE, ON_SERVER = 50, 200
REPLIES = 4
PAUSE = 5.0
"""Seconds between two replies, on average; people take five times as long and more."""
BOUND = 50.0
"""Milliseconds for a turn's commit, at the 95th percentile."""


def measure(folder: Path) -> list[Figure]:
    """How long a turn takes to be kept, and whether any was lost."""
    return [*_on_file(folder / "shared"), *_on_server()]


def _on_file(folder: Path) -> list[Figure]:
    return _figures(f"{ON_FILE} on a file", folder, ON_FILE)


def _on_server() -> list[Figure]:
    from simulator.records.address import read_address
    from tests.databases.server import NotStarted, started

    try:
        server = started(fsync="on", full_page_writes="on")
    except NotStarted as error:
        print(f"WARNING: nothing was measured on PostgreSQL: {error}", file=sys.stderr)
        return []
    try:
        return _figures(f"{ON_SERVER} on a server", read_address(server.url()), ON_SERVER)
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def _figures(name: str, where: object, processes: int) -> list[Figure]:
    from simulator.records.sql_ledger import SqlLedger

    SqlLedger.open(where).close()
    found = _talk_all(where, processes)
    millis = sorted(1e3 * second for told in found for second in told["seconds"])
    errors = sum(told["error"] is not None for told in found) + processes - len(found)
    lost = processes * 2 * REPLIES - _kept(where)
    detail = f"median {_part(millis, 0.5):.1f}, most {millis[-1]:.0f} ms; {len(millis)} turns"
    if errors:
        detail += f"; {next(told['error'] for told in found if told['error'])}"
    return [
        Figure(f"turn kept, {name}", _part(millis, 0.95), BOUND, "ms", detail),
        Figure(f"turns lost, {name}", lost, 0, "", f"{errors} errors"),
    ]


def _part(values: list[float], part: float) -> float:
    return values[min(len(values) - 1, int(part * len(values)))]


def _kept(where: object) -> int:
    from simulator.records.looking import RecordsView

    return sum(line.turns for line in RecordsView.look(where).history(limit=10 * ON_SERVER))


def _talk_all(where: object, processes: int) -> list[dict]:
    """What each process measured. All are forked, so that what is measured is the records and not imports."""
    ready, start, told = os.pipe(), os.pipe(), [os.pipe() for _ in range(processes)]
    children = []
    for number in range(processes):
        child = os.fork()
        if child == 0:
            os.close(start[1])
            _report(told[number][1], ready[1], lambda number=number: _talk(where, number, ready[1], start[0]))
        children.append(child)
    os.close(ready[1])
    for _ in range(processes):
        os.read(ready[0], 1)
    os.close(start[1])  # all begin together
    found = []
    for (reading, writing), child in zip(told, children, strict=True):
        os.close(writing)
        with os.fdopen(reading) as lines:
            text = lines.read()
        os.waitpid(child, 0)
        found += [json.loads(text)] if text else []
    for end in (ready[0], start[0]):
        os.close(end)
    return found


def _report(writing: int, ready: int, work: Callable[[], list[float]]) -> None:
    seconds: list[float] = []
    error = None
    try:
        seconds = work()
    except Exception as found:
        error = f"{type(found).__name__}: {found}"
        os.write(ready, b".")  # else the others would wait for this one for ever
    os.write(writing, json.dumps({"seconds": seconds, "error": error}).encode())
    os._exit(0)


def _talk(where: object, number: int, ready: int, start: int) -> list[float]:
    """Hold one conversation, and say how long each of its turns took to be kept."""
    from simulator.records.sql_ledger import SqlLedger
    from tests.records.samples import make_header, make_turn

    key, chance, seconds = f"{number:04d}", random.Random(number), []
    with SqlLedger.open(where, patience=30) as ledger:
        ledger.open_attempt(make_header(key, mode="certify" if number % 2 else "practice"))
        os.write(ready, b".")
        os.read(start, 1)
        time.sleep(chance.uniform(0, PAUSE))
        for turn in range(1, 2 * REPLIES + 1):
            record = make_turn(turn, "We looked into it, and it is on its way. " * 8)
            began = time.perf_counter()
            ledger.add_turn(key, record)
            seconds.append(time.perf_counter() - began)
            if turn % 2:
                time.sleep(chance.uniform(0.5, 1.5) * PAUSE)
    return seconds
