"""A team as those see it who answer for it: where everybody stands, and one person's graded scores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from simulator.errors import UsageError
from simulator.roster.access import Allowed, Refused, Subject, What, managers_above, may
from simulator.training.duties import duties, everyone
from simulator.training.programmes import Programmes, programmes_of
from simulator.training.status import Status
from simulator.year.values import (
    NOT_ASKED,
    Board,
    Graded,
    PersonCard,
    Requirement,
    Standing,
    TeamRow,
)

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.content.library import Library
    from simulator.records.brief import BriefFacts
    from simulator.records.facts import AttemptFacts
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member

Told = Callable[[int], object]
"""Hears how many people have been read."""

_ENDED_AT: Final = 10
"""The place of the end of the conversation in a `FormRow`."""
_EVERY = 500
_FEW = 300
"""People up to whom they are asked for by name."""


class _Tapped:
    """The records, listened to: when each person's newest judged conversation ended."""

    def __init__(self, records: RecordsView) -> None:
        self._records = records
        self.facts, self.reports_of = records.facts, records.reports_of
        self.scenario_sources = records.scenario_sources
        self.last: dict[str, str] = {}

    def brief_facts(self, people: Collection[str] | None = None) -> Iterator[BriefFacts]:
        """What the records say."""
        for found in self._records.brief_facts(people):
            self.last[found.person] = max((form[_ENDED_AT] for form in found.forms), default="")
            yield found


class Teams:
    """What somebody sees of others.

    Args:
        records: The records.
        library: The library.
        acting: Who looks.
        now: The time.
    """

    def __init__(self, records: RecordsView, library: Library, acting: Acting, now: datetime) -> None:
        self._records = records
        self._library = library
        self._acting = acting
        self._now = now

    def has_people(self) -> bool:
        """Whether there is anybody whose state of training they may see."""
        if not self._acting.applies:
            return True
        roles = self._acting.viewer.roles
        return "compliance" in roles or "manager" in roles

    def board(self, told: Told) -> Board:
        """The people whose state they may see; the look is put on record.

        Args:
            told: Hears from time to time how many people have been read.
        """
        if not self.has_people():
            raise UsageError("You may not see where others stand: their managers and compliance may.")
        people = {one.person: one for one in self._people()}
        if not people:
            return Board((), (), self._of(), self._may_import())
        self._acting.note(people, "the team board")
        programmes = programmes_of(self._library)
        rows = list(self._rows(people, programmes, told))
        return _without_unasked(Board(tuple(_requirements(programmes)), tuple(rows), self._of()))

    def _may_import(self) -> bool:
        try:
            self._acting.check_configuration()
        except UsageError:
            return False
        return True

    def _of(self) -> str:
        """Whose people they are, in words."""
        everybody = not self._acting.applies or "compliance" in self._acting.viewer.roles
        return "everybody" if everybody else "the people under you"

    def _people(self) -> Iterator[Member]:
        members = list(self._records.members(self._now))
        above = {one.person: one.manager for one in members}
        viewer, everybody = self._acting.viewer, not self._acting.applies
        for one in members:
            if not one.active or not one.on_roster:
                continue
            whose = Subject(one.person, managers_above(one.person, above.get))
            if everybody or (one.person != viewer.person and may(viewer, whose, What.STATUS)):
                yield one

    def _rows(self, people: Mapping[str, Member], programmes: Programmes, told: Told) -> Iterator[TeamRow]:
        records = _Tapped(self._records)
        asked = list(people) if len(people) <= _FEW else None
        left, count = dict(people), 0
        for found in everyone(records, self._library, self._now, programmes.ready, asked):
            member = left.pop(found.person, None)
            if member is None:
                continue
            each = tuple(_standing(status) for statuses in found.statuses for status in statuses)
            yield _row(member, each, records.last.get(found.person, ""))
            count += 1
            if count % _EVERY == 0:
                told(count)
        for member in left.values():
            yield _row(member, tuple(NOT_ASKED for _ in _requirements(programmes)), "")

    def card(self, person: str) -> PersonCard:
        """One person: where they stand, and their certified scores. The look is put on record.

        Args:
            person: Their pseudonym.

        Raises:
            UsageError: It may not be seen.
        """
        member = self._records.member(person, self._now)
        scores = self._acting.may(person, What.GRADED_SCORES)
        self._acting.see(person, What.STATUS, "status and certified scores on the team board")
        found = duties(self._records, self._library, person, self._now, member.level)
        return PersonCard(
            person=person,
            name=member.name,
            level=member.level,
            department=member.department,
            standings=tuple(
                (
                    Requirement(one.programme, one.requirement, one.programme_title, one.title),
                    _standing(one.status),
                    one.status.why,
                )
                for one in found
            ),
            graded=tuple(self._graded(person)) if isinstance(scores, Allowed) else None,
            refused=scores.reason if isinstance(scores, Refused) else "",
        )

    def _graded(self, person: str) -> Iterator[Graded]:
        facts = next(iter(self._records.facts([person], self._now)), None)
        made = [one for one in facts.attempts if one.mode == "certify"] if facts is not None else []
        forms = dict(self._records.forms([one.attempt for one in made]))
        for one in sorted(made, key=lambda attempt: attempt.ended_at, reverse=True):
            yield _grade(one, forms.get(one.attempt, {}), self._titles(one.rubric))

    def _titles(self, rubric: str) -> Mapping[str, str]:
        """The titles of a rubric's sections; none where it cannot be found any more."""
        from simulator.errors import EmptyChairError

        try:
            return {one.ref_id: one.title for one in self._library.rubric(rubric).model.sections}
        except EmptyChairError:
            return {}


def _requirements(programmes: Programmes) -> Iterator[Requirement]:
    for ready in programmes.ready:
        for one in ready.plan.obligations:
            yield Requirement(ready.id, one.ref_id, ready.title, one.text.title)


def _standing(status: Status) -> Standing:
    if status.state == "not_assigned":
        return NOT_ASKED
    return Standing(status.state, status.done, status.needed, status.days_left)


def _row(member: Member, standings: tuple[Standing, ...], last: str) -> TeamRow:
    return TeamRow(member.person, member.name, member.department, member.level, standings, last)


def _without_unasked(board: Board) -> Board:
    """The board without the requirements that nobody on it has."""
    kept = [
        place
        for place in range(len(board.requirements))
        if any(row.standings[place] is not NOT_ASKED for row in board.rows)
    ]
    rows = (row._replace(standings=tuple([row.standings[place] for place in kept])) for row in board.rows)
    return board._replace(requirements=tuple(board.requirements[place] for place in kept), rows=tuple(rows))


def _grade(one: AttemptFacts, form: Mapping[str, Any], titles: Mapping[str, str]) -> Graded:
    points: dict[str, tuple[float, float]] = {}
    for question in form.get("questions") or ():
        if question.get("status") == "scored" and question.get("max_score"):
            name = str(question.get("section", ""))
            got, of = points.get(name, (0.0, 0.0))
            points[name] = got + float(question.get("score") or 0), of + float(question["max_score"])
    sections = tuple((titles.get(name, name) or "all of it", got, of) for name, (got, of) in points.items())
    return Graded(one.attempt, one.ended_at, one.scenario_title, one.percentage, one.passed, sections)
