"""What attempts come to in a cycle, found once for all people whose attempts are alike.

Which scenario was played does not matter for that: only to which demands and shares it belongs, and at which
attempts it was the same one. So few patterns stand for a whole company.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from simulator.training.events import Attempt
from simulator.training.plan import Obligation
from simulator.training.tally import Closed, Tally

NOT_LOOKED_AT = -4
"""The kind of an attempt that is nothing to a requirement; both marks are off in it."""
FELL_SHORT, GOOD = 1, 2
"""Marks in a kind: an attempt in certify mode that uses something up; one that is good enough."""


class Outcome(NamedTuple):
    """What the attempts of a cycle come to.

    Attributes:
        completed: At which of them everything was there, by its place; None when it is not.
        done: How many of those that are needed are there.
        counted: Which of them count, by their places.
        used: How many fell short.
        failed: Whether what is allowed is not enough any more.
        next_attempt: When the next one is allowed, if not at once.
        closed: Where none is allowed at present.
        ignored: How many were made when none was allowed.
        lasting: Whether it holds at any time, and for all attempts of the same pattern.
        chosen: Whether there were more than needed, so that the percentages chose.
    """

    completed: int | None
    done: int
    counted: tuple[int, ...]
    used: int
    failed: bool
    next_attempt: datetime | None
    closed: tuple[Closed, ...]
    ignored: int
    lasting: bool
    chosen: bool


class Patterns:
    """Outcomes of one requirement at one time.

    Args:
        obligation: The requirement.
        now: The time.
    """

    def __init__(self, obligation: Obligation, now: datetime) -> None:
        self._obligation = obligation
        self._now = now
        self._cooling = obligation.cooling
        self._best = obligation.text.counts == "best"
        self._kinds: dict[object, int] = {}
        self._known: dict[object, Outcome] = {}
        self._chosen: set[object] = set()

    def kind(self, attempt: Attempt) -> int:
        """A number that is the same for all attempts that are the same to the requirement.

        `NOT_LOOKED_AT`, or a number from 0 on with the marks `FELL_SHORT` and `GOOD`.
        """
        verdict = self._obligation.verdict(attempt)
        if not verdict.asked or not (verdict.good or attempt.counts):
            return NOT_LOOKED_AT
        certify = attempt.mode == "certify"
        shares = chain.from_iterable(demand.shares for demand in self._obligation.demands)
        has = tuple(share.has(attempt.scenario) for share in shares)
        number = self._kinds.setdefault((verdict, certify, attempt.counts, has), len(self._kinds))
        limited = self._obligation.text.attempts is not None
        marks = GOOD if verdict.good else FELL_SHORT if certify and limited else 0
        return number * 4 + marks

    def outcome(self, attempts: Sequence[Attempt], kinds: Sequence[int]) -> Outcome:
        """What attempts come to.

        Args:
            attempts: Those of one cycle that the requirement looks at, in order; at least one.
            kinds: The kind of each.
        """
        if self._cooling and self._cools(attempts, kinds):
            return self._counted_up(attempts)
        key: object = kinds[0] if len(kinds) == 1 else _pattern(attempts, kinds)
        if key in self._chosen:
            key = (key, _by_percentage(attempts))
        known = self._known.get(key)
        return self._learned(key, attempts) if known is None else known

    def _learned(self, key: object, attempts: Sequence[Attempt]) -> Outcome:
        found = self._counted_up(attempts)
        if found.lasting and found.chosen and key not in self._chosen:
            self._chosen.add(key)
            key = (key, _by_percentage(attempts))
        if found.lasting:
            self._known[key] = found
        return found

    def _cools(self, attempts: Sequence[Attempt], kinds: Sequence[int]) -> bool:
        """Whether an attempt, or the time, lies in what one that fell short has to cool off."""
        end: datetime | None = None
        for attempt, kind in zip(attempts, kinds, strict=True):
            if end is not None and attempt.at < end:
                return True
            if kind & FELL_SHORT:
                end = attempt.at + self._cooling
        return end is not None and end > self._now

    def _counted_up(self, attempts: Sequence[Attempt]) -> Outcome:
        """What these attempts come to, one after the other."""
        tally, completed = Tally(self._obligation), None
        for place, attempt in enumerate(attempts):
            if completed is None:
                completed = place if tally.add(attempt) else None
            elif self._best:
                tally.add_better(attempt)
        restricted = tally.restricted(self._now)
        limits = completed is None and restricted
        return Outcome(
            completed,
            tally.done if tally.tried else 0,
            self._places(attempts, tally),
            sum(tally.used.values()),
            completed is None and tally.exhausted,
            tally.next_attempt(self._now) if limits else None,
            tally.closed(self._now) if limits else (),
            len(tally.ignored),
            not restricted,
            self._best and tally.has_surplus,
        )

    def _places(self, attempts: Sequence[Attempt], tally: Tally) -> tuple[int, ...]:
        places = {attempt.attempt: place for place, attempt in enumerate(attempts)}
        found = [places[attempt.attempt] for attempt in tally.counted()]
        return tuple(dict.fromkeys(found) if len(self._obligation.demands) > 1 else found)


def _pattern(attempts: Sequence[Attempt], kinds: Sequence[int]) -> tuple[object, ...]:
    """The kinds, and for each attempt the first one at the same scenario."""
    first: dict[str, int] = {}
    places = [first.setdefault(attempt.scenario.id, place) for place, attempt in enumerate(attempts)]
    return (*kinds, *places)


def _by_percentage(attempts: Sequence[Attempt]) -> tuple[int, ...]:
    """The places of the attempts, the best first; of equals the earlier one."""
    return tuple(sorted(range(len(attempts)), key=lambda place: -(attempts[place].percentage or 0)))
