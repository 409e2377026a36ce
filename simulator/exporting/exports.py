"""The three kinds of export, written as they are gathered: nothing is kept that was written."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TextIO

from simulator.attempt.ledger import AttemptRecord, TurnRecord
from simulator.exporting.completion import COLUMNS, Owed, Who, attempt_row, belongs, duty_row, review_state
from simulator.exporting.enrolment import Enrolment
from simulator.exporting.gathering import NOT_JUDGED, Gathering, Judged, Person
from simulator.exporting.json_lines import attempt_object, evaluation_object, signed, turn_object
from simulator.exporting.moments import moment
from simulator.exporting.sessions import Registered
from simulator.exporting.statements import Pause, Statement, Told, statements
from simulator.exporting.writing import line
from simulator.records.facts import AttemptFacts
from simulator.records.words import parted

PAUSE = timedelta(minutes=30)
"""Nothing said for so long is a pause of an attempt in practice."""


class Conversations(Protocol):
    """Where the words of conversations are."""

    def attempt(self, attempt: str) -> AttemptRecord:
        """All of an attempt."""


Words = Callable[[AttemptFacts], AttemptRecord | None]
"""All of an attempt with its words, or None where they are not to be exported."""


@dataclass
class Counts:
    """What was written: people, attempts, and rows or lines without headings."""

    people: int = 0
    attempts: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """Under which names people stand.

    Attributes:
        plain: Whether somebody, by pseudonym, stands under their names.
        person_of: The pseudonym of whoever has a name; None where names stand as they are.
    """

    plain: Callable[[str], bool]
    person_of: Callable[[str], str] | None = None

    def learner(self, person: Person) -> str:
        """Somebody in a list of attempts."""
        member = person.member if self.plain(person.facts.person) else None
        return (member.login if member else "") or person.facts.person

    def number(self, person: Person) -> str:
        """Somebody in a completion export; the pseudonym where there is no employee number."""
        member = person.member if self.plain(person.facts.person) else None
        return (member.employee_number if member else "") or person.facts.person

    def form(self, form: Mapping[str, Any]) -> Mapping[str, Any]:
        """A form with whoever changed it."""
        return form if self.person_of is None else signed(form, self.person_of)


def write_csv(gathering: Gathering, naming: Naming, out: TextIO, *, duties: bool) -> Counts:
    """Write the completion export.

    Args:
        gathering: Where it comes from.
        naming: Under which names people stand.
        out: Takes the rows.
        duties: Whether requirements to which no attempt belongs have rows too.
    """
    counts, sheet = Counts(), csv.writer(out)
    sheet.writerow(COLUMNS)
    for batch, judged in gathering.batches(gathering.people()):
        for person in batch:
            rows = list(_rows(person, judged, naming, gathering.enrolment, duties=duties))
            sheet.writerows(rows)
            _count(counts, person, len(rows))
    return counts


def write_json_lines(gathering: Gathering, naming: Naming, out: TextIO, words: Words) -> Counts:
    """Write attempts with their forms, and with the words of those conversations that `words` gives."""
    counts = Counts()
    for batch, judged in gathering.batches(gathering.people()):
        for person in batch:
            lines = 0
            for each in person.attempts:
                for told in _objects(each, person, judged, naming, words):
                    out.write(line(told))
                    lines += 1
            _count(counts, person, lines)
    return counts


def write_statements(
    gathering: Gathering, out: TextIO, home: str, conversations: Conversations, language: Language
) -> Counts:
    """Write xAPI statements, one a line."""
    counts = Counts()
    for person, told in told_of(gathering, conversations, language):
        found = [one for each in told for one in statements(each, home)]
        out.writelines(map(line, found))
        _count(counts, person, len(found))
    return counts


Language = Callable[[Registered], str]
"""The language of the title of an attempt's scenario."""


def told_of(
    gathering: Gathering, conversations: Conversations, language: Language
) -> Iterator[tuple[Person, list[Told]]]:
    """People with what statements tell of their attempts."""
    for batch, judged in gathering.batches(gathering.people()):
        for person in batch:
            yield person, [_told(each, person, judged, conversations, language) for each in person.attempts]


def _told(
    each: Registered,
    person: Person,
    judged: Mapping[str, Judged],
    conversations: Conversations,
    language: Language,
) -> Told:
    key = each.facts.attempt
    part = person.parts.get(key)
    turns = conversations.attempt(key).turns if part is None else ()
    form = judged.get(key, NOT_JUDGED).form
    return Told(each, form, part, tuple(pauses(turns)), language(each) or "und")


def pauses(turns: Iterable[TurnRecord]) -> Iterator[Pause]:
    """The times in which nothing was said for long."""
    before: datetime | None = None
    for turn in turns:
        at = moment(turn.at)
        if before is not None and at - before >= PAUSE:
            yield Pause(before, at)
        before = at


def statement_bundles(
    gathering: Gathering, home: str, conversations: Conversations, language: Language
) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """Attempts with all their statements."""
    for _, told in told_of(gathering, conversations, language):
        for each in told:
            yield each.registered.facts.attempt, statements(each, home)


def _rows(
    person: Person, judged: Mapping[str, Judged], naming: Naming, enrolment: Enrolment, *, duties: bool
) -> Iterator[list[str]]:
    somebody = bool(person.facts.roster or person.facts.attempts)
    left = list(person.owed) if duties and somebody else []
    number = naming.number(person)
    department = person.member.department if person.member else ""
    for each in person.attempts:
        found = judged.get(each.facts.attempt, NOT_JUDGED)
        who = Who(person.facts.person, number, department, each.facts.level)
        review = review_state(found.form, found.disputes)
        owed = [one for one in person.owed if _answers(each, one, enrolment)]
        for one in owed or (None,):
            yield attempt_row(who, each, one, found.form, review)
        left = [one for one in left if one not in owed]
    level = person.member.level if person.member else ""
    for one in left:
        yield duty_row(Who(person.facts.person, number, department, level), one)


def _answers(each: Registered, owed: Owed, enrolment: Enrolment) -> bool:
    """Whether an attempt belongs to a requirement as it stands."""
    asking = enrolment.asking(each.facts).get(owed.programme.id, ())
    if all(one.ref_id != owed.status.requirement for one in asking):
        return False
    return belongs(each, owed.status, asking[0].zone.day(moment(each.facts.ended_at)))


def _objects(
    each: Registered,
    person: Person,
    judged: Mapping[str, Judged],
    naming: Naming,
    words: Words,
) -> Iterator[dict[str, Any]]:
    key = each.facts.attempt
    yield attempt_object(each, naming.learner(person))
    record = words(each.facts)
    if record is None:
        forms: Iterable[Mapping[str, Any]] = [parted(judged[key].whole)[0]] if key in judged else []
    else:
        yield from (turn_object(key, turn) for turn in record.turns)
        forms = record.evaluations
    for form in forms:
        yield evaluation_object(key, naming.form(form))


def _count(counts: Counts, person: Person, rows: int) -> None:
    counts.people += bool(rows)
    counts.attempts += len(person.attempts)
    counts.rows += rows
