"""People in the database: their newest names, and what stands about them on the roster."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from simulator.records.bare import bare_rows
from simulator.records.names import NAMES
from simulator.records.roster import Member, RosterEntry, holding
from simulator.records.schema import identities, roster

NOBODY_KNOWN = ("learner",)
"""The roles of those for whom nobody has said any."""


class Span(NamedTuple):
    """People that are gone through together.

    Attributes:
        people: Their pseudonyms, in order.
        named: Whether these were asked for by name; otherwise they are everybody from the first to the last.
    """

    people: tuple[str, ...]
    named: bool = False

    def within(self, column: ColumnElement[str]) -> ColumnElement[bool]:
        """Whether a column names one of them."""
        if self.named:
            return column.in_(self.people)
        return (column >= self.people[0]) & (column <= self.people[-1])


def span_after(connection: Connection, person: str, size: int) -> Span | None:
    """The next people, in the order of their pseudonyms; None when there are no more."""
    query = select(identities.c.person).where(identities.c.person > person).distinct()
    found = connection.execute(query.order_by(identities.c.person).limit(size)).scalars().all()
    return Span(tuple(found)) if found else None


def people_in(connection: Connection, span: Span) -> Sequence[str]:
    """Their pseudonyms, in order, without any that nobody has."""
    if not span.named:
        return span.people
    query = select(identities.c.person).where(span.within(identities.c.person)).distinct()
    return connection.execute(query.order_by(identities.c.person)).scalars().all()


def names_of(connection: Connection, span: Span) -> dict[str, tuple[str, ...]]:
    """Their newest names, in the order of `NAMES`."""
    columns = (identities.c.person, *(identities.c[name] for name in NAMES))
    query = select(*columns).where(span.within(identities.c.person))
    rows = bare_rows(connection, query.order_by(identities.c.person, identities.c.number))
    return {row[0]: row[1:] for row in rows}


def entries_of(connection: Connection, span: Span) -> dict[str, tuple[RosterEntry, ...]]:
    """Their entries on the roster, by number; nobody without one."""
    query = select(roster).where(span.within(roster.c.person)).order_by(roster.c.person, roster.c.number)
    by_person = groupby(bare_rows(connection, query), key=itemgetter(0))
    return {person: tuple(map(entry_of, rows)) for person, rows in by_person}


def entry_of(row: tuple[Any, ...]) -> RosterEntry:
    """An entry from a row of `roster`."""
    (_, number, at, effective, level, department, manager, tags, roles, hired, active, source) = row
    return RosterEntry(
        number, at, day_of(effective), level, department, manager, listed(tags), listed(roles),
        day_of(hired), bool(active), source,
    )  # fmt: skip


@lru_cache(maxsize=4_096)
def listed(text: str) -> tuple[str, ...]:
    """The texts of a JSON list.

    Raises:
        ValueError: It is none.
    """
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError("not a JSON list")
    return tuple(str(item) for item in found)


@lru_cache(maxsize=16_384)
def day_of(text: str | None) -> date | None:
    """The day that a column holds.

    Raises:
        ValueError: It holds none.
    """
    return None if text is None else date.fromisoformat(text)


def stamp(moment: datetime) -> str:
    """A moment as the records write it: ISO 8601 in UTC to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def members_of(connection: Connection, span: Span, now: str) -> Iterator[Member]:
    """These people as they stand at a moment, in order; who is yet to come is not active."""
    entries = entries_of(connection, span)
    for person, names in sorted(names_of(connection, span).items()):
        theirs = entries.get(person, ())
        yield _member(person, names, holding(theirs, now), theirs)


def _member(
    person: str, names: tuple[str, ...], entry: RosterEntry | None, theirs: tuple[RosterEntry, ...]
) -> Member:
    if entry is not None:
        return Member._make((person, *names, *entry[3:10], True))
    if theirs:
        first = min(theirs, key=lambda one: (one.since, one.number))
        return Member._make((person, *names, *first[3:9], False, True))
    return Member._make((person, *names, "", "", None, (), NOBODY_KNOWN, None, True, False))


def spans_of(people: Collection[str], size: int) -> Iterator[Span]:
    """People that are asked for by name, in order, in parts."""
    found = sorted(set(people))
    for first in range(0, len(found), size):
        yield Span(tuple(found[first : first + size]), named=True)
