"""The chain, read as a log: who did what, when, and to whose record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, or_, select

from simulator.records.names import PERSON
from simulator.records.people_rows import Span, names_of
from simulator.records.schema import attempts, chain

ATTEMPT = "attempt"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries are meant; what is empty leaves nothing out.

    Attributes:
        subject: A pseudonym: entries about this person, and about their attempts.
        actor: A pseudonym: entries that this person caused.
        action: What happened, such as `viewed`.
        since: The first moment, ISO 8601 in UTC.
        until: The moment before which they were written.
        limit: How many at most; the newest are taken.
    """

    subject: str = ""
    actor: str = ""
    action: str = ""
    since: str = ""
    until: str = ""
    limit: int = 50


class Logged(NamedTuple):
    """One entry of the log.

    Attributes:
        seq: Its number in the chain.
        at: When, ISO 8601 in UTC.
        actor: Who, by pseudonym, or `program`.
        action: What happened.
        family: What it is about: `attempt`, `round`, `person`, `ledger`.
        subject: Which one.
        person: Whose record that is, by pseudonym; empty when it is nobody's.
        reason: Why.
        what: What else was kept.
    """

    seq: int
    at: str
    actor: str
    action: str
    family: str
    subject: str
    person: str
    reason: str
    what: Mapping[str, Any]


class Logbook(NamedTuple):
    """Entries, the newest first, and what people in them are called at present, if names remain."""

    entries: Sequence[Logged]
    called: Mapping[str, str]


def logbook(connection: Connection, asked: Asked) -> Logbook:
    """Read the entries that are meant."""
    rows = connection.execute(_query(asked)).all()
    entries = [
        Logged(row.seq, row.at, row.actor, row.action, row.family, row.subject, _person(row), row.reason,
               json.loads(row.what))
        for row in rows
    ]  # fmt: skip
    people = sorted({one for entry in entries for one in (entry.actor, entry.person) if one})
    named = names_of(connection, Span(tuple(people), named=True)) if people else {}
    return Logbook(entries, {person: names[0] or "" for person, names in named.items()})


def actions(connection: Connection) -> Sequence[str]:
    """Every action that occurs, by name."""
    return [str(name) for name in connection.execute(select(chain.c.action).distinct()).scalars()]


def _query(asked: Asked) -> Select[Any]:
    whose = chain.outerjoin(attempts, (chain.c.family == ATTEMPT) & (chain.c.subject == attempts.c.attempt))
    query = select(chain, attempts.c.learner).select_from(whose)
    if asked.subject:
        theirs = (chain.c.family == PERSON) & (chain.c.subject == asked.subject)
        query = query.where(or_(theirs, attempts.c.learner == asked.subject))
    for column, value in ((chain.c.actor, asked.actor), (chain.c.action, asked.action)):
        if value:
            query = query.where(column == value)
    if asked.since:
        query = query.where(chain.c.at >= asked.since)
    if asked.until:
        query = query.where(chain.c.at < asked.until)
    return query.order_by(chain.c.seq.desc()).limit(asked.limit)


def _person(row: Any) -> str:  # noqa: ANN401 - a row
    return str(row.subject) if row.family == PERSON else str(row.learner or "")
