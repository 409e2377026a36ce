"""`empty-chair programme status`: who has done what, and who is late."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, TextIO

from simulator.commands.programme import day_of, remark, view_of
from simulator.commands.telling import as_json
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member
    from simulator.training.duties import Duty
    from simulator.training.programmes import Ready
    from simulator.training.status import Status


class Row(NamedTuple):
    """One requirement of one person.

    Attributes:
        member: The person, with their level and department at the time that is asked about.
        ready: The programme.
        number: The place of the requirement in it.
        status: Where the person stands.
    """

    member: Member
    ready: Ready
    number: int
    status: Status


def statuses(library: Library, args: argparse.Namespace, err: TextIO, now: datetime) -> Iterator[str]:
    """The lines of the answer; what has to be said besides goes to `err`.

    Raises:
        NotFoundError: No programme or person is known by this.
        UsageError: A date cannot be read, or whoever asks may not see it.
        UnavailableError: The records cannot be read.
    """
    from simulator.training.programmes import programmes_of

    found = programmes_of(library)
    asked = [found.named(args.programme)] if args.programme else list(found.ready)
    remark(asked, err)
    for name in () if args.programme else found.faulty:
        err.write(f"note: the programme `{name}` has faults and is left out; see: empty-chair check\n")
    day = day_of(args.at, "--at")
    if day is not None and asked:
        now = asked[0].plan.time_zone.end(day) - timedelta(milliseconds=1)
    view = view_of(args)
    people = _people(view, args, now)
    if args.person and not args.json:
        from simulator.commands.programme_page import page

        member = view.member(args.person, now)
        return page(member, _duties(view, library, member, asked, now, args), err)
    told = _clock_noted(_rows(view, library, asked, now, people, args), err)
    if args.json:
        return (as_json(as_object(row)) for row in told)
    from simulator.commands.programme_counts import counts

    return counts(asked, told, now)


def _duties(
    view: RecordsView,
    library: Library,
    member: Member,
    asked: list[Ready],
    now: datetime,
    args: argparse.Namespace,
) -> list[Duty]:
    from simulator.training.duties import duties

    found = duties(view, library, member.person, now, member.level, back_then=args.at is not None)
    names = {ready.id for ready in asked}
    return [
        duty
        for duty in found
        if duty.programme in names and (args.state is None or duty.status.state in args.state)
    ]


def _people(view: RecordsView, args: argparse.Namespace, now: datetime) -> frozenset[str] | None:
    """The pseudonyms that are meant and may be seen; None for everybody. The look is put on record."""
    from simulator.commands import acting
    from simulator.roster.access import Allowed, What

    look = f"programme status {args.programme or ''}".strip()
    if args.person:
        member = view.member(args.person, now)
        acting.may_see(args, member.person, What.STATUS, look)
        return frozenset([member.person])
    team = [each.person for each in view.reports_of(args.team, now)] if args.team else None
    who = acting.acting_in(args)
    if not who.applies:
        return None if team is None else frozenset(team)
    meant = [member.person for member in view.members(now)] if team is None else team
    seen = [person for person in meant if isinstance(who.may(person, What.STATUS), Allowed)]
    if meant and not seen:
        message = f"{who.name} may not see where these people stand"
        raise UsageError(message, "See docs/people.md for who may see what; name who looks with --as.")
    who.note(seen, look)
    return frozenset(seen)


def _rows(
    view: RecordsView,
    library: Library,
    asked: list[Ready],
    now: datetime,
    people: frozenset[str] | None,
    args: argparse.Namespace,
) -> Iterator[Row]:
    """One person after the other, as they are read; memory does not grow with their number."""
    from simulator.training.duties import everyone

    members = view.members(now) if people is None else view.members_named(people, now)
    member = None
    for standing in everyone(view, library, now, asked, people, back_then=args.at is not None):
        while member is None or member.person < standing.person:
            member = next(members)
        there = member._replace(level=standing.level, department=standing.department)
        if args.level not in (None, there.level) or not _is_in(there, args.department):
            continue
        for ready, of_programme in zip(asked, standing.statuses, strict=True):
            for number, status in enumerate(of_programme):
                if args.state is None or status.state in args.state:
                    yield Row(there, ready, number, status)


def _is_in(member: Member, department: str | None) -> bool:
    return department is None or member.department.casefold() == department.strip().casefold()


def _clock_noted(rows: Iterator[Row], err: TextIO) -> Iterator[Row]:
    """The rows; at their end it is said if the clock stands before entries of the records."""
    behind: Row | None = None
    number = 0
    for row in rows:
        if row.status.behind and (behind is None or row.member.person != behind.member.person):
            behind, number = row, number + 1
        yield row
    if behind is not None:
        whose = "1 person" if number == 1 else f"{number} people"
        err.write(f"note: the clock stands before the newest entry of {whose}; that entry's time holds\n")


def as_object(row: Row) -> dict[str, object]:
    """A row as a JSON object, with the names of columns that reports of this kind have."""
    member, status, text = row.member, row.status, row.ready.text
    requirement = text.requirements[row.number]
    days = {
        "assigned_at": status.assigned,
        "due_at": status.due,
        "window_opens_at": status.window_opens,
        "completed_at": status.completed,
        "expires_at": status.expires,
        "corrected_at": status.corrected,
    }
    return {
        "type": "status",
        "person": member.person,
        "employee_number": member.employee_number,
        "name": member.name,
        "department": member.department,
        "level": member.level,
        "programme_id": row.ready.id,
        "programme_version": text.version,
        "requirement_id": requirement.ref_id,
        "requirement_title": requirement.title,
        "status": status.state,
        "as_of": status.today.isoformat(),
        "cycle": status.cycle,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "days_left": status.days_left,
        "done": status.done,
        "needed": status.needed,
        "counted": list(status.counted),
        "completed_by": status.source or None,
        "attempts_used": status.used,
        "attempts_allowed": status.allowed,
        "attempts_each": status.each or None,
        "attempts_ignored": status.ignored,
        "next_attempt_at": status.next_attempt.isoformat() if status.next_attempt else None,
        "missed": list(status.missed),
        "reason": status.reason or None,
        "clock_behind": status.behind,
    }
