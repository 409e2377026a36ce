"""What is known of people and what happened to them: plain values, from which every status is derived.

Every `at` is an aware datetime. What stands in a record (attempts, corrections, unlocks, accepted
equivalences) happened when it says. What is a decision about people (levels, departments, leaving,
assignments, exemptions) may be entered ahead of its day, and takes effect on it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from simulator.content.programmewho import ScenarioFacts

AttemptMode = Literal["practice", "certify"]


class Person(NamedTuple):
    """Somebody, as they were before the first of their events.

    Attributes:
        id: Who, by the id of the records.
        level: Their level.
        department: Their department.
        tags: Their tags.
        hired: Their first day; None when that is not known, and then they have always been there.
    """

    id: str
    level: str
    department: str = ""
    tags: frozenset[str] = frozenset()
    hired: date | None = None

    @property
    def state(self) -> tuple[str, str, frozenset[str]]:
        """Level, department and tags."""
        return self[1:4]


class Attempt(NamedTuple):
    """An attempt that was evaluated.

    Attributes:
        at: When the conversation ended.
        attempt: Its id. When an id comes twice, the later evaluation holds, at the time of the first.
        scenario: Its scenario, as it was then.
        mode: practice or certify.
        percentage: What it earned; None when nothing was scored.
        passed: Whether it was passed.
        counts: False when the simulator itself went wrong in it: then it is never a failure.
        branch: Whether it rewinds another attempt; then it counts for nothing.
    """

    at: datetime
    attempt: str
    scenario: ScenarioFacts
    mode: AttemptMode
    percentage: float | None
    passed: bool
    counts: bool = True
    branch: bool = False


class Amended(NamedTuple):
    """The verdict of an attempt was corrected; it holds from the attempt's own time on."""

    at: datetime
    attempt: str
    percentage: float | None
    passed: bool


class Assigned(NamedTuple):
    """A requirement was given to a person by hand, whoever they are, until they leave.

    Attributes:
        at: From when on.
        programme: Of which programme.
        requirement: Which one; every one of the programme when None.
        due: By when, instead of what the requirement says.
    """

    at: datetime
    programme: str
    requirement: str | None = None
    due: date | None = None


class Exempted(NamedTuple):
    """A person need not.

    Attributes:
        at: From when on.
        programme: Of which programme.
        reason: Why, for auditors.
        requirement: Which one; every one of the programme when None.
        until: The last day; None until it is ended.
    """

    at: datetime
    programme: str
    reason: str
    requirement: str | None = None
    until: date | None = None


class ExemptionEnded(NamedTuple):
    """All exemptions of a person from a requirement (of a programme, when None) have ended."""

    at: datetime
    programme: str
    requirement: str | None = None


class EquivalenceAccepted(NamedTuple):
    """Something else was accepted in place of a requirement.

    Attributes:
        at: When it was accepted.
        programme: Of which programme.
        requirement: In place of which one.
        equivalent: What it was: the id of the course.
        evidence: What was shown.
        completed: The day on which it was done; the day of the acceptance when None.
    """

    at: datetime
    programme: str
    requirement: str
    equivalent: str
    evidence: str
    completed: date | None = None


class Unlocked(NamedTuple):
    """A coach has given a person new attempts; those before are used up no more, and nothing cools off.

    Attributes:
        at: When.
        programme: Of which programme.
        reason: Why.
        requirement: Which one; every one of the programme when None.
        scenario: At which scenario alone; at all when None.
    """

    at: datetime
    programme: str
    reason: str
    requirement: str | None = None
    scenario: str | None = None


class LevelChanged(NamedTuple):
    """A person is of another level from then on."""

    at: datetime
    level: str


class DepartmentChanged(NamedTuple):
    """A person is in another department from then on."""

    at: datetime
    department: str


class TagsChanged(NamedTuple):
    """A person carries these tags, and no others, from then on."""

    at: datetime
    tags: frozenset[str]


class Left(NamedTuple):
    """A person has left."""

    at: datetime


class Rejoined(NamedTuple):
    """A person is back. `hired` is their new first day, if they start anew; None when they only were away."""

    at: datetime
    hired: date | None = None


Evidence = Attempt | Amended | Unlocked | EquivalenceAccepted
Decision = (
    Assigned | Exempted | ExemptionEnded | LevelChanged | DepartmentChanged | TagsChanged | Left | Rejoined
)
Event = Evidence | Decision
