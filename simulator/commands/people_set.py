"""`empty-chair people set`: one person's entry in the roster."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.commands.acting import acting_in
from simulator.commands.people_import import change_of, effective_day, moment_of, take_over
from simulator.commands.people_told import called, changed_object, entry_object, fields_told
from simulator.commands.telling import as_json
from simulator.errors import NotFoundError, UsageError
from simulator.language.text import clean_text
from simulator.roster import cells
from simulator.roster.circles import as_chain
from simulator.roster.comparing import compare
from simulator.roster.directory import Directory
from simulator.roster.entries import Entry
from simulator.roster.faults import Unfit
from simulator.roster.placing import Placed

if TYPE_CHECKING:
    from simulator.records.looking import RecordsView
    from simulator.records.roster import Member

_NAMES = ("employee_number", "login")
_TEXTS = ("given_name", "family_name", "email", "department")


def changed(args: argparse.Namespace) -> Iterator[str]:
    """Change somebody's entry, or make one, and tell what changed.

    Raises:
        NotFoundError: Nobody is known by this.
        UsageError: Several are, something that was given cannot be used, or whoever does this may not.
        UnavailableError: The records cannot be read or written.
    """
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView
    from simulator.records.sql_ledger import SqlLedger

    effective = effective_day(args.effective)
    acting = acting_in(args)
    acting.check_configuration()
    take_over(records_at(args.data))
    view = RecordsView.look(records_at(args.data))
    placed, directory = _placed(view, args, moment_of(effective))
    found = compare([placed], directory, ())
    if found.added or found.changed:
        with SqlLedger.open(view.where) as ledger:
            ledger.keep_roster([change_of(placed, effective)], acting.name, "command")
    who = called(placed.known or placed.entry)
    since = "" if effective is None else f", from {effective.isoformat()}"
    if args.json:
        yield from (as_json(changed_object(one)) for one in found.changed)
        yield from (
            as_json(entry_object(one.entry, one.known.person if one.known else None)) for one in found.added
        )
    elif found.added:
        yield f"{who}: is on the roster now{since}."
    elif found.changed:
        yield f"{who}: {'; '.join(fields_told(found.changed[0].fields))}{since}."
    else:
        yield f"{who}: everything stands like that already."


def _placed(view: RecordsView, args: argparse.Namespace, at: datetime) -> tuple[Placed, Directory]:
    """What was given, as an entry for whoever is meant, with the people whom it names."""
    values = _values(args)
    known = _known(view, args, at, values)
    number = values.pop("employee_number", None) or (known.employee_number if known else "")
    manager = _manager(view, args, at, known)
    entry = Entry(0, number, **values)
    if entry.level is None and (known is None or not known.level):
        raise UsageError(f"Nobody knows the level of {args.person}.", "Give it with --level.")
    key = known.person if known is not None else "#" + (number or args.person)
    before = None if known is None or not known.manager else view.member(known.manager, at)
    people = [one for one in (known, before, manager) if one is not None]
    above = None if args.manager is None else "" if manager is None else manager.person
    return Placed(entry, known, key, above), Directory(people)


def _known(
    view: RecordsView, args: argparse.Namespace, at: datetime, values: dict[str, Any]
) -> Member | None:
    try:
        known = view.member(args.person, at)
    except NotFoundError as error:
        if not args.new:
            raise NotFoundError(error.message, "Somebody new is entered with --new.") from None
        values.setdefault("login", _read("WHO", cells.name, args.person))
        known = None
    if args.new and known is not None and known.on_roster:
        raise UsageError(f"{args.person} is on the roster already.", "Leave --new out.")
    for name in _NAMES:
        _check_free(view, at, known, values.get(name))
    return known


def _check_free(view: RecordsView, at: datetime, known: Member | None, name: str | None) -> None:
    """That no other has a number or a login.

    Raises:
        UsageError: Somebody has.
    """
    if not name:
        return
    try:
        other = view.member(name, at)
    except NotFoundError:
        return
    if known is None or other.person != known.person:
        raise UsageError(f"{name} is somebody else already: {called(other)}.", "Give another one.")


def _values(args: argparse.Namespace) -> dict[str, Any]:
    """What was given, as it is kept."""
    found: dict[str, Any] = {"level": args.level, "hired": _read("--hired", cells.day, args.hired)}
    found |= {name: _read(f"--{name.replace('_', '-')}", cells.text, getattr(args, name)) for name in _TEXTS}
    for name in _NAMES:
        found[name] = _read(f"--{name.replace('_', '-')}", cells.name, getattr(args, name)) or None
    found["tags"] = None if args.tags is None else _read("--tag", cells.tags, ";".join(args.tags))
    found["roles"] = None if args.roles is None else cells.roles(";".join(args.roles))
    found["active"] = None if args.active is None else args.active == "yes"
    return {name: value for name, value in found.items() if value is not None}


def _read(option: str, read: Callable[[str], Any], given: str | None) -> Any:  # noqa: ANN401 - as it reads
    """A value that was given; None when it was not.

    Raises:
        UsageError: It cannot be used.
    """
    if given is None:
        return None
    try:
        return read(" ".join(clean_text(given).split()))
    except Unfit as unfit:
        raise UsageError(f"{option}: {unfit.what}", unfit.todo) from None


def _manager(
    view: RecordsView, args: argparse.Namespace, at: datetime, known: Member | None
) -> Member | None:
    """The manager who was given; None for nobody.

    Raises:
        UsageError: It would close a circle.
    """
    given = (args.manager or "").strip()
    if given.casefold() in cells.NOBODY:
        return None
    manager = view.member(given, at)
    if known is not None:
        _check_circle(view, at, known, manager)
    return manager


def _check_circle(view: RecordsView, at: datetime, known: Member, manager: Member) -> None:
    way, above = [known.person], manager
    while above.person not in way:
        way.append(above.person)
        if above.manager is None:
            return
        above = view.member(above.manager, at)
    if above.person == known.person:
        names = [one.employee_number or one.login or one.person for one in (view.member(p, at) for p in way)]
        raise UsageError(
            f"They would be each other's managers in a circle: {as_chain(names)}.", "Give another manager."
        )
