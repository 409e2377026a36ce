"""What reports are made of, gathered from the records and the library."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from simulator.errors import UsageError
from simulator.reporting.attempts import Sitting, Trying
from simulator.reporting.completion import Completion, Standing
from simulator.reporting.document import Seal
from simulator.reporting.forms import Forms
from simulator.reporting.material import Asked
from simulator.reporting.recorded import RubricClasses, sitting_of
from simulator.reporting.spans import Span
from simulator.training.days import Zone
from simulator.training.duties import Standing as Stands
from simulator.training.duties import everyone
from simulator.training.programmes import Programmes, Ready, programmes_of

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.records.facts import PersonFacts
    from simulator.records.looking import RecordsView


class Tried(NamedTuple):
    """What attempts and their forms tell.

    Attributes:
        trying: What the attempts tell.
        forms: What their forms tell.
        sittings: The attempts of the period themselves, where they were wanted.
        known: Who is on the roster or has made an attempt; others are on record for what they did for it.
    """

    trying: Trying
    forms: Forms
    sittings: tuple[Sitting, ...]
    known: frozenset[str]


class Reading:
    """Looks things up for one report.

    Attributes:
        found: The programmes of the library.
    """

    def __init__(self, view: RecordsView, library: Path) -> None:
        from simulator.content.library import Library

        self.view = view
        self.library: Library = Library(library)
        self.found: Programmes = programmes_of(self.library)

    def seal(self) -> Seal:
        """Where the records end now."""
        head = self.view.chain_head()
        return Seal(head.count, head.hash, head.at)

    def completion(
        self,
        span: Span,
        ready: Ready | None,
        people: Collection[str] | None = None,
        known: Collection[str] | None = None,
    ) -> tuple[Completion, dict[str, list[Standing]]]:
        """Who has done what one programme asks, and, of those who are named, who stands where.

        Args:
            span: The time.
            ready: The programme; without one nothing is asked of anybody.
            people: Whose; of all when None.
            known: Others than these are left out; nobody when None.
        """
        found = Completion()
        each: dict[str, list[Standing]] = {}
        if ready is None:
            return found, each
        for one in self._everyone(span, ready, people):
            if known is not None and one.person not in known:
                continue
            standings = [Standing(one.person, one.level, one.department, s) for s in one.statuses[0]]
            for standing in standings:
                found.add(standing)
            if people is not None:
                each[one.person] = standings
        return found, each

    def tried(
        self,
        span: Span,
        zone: Zone,
        people: Collection[str] | None = None,
        *,
        only: str | None = None,
        practice: bool = True,
        keep: bool = False,
    ) -> Tried:
        """What the attempts of some people tell, or of all.

        Args:
            span: The time.
            zone: Whose days are meant.
            people: Whose; of all when None.
            only: At one scenario alone.
            practice: Whether those in practice are among them.
            keep: Whether the attempts of the period themselves are wanted too.
        """
        trying = Trying(span.period, only, practice)
        kept: list[Sitting] = []
        owners: dict[str, str] = {}
        known: set[str] = set()
        for facts in self._facts(span, people):
            sittings = [sitting_of(attempt, ZoneInfo(zone.name)) for attempt in facts.attempts]
            trying.add(sittings)
            if facts.roster or facts.attempts:
                known.add(facts.person)
            meant = [sitting for sitting in sittings if trying.meant(sitting)]
            owners |= {sitting.attempt: sitting.person for sitting in meant if sitting.looked_at}
            kept += meant if keep else ()
        return Tried(trying, self.forms(owners), tuple(kept), frozenset(known))

    def _everyone(self, span: Span, ready: Ready, people: Collection[str] | None) -> Iterator[Stands]:
        return everyone(self.view, self.library, span.at, [ready], people, back_then=span.behind)

    def _facts(self, span: Span, people: Collection[str] | None) -> Iterator[PersonFacts]:
        """What is on record; what came later than the moment is left out when that lies in the past."""
        return self.view.facts(people, span.at if span.behind else None)

    def sittings(self, span: Span, zone: Zone, person: str) -> list[Sitting]:
        """All attempts of one person up to the moment that is looked at, in order."""
        found = [
            sitting_of(attempt, ZoneInfo(zone.name))
            for facts in self._facts(span, [person])
            for attempt in facts.attempts
        ]
        return sorted(found, key=lambda sitting: (sitting.at, sitting.attempt))

    def forms(self, owners: dict[str, str]) -> Forms:
        """What the newest forms of attempts tell, each with whose it is."""
        found = Forms(RubricClasses(self.view.scenario_sources))
        if owners:
            for attempt, form in self.view.forms(owners):
                found.add(owners[attempt], form)
        return found


def chosen(found: Programmes, given: str | None, year: int | None) -> Ready | None:
    """The programme that is meant; None when the library has none.

    Args:
        found: The programmes of the library.
        given: The id that was asked for.
        year: The year that is looked at; without an id, the only programme that goes on in it is meant.

    Raises:
        NotFoundError: There is none of that id.
        UsageError: Several could be meant.
    """
    if given is not None:
        return found.named(given)
    fitting = [ready for ready in found.ready if year is None or _goes_on(ready, year)] or list(found.ready)
    if len(fitting) > 1:
        names = ", ".join(ready.id for ready in fitting[:12])
        raise UsageError(f"Several programmes could be meant: {names}.", "Name one with --programme.")
    return fitting[0] if fitting else None


def _goes_on(ready: Ready, year: int) -> bool:
    text = ready.plan.obligations[0]
    return text.begins.year <= year and (text.ends is None or text.ends.year >= year)


def zone_of(programmes: Sequence[Ready]) -> Zone:
    """The time zone of the first of some programmes; that of the world where there is none."""
    return programmes[0].plan.time_zone if programmes else Zone("UTC")


def asked_of(ready: Ready | None) -> Asked:
    """The titles of a programme, of its requirements and of the courses that stand in for them."""
    if ready is None:
        return Asked()
    courses = {
        (each.ref_id, one.course): one.title
        for each in ready.plan.obligations
        for one in each.text.equivalents
        if one.course and one.title
    }
    return Asked(ready.title, {each.ref_id: each.text.title for each in ready.plan.obligations}, courses)
