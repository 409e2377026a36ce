"""The people in the records: reading and writing the roster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.records.chaining import utc_now
from simulator.records.evidence import EvidenceReader
from simulator.records.locks import hold
from simulator.records.names import people_known_as, person_for
from simulator.records.people_rows import Span, members_of, span_after, spans_of, stamp
from simulator.records.roster import ROLES, Member, RosterChange, RosterCounts, Source
from simulator.records.roster_keeping import RosterBatch, batches
from simulator.records.schema import has_table, roster
from simulator.records.store import Store

_SPAN = 2_000
"""People that are read at once."""


class PeopleReader(EvidenceReader):
    """What can be asked about people. Records of an older version must be taken over first."""

    def members(self, now: datetime) -> Iterator[Member]:
        """Everybody, in the order of their pseudonyms, as they stand at a moment.

        Some are read at a time, so that memory does not grow with their number. Who has left is not active;
        nor is who is yet to come, who is shown as they will begin. Those who practised and were never
        entered are there too.

        Raises:
            UnavailableError: The records cannot be read, or are of an older version.
        """
        span = self._current(lambda connection: span_after(connection, "", _SPAN))
        while span is not None:
            last = span.people[-1]
            yield from self._members(span, now)
            span = self._current(lambda connection, last=last: span_after(connection, last, _SPAN))  # type: ignore[misc]

    def member(self, known_as: str, now: datetime) -> Member:
        """Somebody by a login, an employee number, an e-mail address or a pseudonym.

        Raises:
            NotFoundError: Nobody is known by this.
            UsageError: Several are.
            UnavailableError: The records cannot be read, or are of an older version.
        """
        name = clean_text(known_as).strip()
        return self._members(Span((self._current(lambda found: one_person(found, name)),), named=True), now)[
            0
        ]

    def members_named(self, people: Iterable[str], now: datetime) -> Iterator[Member]:
        """These people, by pseudonym, in order; a pseudonym that nobody has is left out."""
        for span in spans_of(tuple(people), _SPAN):
            yield from self._members(span, now)

    def has_roster(self) -> bool:
        """Whether the records are of this version, or are not there yet; older ones have no roster."""
        return self._read(lambda connection: has_table(connection, roster))

    def roles_held(self, now: datetime) -> frozenset[str]:
        """All roles that somebody who is there has at a moment; none in records of an older version."""
        found: set[str] = set()
        for member in self.members_named(self._sound(_with_roles), now):
            found.update(member.roles if member.active else ())
            if len(found) == len(ROLES):  # whoever comes yet cannot add to them
                break
        return frozenset(found)

    def reports_of(self, manager: str, now: datetime) -> Sequence[Member]:
        """Whose manager somebody is at a moment, and who has not left.

        Args:
            manager: A login, an employee number, an e-mail address or a pseudonym.
            now: The moment.

        Raises:
            NotFoundError: Nobody is known by this.
            UsageError: Several are.
            UnavailableError: The records cannot be read, or are of an older version.
        """
        name = clean_text(manager).strip()

        def work(connection: Connection) -> tuple[str, tuple[str, ...]]:
            person = one_person(connection, name)
            query = select(roster.c.person).where(roster.c.manager == person).distinct()
            return person, tuple(connection.execute(query.order_by(roster.c.person)).scalars())

        person, people = self._current(work)
        found = self.members_named(people, now)
        return tuple(member for member in found if member.manager == person and member.active)

    def _members(self, span: Span, now: datetime) -> list[Member]:
        return self._current(lambda connection: list(members_of(connection, span, stamp(now))))


class PeopleWriter:
    """What is written about people."""

    _store: Store

    def keep_roster(
        self,
        changes: Iterable[RosterChange],
        by: str,
        source: Source = "command",
        now: datetime | None = None,
    ) -> RosterCounts:
        """Have the roster say what these changes say: names at once, the rest from the day of each change.

        For whom all stands as it is given, nothing is written. A thousand people are written at a time; when
        it is cut off, or somebody is refused, those before are kept, and the same changes can be given again.

        Args:
            changes: The changes; of two about the same person, the later comes on top.
            by: Who does it, by name.
            source: What brings them.
            now: The time of the entries; the machine's when None.

        Raises:
            NotFoundError: A pseudonym or a manager is not on record.
            UsageError: A change names nobody, a role that there is not, or a login that is somebody else's.
            UnavailableError: It could not be kept.
        """
        given = list(batches(changes))
        coming = frozenset(one.employee_number for batch in given for one in batch if one.employee_number)
        reserved: dict[str, str] = {}
        total = RosterCounts()
        for batch in given:

            def work(connection: Connection, batch: list[RosterChange] = batch) -> RosterCounts:
                hold(connection, "chain")
                kept = RosterBatch(connection, batch, reserved, person_for(connection, by))
                kept.keep(batch, stamp(now) if now else utc_now(), source, coming)
                return kept.counts

            total = RosterCounts(*(a + b for a, b in zip(total, self._store.write(work), strict=True)))
        return total


def _with_roles(connection: Connection) -> tuple[str, ...]:
    """Whoever was ever given another role than learner."""
    if not has_table(connection, roster):
        return ()
    plain = ("[]", '["learner"]')
    return tuple(
        connection.execute(select(roster.c.person).where(roster.c.roles.not_in(plain)).distinct()).scalars()
    )


def one_person(connection: Connection, known_as: str) -> str:
    """The pseudonym of whoever is known by a login, an employee number, an address or a pseudonym.

    Raises:
        NotFoundError: Nobody is known by this.
        UsageError: Several are.
    """
    found = people_known_as(connection, known_as)
    if not found:
        raise NotFoundError(
            f"Nobody on record is known as {known_as!r}.",
            "Give the name that they practise under, an employee number, an e-mail address or a pseudonym.",
        )
    if len(found) > 1:
        raise UsageError(
            f"{known_as!r} means several people: {', '.join(found)}.", "Name one by the pseudonym."
        )
    return found[0]
