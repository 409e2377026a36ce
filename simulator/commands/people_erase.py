"""`empty-chair people erase`: taking somebody's name and words out of the records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from simulator.commands.telling import as_json

if TYPE_CHECKING:
    from simulator.records.erasing import Erasure

_MOST_TOLD = 20


def erased(args: argparse.Namespace, out: TextIO) -> int:
    """Show what erasing somebody takes, or, with `--yes`, take it.

    Raises:
        NotFoundError: Nobody is known by this.
        UsageError: Several are, or the reason names the person.
        UnavailableError: The records cannot be written.
    """
    from simulator.acting import Acting
    from simulator.database_setting import records_at
    from simulator.locations import config_dir
    from simulator.own_levels import forget_own_levels
    from simulator.records.looking import RecordsView
    from simulator.records.sql_ledger import SqlLedger
    from simulator.roster.access import What

    where = records_at(args.data)
    view = RecordsView.look(where)
    Acting(view, args.by, datetime.now(UTC)).check(What.ERASURE)
    if args.yes:
        with SqlLedger.open(where) as ledger:
            found = ledger.erase_person(args.person, args.by, args.reason)
        forget_own_levels(config_dir(), found.known_as)
    else:
        found = view.erasure_of(args.person)
    for line in _told(found, args):
        out.write(line + "\n")
    return 0


def _told(found: Erasure, args: argparse.Namespace) -> Iterator[str]:
    if args.json:
        yield as_json(
            {
                "type": "erasure",
                "done": args.yes,
                "person": found.person,
                "attempts": len(found.attempts),
                "turns": found.turns,
                "mentions": list(found.mentions),
            }
        )
        return
    what = f"{_count(len(found.attempts), 'attempt')} with {_count(found.turns, 'turn')}"
    if args.yes:
        yield f"Erased: the names of {found.person}, and the words of {what}. The chain says so."
        yield "Backups and exports that were made before still hold them: erase those too."
    else:
        names = ", ".join(found.known_as) or "no name any more"
        yield f"{found.person} ({names}): would lose the names, and the words of {what}."
        yield "Nothing was changed. To erase for good, add --yes."
    if found.mentions:
        some = ", ".join(found.mentions[:_MOST_TOLD]) + (", …" if len(found.mentions) > _MOST_TOLD else "")
        yield f"Others wrote one of the names, and their words stay: {some}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
