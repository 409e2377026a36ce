"""Disputes in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row, func, insert, select

from simulator.language.text import clean_text
from simulator.records.chain.events import Deed
from simulator.records.chaining import append, cover
from simulator.records.disputes import DisputeEvent, Happening
from simulator.records.names import Names, person_for
from simulator.records.schema import dispute_events, has_table

_MOST_NAMED = 500
"""So many attempts are named in a question to the database; with more, all are read and looked through."""


def events_of(connection: Connection, attempts: Sequence[str] | None) -> list[DisputeEvent]:
    """The entries about disputes of these attempts, or of all; those of one attempt in order.

    A database of before there were disputes holds none.
    """
    if not has_table(connection, dispute_events):
        return []
    query = select(dispute_events).order_by(dispute_events.c.attempt, dispute_events.c.number)
    wanted = None if attempts is None else frozenset(attempts)
    if wanted is not None and len(wanted) <= _MOST_NAMED:
        query = query.where(dispute_events.c.attempt.in_(wanted))
    names = Names(connection)
    found = (_event(row, names) for row in connection.execute(query))
    return [event for event in found if wanted is None or event.attempt in wanted]


def keep_event(connection: Connection, event: DisputeEvent) -> None:
    """Write down an entry."""
    key, table = clean_text(event.attempt), dispute_events
    newest = select(func.coalesce(func.max(table.c.number), 0)).where(table.c.attempt == key)
    row = {
        "attempt": key,
        "number": connection.execute(newest).scalar_one() + 1,
        "question": clean_text(event.question),
        "happening": event.happening,
        "author": person_for(connection, event.author),
        "at": clean_text(event.at),
        "reason": clean_text(event.reason),
        "evaluation": event.evaluation,
    }
    connection.execute(insert(table), row)
    cover(connection, table.name, [row])
    action = "disputed" if event.happening == "opened" else f"dispute_{event.happening}"
    append(connection, Deed(str(row["author"]), action, "attempt", key))


def _event(row: Row[Any], names: Names) -> DisputeEvent:
    return DisputeEvent(
        attempt=clean_text(row.attempt),
        question=clean_text(row.question),
        happening=cast(Happening, clean_text(row.happening)),
        author=names.shown(row.author),
        at=clean_text(row.at),
        reason=clean_text(row.reason),
        evaluation=int(row.evaluation),
    )
