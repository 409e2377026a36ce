"""Decisions about people, and their ideas: what is read and written."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from simulator.errors import UsageError
from simulator.language.text import clean_text
from simulator.records.chaining import utc_now
from simulator.records.decisions import Decision
from simulator.records.evidence import EvidenceReader
from simulator.records.ideas import LONGEST, STATES, Idea, State
from simulator.records.names import Names, person_for
from simulator.records.people import one_person
from simulator.records.people_rows import stamp
from simulator.records.sql_decisions import keep_decision
from simulator.records.sql_ideas import every_idea, idea_in, keep_happening, keep_idea
from simulator.records.store import Store


class IdeasReader(EvidenceReader):
    """What can be asked about ideas. Records of an older version must be taken over first."""

    def ideas(self) -> Sequence[Idea]:
        """All ideas with what happened to them, the newest first."""
        return self._current(lambda connection: every_idea(connection, Names(connection)))

    def idea(self, idea: str) -> Idea:
        """The idea whose id begins with these characters.

        Raises:
            NotFoundError: There is none.
            UsageError: There are several.
        """
        key = clean_text(idea).strip()
        return self._current(lambda connection: idea_in(connection, key, Names(connection)))


class DecisionsWriter:
    """Decisions about people, and ideas; every method returns when what it was given is kept.

    Everywhere, `by` is who does it, by name, and `now` is the time of the entry; the machine's when None.
    """

    _store: Store

    def decide(self, person: str, decision: Decision, by: str, now: datetime | None = None) -> Decision:
        """Write down a decision about somebody.

        Args:
            person: A login, an employee number, an e-mail address or a pseudonym.
            decision: The decision; number, time and author are given here.
            by: Who decides, by name.
            now: The time of the entry.

        Returns:
            It, as it was written.

        Raises:
            NotFoundError: Nobody is known by this.
            UsageError: Several are, there is no such decision, or the person's words were erased.
            UnavailableError: It could not be kept.
        """
        name = clean_text(person).strip()

        def work(connection: Connection) -> Decision:
            found = one_person(connection, name)
            signed = decision._replace(author=person_for(connection, by), at=_time(now))
            return keep_decision(connection, found, signed)

        return self._store.write(work)

    def idea_left(
        self,
        by: str,
        text: str,
        *,
        scenario: str | None = None,
        attempt: str | None = None,
        now: datetime | None = None,
    ) -> Idea:
        """Write down somebody's idea.

        Raises:
            UsageError: It says nothing, or is too long.
            UnavailableError: It could not be kept.
        """
        words, key = _words(text), _new_idea()
        where = {"scenario": _cleaned(scenario), "attempt": _cleaned(attempt)}

        def work(connection: Connection) -> Idea:
            keep_idea(
                connection,
                person_for(connection, by),
                {"idea": key, "at": _time(now), **where, "text": words},
            )
            return idea_in(connection, key, Names(connection))

        return self._store.write(work)

    def idea_voted(self, idea: str, by: str, vote: bool = True, now: datetime | None = None) -> Idea:
        """Vote for an idea, or take the vote back; who has done so already changes nothing.

        Raises:
            NotFoundError, UsageError: There is no such idea, or there are several.
            UnavailableError: It could not be kept.
        """

        def happens(found: Idea, person: str) -> dict[str, str | None] | None:
            return None if (person in found.voters) == vote else {"kind": "voted" if vote else "unvoted"}

        return self._happens(idea, by, happens, now)

    def idea_answered(self, idea: str, by: str, text: str, now: datetime | None = None) -> Idea:
        """Answer an idea.

        Raises:
            NotFoundError, UsageError: There is no such idea, there are several, or the answer says nothing.
            UnavailableError: It could not be kept.
        """
        words = _words(text)
        return self._happens(idea, by, lambda *_: {"kind": "answered", "text": words}, now)

    def idea_state(
        self, idea: str, by: str, state: State, text: str = "", now: datetime | None = None
    ) -> Idea:
        """Say how an idea stands now, with some words if there are any.

        Raises:
            NotFoundError, UsageError: There is no such idea, there are several, or there is no such state.
            UnavailableError: It could not be kept.
        """
        if state not in STATES:
            raise UsageError(f"There is no state {state!r}.", f"There are: {', '.join(STATES)}.")
        words = _words(text) if text.strip() else ""
        return self._happens(idea, by, lambda *_: {"kind": "state", "state": state, "text": words}, now)

    def _happens(
        self,
        idea: str,
        by: str,
        happens: Callable[[Idea, str], dict[str, str | None] | None],
        now: datetime | None,
    ) -> Idea:
        key = clean_text(idea).strip()

        def work(connection: Connection) -> Idea:
            person = person_for(connection, by)
            found = idea_in(connection, key, Names(connection), alone=True)
            event = happens(found, person)
            if event is not None:
                keep_happening(connection, person, found, {**event, "at": _time(now)})
            return idea_in(connection, found.idea, Names(connection))

        return self._store.write(work)


def _time(now: datetime | None) -> str:
    return stamp(now) if now else utc_now()


def _new_idea() -> str:
    """An id that sorts by time: milliseconds and a random part, in hexadecimal digits."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(4)}"


def _words(text: str) -> str:
    words = clean_text(text).strip()
    if not words:
        raise UsageError("It says nothing.", "Write it in a sentence or two.")
    if len(words) > LONGEST:
        raise UsageError(f"It has {len(words)} characters; {LONGEST} are the most.", "Say it more briefly.")
    return words


def _cleaned(text: str | None) -> str | None:
    return (clean_text(text).strip() or None) if text else None
