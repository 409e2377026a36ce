"""`empty-chair report`: the training year of a company, a team, a person or a scenario."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from simulator.commands import acting
from simulator.commands.report_file import write_page
from simulator.commands.report_reading import Reading, asked_of, chosen, zone_of
from simulator.commands.telling import as_json
from simulator.errors import NotFoundError, UsageError
from simulator.reporting.completion import Completion
from simulator.reporting.document import Report
from simulator.reporting.material import Colleague, Frame, Group, One, Situation
from simulator.reporting.single import person_report, scenario_report
from simulator.reporting.small_groups import Hiding, tell_all
from simulator.reporting.spans import Span, span_of
from simulator.reporting.values import (
    colleague_values,
    group_values,
    one_values,
    seal_values,
    situation_values,
)
from simulator.reporting.whole import team_report, year_report
from simulator.reporting.wording import day
from simulator.roster.access import Allowed, What
from simulator.roster.suppressing import suppressed
from simulator.training.days import Zone
from simulator.training.programmes import Ready

if TYPE_CHECKING:
    from simulator.records.roster import Member

_CLOCK = "The clock stands before the newest record; the time of that record holds instead."
_CERTIFIED = "Only certified attempts are counted here; practice is the learners' own."
_SINCE = "What was written since then is left out, but a form that was changed since counts as it stands now."


class Told(NamedTuple):
    """A report, and the same as plain values."""

    report: Report
    values: Mapping[str, Any]


class Asking(NamedTuple):
    """What was asked for, made ready.

    Attributes:
        args: The command's.
        reading: Looks things up.
        ready: The programme; None where none is looked at.
        zone: Whose days are meant.
        span: The time that is looked at.
        now: The time.
    """

    args: argparse.Namespace
    reading: Reading
    ready: Ready | None
    zone: Zone
    span: Span
    now: datetime

    def frame(
        self,
        allowed: Allowed,
        completion: Completion | None = None,
        standing: Hiding | None = None,
    ) -> Frame:
        """What a report on many says of itself; `standing` hides less of statuses than of the rest."""
        hiding: Hiding = tell_all if _counts_practice(allowed) else suppressed
        certified = () if _counts_practice(allowed) else (_CERTIFIED,)
        return self.framed(hiding, completion, standing, certified)

    def framed(
        self, hiding: Hiding, completion: Completion | None, standing: Hiding | None, more: Sequence[str] = ()
    ) -> Frame:
        """What all reports say of themselves, with what more has to be said."""
        is_behind = completion is not None and completion.behind
        said = ((_CLOCK, is_behind), (_SINCE, self.span.behind))
        notes = (*more, *(words for words, holds in said if holds))
        made = f"Made on {day(self.zone.day(self.now))} from the records as they stand."
        return Frame(made, self.span.told, self.reading.seal(), hiding, standing or hiding, notes)


def run(args: argparse.Namespace, out: TextIO, err: TextIO, now: datetime | None = None) -> int:
    """Make a report, as text, as a page or as JSON.

    Args:
        args: The command's.
        out: Takes the report.
        err: Is told where a page was written to, when the output holds JSON.
        now: The time; that of the clock when None.

    Raises:
        UsageError: It cannot be made so, or may not be seen.
        NotFoundError: There is no such person, scenario or programme.
        UnavailableError: The records cannot be read, or the page cannot be written.
    """
    told = _KINDS[args.kind](_asking(args, now or datetime.now(UTC)))
    if args.html:
        from simulator.reporting.page import page

        written = write_page(args.html, page(told.report), out)
        if written is not None:
            (err if args.json else out).write(f"Written to {written}\n")
    if args.json:
        out.write(as_json(told.values) + "\n")
    elif not args.html:
        _write_text(told.report, out)
    return 0


def _write_text(report: Report, out: TextIO) -> None:
    from rich.cells import cell_len

    from simulator.reporting.terminal import text

    for line in text(report, cell_len):
        out.write(line + "\n")


def _asking(args: argparse.Namespace, now: datetime) -> Asking:
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView

    if args.json and args.html == "-":
        raise UsageError("--json and --html - cannot both be the output.", "Name a file for the page.")
    if args.kind == "year" and args.what is not None:
        args.year = _year_of(args.what, args.year)
    reading = Reading(RecordsView.look(records_at(args.data)), Path(args.library))
    around = args.year or (args.at.year if args.at else now.year)
    ready = None
    if args.kind in ("year", "team") or args.programme is not None:
        ready = chosen(reading.found, args.programme, around)
    zone = zone_of([ready] if ready is not None else reading.found.ready)
    return Asking(args, reading, ready, zone, span_of(args.year, args.at, now, zone), now)


def _year_of(what: str, year: int | None) -> int:
    """The year of `report year 2026`."""
    if not what.isdecimal() or not what.isascii() or (year is not None and year != int(what)):
        raise UsageError(f"{what!r} is not a year to report on.", "Write: empty-chair report year 2026")
    return int(what)


def _counts_practice(allowed: Allowed) -> bool:
    """Whether figures may count practice: not those for somebody who only sees them as manager or executive.

    They see nothing of anybody's practice, and figures of few people, or of two days, would tell of it.
    """
    return not allowed.suppressed


def _values(asking: Asking, frame: Frame, found: Mapping[str, Any]) -> dict[str, Any]:
    span, ready = asking.span, asking.ready
    programme = None
    if ready is not None:
        programme = {"id": ready.id, "version": ready.text.version, "title": ready.title}
    return {
        "type": "report",
        "kind": asking.args.kind,
        "programme": programme,
        "year": span.year,
        "as_of": span.today.isoformat(),
        "at": span.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "records": seal_values(frame.seal),
        "notes": list(frame.notes),
        **found,
    }


def _year(asking: Asking) -> Told:
    allowed = acting.may_see(asking.args, "", What.FIGURES, f"report year {asking.span.year}")
    tried = asking.reading.tried(asking.span, asking.zone, practice=_counts_practice(allowed))
    completion, _ = asking.reading.completion(asking.span, asking.ready, known=tried.known)
    frame = asking.frame(allowed, completion)
    group = Group(completion, tried.trying, tried.forms, asked_of(asking.ready))
    values = _values(asking, frame, group_values(group, frame.hiding, frame.standing))
    return Told(year_report(group, frame), values)


def _team(asking: Asking) -> Told:
    reading, who = asking.reading, acting.acting_in(asking.args)
    manager = _member(asking, asking.args.what)
    people = _people_under(asking, manager.person)
    answer = who.may_group(people)
    if not isinstance(answer, Allowed):
        raise UsageError(answer.reason)
    completion, each = reading.completion(asking.span, asking.ready, people)
    tried = reading.tried(asking.span, asking.zone, people, practice=_counts_practice(answer))
    group = Group(completion, tried.trying, tried.forms, asked_of(asking.ready))
    team = []
    for person, member in people.items():
        status = who.may(person, What.STATUS)
        if isinstance(status, Allowed):
            name = person if status.pseudonyms else member.name
            theirs = [s.status for s in each.get(person, ()) if s.status.state != "not_assigned"]
            team.append(Colleague(name, member.level, member.department, tuple(theirs)))
    who.note(people, f"report team {asking.span.year}")
    everybody_named = len(team) == len(people)
    frame = asking.frame(answer, completion, tell_all if everybody_named else None)
    found = {"manager": manager.name, **group_values(group, frame.hiding, frame.standing)}
    values = _values(asking, frame, {**found, "people": [colleague_values(one) for one in team]})
    return Told(team_report(manager.name, group, team, frame), values)


def _people_under(asking: Asking, manager: str) -> dict[str, Member]:
    """Who reports to a manager, directly or not, and is there."""
    members = {one.person: one for one in asking.reading.view.members(asking.span.at)}
    under: dict[str, list[str]] = {}
    for one in members.values():
        if one.manager:
            under.setdefault(one.manager, []).append(one.person)
    found: dict[str, Member] = {}
    waiting = [manager]
    while waiting:
        for person in under.get(waiting.pop(), ()):
            if person != manager and person not in found:
                found[person] = members[person]
                waiting.append(person)
    there = {person: one for person, one in found.items() if one.active}
    if not there:
        raise NotFoundError(
            "Nobody reports to this person on that day.",
            "Managers come with the roster: empty-chair people import.",
        )
    return there


def _member(asking: Asking, known_as: str | None) -> Member:
    """Who is meant; whoever acts when nobody is named."""
    who = acting.acting_in(asking.args)
    return asking.reading.view.member(known_as or who.name, asking.span.at)


def _person(asking: Asking) -> Told:
    reading, span = asking.reading, asking.span
    member = _member(asking, asking.args.what)
    who, person = acting.acting_in(asking.args), member.person
    allowed = acting.may_see(asking.args, person, What.GRADED_SCORES, f"report person {span.year}")
    practice = bool(who.may_attempt(person, "practice"))
    standings = None
    if who.may(person, What.STATUS):
        programmes = reading.found.ready if asking.ready is None else (asking.ready,)
        standings = [
            (asked_of(ready), standing)
            for ready in programmes
            for standing in reading.completion(span, ready, [person])[1].get(person, ())
        ]
    tried = reading.tried(span, asking.zone, [person], practice=practice, keep=True)
    name = person if allowed.pseudonyms else member.name
    sittings = sorted(tried.sittings, key=lambda sitting: (sitting.at, sitting.attempt))
    played = sittings[-1].level if sittings else ""
    one = One(
        name,
        member.level or played,
        member.department,
        standings,
        sittings,
        tried.forms,
        tried.trying,
        practice,
    )
    completion = Completion()
    for _, standing in standings or ():
        completion.add(standing)
    frame = asking.framed(tell_all, completion, None)
    return Told(person_report(one, frame), _values(asking, frame, one_values(one)))


def _scenario(asking: Asking) -> Told:
    name = asking.args.what
    titles = asking.reading.found.titles
    if name is None:
        raise UsageError(
            "Say which scenario.", "Write: empty-chair report scenario ID; see: empty-chair list"
        )
    allowed = acting.may_see(asking.args, "", What.FIGURES, f"report scenario {asking.span.year}")
    tried = asking.reading.tried(asking.span, asking.zone, only=name, practice=_counts_practice(allowed))
    if name not in titles and name not in tried.trying.titles:
        from simulator.content.nearest import suggest

        near = suggest(name, sorted(titles)).removeprefix("; ")
        raise NotFoundError(f"There is no scenario {name!r}, and no attempt at one.", near)
    title = titles.get(name) or tried.trying.titles[name]
    situation, frame = Situation(name, title, tried.trying, tried.forms), asking.frame(allowed)
    values = _values(asking, frame, situation_values(situation, frame.hiding))
    return Told(scenario_report(situation, frame), values)


_KINDS: Mapping[str, Callable[[Asking], Told]] = {
    "year": _year,
    "team": _team,
    "person": _person,
    "scenario": _scenario,
}
