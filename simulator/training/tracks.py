"""A requirement for all those to whom it came at the same time: their cycles are the same until they act.

Here stand the people with the plain story: one assignment that lasts, no exemption, nothing that stands in.
`simulator.training.standing` tells every story, one person at a time, and must say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from simulator.training.assignment import Spell
from simulator.training.cycle import Validity, validity
from simulator.training.days import later
from simulator.training.events import Attempt
from simulator.training.patterns import Outcome, Patterns
from simulator.training.plan import Obligation
from simulator.training.rounds import opening_of, renewal_opens
from simulator.training.status import State, Status
from simulator.training.years import Yearly, years

_new = tuple.__new__
"""Makes a status from its fields in their order: by names, it would cost a tenth of the whole."""


class Frame(NamedTuple):
    """A cycle before anything was done in it.

    Attributes:
        start: From when on attempts count for it.
        end: For a calendar year: the first instant after it.
        closes: For a calendar year: when nothing counts for it any more that is not completed.
        name: Its name.
        assigned: The day of the assignment.
        due: The last day in time.
        renews: The validity that is to be renewed, or None.
        tried: Its state when something was done, and not everything.
        untouched: Its status when nothing was done.
    """

    start: datetime
    end: datetime | None
    closes: datetime | None
    name: str
    assigned: date
    due: date
    renews: Validity | None
    tried: State
    untouched: Status


class Good(NamedTuple):
    """Until when a completion is good, and when it is renewed."""

    validity: Validity
    window_opens: date | None
    expires: date | None
    renewal: datetime | None


class Track:
    """One requirement and one assignment at one time.

    Args:
        obligation: The requirement.
        spell: The assignment; it lasts.
        patterns: The outcomes of the requirement at this time.
        now: The time.
    """

    def __init__(self, obligation: Obligation, spell: Spell, patterns: Patterns, now: datetime) -> None:
        self._obligation = obligation
        self._patterns = patterns
        self._now = now
        self._today = obligation.zone.today(now)
        limit = obligation.text.attempts
        self._limits = (None, "") if limit is None else (limit.allowed, limit.each)
        self._good: dict[object, Good] = {}
        self._renewals: dict[object, Frame] = {}
        self._yearly = obligation.kind == "calendar_year"
        self._frames = self._years(spell) if self._yearly else (self._first(spell),)

    def status(self, attempts: Sequence[Attempt], kinds: Sequence[int]) -> Status:
        """Where somebody stands who did this.

        Args:
            attempts: Those that the requirement looks at, in order; none is later than now.
            kinds: The kind of each, by `Patterns.kind`.
        """
        if self._yearly:
            return self._in_years(attempts, kinds)
        return self._in_rounds(self._frames[0], attempts, kinds)

    def _in_years(self, attempts: Sequence[Attempt], kinds: Sequence[int]) -> Status:
        missed: tuple[str, ...] = ()
        after: datetime | None = None
        for frame in self._frames[:-1]:
            mine, own = _between(frame, attempts, kinds, after)
            place = self._patterns.outcome(mine, own).completed if mine else None
            if place is None and frame.closes is not None and self._now < frame.closes:
                return self._told(frame, mine, own, missed)
            if place is None:
                missed += (frame.name,)
            elif frame.end is not None and mine[place].at >= frame.end:
                after = mine[place].at
        frame = self._frames[-1]
        mine, own = _between(frame, attempts, kinds, after)
        return self._told(frame, mine, own, missed)

    def _in_rounds(self, frame: Frame, attempts: Sequence[Attempt], kinds: Sequence[int]) -> Status:
        """Walks through the cycles, each of which renews the one before."""
        while True:
            attempts, kinds = _since(frame.start, attempts, kinds)
            if not attempts:
                return frame.untouched
            outcome = self._patterns.outcome(attempts, kinds)
            if outcome.completed is None:
                return self._begun(frame, attempts, outcome, ())
            day = self._obligation.zone.day(attempts[outcome.completed].at)
            good = self._good_for(day, frame)
            if good.renewal is None or self._now < good.renewal:
                return self._completed(frame, attempts, outcome, day, good, ())
            attempts, kinds = attempts[outcome.completed + 1 :], kinds[outcome.completed + 1 :]
            frame = self._renewal(frame, good)

    def _told(
        self, frame: Frame, attempts: Sequence[Attempt], kinds: Sequence[int], missed: tuple[str, ...]
    ) -> Status:
        """The status in a calendar year."""
        if not attempts:
            return frame.untouched._replace(missed=missed) if missed else frame.untouched
        outcome = self._patterns.outcome(attempts, kinds)
        if outcome.completed is None:
            return self._begun(frame, attempts, outcome, missed)
        day = self._obligation.zone.day(attempts[outcome.completed].at)
        return self._completed(frame, attempts, outcome, day, self._good_for(day, frame), missed)

    def _begun(
        self, frame: Frame, attempts: Sequence[Attempt], outcome: Outcome, missed: tuple[str, ...]
    ) -> Status:
        blank = frame.untouched
        return _new(
            Status,
            (
                *(blank[0], "failed" if outcome.failed else frame.tried, blank[2], outcome.done, blank[4]),
                tuple([attempts[place].attempt for place in outcome.counted]),
                *blank[6:13],
                *(outcome.used, blank[14], blank[15], outcome.next_attempt, outcome.closed),
                *(missed, "", outcome.ignored, None, False),
            ),
        )

    def _completed(
        self,
        frame: Frame,
        attempts: Sequence[Attempt],
        outcome: Outcome,
        day: date,
        good: Good,
        missed: tuple[str, ...],
    ) -> Status:
        blank = frame.untouched
        return _new(
            Status,
            (
                *(blank[0], "completed", blank[2], outcome.done, blank[4]),
                tuple([attempts[place].attempt for place in outcome.counted]),
                *(blank[6], blank[7], blank[8], good.window_opens, good.expires, day, ""),
                *(outcome.used, blank[14], blank[15], None, ()),
                *(missed, "", outcome.ignored, None, False),
            ),
        )

    def _years(self, spell: Spell) -> tuple[Frame, ...]:
        """The calendar years into which the assignment reaches."""
        yearly, frames = Yearly(self._obligation, ()), []
        for year in years(self._obligation, self._now):
            if spell.start >= year.end:
                continue
            cycle = yearly.cycle(year, (spell,), (), self._now)
            closes = year.end if self._now < year.end else yearly.closes(cycle, year, (spell,), self._now)
            frames.append(
                self._frame(year.start, year.end, closes, cycle.name, cycle.assigned, cycle.due, None)
            )
        return tuple(frames)

    def _first(self, spell: Spell) -> Frame:
        opens, day, due = opening_of(self._obligation, spell)
        return self._frame(opens, None, None, "1", day, due, None)

    def _renewal(self, frame: Frame, good: Good) -> Frame:
        """The cycle in which a completion is renewed; its window is open."""
        key = (frame.name, frame.assigned, good)
        found = self._renewals.get(key)
        if found is None:
            assert good.renewal is not None
            assert good.validity.expires is not None
            name, due = str(int(frame.name) + 1), good.validity.expires
            found = self._frame(good.renewal, None, None, name, frame.assigned, due, good.validity)
            self._renewals[key] = found
        return found

    def _frame(
        self,
        start: datetime,
        end: datetime | None,
        closes: datetime | None,
        name: str,
        assigned: date,
        due: date,
        renews: Validity | None,
    ) -> Frame:
        renewal = renews is not None
        if self._today <= due:
            states: tuple[State, State] = ("not_started", "in_progress")
            states = ("window_open", "window_open") if renewal else states
        elif self._today <= later(due, self._obligation.text.grace_days):
            states = ("in_grace", "in_grace")
        else:
            states = ("expired", "expired") if renewal else ("overdue", "overdue")
        expires, opens = self._shown(renews)
        untouched = Status(
            self._obligation.ref_id,
            states[0],
            self._today,
            needed=self._obligation.needed,
            cycle=name,
            assigned=assigned,
            due=due,
            window_opens=opens,
            expires=expires,
            allowed=self._limits[0],
            each=self._limits[1],
        )
        return Frame(start, end, closes, name, assigned, due, renews, states[1], untouched)

    def _good_for(self, day: date, frame: Frame) -> Good:
        key = (day, frame.due, frame.renews)
        found = self._good.get(key)
        if found is None:
            good = validity(self._obligation, day, frame.due, frame.renews)
            expires, opens = self._shown(good)
            renewal = renewal_opens(self._obligation, good.expires)
            found = self._good[key] = Good(good, opens, expires, renewal)
        return found

    def _shown(self, good: Validity | None) -> tuple[date | None, date | None]:
        """The last day of a validity, and the first one of its window, as a status names them."""
        window = self._obligation.text.window_days
        if window is None or good is None or good.expires is None:
            return None, None
        return good.expires, later(good.expires, -window)


def _since(
    start: datetime, attempts: Sequence[Attempt], kinds: Sequence[int]
) -> tuple[Sequence[Attempt], Sequence[int]]:
    for place, attempt in enumerate(attempts):
        if attempt.at >= start:
            return (attempts[place:], kinds[place:]) if place else (attempts, kinds)
    return (), ()


def _between(
    frame: Frame, attempts: Sequence[Attempt], kinds: Sequence[int], after: datetime | None
) -> tuple[Sequence[Attempt], Sequence[int]]:
    """The attempts of a calendar year; those up to `after` were taken by the year before."""
    closes = frame.closes
    assert closes is not None
    if attempts and after is None and attempts[0].at >= frame.start and attempts[-1].at < closes:
        return attempts, kinds
    found = [
        (attempt, kind)
        for attempt, kind in zip(attempts, kinds, strict=True)
        if frame.start <= attempt.at < closes and (after is None or attempt.at > after)
    ]
    return [attempt for attempt, _ in found], [kind for _, kind in found]
