"""A company in a file: people on the roster with attempts that were judged, as plain rows without a chain.

Reading is what is measured on it; writing has measures of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.place import ROOT
from simulator.content.library import Library

ATTEMPTS, TEAM = 3, 12
START = datetime(2026, 1, 1, tzinfo=UTC)
LEVELS = ("new_hire", "agent", "agent", "agent", "manager", "executive")
_BATCH = 20_000


def pseudonym(number: int) -> str:
    """The pseudonym of somebody."""
    return f"p{number * 2_654_435_761 % 2**64:016x}"


def fill(folder: Path, people: int) -> None:
    """Make records with so many people, each with three attempts; every twelve share a manager."""
    from sqlalchemy import insert

    from simulator.records import schema
    from simulator.records.sql_ledger import SqlLedger

    chance = Random(3)
    scenarios = [(header.id, header.path.read_text("utf-8")) for header in Library(ROOT).headers()]
    hashes = {name: sha256(source.encode()).hexdigest() for name, source in scenarios}
    with SqlLedger.open(folder) as ledger:

        def write(table: Any, rows: Iterator[dict[str, Any]]) -> None:
            batch: list[dict[str, Any]] = []
            for row in rows:
                batch.append(row)
                if len(batch) == _BATCH:
                    _insert(ledger, insert(table), batch)
                    batch = []
            if batch:
                _insert(ledger, insert(table), batch)

        write(
            schema.contents, iter([{"sha256": hashes[name], "source": source} for name, source in scenarios])
        )
        write(schema.identities, map(_identity, range(people)))
        levels = [chance.choice(LEVELS) for _ in range(people)]
        write(schema.roster, (_entry(chance, number, levels[number]) for number in range(people)))
        names = [(name, hashes[name]) for name, _ in scenarios]
        write(
            schema.results,
            (row for number in range(people) for row in _results(chance, number, levels[number], names)),
        )


def _insert(ledger: Any, statement: Any, batch: list[dict[str, Any]]) -> None:
    ledger._store.write(lambda connection: connection.execute(statement, batch))


def _identity(number: int) -> dict[str, Any]:
    return {
        "person": pseudonym(number),
        "number": 1,
        "at": "2026-01-01T08:00:00.000Z",
        "login": f"person-{number}",
        "employee_number": str(number),
        "given_name": "Ada",
        "family_name": f"Number {number}",
        "email": "",
    }


def _entry(chance: Random, number: int, level: str) -> dict[str, Any]:
    hired = date(2020, 1, 1) + timedelta(days=chance.randrange(2500))
    manager = pseudonym(number // TEAM * TEAM)
    return {
        "person": pseudonym(number), "number": 1, "at": "2026-01-01T08:00:00.000Z", "effective": None,
        "level": level, "department": chance.choice(("Care", "Sales", "Web")), "manager": manager,
        "tags": "[]", "roles": '["learner"]', "hired": hired.isoformat(), "active": True, "source": "import",
    }  # fmt: skip


def _results(
    chance: Random, number: int, level: str, scenarios: list[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    for place in range(ATTEMPTS):
        ended = START + timedelta(seconds=chance.randrange(300 * 86_400))
        scenario, hashed = chance.choice(scenarios)
        percentage = chance.uniform(50, 100)
        at = ended.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        yield {
            "learner": pseudonym(number), "attempt": f"{number:08d}{place}", "number": 1, "at": at,
            "level": level, "mode": "certify", "customer": "scripted", "started_at": at, "branch_of": None,
            "scenario": scenario, "scenario_title": scenario, "scenario_version": 1,
            "scenario_sha256": hashed,
            "rubric": "complaint", "rubric_version": 1, "rubric_sha256": "", "ended_at": at,
            "ending": "resolved", "scorable": True, "stars": 4, "percentage": percentage,
            "passed": percentage >= 75, "automatic_fail": False, "counts": True,
        }  # fmt: skip
