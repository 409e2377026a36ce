"""`empty-chair records log`: who did what and when, and who looked at whose record."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.acting import acting_in
from simulator.commands.telling import as_json, moment, one_line
from simulator.content.nearest import nearest
from simulator.errors import NotFoundError, UsageError
from simulator.records.logbook import Asked, Logbook, Logged
from simulator.roster.access import What

if TYPE_CHECKING:
    from simulator.records.looking import RecordsView

_HEADINGS = ("ENTRY", "WHEN (UTC)", "WHO", "DID", "WHOSE RECORD", "WHAT")
_LOOK = "audit log"


@dataclass(frozen=True, slots=True)
class _People:
    """The names of those who are asked for, by pseudonym."""

    subject: str
    actor: str


def logged(view: RecordsView, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    """The newest entries that were asked for, the newest first.

    Raises:
        UsageError: The limit or a day cannot be used, or whoever asks may not see it.
        NotFoundError: Nobody is known by a name, or no such action is on record.
        UnavailableError: The records cannot be read, or the look could not be noted.
    """
    if args.limit < 1:
        raise UsageError(f"--limit {args.limit} would list nothing.", "Give a number from 1 up.")
    people = _People(_pseudonym(view, args, args.person), _pseudonym(view, args, args.by))
    _allow(args, people)
    found = view.logbook(_asked(view, args, people))
    _note(args, found)
    yield from _objects(found) if args.json else _table(found)
    if not found.entries:
        err.write("The log holds no such entry.\n")
    elif len(found.entries) == args.limit:
        err.write(f"These are the newest {args.limit}; more with --limit.\n")


def _pseudonym(view: RecordsView, args: argparse.Namespace, name: str | None) -> str:
    """Somebody's pseudonym; strangers learn no more from it than that they may not ask."""
    if not name:
        return ""
    try:
        return view.member(name, acting_in(args).moment).person
    except NotFoundError:
        acting_in(args).check(What.AUDIT_LOG)
        raise


def _allow(args: argparse.Namespace, people: _People) -> None:
    """What happened to one's own record everybody may see; the rest is for compliance."""
    acting = acting_in(args)
    if not (people.subject and people.subject == acting.person):
        acting.check(What.AUDIT_LOG)


def _note(args: argparse.Namespace, found: Logbook) -> None:
    acting_in(args).note({entry.person for entry in found.entries}, _LOOK)


def _asked(view: RecordsView, args: argparse.Namespace, people: _People) -> Asked:
    since, until = (_day(text, option) for text, option in ((args.since, "--from"), (args.until, "--to")))
    if since and until and since > until:
        raise UsageError("--from lies after --to, so that nothing lies between.", "Swap the two days.")
    return Asked(
        people.subject,
        people.actor,
        _action(view, args.happening),
        since.isoformat() if since else "",
        (until + timedelta(days=1)).isoformat() if until else "",
        args.limit,
    )


def _day(text: str | None, option: str) -> date | None:
    from simulator.commands.export_source import day_given

    return day_given(text, option)


def _action(view: RecordsView, given: str | None) -> str:
    if not given:
        return ""
    word, known = given.strip().lower().replace(" ", "_"), view.logged_actions()
    if word in known:
        return word
    near = nearest(word, known)
    raise NotFoundError(
        f"Nothing on record is called {given!r}.",
        f"Did you mean {near}?" if near else f"On record are: {', '.join(sorted(known)) or 'nothing yet'}.",
    )


def _objects(found: Logbook) -> Iterator[str]:
    for entry in found.entries:
        yield as_json(
            {
                "type": "log",
                "entry": entry.seq,
                "at": entry.at,
                "by": entry.actor,
                "by_name": found.called.get(entry.actor, ""),
                "action": entry.action,
                "about": entry.family,
                "subject": entry.subject,
                "person": entry.person,
                "person_name": found.called.get(entry.person, ""),
                "reason": entry.reason,
                "what": dict(entry.what),
            }
        )


def _table(found: Logbook) -> Iterator[str]:
    from simulator.commands.aligned import aligned

    if found.entries:
        yield from aligned([_HEADINGS, *(_row(entry, found.called) for entry in found.entries)], {"ENTRY"})


def _row(entry: Logged, called: Mapping[str, str]) -> tuple[str, ...]:
    did = entry.action.replace("_", " ")
    return (
        str(entry.seq),
        moment(entry.at),
        called.get(entry.actor) or entry.actor,
        did,
        called.get(entry.person) or entry.person,
        _what(entry),
    )


def _what(entry: Logged) -> str:
    """What else there is to tell on a line."""
    told: list[Any] = []
    if entry.family in ("attempt", "round"):
        told.append(f"{entry.family} {entry.subject}")
    told += [value for value in entry.what.values() if isinstance(value, str)]
    if entry.reason:
        told.append(entry.reason)
    return one_line("; ".join(told))
