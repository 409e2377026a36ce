"""Who acts, what they may see on record, and putting every look at another person's record on record.

As long as nobody on the roster has a role other than learner, the records are as open as their file:
everybody sees everything, and no look is noted. `simulator.roster.access` has the rules; docs/people.md tells
what they can keep from whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from simulator.errors import NotFoundError, UsageError
from simulator.roster.access import (
    COMPANY,
    Allowed,
    Answer,
    Refused,
    Subject,
    Viewer,
    What,
    has_roles,
    managers_above,
    may,
)

if TYPE_CHECKING:
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member

MOST_NOTED = 100
"""People whose records one look can touch and still be noted one by one; more are noted as one number."""

_SEE_ALL = frozenset({"trainer", "compliance"})
_MANY = 50
"""Lookups of single people, after which everybody is read at once."""
_PSEUDONYM = re.compile(r"p[0-9a-f]{16}")
_SCORES = {"practice": What.PRACTICE_SCORES, "certify": What.GRADED_SCORES}
_WORDS = {"practice": What.PRACTICE_TRANSCRIPTS, "certify": What.GRADED_TRANSCRIPTS}


class Acting:
    """The person who acts, in front of the records as they are at one moment.

    Attributes:
        name: How they are known to the program.
    """

    def __init__(self, view: RecordsView, name: str, now: datetime) -> None:
        self.name = name
        self._view = view
        self._now = now
        self._found: dict[str, Member | None] = {}
        self._everybody: dict[str, tuple[str, str | None]] | None = None
        self._answers: dict[tuple[str, What], Answer] = {}

    @cached_property
    def applies(self) -> bool:
        """Whether it is asked at all who may see what: somebody has a role other than learner."""
        return has_roles(self._roles)

    @cached_property
    def _roles(self) -> frozenset[str]:
        """All roles that somebody who is there has."""
        return self._view.roles_held(self._now)

    @cached_property
    def viewer(self) -> Viewer:
        """Who acts, as the rules see them; whoever has left has no role and no level any more."""
        member = self._member(self.name)
        if member is None:
            return Viewer("")
        there = member.active
        return Viewer(member.person, frozenset(member.roles if there else ()), member.level if there else "")

    @property
    def moment(self) -> datetime:
        """The time that holds for what they do."""
        return self._now

    @property
    def person(self) -> str:
        """The pseudonym of whoever acts; empty when nobody knows them."""
        return self.viewer.person

    def may(self, subject: str, what: What) -> Answer:
        """Whether they may see something of somebody. Nothing is noted.

        Args:
            subject: A login, employee number, e-mail address or pseudonym; empty for what is nobody's.
            what: What it is.

        Raises:
            UsageError: Several people are meant.
        """
        if not self.applies:
            return Allowed()
        if (subject, what) not in self._answers:
            self._answers[subject, what] = may(self.viewer, self._subject(subject), what)
        return self._answers[subject, what]

    def may_attempt(self, subject: str, mode: str, *, words: bool = False) -> Answer:
        """Whether they may see the scores, or the words, of somebody's attempt of a mode."""
        return self.may(subject, (_WORDS if words else _SCORES).get(mode, What.OWN_RECORD))

    def may_group(self, people: Iterable[str] | None, what: What = What.FIGURES) -> Answer:
        """Whether they may see the figures of a group.

        Args:
            people: All who are in it; None for the company, or a part of it that is not a manager's own.
            what: What is seen of it.
        """
        if not self.applies:
            return Allowed()
        if people is None:
            return may(self.viewer, COMPANY, what)
        above = [self._subject(one).managers for one in people]
        return may(self.viewer, Subject("", frozenset.intersection(*above) if above else frozenset()), what)

    def see(self, subject: str, what: What, look: str = "") -> Allowed:
        """Let them see something of somebody, and put on record that they looked.

        Args:
            subject: As in `may`.
            what: What it is.
            look: What is looked at, in words that stay for ever, without names: `attempt 0199…`.

        Raises:
            UsageError: They may not, or several people are meant.
            UnavailableError: The look could not be put on record, so that it is not given.
        """
        answer = self.may(subject, what)
        if not isinstance(answer, Allowed):
            self.refuse(answer)
        if subject:
            self.note([subject], look or what.value)
        return answer

    def check_configuration(self) -> None:
        """That they may change the configuration and the roster; as long as there is no admin, everybody may.

        Raises:
            UsageError: They may not.
        """
        if "admin" in self._roles:
            answer = may(self.viewer, COMPANY, What.CONFIGURATION)
            if not isinstance(answer, Allowed):
                self.refuse(answer)

    def check(self, what: What, subject: str = "") -> None:
        """That they may do something, in the company or about somebody.

        Raises:
            UsageError: They may not.
        """
        answer = self.may(subject, what)
        if not isinstance(answer, Allowed):
            self.refuse(answer)

    def refuse(self, answer: Refused) -> NoReturn:
        """Tell whoever acts that they may not, and as whom they act.

        Raises:
            UsageError: Always.
        """
        raise UsageError(answer.reason, self._who())

    def _who(self) -> str:
        if self.person:
            return f"You act as {self.name}. What roles you have: empty-chair people show {self.name}"
        return f"You act as {self.name}, whom nobody here knows. Say who you are with --as."

    def learners(self, most: int) -> Sequence[str] | None:
        """The only people of whom they may see attempts, by pseudonym; None for everybody, or for too many.

        Args:
            most: How many are not too many.
        """
        if self.viewer.roles & _SEE_ALL:
            return None
        found = [self.person] if self.person else []
        if "manager" not in self.viewer.roles:
            return found
        for person in found:  # which grows on the way
            below = [one.person for one in self._view.reports_of(person, self._now)]
            found += [one for one in below if one not in found]
            if len(found) > most:
                return None
        return found

    def note(self, subjects: Iterable[str], look: str) -> None:
        """Put on record that they looked at the records of others, if it is asked who may see what.

        Args:
            subjects: Whose records, as in `may`.
            look: What was looked at, in words that stay for ever, without names.

        Raises:
            UnavailableError: It could not be kept.
        """
        if not self.applies:
            return
        people = {self._subject(one).person for one in set(subjects)} - {"", self.person}
        if not people:
            return
        from simulator.records.sql_ledger import SqlLedger

        with SqlLedger.open(self._view.where) as ledger:
            if len(people) > MOST_NOTED:
                ledger.note_view(self.person or self.name, "", f"{look}: {len(people)} people")
                return
            for person in sorted(people):
                ledger.note_view(self.person or self.name, person, look)

    def shown(self, subject: str, answer: Allowed) -> str:
        """What somebody is called in what may be seen."""
        return (self._subject(subject).person or subject) if answer.pseudonyms else subject

    def _subject(self, name: str) -> Subject:
        if not name:
            return COMPANY
        if "manager" in self.viewer.roles:
            person, _ = self._placed(name)
            return Subject(person, managers_above(person, lambda one: self._placed(one)[1]))
        # Who is above somebody makes a difference to managers alone.
        return Subject(name if _PSEUDONYM.fullmatch(name) else self._placed(name)[0])

    def _placed(self, name: str) -> tuple[str, str | None]:
        """The pseudonym and the manager of somebody; empty when nobody knows them."""
        if self._everybody is not None and name in self._everybody:
            return self._everybody[name]
        if self._everybody is None and len(self._found) > _MANY:
            self._read_everybody()
            return self._placed(name)
        member = self._member(name)
        return ("", None) if member is None else (member.person, member.manager)

    def _member(self, name: str) -> Member | None:
        if name not in self._found:
            try:
                self._found[name] = self._view.member(name, self._now)
            except NotFoundError:
                self._found[name] = None
        return self._found[name]

    def _read_everybody(self) -> None:
        self._everybody = {}
        for member in self._view.members(self._now):
            placed = member.person, member.manager
            self._everybody |= {name: placed for name in (member.person, member.login) if name}


def check_decides(view: RecordsView, name: str) -> None:
    """That somebody may decide on verdicts.

    Raises:
        UsageError: They may not.
    """
    Acting(view, name, datetime.now(UTC)).check(What.VERDICTS)
