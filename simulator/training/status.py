"""Where a person stands with a requirement, in one word and the figures behind it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

from simulator.training.tally import Closed

State = Literal[
    "not_assigned",  # not theirs: not meant, not yet hired, left, or the programme has not begun
    "not_started",  # theirs, in time, and nothing done
    "in_progress",  # theirs, in time, and something done
    "completed",  # done, and good
    "window_open",  # done and still good, and may be renewed
    "overdue",  # never done in this cycle; due day and grace are over
    "in_grace",  # the due day, or the expiry, is over, and the grace is not
    "expired",  # done once; expiry and grace are over
    "failed",  # too many attempts fell short; a coach has to unlock more
    "exempt",  # need not, for a reason on record
    "equivalent",  # something else stands in, and is good
]

STATES: tuple[State, ...] = (
    "not_assigned",
    "not_started",
    "in_progress",
    "completed",
    "window_open",
    "overdue",
    "in_grace",
    "expired",
    "failed",
    "exempt",
    "equivalent",
)

SETTLED: frozenset[State] = frozenset(("completed", "window_open", "equivalent"))
"""What counts as done in a completion rate; `exempt` and `not_assigned` are not counted at all."""

LATE: frozenset[State] = frozenset(("overdue", "expired"))
"""Who is late; in the grace nobody is."""


class Status(NamedTuple):
    """Where a person stands with a requirement at a moment.

    Days are those of the programme's time zone; the day itself is in time, and good.

    Attributes:
        requirement: The ref_id.
        state: In one word.
        today: The day for which this holds.
        done: How many of the attempts that are needed count; `needed` how many are needed.
        counted: The ids of the attempts that count.
        cycle: The cycle: the year, or a number from 1 on; empty when there is none.
        assigned: The day on which the requirement came to the person.
        due: The last day in time; of a renewal, the day on which the completion before it expires.
        window_opens: The first day on which the completion may be renewed.
        expires: The last day on which the completion is good.
        completed: The day on which the cycle was completed, and by what (`source`, empty for attempts).
        used: How many attempts in certify mode fell short; `allowed` after how many nobody goes on without
            a coach, None without limit; `each` whether at each scenario or in the whole requirement.
        next_attempt: When the next attempt in certify mode that helps is allowed; None when at once, or when
            nobody needs one, or when a coach has to unlock it.
        closed: At which scenarios none is allowed at present.
        missed: The calendar years before this one in which it was not done.
        reason: Of an exemption.
        ignored: How many attempts count for nothing as they were made when none was allowed.
        corrected: The day of the newest correction of a verdict that is looked at here.
        behind: Whether the clock stands before the newest entry, so that the entry's time holds.
    """

    requirement: str
    state: State
    today: date
    done: int = 0
    needed: int = 0
    counted: tuple[str, ...] = ()
    cycle: str = ""
    assigned: date | None = None
    due: date | None = None
    window_opens: date | None = None
    expires: date | None = None
    completed: date | None = None
    source: str = ""
    used: int = 0
    allowed: int | None = None
    each: str = ""
    next_attempt: datetime | None = None
    closed: tuple[Closed, ...] = ()
    missed: tuple[str, ...] = ()
    reason: str = ""
    ignored: int = 0
    corrected: date | None = None
    behind: bool = False

    @property
    def days_left(self) -> int | None:
        """How many days after today are in time; negative when it is late; None when nothing is awaited."""
        if self.state in ("not_assigned", "exempt", "completed", "equivalent") or self.due is None:
            return None
        return (self.due - self.today).days

    @property
    def why(self) -> str:
        """The state in a sentence or two, for people."""
        from simulator.training.saying import why

        return why(self)
