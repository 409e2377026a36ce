"""Gathering what an export holds, person by person: no more than some attempts at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from simulator.exporting.completion import Owed
from simulator.exporting.digest import NO_FORM, Form, digest
from simulator.exporting.enrolment import Enrolment
from simulator.exporting.sessions import Part, Registered, parts
from simulator.exporting.wanted import Wanted
from simulator.records.disputes import Dispute
from simulator.records.facts import AttemptFacts, PersonFacts
from simulator.records.roster import Member

BATCH = 2_000
"""Attempts whose forms are in memory at a time, about."""


class Records(Protocol):
    """What is asked of the records."""

    def members(self, now: datetime) -> Iterator[Member]:
        """Everybody with their names, in order of their pseudonyms."""

    def member(self, known_as: str, now: datetime) -> Member:
        """Somebody by any name of theirs, or by the pseudonym."""

    def facts(self, people: Collection[str] | None, now: datetime | None) -> Iterator[PersonFacts]:
        """Everything about people's training, person by person."""

    def forms(self, attempts: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The newest forms of attempts."""

    def disputes(self, attempts: Sequence[str] | None = None) -> tuple[Dispute, ...]:
        """The disputes about attempts."""


class Person(NamedTuple):
    """A person with what is wanted of them.

    Attributes:
        facts: Everything about their training.
        member: Their names, or None where nobody knows any.
        attempts: The attempts that are wanted, in order of time.
        parts: What each of their certified attempts says in its registration.
        owed: How the requirements stand with them that are theirs.
    """

    facts: PersonFacts
    member: Member | None
    attempts: tuple[Registered, ...]
    parts: Mapping[str, Part]
    owed: tuple[Owed, ...]


class Judged(NamedTuple):
    """What is known of the verdicts of an attempt.

    Attributes:
        form: Its newest form in short.
        whole: The form itself, where it is needed.
        disputes: For each dispute about it, whether it waits for a decision.
    """

    form: Form
    whole: Mapping[str, Any]
    disputes: tuple[bool, ...] = ()


NOT_JUDGED = Judged(NO_FORM, {})


@dataclass(frozen=True, slots=True)
class Gathering:
    """Where an export comes from.

    Attributes:
        records: The records.
        enrolment: Registers the attempts.
        owed: How the requirements stand with a person.
        wanted: The filters.
        seen: Whether whoever exports may see an attempt; what they may not see is left out.
        now: The time: what is written later is left out.
        whole: Whether the forms themselves are needed, and not only what they come to.
        questions: Whether the single questions of the forms are.
    """

    records: Records
    enrolment: Enrolment
    owed: Callable[[PersonFacts], tuple[Owed, ...]]
    wanted: Wanted
    seen: Callable[[AttemptFacts], bool]
    now: datetime
    whole: bool = False
    questions: bool = True

    def people(self) -> Iterator[Person]:
        """Everybody of whom something is wanted, in order of their pseudonyms."""
        only = [self.wanted.person] if self.wanted.person else None
        members = self._members()
        for facts in self.records.facts(only, self.now):
            member = members(facts.person)
            if self.wanted.people_of(member.department if member else ""):
                yield self._person(facts, member)

    def _members(self) -> Callable[[str], Member | None]:
        """Finds people who are asked for in order, in one walk through all that there are."""
        if self.wanted.person:
            alone = self.records.member(self.wanted.person, self.now)
            return lambda _: alone
        every = self.records.members(self.now)
        at = next(every, None)

        def find(person: str) -> Member | None:
            nonlocal at
            while at is not None and at.person < person:
                at = next(every, None)
            return at if at is not None and at.person == person else None

        return find

    def batches(self, people: Iterable[Person]) -> Iterator[tuple[list[Person], Mapping[str, Judged]]]:
        """People with the forms of their attempts, some attempts at a time."""
        batch: list[Person] = []
        count = 0
        for person in people:
            batch.append(person)
            count += max(1, len(person.attempts))
            if count >= BATCH:
                yield batch, self._judged(batch)
                batch, count = [], 0
        if batch:
            yield batch, self._judged(batch)

    def _person(self, facts: PersonFacts, member: Member | None) -> Person:
        every = self.enrolment.registered(facts)
        attempts = tuple(each for each in every if self._takes(each))
        return Person(facts, member, attempts, parts(every), self.owed(facts))

    def _takes(self, each: Registered) -> bool:
        return self.wanted.attempt(each.facts) and self._asked(each.facts) and self.seen(each.facts)

    def _asked(self, facts: AttemptFacts) -> bool:
        programme = self.wanted.programme
        return not programme or programme in self.enrolment.asking(facts)

    def _judged(self, batch: Iterable[Person]) -> Mapping[str, Judged]:
        keys = [each.facts.attempt for person in batch for each in person.attempts]
        if not keys:
            return {}
        waiting: dict[str, list[bool]] = {}
        for dispute in self.records.disputes(keys):
            waiting.setdefault(dispute.attempt, []).append(dispute.pending)
        return {
            key: Judged(
                digest(form, questions=self.questions),
                form if self.whole else {},
                tuple(waiting.get(key, ())),
            )
            for key, form in self.records.forms(keys)
        }
