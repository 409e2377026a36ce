"""What attempts tell: how first ones went, and how people come on from the first to the third.

Left out everywhere: branches of a rewind, attempts in which the simulator itself went wrong, and attempts
without a score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from simulator.reporting.shares import NONE, Mean, Share, in_percent

STEPS = 3
"""How many attempts the progress looks at."""
_BANDS = 10


class Sitting(NamedTuple):
    """An attempt that was judged.

    Attributes:
        attempt: Its id.
        person: Whose it is, by pseudonym.
        level: Of which level they were in it.
        scenario: The id of its scenario; `title` its title.
        mode: practice or certify.
        at: When it ended (aware).
        score: What it earned, in hundredths of a per cent; None when nothing was scored.
        passed: Whether it was passed.
        counts: False when the simulator itself went wrong in it.
        branch: Whether it rewinds another one.
        ending: How the conversation ended.
        stars: The stars that the customer gave, if any.
    """

    attempt: str
    person: str
    level: str
    scenario: str
    title: str
    mode: str
    at: datetime
    score: int | None
    passed: bool
    counts: bool = True
    branch: bool = False
    ending: str = ""
    stars: int | None = None

    @property
    def looked_at(self) -> bool:
        """Whether figures look at it."""
        return self.counts and not self.branch and self.score is not None


class Period(NamedTuple):
    """A stretch of time: from the first instant on, to the first instant after it."""

    start: datetime
    end: datetime

    def has(self, sitting: Sitting) -> bool:
        """Whether an attempt ended in it."""
        return self.start <= sitting.at < self.end


@dataclass(slots=True)
class Trying:
    """The attempts of a period, counted person by person.

    Attributes:
        period: Only what ended in it is counted; what came before says what was a first attempt.
        only: The one scenario that is looked at; None for all.
        practice: Whether attempts in practice are looked at; otherwise it is as if there were none.
        attempts: How many were made, by mode.
        people: Who made one.
        months: How many were made in each month of the period, by `year * 12 + month - 1`.
        passed: How many in certify mode were passed.
        first: How many first ones in certify mode, each of a person at a scenario, were passed; `firsts` the
            same by scenario.
        same: The scores of first, second and third attempts of a person at the same scenario: of those only
            of whom there are three, the third of them in the period.
        unseen: Likewise the scores at a person's first, second and third scenario, each at first sight.
        bands: How many scored 0 to 9 %, 10 to 19 %, … 90 to 100 %.
        titles: The titles of the scenarios.
        tried: Who made a first one, by scenario.
        levels: How many in certify mode were passed, by the learner's level then; `level_people` by whom.
        endings: How many conversations ended how.
        left_out: How many in the period are not looked at; branches are no attempts of their own.
    """

    period: Period
    only: str | None = None
    practice: bool = True
    attempts: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    months: Counter[int] = field(default_factory=Counter)
    passed: Share = NONE
    first: Share = NONE
    firsts: dict[str, Share] = field(default_factory=dict)
    tried: dict[str, set[str]] = field(default_factory=dict)
    same: list[Mean] = field(default_factory=lambda: [Mean(0, 0)] * STEPS)
    same_people: set[str] = field(default_factory=set)
    unseen: list[Mean] = field(default_factory=lambda: [Mean(0, 0)] * STEPS)
    bands: list[int] = field(default_factory=lambda: [0] * _BANDS)
    titles: dict[str, str] = field(default_factory=dict)
    levels: dict[str, Share] = field(default_factory=dict)
    level_people: dict[str, set[str]] = field(default_factory=dict)
    endings: Counter[str] = field(default_factory=Counter)
    left_out: int = 0

    def add(self, sittings: Iterable[Sitting]) -> None:
        """Count all attempts of one person, in any order, those before the period among them."""
        open_ones = (sitting for sitting in sittings if self._may_count(sitting))
        order = sorted(open_ones, key=lambda sitting: (sitting.at, sitting.attempt))
        self._first_tries(order)
        seen: dict[str, list[Sitting]] = {}
        for sitting in order:
            if sitting.looked_at:
                seen.setdefault(sitting.scenario, []).append(sitting)
            if self.meant(sitting):
                self._count(sitting)
        for tries in seen.values():
            if len(tries) >= STEPS and self.meant(tries[STEPS - 1]):
                self._step(self.same, tries)
                self.same_people.add(tries[0].person)
        fresh = [tries[0] for tries in seen.values()]
        if self.only is None and len(fresh) >= STEPS and self.period.has(fresh[STEPS - 1]):
            self._step(self.unseen, fresh)

    def meant(self, sitting: Sitting) -> bool:
        """Whether an attempt ended in the period, at a scenario and in a mode that are looked at."""
        return self._may_count(sitting) and self.period.has(sitting) and self.only in (None, sitting.scenario)

    def _may_count(self, sitting: Sitting) -> bool:
        return self.practice or sitting.mode == "certify"

    @property
    def first_people(self) -> int:
        """How many people made a first attempt in certify mode."""
        return len(set().union(*self.tried.values()))

    def _count(self, sitting: Sitting) -> None:
        if not sitting.looked_at:
            self.left_out += not sitting.branch
            return
        assert sitting.score is not None
        self.attempts[sitting.mode] += 1
        self.people.add(sitting.person)
        self.months[sitting.at.year * 12 + sitting.at.month - 1] += 1
        self.titles[sitting.scenario] = sitting.title
        self.bands[min(_BANDS - 1, max(0, sitting.score // 1000))] += 1
        self.endings[sitting.ending] += 1
        if sitting.mode == "certify":
            self.passed = self.passed.plus(sitting.passed)
            self.levels[sitting.level] = self.levels.get(sitting.level, NONE).plus(sitting.passed)
            self.level_people.setdefault(sitting.level, set()).add(sitting.person)

    def _first_tries(self, order: Sequence[Sitting]) -> None:
        tried: set[str] = set()
        for sitting in order:
            if sitting.mode != "certify" or not sitting.looked_at or sitting.scenario in tried:
                continue
            tried.add(sitting.scenario)
            if self.meant(sitting):
                self.first = self.first.plus(sitting.passed)
                name = sitting.scenario
                self.firsts[name] = self.firsts.get(name, NONE).plus(sitting.passed)
                self.tried.setdefault(name, set()).add(sitting.person)

    @staticmethod
    def _step(means: list[Mean], tries: Sequence[Sitting]) -> None:
        for place, sitting in enumerate(tries[:STEPS]):
            means[place] = Mean(means[place].hundredths + (sitting.score or 0), means[place].of + 1)

    def to_json(self) -> dict[str, Any]:
        """The figures of all together as plain values."""
        return {
            "people": len(self.people),
            "practice": self.attempts["practice"],
            "certify": self.attempts["certify"],
            "left_out": self.left_out,
            "passed": self.passed.to_json(),
            "first_attempts_passed": self.first.to_json(),
            "progress_same_scenario": progress_json(self.same),
            "progress_unseen_scenarios": progress_json(self.unseen),
        }


def progress_json(means: Sequence[Mean]) -> dict[str, Any]:
    """Three means of the same people as plain values."""
    return {"of": means[0].of, "means": [in_percent(mean.value) for mean in means]}
