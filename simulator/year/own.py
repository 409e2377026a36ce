"""Somebody's own year: what is asked of them, what to practise next, and what they have done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.errors import EmptyChairError, NotFoundError
from simulator.practising.catalogue import Catalogue, catalogue_of
from simulator.practising.rating import in_order, share
from simulator.practising.results import Result, result_of
from simulator.practising.standing import standings
from simulator.practising.suggesting import suggestions
from simulator.training.duties import Duty, due_line, duties
from simulator.training.saying import attempts
from simulator.training.status import SETTLED
from simulator.training.uncounted import counted_for, uncounted
from simulator.year.news import news
from simulator.year.values import Advice, Competency, Counting, Due, Month, MyYear, News, Owed

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptSummary
    from simulator.content.library import Library
    from simulator.content.rubric import Rubric
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member

_MOST_ATTEMPTS = 500
"""The newest attempts that are looked at; what is older has long been overtaken by them."""
_MONTHS = 12


class Own:
    """The year of one person, at one moment.

    Args:
        records: The records.
        library: The library.
        learner: Who, as the program knows them.
        level: The level at which they practise now.
        now: The time.
    """

    def __init__(
        self, records: RecordsView, library: Library, learner: str, level: str, now: datetime
    ) -> None:
        self._records = records
        self._library = library
        self._learner = learner
        self._level = level
        self._now = now

    def owed(self) -> Owed:
        """What is asked of them."""
        found = self._duties
        level = self._member.level if self._member is not None and self._known else ""
        return Owed(due_line(found), tuple(map(due_of, found)), self._known or bool(self._history), level)

    def advice(self) -> tuple[Advice, ...]:
        """What to practise next."""
        found = suggestions(self._results, self._catalogue, self._level, self._now)
        return tuple(Advice(one.scenario, one.title, one.why) for one in found)

    def news(self) -> tuple[News, ...]:
        """What was answered to them lately."""
        titles = {
            one.attempt: one.scenario_title
            for one in self._records.history(learner=self._learner, limit=_MOST_ATTEMPTS)
        }
        disputes = self._records.disputes(list(titles)) if titles else ()
        return news(disputes, self._records.ideas() if self._person else (), titles, self._person, self._now)

    def counting(self, scenario: str) -> Counting:
        """For what a certification at a scenario would count now."""
        return Counting(counted_for(self._duties, scenario), uncounted(self._duties, scenario))

    def year(self) -> MyYear:
        """Everything."""
        return MyYear(
            dues=tuple(map(due_of, self._duties)),
            months=months(self._history, self._now),
            competencies=tuple(competencies(self._results, self._catalogue, self._now)),
            advice=self.advice(),
            certificates=tuple(certificates(self._duties, self._learner)),
        )

    @cached_property
    def _duties(self) -> Sequence[Duty]:
        return duties(self._records, self._library, self._person, self._now, self._level)

    @property
    def _person(self) -> str:
        """Their pseudonym; empty when nothing is on record about them."""
        return "" if self._member is None else self._member.person

    @property
    def _known(self) -> bool:
        """Whether they are on the roster."""
        return self._member is not None and self._member.on_roster

    @cached_property
    def _member(self) -> Member | None:
        try:
            return self._records.member(self._learner, self._now)
        except NotFoundError:
            return None

    @cached_property
    def _history(self) -> Sequence[AttemptSummary]:
        found = self._records.history(learner=self._learner, limit=_MOST_ATTEMPTS)
        return [one for one in found if one.ending and one.percentage is not None and not one.branch_of]

    @cached_property
    def _results(self) -> list[Result]:
        lines = {line.attempt: line for line in self._history}
        read = (
            result_of(attempt, lines[attempt].scenario, lines[attempt].started_at, form)
            for attempt, form in self._records.forms(list(lines))
        )
        return [result for result in read if result is not None]

    @cached_property
    def _catalogue(self) -> Catalogue:
        headers = list(self._library.headers())
        return catalogue_of(headers, self._rubrics({one.rubric for one in headers if not one.fault}))

    def _rubrics(self, names: set[str]) -> Iterator[Rubric]:
        """Those that can be used; the others are left out, with their scenarios."""
        for name in sorted(names):
            try:
                yield self._library.rubric(name).model
            except EmptyChairError:  # `empty-chair check` tells
                continue


def due_of(duty: Duty) -> Due:
    """A duty as a line tells it."""
    first = [] if duty.next is None else [duty.next.scenario]
    others = [scenario for part in duty.missing if duty.next for scenario in part.scenarios]
    return Due(
        programme=duty.programme,
        requirement=duty.requirement,
        title=duty.title,
        line=duty.words,
        state=duty.status.state,
        why=duty.status.why,
        missing="; ".join(part.words for part in duty.missing),
        scenarios=tuple(dict.fromkeys([*first, *others])),
        mode="practice" if duty.next is not None and duty.next.mode == "practice" else "certify",
        pressing=duty.urgent,
        last=duty.status.due if duty.open else None,
        attempts=" ".join(filter(None, (attempts(duty.status), duty.waits))),
    )


def months(history: Sequence[AttemptSummary], now: datetime) -> tuple[Month, ...]:
    """The last twelve months, the present one last."""
    last = now.year * _MONTHS + now.month - 1
    found = {
        number: Month(number // _MONTHS, number % _MONTHS + 1)
        for number in range(last - _MONTHS + 1, last + 1)
    }
    for one in history:
        at = datetime.fromisoformat(one.started_at).astimezone(now.tzinfo)
        number = at.year * _MONTHS + at.month - 1
        if number in found:
            month = found[number]
            best = max(month.best or 0.0, one.percentage or 0.0)
            found[number] = month._replace(attempts=month.attempts + 1, best=best)
    return tuple(found.values())


def competencies(results: Sequence[Result], catalogue: Catalogue, now: datetime) -> Iterator[Competency]:
    """Those that were asked for, the one with the least left of it first."""
    shares: dict[str, list[int]] = {}
    for result in in_order(results):
        parted: dict[str, list[int]] = {}
        for place, answer in enumerate(result.answers):
            if (name := catalogue.competencies.get(answer.question)) is not None:
                parted.setdefault(name, []).append(place)
        for name, places in parted.items():
            part = share([result.answers[place] for place in places])
            shares.setdefault(name, []).append(round(100 * part))
    for one in standings(results, catalogue, now):
        newest = one.lately[-1].result
        form = next((each.form for each in catalogue.situations if each.id == newest.scenario), "")
        yield Competency(
            title=catalogue.name_of(one.competency, form),
            shares=tuple(shares[one.competency]),
            days=max(0, (now - newest.at).days),
            mark="weak" if one.weak else "fading" if one.faded else "",
        )


def certificates(found: Sequence[Duty], learner: str) -> Iterator[tuple[str, str]]:
    """The programmes that ask something of them, and the command for a certificate where one is completed."""
    for programme in dict.fromkeys(duty.programme for duty in found):
        own = [duty for duty in found if duty.programme == programme and duty.status.state != "exempt"]
        if own:
            done = all(duty.status.state in SETTLED for duty in own)
            command = f"empty-chair certificate {learner} {programme} --html FILE"
            yield own[0].programme_title, command if done else ""
