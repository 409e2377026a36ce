"""What people owe, from the records and the library: for the app, reports and exports.

`duties` is about one person, `team` about a manager's people, `everyone` about all, one after the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from simulator.records.facts import PersonFacts
from simulator.records.roster import Member
from simulator.training.company import Company
from simulator.training.days import Zone
from simulator.training.deriving import status_in
from simulator.training.history import History, read_history, until
from simulator.training.lines import line
from simulator.training.missing import Missing, Mode, missing
from simulator.training.plan import Obligation
from simulator.training.programmes import Programmes, Ready, programmes_of
from simulator.training.recorded import Recorded, Scenarios, Story
from simulator.training.saying import waits
from simulator.training.status import Status

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.records.brief import BriefFacts

URGENT_DAYS = 14
"""With so many days left, or fewer, a duty is urgent."""


class Records(Protocol):
    """What is asked of the records; `RecordsView` and `SqlLedger` give it."""

    def facts(self, people: Collection[str] | None = None) -> Iterator[PersonFacts]:
        """Everything on record about the training of some people, or of all."""
        ...

    def brief_facts(self, people: Collection[str] | None = None) -> Iterator[BriefFacts]:
        """The same, no more than statuses need."""
        ...

    def scenario_sources(self, sha256s: Collection[str]) -> Mapping[str, str]:
        """The source texts of scenarios."""
        ...

    def reports_of(self, manager: str, now: datetime) -> Sequence[Member]:
        """The people whose manager somebody is."""
        ...


class Next(NamedTuple):
    """An attempt that would count.

    Attributes:
        scenario: The scenario's id.
        mode: The mode in which it counts.
    """

    scenario: str
    mode: Mode


class Duty(NamedTuple):
    """One requirement that is somebody's.

    Attributes:
        programme: The id of its programme.
        requirement: Its ref_id.
        programme_title: The programme's title.
        title: The requirement's title.
        status: Where the person stands.
        words: The due line: `Refresher 2026: 2 of 3 done, 41 days left`.
        missing: What is missing, demand after demand; empty when nothing is.
        next: The attempt to make next; None when none is needed, or none is allowed at present.
        urgent: Whether it is late or in its grace, no attempt is left, or the due day is near.
        grace_days: The grace of the requirement.
        waits: From when attempts count at scenarios where none does now while others are open, in words.
    """

    programme: str
    requirement: str
    programme_title: str
    title: str
    status: Status
    words: str
    missing: tuple[Missing, ...]
    next: Next | None
    urgent: bool
    grace_days: int = 0
    waits: str = ""

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.status.state not in ("completed", "equivalent", "exempt")


class Mate(NamedTuple):
    """Somebody of a team with their duties, the most pressing first."""

    member: Member
    duties: tuple[Duty, ...]


class Standing(NamedTuple):
    """Where somebody stands with the programmes that were asked for.

    Attributes:
        person: Their pseudonym.
        level: Their level then.
        department: Their department then.
        statuses: For each programme, the statuses in the order of its requirements.
    """

    person: str
    level: str
    department: str
    statuses: tuple[tuple[Status, ...], ...]


def duties(
    records: Records,
    library: Library,
    person: str,
    now: datetime,
    level: str = "",
    *,
    back_then: bool = False,
) -> list[Duty]:
    """What is asked of one person, the most pressing first; what is done or excused comes last.

    Args:
        records: The records.
        library: Whose programmes are meant; those with faults are left out.
        person: The person's pseudonym. Nobody on record has the duties of their level all the same.
        now: What the clock says.
        level: The level of whoever is not on the roster and has made no attempt.
        back_then: As in `everyone`.
    """
    facts = next(iter(records.facts([person])), None) or PersonFacts(person, (), (), ())
    desk = _Desk(records, programmes_of(library), now, back_then)
    desk.look_up([facts])
    return desk.duties(facts, level)


def team(records: Records, library: Library, manager: str, now: datetime) -> list[Mate]:
    """A manager's people with their duties, by name.

    Args:
        records: The records.
        library: Whose programmes are meant.
        manager: The manager's pseudonym.
        now: What the clock says.
    """
    members = [member for member in records.reports_of(manager, now) if member.active]
    if not members:
        return []
    desk = _Desk(records, programmes_of(library), now)
    facts = {found.person: found for found in records.facts([each.person for each in members])}
    desk.look_up(facts.values())
    nothing = PersonFacts("", (), (), ())
    return [
        Mate(member, tuple(desk.duties(facts.get(member.person, nothing), member.level)))
        for member in sorted(members, key=lambda member: (member.family_name, member.given_name, member.name))
    ]


def everyone(
    records: Records,
    library: Library,
    now: datetime,
    programmes: Sequence[Ready] | None = None,
    people: Collection[str] | None = None,
    *,
    back_then: bool = False,
) -> Iterator[Standing]:
    """Where everyone stands, by pseudonym; one person after the other, whatever their number.

    Everyone is who stands on the roster, has made an attempt that was judged, or had something decided.

    Args:
        records: The records.
        library: Whose programmes are meant.
        now: What the clock says.
        programmes: Only these.
        people: Only these, by pseudonym.
        back_then: The time is a day in the past: what happened later is left out. Otherwise a time before the
            newest entry means that the clock was set back, and the time of that entry holds.
    """
    asked = programmes_of(library).ready if programmes is None else programmes
    scenarios = Scenarios(records.scenario_sources)
    companies = [(ready.plan.time_zone, Company(ready.plan, now)) for ready in asked]
    zones = {zone.name: Recorded(zone, scenarios) for zone, _ in companies}
    first, *others = zones.values() or [Recorded(Zone("UTC"), scenarios)]
    for facts in records.brief_facts(people):
        if not (facts.roster or facts.forms or facts.decisions):
            continue  # somebody who only imported a list, or judged others
        story = _story(first, facts, now, back_then)
        if others:
            stories = {name: _story(recorded, facts, now, back_then) for name, recorded in zones.items()}
            statuses = [company.statuses(*stories[zone.name][:2]) for zone, company in companies]
        else:
            statuses = [company.statuses(story.person, story.events) for _, company in companies]
        yield Standing(facts.person, story.level, story.department, tuple(statuses))


def _story(recorded: Recorded, facts: BriefFacts, now: datetime, back_then: bool) -> Story:
    story = recorded.brief_story(facts, now)
    return story._replace(events=until(story.events, now)) if back_then else story


def due_line(found: Sequence[Duty]) -> str:
    """The one line for a person's front page; empty when nothing is asked of them.

    It is about the programme of the most pressing duty: how much of all that it asks of them is done, and
    the days of that duty.
    """
    if not found:
        return ""
    first = found[0]
    kin = [
        duty.status for duty in found if duty.programme == first.programme and duty.status.state != "exempt"
    ]
    if len(kin) < 2 or not first.open or first.status.state in ("failed", "window_open"):
        return first.words
    needed = sum(status.needed for status in kin)
    done = sum(status.needed if status.state == "equivalent" else status.done for status in kin)
    return line(first.programme_title, first.status, done, needed, first.grace_days)


class _Desk:
    """Makes duties from facts, at one time."""

    def __init__(
        self, records: Records, programmes: Programmes, now: datetime, back_then: bool = False
    ) -> None:
        self._now = now
        self._back_then = back_then
        self._programmes = programmes
        self._scenarios = Scenarios(records.scenario_sources)

    def look_up(self, facts: Iterable[PersonFacts]) -> None:
        """Read what some people practised, all at once."""
        self._scenarios.look_up(attempt for one in facts for attempt in one.attempts)

    def duties(self, facts: PersonFacts, level: str) -> list[Duty]:
        """The duties of one person."""
        found = [duty for ready in self._programmes.ready for duty in self._in(ready, facts, level)]
        return sorted(found, key=lambda duty: (not duty.open, duty.status.due or date.max))

    def _in(self, ready: Ready, facts: PersonFacts, level: str) -> list[Duty]:
        story = Recorded(ready.plan.time_zone, self._scenarios).story(facts, self._now, level)
        events = until(story.events, self._now) if self._back_then else story.events
        history = read_history(story.person, events, self._now)
        statuses = [(each, status_in(each, history)) for each in ready.plan.obligations]
        theirs = [pair for pair in statuses if pair[1].state != "not_assigned"]
        return [self._duty(ready, *pair, history, story, len(theirs) == 1) for pair in theirs]

    def _duty(
        self, ready: Ready, each: Obligation, status: Status, history: History, story: Story, alone: bool
    ) -> Duty:
        title = ready.title if alone else f"{ready.title}, {each.text.title}"
        words = line(title, status, status.done, status.needed, each.text.grace_days)
        left = (
            () if status.state == "exempt" else missing(each, history, story.level, self._programmes.titles)
        )
        following = None
        if status.state != "failed":  # then only a coach can help
            following = next((Next(part.scenarios[0], part.mode) for part in left if part.scenarios), None)
        helping = frozenset[str]().union(*(part.helping for part in left if part.mode == "certify"))
        near = status.days_left is not None and status.days_left <= URGENT_DAYS
        return Duty(
            ready.id, each.ref_id, ready.title, each.text.title, status, words, left, following,
            near or status.state == "failed", each.text.grace_days,
            waits(status, helping, self._programmes.titles),
        )  # fmt: skip
