"""Erasing words whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, select

from simulator.records.chain.covers import Family
from simulator.records.chain.retention import Retention
from simulator.records.chaining import PROGRAM
from simulator.records.erasing import erase
from simulator.records.schema import attempts, rounds, salts

BATCH = 200
"""So many are erased in one transaction, so that nobody waits long."""


@dataclass(frozen=True, slots=True)
class Due:
    """Words whose time is over.

    Attributes:
        family: `attempt` or `round`.
        owner: Which one.
        kind: What it is, by the setting that says how long: `practice`, `certify` or `round`.
        days: What the setting says.
        at: When it began.
    """

    family: Family
    owner: str
    kind: str
    days: int
    at: str


def due(connection: Connection, retention: Retention, now: datetime, limit: int | None = None) -> list[Due]:
    """What is to be erased by now, the oldest first of each kind."""
    found: list[Due] = []
    for kind, days in (("practice", retention.practice_days), ("certify", retention.certify_days)):
        before = retention.before(days, now)
        if before is not None:
            there = exists().where(salts.c.family == "attempt", salts.c.owner == attempts.c.attempt)
            query = select(attempts.c.attempt, attempts.c.started_at).where(
                attempts.c.mode == kind, attempts.c.started_at < before, there
            )
            rows = connection.execute(query.order_by(attempts.c.started_at).limit(limit))
            found += [Due("attempt", row.attempt, kind, days, row.started_at) for row in rows]
    found += _rounds(connection, retention, now, limit)
    return found[:limit]


def _rounds(connection: Connection, retention: Retention, now: datetime, limit: int | None) -> Iterator[Due]:
    before = retention.before(retention.round_days, now)
    if before is None:
        return
    there = exists().where(salts.c.family == "round", salts.c.owner == rounds.c.round)
    query = select(rounds.c.round, rounds.c.at).where(rounds.c.at < before, there)
    for row in connection.execute(query.order_by(rounds.c.at).limit(limit)):
        yield Due("round", row.round, "round", retention.round_days, row.at)


def retire(connection: Connection, retention: Retention, now: datetime) -> list[Due]:
    """Erase a batch of what is due; nothing more is due when none comes back."""
    found = due(connection, retention, now, BATCH)
    for one in found:
        erase(connection, one.family, one.owner, PROGRAM, f"kept for {one.days} days ({one.kind})")
    return found
