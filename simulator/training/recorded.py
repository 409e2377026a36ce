"""From what stands on record to people and events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from simulator.content.programmewho import ScenarioFacts
from simulator.records.decisions import Decision
from simulator.records.facts import AttemptFacts, PersonFacts
from simulator.records.roster import RosterEntry, course, holding
from simulator.training.days import Zone
from simulator.training.events import (
    Amended,
    Assigned,
    Attempt,
    AttemptMode,
    DepartmentChanged,
    EquivalenceAccepted,
    Event,
    Exempted,
    ExemptionEnded,
    Left,
    LevelChanged,
    Person,
    Rejoined,
    TagsChanged,
    Unlocked,
)

if TYPE_CHECKING:  # the reader knows the database
    from simulator.records.brief import BriefFacts, FormRow

_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)
_new = tuple.__new__

Sources = Callable[[Collection[str]], Mapping[str, str]]
"""Gives the source texts of scenarios by their SHA-256, such as `RecordsReader.scenario_sources`."""


class Story(NamedTuple):
    """What happened to somebody.

    Attributes:
        person: The person as they were before their first event.
        events: Everything that happened to them.
        level: Their level now.
        department: Their department now.
    """

    person: Person
    events: list[Event]
    level: str
    department: str


class Scenarios:
    """The facts of scenarios as they were then, each source read once.

    Args:
        sources: Gives their source texts.

    Attributes:
        known: Those that were read, by the SHA-256 of their source.
    """

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self.known: dict[str, ScenarioFacts] = {}

    def of(self, sha256: str, scenario: str, rubric: str) -> ScenarioFacts:
        """A scenario by its source; when that cannot be read, with what is known of it anyway.

        Args:
            sha256: Of its source.
            scenario: Its id.
            rubric: The id of its rubric.
        """
        if sha256 not in self.known:
            self._read({sha256: (scenario, rubric)})
        return self.known[sha256]

    def look_up(self, attempts: Iterable[AttemptFacts]) -> None:
        """Read the sources of some attempts at once, instead of one by one as they are asked for."""
        self._read(
            {
                one.scenario_sha256: (one.scenario, one.rubric)
                for one in attempts
                if one.scenario_sha256 not in self.known
            }
        )

    def _read(self, wanted: Mapping[str, tuple[str, str]]) -> None:
        sources = self._sources(list(wanted)) if wanted else {}
        for sha256, (scenario, rubric) in wanted.items():
            self.known[sha256] = _facts(scenario, rubric, sources.get(sha256, ""))


def _facts(scenario: str, rubric: str, source: str) -> ScenarioFacts:
    """From the head of a source, without loading the whole of it."""
    from simulator.content.headers import SCENARIO_KEYS
    from simulator.content.headscan import scan

    head: dict[str, object] = {}
    with suppress(Exception):  # whatever is wrong in it was said when it was played
        scan(source, SCENARIO_KEYS, ("tags",), head)

    def text(key: str) -> str:
        value = head.get(key)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def texts(key: str) -> frozenset[str]:
        value = head.get(key)
        return (
            frozenset(each for each in value if isinstance(each, str))
            if isinstance(value, list)
            else frozenset()
        )

    company = (text("customer.persona"), text("channel"), rubric, text("language"))
    return ScenarioFacts(scenario, texts("tags"), *company, texts("levels"))


class Recorded:
    """Tells the stories of people from their records.

    Days on record, such as that of a promotion, are days of one time zone.

    Args:
        zone: The time zone of the programme that is looked at.
        scenarios: The scenarios as they were then.
    """

    def __init__(self, zone: Zone, scenarios: Scenarios) -> None:
        self._zone = zone
        self._scenarios = scenarios

    def story(self, facts: PersonFacts, now: datetime, level: str = "") -> Story:
        """What happened to a person.

        What their first entry on the roster says holds for the time before it too, back to their first day;
        but nobody is there whose first entry is yet to take effect.

        Args:
            facts: What is on record about them.
            now: The time.
            level: The level of those who are not on the roster and have made no attempt.
        """
        events: list[Event] = []
        for attempt in facts.attempts:
            events.append(self._attempt(attempt))
            if attempt.forms:
                events += _amendments(attempt)
        played = facts.attempts[-1].level if facts.attempts else level
        return self._told(facts, events, played, now)

    def brief_story(self, facts: BriefFacts, now: datetime) -> Story:
        """The same, from as little as that takes."""
        events: list[Event] = []
        newest: FormRow | None = None
        for form in facts.forms:
            if newest is None or form[1] != newest[1]:
                events.append(self._judged(form))
            else:
                _change(events, newest, form)
            newest = form
        return self._told(facts, events, newest[4] if newest is not None else "", now)

    def _told(
        self, facts: PersonFacts | BriefFacts, events: list[Event], played: str, now: datetime
    ) -> Story:
        """The story with these attempts; `played` is the level of the last one."""
        for decision in facts.decisions:
            event = self._decided(decision)
            if event is not None:
                events.append(event)
        if not facts.roster:
            # Nothing is late before there was anybody: their first conversation is their first day.
            first = min((event.at for event in events if isinstance(event, Attempt)), default=now)
            return Story(Person(facts.person, played, hired=self._zone.day(first)), events, played, "")
        held = _with_level(facts.roster, played)
        person = self._person(facts.person, held, events)
        entry: RosterEntry | None = held[0]
        if len(held) > 1 or held[0].effective is not None:
            entry = holding(held, stamp(now))
        if entry is None:
            events.append(Left(_BEFORE_ALL))
            entry = held[0]
        return Story(person, events, entry.level, entry.department)

    def _person(self, name: str, held: Sequence[RosterEntry], events: list[Event]) -> Person:
        first = held[0]
        hired = first.hired
        if len(held) > 1 or not first.active:
            events += self._changes(held)
            hired = _hired(held)[0]
        return Person(name, first.level, first.department, frozenset(first.tags), hired)

    def _changes(self, entries: Sequence[RosterEntry]) -> Iterator[Event]:
        """What changed from entry to entry."""
        hired, latest = _hired(entries), _BEFORE_ALL
        if not entries[0].active:
            yield Left(_BEFORE_ALL)
        for before, entry, first_before, first in zip(entries, entries[1:], hired, hired[1:], strict=False):
            latest = at = max(latest, self._moment(entry.at, entry.effective))
            if entry.level != before.level:
                yield LevelChanged(at, entry.level)
            if entry.department != before.department:
                yield DepartmentChanged(at, entry.department)
            if set(entry.tags) != set(before.tags):
                yield TagsChanged(at, frozenset(entry.tags))
            if before.active and not entry.active:
                yield Left(at)
            if entry.active and not before.active:
                yield Rejoined(at, first if first != first_before else None)

    def _attempt(self, attempt: AttemptFacts) -> Attempt:
        """An attempt with its first verdict."""
        first = attempt.forms[0] if attempt.forms else attempt
        return Attempt(
            _instant(attempt.ended_at),
            attempt.attempt,
            self._scenarios.of(attempt.scenario_sha256, attempt.scenario, attempt.rubric),
            cast(AttemptMode, attempt.mode),
            first.percentage,
            first.passed is True,
            attempt.counts,
            attempt.branch_of is not None,
        )

    def _judged(self, form: FormRow) -> Attempt:
        """An attempt from its first form."""
        (_, key, _, _, _, mode, branch_of, scenario, sha256, rubric, ended, percentage, passed, counts) = form
        known = self._scenarios.known.get(sha256) or self._scenarios.of(sha256, scenario, rubric)
        return _new(  # by its name it would take twice as long, and there are very many
            Attempt,
            (_instant(ended), key, known, mode, percentage, passed == 1, counts == 1, branch_of is not None),
        )

    def _decided(self, decision: Decision) -> Event | None:
        """A decision as an event; None for one that names nothing."""
        at = self._moment(decision.at, decision.effective)
        programme, requirement = decision.programme, decision.requirement
        if decision.kind == "assigned":
            return Assigned(at, programme, requirement, decision.due)
        if decision.kind == "exempted":
            return Exempted(at, programme, decision.reason, requirement, decision.until)
        if decision.kind == "exemption_ended":
            return ExemptionEnded(at, programme, requirement)
        written = _instant(decision.at)
        if decision.kind == "unlocked":
            return Unlocked(written, programme, decision.reason, requirement, decision.scenario)
        if requirement is None or decision.equivalent is None:
            return None
        what = (programme, requirement, decision.equivalent, decision.evidence)
        return EquivalenceAccepted(written, *what, decision.completed)

    def _moment(self, at: str, effective: date | None) -> datetime:
        return _instant(at) if effective is None else self._zone.start(effective)


def _with_level(entries: Sequence[RosterEntry], played: str) -> Sequence[RosterEntry]:
    """The entries that ever hold; where the roster does not know the level, the one at which they played."""
    held = course(entries) if len(entries) > 1 else entries
    if all(entry.level for entry in held):
        return held
    return [entry if entry.level else entry._replace(level=played) for entry in held]


def stamp(moment: datetime) -> str:
    """A moment as the records write it: ISO 8601 in UTC to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _hired(entries: Collection[RosterEntry]) -> list[date | None]:
    """For each entry the first day of that stretch of work, as it was known in the end.

    A first day that is put right later was always that; one that comes with a return is a new one.
    """
    stretches: list[list[RosterEntry]] = []
    for entry in entries:
        if not stretches or (entry.active and not stretches[-1][-1].active):
            stretches.append([])
        stretches[-1].append(entry)
    found: list[date | None] = []
    for stretch in stretches:
        known = [entry.hired for entry in stretch if entry.hired is not None]
        found += [known[-1] if known else None] * len(stretch)
    return found


def _amendments(attempt: AttemptFacts) -> Iterator[Amended]:
    """The forms after the first that said something else than the one before."""
    for before, form in zip(attempt.forms, attempt.forms[1:], strict=False):
        if (form.percentage, form.passed) != (before.percentage, before.passed):
            yield Amended(_instant(form.at), attempt.attempt, form.percentage, form.passed is True)


def _change(events: list[Event], before: FormRow, form: FormRow) -> None:
    """A further form of the attempt that came last: what it says of it, and whether it counts."""
    place = max(at for at, event in enumerate(events) if isinstance(event, Attempt))
    attempt = events[place]
    assert isinstance(attempt, Attempt)
    events[place] = attempt._replace(counts=form[13] == 1)
    if form[11:13] != before[11:13]:
        events.append(Amended(_instant(form[3]), form[1], form[11], form[12] == 1))


_instant = datetime.fromisoformat
