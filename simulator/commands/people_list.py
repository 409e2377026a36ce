"""`empty-chair people list` and `people show`: who is on the roster."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO
from unicodedata import normalize

from simulator.commands.acting import acting_in, may_see
from simulator.commands.people_told import called, member_object
from simulator.commands.telling import as_json, one_line
from simulator.language.text import shorten
from simulator.roster.access import What, managers_above

if TYPE_CHECKING:
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member

_HEADINGS = ("NUMBER", "NAME", "LEVEL", "DEPARTMENT", "ROLES")
_WIDTHS = (12, 22, 9, 14, 15)
"""Columns that fit 80 with two blanks between them."""


def listed(args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    """The lines of everybody who is asked for, as a table or as JSON Lines.

    Raises:
        NotFoundError: Nobody is known as the manager.
        UnavailableError: The records cannot be read, or the look could not be put on record.
    """
    view, now = _view(args), datetime.now(UTC)
    members = list(view.members(now))
    found = [one for one in members if _asked(one, args)]
    if args.manager is not None:
        found = _below(view.member(args.manager, now).person, found, members)
    acting = acting_in(args)
    seen = [one for one in found if acting.may(one.person, What.ROSTER)]
    acting.note([one.person for one in seen], "list of the roster")
    seen.sort(key=_order)
    yield from (as_json(member_object(one)) for one in seen) if args.json else _table(seen)
    if len(seen) < len(found):
        err.write(f"You may not see {len(found) - len(seen)} of them.\n")
    elif not found:
        err.write("Nobody of that kind is on the roster.\n")


def shown(args: argparse.Namespace) -> Iterator[str]:
    """The lines of one person, as a page or as JSON.

    Raises:
        NotFoundError: Nobody is known by this.
        UsageError: Several are, or whoever asks may not see it.
    """
    view, now = _view(args), datetime.now(UTC)
    member = view.member(args.person, now)
    may_see(args, member.person, What.ROSTER, "entry in the roster")
    if args.json:
        yield as_json(member_object(member))
        return
    manager = "" if member.manager is None else called(view.member(member.manager, now))
    yield from _page(member, manager, len(view.reports_of(member.person, now)))


def _view(args: argparse.Namespace) -> RecordsView:
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView

    return RecordsView.look(records_at(args.data))


def _asked(member: Member, args: argparse.Namespace) -> bool:
    return (
        (args.all or (member.on_roster and member.active))
        and (args.level is None or member.level == args.level)
        and (args.department is None or member.department.casefold() == args.department.casefold())
    )


def _below(manager: str, found: Sequence[Member], everybody: Sequence[Member]) -> list[Member]:
    """Those who report to somebody, directly or through others."""
    manager_of = {one.person: one.manager for one in everybody}
    return [one for one in found if manager in managers_above(one.person, manager_of.get)]


def _order(member: Member) -> tuple[str, ...]:
    """By department and name; letters with marks stand beside those without."""
    parts = (member.department, member.family_name or member.name, member.name, member.person)
    return tuple(normalize("NFKD", part).casefold() for part in parts)


def _table(members: Sequence[Member]) -> Iterator[str]:
    from simulator.commands.aligned import aligned

    if members:
        rows = [tuple(map(shorten, _row(member), _WIDTHS)) for member in members]
        yield from aligned([_HEADINGS, *rows])


def _row(member: Member) -> tuple[str, ...]:
    roles = ", ".join(role for role in member.roles if role != "learner")
    state = "" if member.active else "has left"
    cells = (
        member.employee_number or member.login or member.person,
        member.name,
        member.level,
        member.department,
        state or roles,
    )
    return tuple(map(one_line, cells))


def _page(member: Member, manager: str, reports: int) -> Iterator[str]:
    lines = (
        ("Employee number", member.employee_number),
        ("Login", member.login),
        ("E-mail", member.email),
        ("Pseudonym", member.person),
        ("Level", member.level),
        ("Department", member.department),
        ("Manager", manager),
        ("Reports", str(reports) if reports else ""),
        ("Roles", ", ".join(member.roles)),
        ("Tags", ", ".join(member.tags)),
        ("First day", "" if member.hired is None else member.hired.isoformat()),
    )
    yield one_line(member.name)
    for label, value in lines:
        if value:
            yield f"  {label:<16} {one_line(value)}"
    if not member.on_roster:
        yield "  Practised, and was never entered in the roster."
    elif not member.active:
        yield "  Has left."
