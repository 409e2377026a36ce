"""The little of everybody's records that statuses are made from, as it comes from the database.

`FactsReader.facts` tells more of each attempt, and takes several times as long.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from simulator.records.bare import bare_rows
from simulator.records.decisions import Decision
from simulator.records.evidence import EvidenceReader
from simulator.records.people_rows import Span, day_of, listed, people_in, span_after, spans_of
from simulator.records.roster import RosterEntry
from simulator.records.schema import results, roster
from simulator.records.sql_decisions import decisions_of
from simulator.uncollected import without_collecting

_SPAN = 4_000
"""People that are read at once."""

_OF_FORM = (
    *("learner", "attempt", "number", "at", "level", "mode", "branch_of", "scenario", "scenario_sha256"),
    *("rubric", "ended_at", "percentage", "passed", "counts"),
)
_OF_ENTRY = ("person", "number", "at", "effective", "level", "department", "tags", "hired", "active")

FormRow = tuple[str, str, int, str, str, str, str | None, str, str, str, str, float | None, bool | None, bool]
"""One filled form: learner, attempt, number, at, level, mode, branch_of, scenario, scenario_sha256, rubric,
ended_at, percentage, passed, counts. What is true or false may be 1 or 0."""


class BriefFacts(NamedTuple):
    """What a person's statuses are made from.

    Attributes:
        person: Their pseudonym.
        roster: Their entries on the roster by number, without managers, roles and sources.
        decisions: What was decided about them, by number.
        forms: The filled forms of their attempts, by attempt and number.
    """

    person: str
    roster: Sequence[RosterEntry]
    decisions: Sequence[Decision]
    forms: Sequence[FormRow]


class BriefReader(EvidenceReader):
    """What everybody's statuses ask. Some people are read at a time, so that memory does not grow."""

    def brief_facts(self, people: Collection[str] | None = None) -> Iterator[BriefFacts]:
        """What statuses are made from, in the order of the pseudonyms.

        Args:
            people: Pseudonyms; everybody when None. One that nobody has is left out.

        Raises:
            UnavailableError: The records cannot be read, or are of an older version.
        """
        for span in self._everybody() if people is None else spans_of(people, _SPAN):
            with without_collecting():
                found = self._current(lambda found, span=span: _brief(found, span))  # type: ignore[misc]
            yield from found

    def _everybody(self) -> Iterator[Span]:
        last: str | None = ""
        while last is not None:
            span = self._current(lambda found, last=last: span_after(found, last, _SPAN))  # type: ignore[misc]
            if span is not None:
                yield span
            last = span.people[-1] if span is not None else None


def _brief(connection: Connection, span: Span) -> list[BriefFacts]:
    forms: dict[str, list[FormRow]] = {}
    query = select(*(results.c[name] for name in _OF_FORM)).where(span.within(results.c.learner))
    for row in bare_rows(connection, query.order_by(*results.primary_key)):
        if (theirs := forms.get(row[0])) is None:
            theirs = forms[row[0]] = []
        theirs.append(row)
    entries: dict[str, list[RosterEntry]] = {}
    query = select(*(roster.c[name] for name in _OF_ENTRY)).where(span.within(roster.c.person))
    for row in bare_rows(connection, query.order_by(*roster.primary_key)):
        entries.setdefault(row[0], []).append(_entry(row))
    decided = decisions_of(connection, span)
    return [
        BriefFacts(person, entries.get(person, ()), decided.get(person, ()), forms.get(person, ()))
        for person in people_in(connection, span)
    ]


def _entry(row: Any) -> RosterEntry:  # noqa: ANN401 - a row
    _, number, at, effective, level, department, tags, hired, active = row
    return RosterEntry(
        number,
        at,
        day_of(effective),
        level,
        department,
        None,
        listed(tags),
        (),
        day_of(hired),
        bool(active),
        "",
    )
