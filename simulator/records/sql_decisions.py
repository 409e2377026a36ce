"""Decisions about people in the database."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, select

from simulator.errors import UsageError
from simulator.language.text import clean_text
from simulator.records.chain.events import Deed
from simulator.records.chaining import append
from simulator.records.decisions import KINDS, Decision
from simulator.records.keeping import keep_row
from simulator.records.locks import hold
from simulator.records.names import PERSON
from simulator.records.people_rows import Span, day_of
from simulator.records.schema import decisions

_DAYS = ("effective", "due", "until", "completed")
_TEXTS = ("programme", "requirement", "scenario", "equivalent", "reason", "evidence")


def keep_decision(connection: Connection, person: str, decision: Decision) -> Decision:
    """Write down a decision; its author is a pseudonym and its time is told.

    Raises:
        UsageError: It is none that there is, or the person's words were erased.
    """
    if decision.kind not in KINDS:
        raise UsageError(f"There is no decision {decision.kind!r}.", f"There are: {', '.join(KINDS)}.")
    hold(connection, "chain")
    newest = select(func.coalesce(func.max(decisions.c.number), 0)).where(decisions.c.person == person)
    number = connection.execute(newest).scalar_one() + 1
    texts = {name: _text(getattr(decision, name)) for name in _TEXTS}
    kept = decision._replace(number=number, **texts)  # type: ignore[arg-type]
    row: dict[str, Any] = {"person": person, **kept._asdict()}
    keep_row(connection, decisions, row | {name: _day(row[name]) for name in _DAYS})
    append(connection, Deed(kept.author, kept.kind, PERSON, person))
    return kept


def decisions_of(connection: Connection, span: Span) -> dict[str, tuple[Decision, ...]]:
    """What was decided about these people, by number; nobody about whom nothing was."""
    query = select(decisions).where(span.within(decisions.c.person))
    rows = connection.execute(query.order_by(decisions.c.person, decisions.c.number)).all()
    return {
        person: tuple(_decision(row) for row in theirs) for person, theirs in groupby(rows, key=itemgetter(0))
    }


def _decision(row: Any) -> Decision:  # noqa: ANN401 - a row
    values = row._mapping
    return Decision._make(
        day_of(values[name]) if name in _DAYS else values[name] for name in Decision._fields
    )


def _text(text: str | None) -> str | None:
    return None if text is None else clean_text(text)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
