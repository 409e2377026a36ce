"""`empty-chair programme`: what is asked of whom in a year, who has done it, and decisions about that."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from simulator.commands.telling import as_json
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.records.looking import RecordsView
    from simulator.training.programmes import Programmes, Ready


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """List or show programmes, tell statuses, or write down a decision.

    All but the decisions only look: nothing is created or locked.

    Raises:
        NotFoundError: No programme, requirement, course, scenario or person is known by this.
        ContentError: The programme's file has faults.
        UsageError: A date cannot be read, the decision makes no sense, or it is not allowed.
        UnavailableError: The records cannot be read or written.
    """
    from simulator.content.library import Library

    for line in _lines(Library(Path(args.library)), args, err):
        out.write(line + "\n")
    return 0


def clock() -> datetime:
    """What time it is."""
    return datetime.now(UTC)


def day_of(text: str | None, option: str) -> date | None:
    """The day that an option names; None when it was not given.

    Raises:
        UsageError: It is no day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = f"{option} {text!r} is no day of the calendar"
        raise UsageError(message, "Write it as 2026-11-30.") from None


def view_of(args: argparse.Namespace) -> RecordsView:
    """The records, for looking."""
    from simulator.database_setting import records_at
    from simulator.records.looking import RecordsView

    return RecordsView.look(records_at(args.data))


def _lines(library: Library, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.action == "status":
        from simulator.commands.programme_status import statuses

        return statuses(library, args, err, clock())
    from simulator.training.programmes import programmes_of

    found = programmes_of(library)
    if args.action == "list":
        return _listed(found, args.json)
    if args.action == "show":
        from simulator.commands.programme_show import show

        ready = found.named(args.programme)
        remark([ready], err)
        return show(ready, args.json)
    from simulator.commands.programme_decide import decide

    return decide(found, args, clock())


def remark(asked: list[Ready], err: TextIO) -> None:
    """Say once what is wrong with the scenarios that the programmes name."""
    for ready in asked:
        for one in ready.remarks:
            err.write(f"note: {one}\n")


def _listed(found: Programmes, as_objects: bool) -> Iterator[str]:
    from simulator.commands.aligned import aligned

    rows = [("id", "title", "version", "requirements", "begins", "ends")]
    for ready in found.ready:
        text = ready.text
        ends = text.ends.isoformat() if text.ends else ""
        counted = (str(text.version), str(len(text.requirements)))
        rows.append((ready.id, ready.title, *counted, text.begins.isoformat(), ends))
    if as_objects:
        for ready in found.ready:
            yield as_json(_as_object(ready))
        for name, error in found.faulty.items():
            yield as_json({"type": "programme", "id": name, "fault": error.message})
        return
    if len(rows) > 1:
        yield from aligned(rows, ("version", "requirements"))
    elif not found.faulty:
        yield "The library has no programmes. See docs/programmes.md on how to write one."
    for name in found.faulty:
        yield f"{name} has faults; see: empty-chair check"


def _as_object(ready: Ready) -> dict[str, object]:
    text = ready.text
    return {
        "type": "programme",
        "id": ready.id,
        "title": ready.title,
        "version": text.version,
        "requirements": [requirement.ref_id for requirement in text.requirements],
        "begins": text.begins.isoformat(),
        "ends": text.ends.isoformat() if text.ends else None,
    }
