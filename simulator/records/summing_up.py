"""Adding what each form came to, for forms of before that was written down."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from simulator.records.chain.events import Deed
from simulator.records.chaining import PROGRAM, append, cover
from simulator.records.results import changed_at, result_row
from simulator.records.schema import attempts, chain, ends, evaluations, results

ACTION = "summed_up"
BATCH = 1_000


def sum_up(connection: Connection) -> None:
    """Add a row for each form, cover it, and say so in the chain."""
    table, after = evaluations, ""
    while True:
        query = select(table.c.attempt).where(table.c.attempt > after).distinct()
        found = connection.execute(query.order_by(table.c.attempt).limit(BATCH)).scalars().all()
        if not found:
            return
        whole = select(table).where(table.c.attempt > after, table.c.attempt <= found[-1])
        forms = connection.execute(whole.order_by(*table.primary_key)).all()
        for attempt, rows in groupby(forms, key=lambda row: str(row.attempt)):
            _sum_up(connection, attempt, list(rows))
        after = str(found[-1])


def _sum_up(connection: Connection, attempt: str, forms: list[Row[Any]]) -> None:
    first = _first_at(connection, attempt)
    rows = [_row(connection, row, first) for row in forms]
    connection.execute(insert(results), rows)
    cover(connection, results.name, rows)
    append(connection, Deed(PROGRAM, ACTION, "attempt", attempt))


def _row(connection: Connection, row: Row[Any], first: str) -> dict[str, Any]:
    try:
        form = json.loads(row.evaluation)
    except ValueError:
        form = None
    form = form if isinstance(form, dict) else {}
    return result_row(connection, row._asdict(), form, changed_at(form) or first)


def _first_at(connection: Connection, attempt: str) -> str:
    """When the first form was written; of records from before the chain, when the conversation ended."""
    said = select(chain.c.at).where(
        chain.c.family == "attempt", chain.c.subject == attempt, chain.c.action == "evaluated"
    )
    end = select(ends.c.at).where(ends.c.attempt == attempt)
    began = select(attempts.c.started_at).where(attempts.c.attempt == attempt)
    for query in (said.order_by(chain.c.seq).limit(1), end, began):
        if (found := connection.execute(query).scalar()) is not None:
            return str(found)
    return ""
