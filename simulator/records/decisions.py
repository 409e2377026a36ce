"""What was decided about a person's training: plain values, as they stand on record."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, get_args

Kind = Literal["assigned", "exempted", "exemption_ended", "equivalence_accepted", "unlocked"]

KINDS: tuple[Kind, ...] = get_args(Kind)


class Decision(NamedTuple):
    """One decision about one person; it is never changed, only followed by another.

    Attributes:
        kind: What was decided.
        programme: Of which programme.
        requirement: Which requirement; every one of the programme when None.
        scenario: For `unlocked`: at which scenario alone; at all when None.
        effective: The day from which it holds; None for the time at which it was written.
        due: For `assigned`: by when, instead of what the requirement says.
        until: For `exempted`: the last day; None until it is ended.
        completed: For `equivalence_accepted`: the day on which the other thing was done.
        equivalent: For `equivalence_accepted`: what it was, the id of the course.
        reason: Why. It can be erased with the person.
        evidence: For `equivalence_accepted`: what was shown. It can be erased with the person.
        at: When it was written, ISO 8601 in UTC; empty before that.
        author: The pseudonym of who decided; empty before it was written.
        number: Its number among the person's decisions, from 1; 0 before it was written.
    """

    kind: Kind
    programme: str
    requirement: str | None = None
    scenario: str | None = None
    effective: date | None = None
    due: date | None = None
    until: date | None = None
    completed: date | None = None
    equivalent: str | None = None
    reason: str = ""
    evidence: str = ""
    at: str = ""
    author: str = ""
    number: int = 0
