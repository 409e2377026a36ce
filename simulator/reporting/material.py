"""What a report is made of: the figures, and the names of what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.reporting.attempts import Sitting, Trying
from simulator.reporting.completion import Completion, Standing
from simulator.reporting.document import Seal
from simulator.reporting.forms import Forms
from simulator.reporting.small_groups import Hiding, tell_all
from simulator.training.status import Status


class Asked(NamedTuple):
    """The requirements that a report looks at.

    Attributes:
        title: The title of the programme; empty when none is looked at.
        titles: The title of each requirement, by ref_id, in the programme's order.
        courses: The titles of courses outside, by the requirement for which they stand in and their id.
    """

    title: str = ""
    titles: Mapping[str, str] = {}
    courses: Mapping[tuple[str, str], str] = {}

    def source_told(self, status: Status) -> str:
        """What stood in for a requirement, by its title; by its id when the programme has none for it."""
        source = status.source
        return self.courses.get((status.requirement, source)) or self.titles.get(source, source)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all reports say of themselves.

    Attributes:
        made: When it was made, in words.
        span: The time that it looks at, in words: `2026, as of 22 November 2026`.
        seal: Where the records ended.
        hiding: Which figures are not told to whoever asks.
        standing: The same for who has done what is asked, where the report names everybody's status anyway.
        notes: What else has to be said, as that the clock was set back.
    """

    made: str
    span: str
    seal: Seal
    hiding: Hiding = tell_all
    standing: Hiding = tell_all
    notes: tuple[str, ...] = ()


class Colleague(NamedTuple):
    """One person in a team's report: who, and where they stand.

    Attributes:
        name: As it is to be shown.
        level: Their level.
        department: Their department.
        statuses: Where they stand with each requirement that is theirs.
    """

    name: str
    level: str
    department: str
    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of a company, or of a team.

    Attributes:
        completion: Who has done what is asked.
        trying: What their attempts tell.
        forms: What the forms of these attempts tell.
        asked: What is asked of them.
    """

    completion: Completion
    trying: Trying
    forms: Forms
    asked: Asked


@dataclass(frozen=True, slots=True)
class One:
    """The record of one person.

    Attributes:
        name: As it is to be shown.
        level: Their level; `department` their department.
        standings: Where they stand, with the requirement's programme and title; None when that may not be
            seen.
        sittings: Their attempts in the period, in order; without those that may not be seen.
        forms: What the forms of these attempts tell.
        trying: What these attempts tell.
        practice: Whether attempts in practice are among them.
    """

    name: str
    level: str
    department: str
    standings: Sequence[tuple[Asked, Standing]] | None
    sittings: Sequence[Sitting]
    forms: Forms
    trying: Trying
    practice: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """The figures of one scenario.

    Attributes:
        id: Its id; `title` its title.
        trying: What the attempts at it tell.
        forms: What their forms tell.
    """

    id: str
    title: str
    trying: Trying
    forms: Forms
