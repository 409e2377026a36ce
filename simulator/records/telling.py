"""Facts for statuses, reports and exports: everybody's attempts, read quickly and a few people at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from simulator.language.text import clean_text
from simulator.records.bare import bare_rows
from simulator.records.evidence import EvidenceReader
from simulator.records.facts import AttemptFacts, FormFacts, PersonFacts
from simulator.records.names import Names
from simulator.records.people_rows import Span, entries_of, people_in, span_after, spans_of, stamp
from simulator.records.schema import contents, evaluations, results
from simulator.records.sql_decisions import decisions_of
from simulator.records.values import form_of

_SPAN = 4_000
"""People that are read at once."""
_FORMS = 200
"""Forms that are read at once."""

_COLUMNS = [
    results.c[name] for name in (*AttemptFacts._fields[:18], "number", "at", *AttemptFacts._fields[20:24])
]
_OWNER, _ENDED, _AT = 1, 14, 19
"""Where a row holds its learner, the end, and the time of its form."""


class FactsReader(EvidenceReader):
    """What statuses, reports and exports ask. Records of an older version must be taken over first.

    Texts are as they stand on record; who shows them cleans them. Some people are read at a time, so that
    memory does not grow with the records: each person is seen whole, as of one moment.
    """

    def facts(
        self, people: Collection[str] | None = None, now: datetime | None = None
    ) -> Iterator[PersonFacts]:
        """What is on record about people's training, in the order of their pseudonyms.

        Args:
            people: Pseudonyms; everybody when None. One that nobody has is left out.
            now: What came later is left out: attempts that ended later, later changes of their forms, what
                was decided or entered later. Entries that take effect later are there.

        Raises:
            UnavailableError: The records cannot be read, or are of an older version.
        """
        until = stamp(now) if now else "~"
        for span in self._spans() if people is None else spans_of(people, _SPAN):
            yield from self._current(lambda found, span=span: _facts(found, span, until))  # type: ignore[misc]

    def forms(self, attempts: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The newest form of each of these attempts, without those that have none, in the order given.

        Raises:
            UnavailableError: The records cannot be read.
        """
        given = (clean_text(attempt) for attempt in attempts)
        while some := list(islice(given, _FORMS)):
            found = self._current(lambda connection, some=some: _forms(connection, some))  # type: ignore[misc]
            yield from ((attempt, found[attempt]) for attempt in some if attempt in found)

    def scenario_sources(self, sha256s: Collection[str]) -> dict[str, str]:
        """The source texts of contents (scenarios, and rubrics just as well) by their SHA-256.

        Raises:
            UnavailableError: The records cannot be read.
        """
        query = select(contents.c.sha256, contents.c.source).where(contents.c.sha256.in_(list(sha256s)))
        return self._sound(lambda found: {row.sha256: row.source for row in found.execute(query)})

    def _spans(self) -> Iterator[Span]:
        span = self._current(lambda connection: span_after(connection, "", _SPAN))
        while span is not None:
            yield span
            last = span.people[-1]
            span = self._current(lambda connection, last=last: span_after(connection, last, _SPAN))  # type: ignore[misc]


def _facts(connection: Connection, span: Span, until: str) -> list[PersonFacts]:
    entries, decided, judged = (
        entries_of(connection, span),
        decisions_of(connection, span),
        dict[str, tuple[AttemptFacts, ...]](),
    )
    for learner, rows in groupby(_rows(connection, span), key=itemgetter(_OWNER)):
        judged[learner] = _attempts(rows, until)
    return [
        PersonFacts(
            person,
            tuple(one for one in entries.get(person, ()) if one.at <= until),
            tuple(one for one in decided.get(person, ()) if one.at <= until),
            judged.get(person, ()),
        )
        for person in people_in(connection, span)
    ]


def _rows(connection: Connection, span: Span) -> list[tuple[Any, ...]]:
    query = select(*_COLUMNS).where(span.within(results.c.learner)).order_by(*results.primary_key)
    return bare_rows(connection, query)


def _attempts(rows: Iterable[tuple[Any, ...]], until: str) -> tuple[AttemptFacts, ...]:
    """The attempts of one person, from their rows in order."""
    found: list[AttemptFacts] = []
    for row in rows:
        if row[_ENDED] > until:
            continue
        if not found or found[-1].attempt != row[0]:
            found.append(_judged(row))
        elif row[_AT] <= until:
            found[-1] = _changed(found[-1], _judged(row))
    return tuple(found)


def _judged(row: tuple[Any, ...]) -> AttemptFacts:
    """An attempt from a row; SQLite's 1 and 0 become true and false."""
    scorable, stars, number, at, percentage, passed, fails, counts = row[16:]
    passed = None if passed is None else passed == 1
    judged = (scorable == 1, stars, number, at, percentage, passed, fails == 1, counts == 1, ())
    return AttemptFacts._make(row[:16] + judged)


def _changed(facts: AttemptFacts, later: AttemptFacts) -> AttemptFacts:
    """An attempt with one more form, of which another row tells."""
    forms = (*(facts.forms or (_form(facts),)), _form(later))
    return later._replace(first_evaluated_at=facts.first_evaluated_at, forms=forms)


def _form(facts: AttemptFacts) -> FormFacts:
    """The newest form of an attempt that has one form so far."""
    return FormFacts(
        facts.evaluations, facts.first_evaluated_at, facts.percentage, facts.passed, facts.automatic_fail,
        facts.counts,
    )  # fmt: skip


def _forms(connection: Connection, attempts: Collection[str]) -> dict[str, dict[str, Any]]:
    table, names = evaluations, Names(connection)
    newest = select(table.c.attempt, func.max(table.c.number)).where(table.c.attempt.in_(attempts))
    key = tuple_(table.c.attempt, table.c.number).in_(newest.group_by(table.c.attempt))
    query = select(table.c.attempt, table.c.evaluation, table.c.words).where(key)
    return {
        str(row.attempt): names.form(form_of(row.evaluation, row.words)) for row in connection.execute(query)
    }
