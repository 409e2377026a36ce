"""Where exports and pushes take what they hand over: the records, the programmes, the filters, the rights."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice
from typing import TYPE_CHECKING, TextIO

from simulator.errors import EmptyChairError, UsageError

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.attempt.ledger import AttemptRecord
    from simulator.content.programmewho import ScenarioFacts
    from simulator.exporting.completion import Owed
    from simulator.exporting.duty import Duties
    from simulator.exporting.enrolment import Offered
    from simulator.exporting.exports import Words
    from simulator.exporting.gathering import Gathering
    from simulator.exporting.sessions import Registered
    from simulator.exporting.wanted import Wanted
    from simulator.records.facts import AttemptFacts, PersonFacts
    from simulator.records.looking import RecordsView
    from simulator.training.recorded import Scenarios

_MANY = 100
"""When more people than this are looked at, one entry of the chain tells of them all."""


@dataclass(frozen=True)
class Source:
    """Everything that an export is made from.

    Attributes:
        view: The records.
        wanted: The filters.
        gathering: Gathers what is wanted and may be seen.
        scenarios: The scenarios as they were.
        who: Who exports, and what they may see.
        now: The time.
    """

    view: RecordsView
    wanted: Wanted
    gathering: Gathering
    scenarios: Scenarios
    who: Acting
    now: datetime

    def note(self, look: str) -> None:
        """Put on record whose attempts are handed over, before they are.

        Raises:
            UnavailableError: It could not be kept.
        """
        if self.who.applies:
            people = (person.facts.person for person in self.gathering.people() if person.attempts)
            self.who.note(list(islice(people, _MANY + 1)), look)

    def named(self, person: str) -> bool:
        """Whether somebody, by pseudonym, may be shown under their names."""
        from simulator.roster.access import What

        if not self.who.applies:
            return True
        found = [self.who.may(person, what) for what in (What.STATUS, What.GRADED_SCORES)]
        return any(answer and not getattr(answer, "pseudonyms", True) for answer in found)

    def language(self, each: Registered) -> str:
        """The language of an attempt's scenario."""
        return _scenario(self.scenarios, each.facts).language

    def words(self) -> Words:
        """Gives attempts with their words, where those are wanted and may be seen."""

        def found(facts: AttemptFacts) -> AttemptRecord | None:
            if not self.wanted.transcripts or not self.who.may_attempt(facts.learner, facts.mode, words=True):
                return None
            return self.view.attempt(facts.attempt)

        return found

    def pseudonym(self) -> Callable[[str], str]:
        """Gives the pseudonym of whoever has a name."""
        known: dict[str, str] = {}

        def found(name: str) -> str:
            if name not in known:
                try:
                    known[name] = self.view.member(name, self.now).person
                except EmptyChairError:
                    known[name] = ""  # nobody's name, or several people's: nobody is told by it
            return known[name]

        return found


def source_of(args: argparse.Namespace, err: TextIO, kind: str = "xapi") -> Source:
    """What the options ask for.

    Args:
        args: As of `exportoptions`.
        err: Takes what is wrong with programmes, and that something may be left out.
        kind: What becomes of it: csv, jsonl or xapi.

    Raises:
        UsageError: A day or a filter cannot be used, or the person may not be looked at.
        NotFoundError: There is no such person or programme.
        UnavailableError: The records cannot be read.
    """
    from simulator.commands import acting
    from simulator.database_setting import records_at
    from simulator.exporting.duty import Duties
    from simulator.exporting.enrolment import Enrolment
    from simulator.exporting.gathering import Gathering
    from simulator.records.looking import RecordsView
    from simulator.training.recorded import Scenarios

    now = datetime.now(UTC)
    view = RecordsView.look(records_at(args.data))
    who = acting.acting_in(args)
    if who.applies:
        err.write("What you may not see is left out.\n")
    offered = _offered(args, err)
    scenarios = Scenarios(view.scenario_sources)
    wanted = _wanted(args, view, offered, now)
    asked = [each for each in offered if args.programme in (None, each.programme.id)]
    at = _end_of(wanted.until, wanted.zone) if wanted.until else now
    gathering = Gathering(
        records=view,
        enrolment=Enrolment(offered, lambda facts: _scenario(scenarios, facts)),
        owed=_owed(who, Duties(asked, scenarios, at, now)),
        wanted=wanted,
        seen=lambda facts: bool(who.may_attempt(facts.learner, facts.mode)),
        now=now,
        whole=kind == "jsonl",
        questions=kind == "xapi",
    )
    if wanted.person:
        _check_person(who, wanted)
    return Source(view, wanted, gathering, scenarios, who, now)


def _scenario(scenarios: Scenarios, facts: AttemptFacts) -> ScenarioFacts:
    return scenarios.of(facts.scenario_sha256, facts.scenario, facts.rubric)


def _owed(who: Acting, duties: Duties) -> Callable[[PersonFacts], tuple[Owed, ...]]:
    from simulator.roster.access import What

    def owed(facts: PersonFacts) -> tuple[Owed, ...]:
        return duties.of(facts) if who.may(facts.person, What.STATUS) else ()

    return owed


def _check_person(who: Acting, wanted: Wanted) -> None:
    """Say at once that somebody may not be looked at, instead of an export without a row."""
    mode = "practice" if wanted.mode == "practice" else "certify"
    answer = who.may_attempt(wanted.person, mode)
    if not answer:
        raise UsageError(getattr(answer, "reason", "You may not see this."))


def _offered(args: argparse.Namespace, err: TextIO) -> list[Offered]:
    """The programmes of the library; those with faults are told and left out."""
    from simulator.content.library import Library
    from simulator.exporting.enrolment import Offered
    from simulator.exporting.sessions import Programme
    from simulator.locations import cache_dir, library_dir
    from simulator.training.programmes import programmes_of

    found = programmes_of(Library(library_dir(args.library), cache=cache_dir()))
    for name in found.faulty:
        err.write(f"The programme {name} has faults and is left out; see: empty-chair check\n")
    if args.programme is not None:
        found.named(args.programme)
    return [
        Offered(Programme(each.id, each.title, each.text.language, each.text.version), each.plan)
        for each in found.ready
    ]


def _wanted(args: argparse.Namespace, view: RecordsView, offered: list[Offered], now: datetime) -> Wanted:
    from simulator.exporting.wanted import Wanted

    since, until = day_given(args.since, "--from"), day_given(args.until, "--to")
    if since is not None and until is not None and since > until:
        raise UsageError(f"--from {since} is after --to {until}.", "Exchange the two.")
    zone = next((each.plan.time_zone for each in offered if each.programme.id == args.programme), None)
    return Wanted(
        since=since,
        until=until,
        zone=UTC if zone is None else _zone(zone.name),
        person=view.member(args.person, now).person if args.person else "",
        department=(args.department or "").strip(),
        level=args.level or "",
        scenario=args.scenario or "",
        programme=args.programme or "",
        mode=args.mode,
        transcripts=getattr(args, "transcripts", False),
        names=getattr(args, "names", False),
    )


def day_given(text: str | None, option: str) -> date | None:
    """The day that an option names.

    Raises:
        UsageError: It is no day.
    """
    if text is None:
        return None
    try:
        if len(text) != len("2026-12-31"):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no day.", "Write it as 2026-12-31.") from None


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _end_of(day: date, zone: tzinfo) -> datetime:
    """The last moment of a day, to the millisecond."""
    after = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)
    return after.astimezone(UTC) - timedelta(milliseconds=1)
