"""Who has done what is asked: completion by group, states by requirement, and for how long it is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from simulator.reporting.shares import Share
from simulator.training.status import LATE, SETTLED, STATES, State, Status

AGES: tuple[tuple[str, int], ...] = (("1 to 7 days", 7), ("8 to 30 days", 30), ("31 days or more", 0))
"""How long something is late, by the last day of each band; the last band has no end."""

NOBODY_SAID = "not known"
"""The group of those whose level or department is not on record."""


class Standing(NamedTuple):
    """Where one person stands with one requirement.

    Attributes:
        person: Their pseudonym.
        level: Their level; empty when it is not known.
        department: Their department; empty when it is not known.
        status: Where they stand.
    """

    person: str
    level: str
    department: str
    status: Status


@dataclass(slots=True)
class Group:
    """The figures of one group: a level, a department, a requirement, or all.

    What is counted is a requirement of a person. `completed` of `assigned - exempt` is the completion.

    Attributes:
        people: Who is in it and has something asked of them, by pseudonym.
        states: How many requirements of people stand in each state.
    """

    people: set[str] = field(default_factory=set)
    states: Counter[State] = field(default_factory=Counter)

    def add(self, person: str, state: State) -> None:
        """Count a requirement that is a person's."""
        self.people.add(person)
        self.states[state] += 1

    @property
    def assigned(self) -> int:
        """How many requirements are somebody's, those of exempt people included."""
        return sum(self.states.values())

    @property
    def exempt(self) -> int:
        """How many of them need not be done."""
        return self.states["exempt"]

    @property
    def completion(self) -> Share:
        """How many of those that have to be done are done and good."""
        settled = sum(self.states[state] for state in SETTLED)
        return Share(settled, self.assigned - self.exempt)

    @property
    def late(self) -> int:
        """How many are overdue or expired, the grace being over."""
        return sum(self.states[state] for state in LATE)

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        return {
            "people": len(self.people),
            "assigned": self.assigned,
            "exempt": self.exempt,
            "completion": self.completion.to_json(),
            "late": self.late,
            "states": {state: self.states[state] for state in STATES if self.states[state]},
        }


@dataclass(slots=True)
class Completion:
    """The completion of a company or a team.

    Attributes:
        total: Everybody.
        levels: By level.
        departments: By department.
        requirements: By the ref_id of the requirement.
        ages: How many requirements are late for how long, in the order of `AGES`; days after the due day.
        late_people: Whose requirements these are.
        missed: Requirements of a calendar year before this one that were not done, by year.
        behind: Whether the clock stands before the newest record of somebody.
    """

    total: Group = field(default_factory=Group)
    levels: dict[str, Group] = field(default_factory=dict)
    departments: dict[str, Group] = field(default_factory=dict)
    requirements: dict[str, Group] = field(default_factory=dict)
    ages: list[int] = field(default_factory=lambda: [0] * len(AGES))
    late_people: set[str] = field(default_factory=set)
    missed: Counter[str] = field(default_factory=Counter)
    behind: bool = False

    def add(self, standing: Standing) -> None:
        """Count one more; what is nobody's is left out."""
        state = standing.status.state
        self.missed.update(standing.status.missed)
        self.behind = self.behind or standing.status.behind
        if state == "not_assigned":
            return
        self.total.add(standing.person, state)
        for groups, name in (
            (self.levels, standing.level or NOBODY_SAID),
            (self.departments, standing.department or NOBODY_SAID),
            (self.requirements, standing.status.requirement),
        ):
            groups.setdefault(name, Group()).add(standing.person, state)
        if state in LATE:
            self.late_people.add(standing.person)
            self.ages[age(days_late(standing.status))] += 1

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values."""
        return {
            "total": self.total.to_json(),
            "overdue": {name: count for (name, _), count in zip(AGES, self.ages, strict=True)},
            "missed_years": dict(sorted(self.missed.items())),
        }


def completion_of(standings: Iterable[Standing]) -> Completion:
    """The completion of those who stand so."""
    found = Completion()
    for standing in standings:
        found.add(standing)
    return found


def days_late(status: Status) -> int:
    """How many days lie between the due day and today; 0 when nothing was due."""
    return 0 if status.due is None else max(0, (status.today - status.due).days)


def age(days: int) -> int:
    """The place in `AGES` of so many days."""
    return next((place for place, (_, last) in enumerate(AGES) if days <= last), len(AGES) - 1)
