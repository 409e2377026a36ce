"""What an export is about: the filters that were given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Any

from simulator.exporting.moments import day_in, moment
from simulator.exporting.sessions import is_certified
from simulator.records.facts import AttemptFacts


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters; what is None or empty does not limit.

    Attributes:
        since: The first day on which an attempt may have ended.
        until: The last one.
        zone: Whose days are meant.
        person: One person's pseudonym.
        department: A department; small and capital letters are the same.
        level: A level.
        scenario: A scenario's id.
        programme: A programme's id.
        mode: `certify`, `practice` or `any`. Attempts that rewind others are practice.
        transcripts: Whether the words of the conversations are wanted.
        names: Whether people stand under their names.
    """

    since: date | None = None
    until: date | None = None
    zone: tzinfo = UTC
    person: str = ""
    department: str = ""
    level: str = ""
    scenario: str = ""
    programme: str = ""
    mode: str = "certify"
    transcripts: bool = False
    names: bool = False

    def attempt(self, facts: AttemptFacts) -> bool:
        """Whether an attempt is wanted, as far as itself goes."""
        if self.mode != "any" and is_certified(facts) != (self.mode == "certify"):
            return False
        if self.scenario and facts.scenario != self.scenario:
            return False
        return (not self.level or facts.level == self.level) and self._in_time(facts)

    def people_of(self, department: str) -> bool:
        """Whether people of a department are wanted."""
        return not self.department or department.casefold() == self.department.casefold()

    def as_told(self) -> Mapping[str, Any]:
        """The filters that limit something, for whoever reads the export."""
        given = {
            "from": self.since and self.since.isoformat(),
            "to": self.until and self.until.isoformat(),
            "person": self.person,
            "department": self.department,
            "level": self.level,
            "scenario": self.scenario,
            "programme": self.programme,
            "mode": self.mode,
        }
        return {key: value for key, value in given.items() if value}

    def _in_time(self, facts: AttemptFacts) -> bool:
        if self.since is None and self.until is None:
            return True
        day = day_in(self.zone, moment(facts.ended_at))
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)
