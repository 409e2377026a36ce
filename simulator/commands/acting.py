"""Who acts in a command, and what they may see: what every command calls that shows people's records."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from simulator.language.text import clean_text, shorten

if TYPE_CHECKING:
    from simulator.acting import Acting
    from simulator.roster.access import Allowed, What


def add_as(parser: argparse.ArgumentParser) -> None:
    """The option that says who acts."""
    parser.add_argument("--as", dest="acting", metavar="ID", help="who looks (default: the system user)")


def acting_in(args: argparse.Namespace) -> Acting:
    """Whoever acts in a command: `--as`, or the system user. Looked up once.

    Args:
        args: The command's, with `data`.
    """
    known: Acting | None = getattr(args, "acting_now", None)
    if known is None:
        from simulator.acting import Acting
        from simulator.commands.play import LONGEST_NAME, system_user
        from simulator.database_setting import records_at
        from simulator.records.looking import RecordsView

        given = getattr(args, "acting", None)
        name = shorten(" ".join(clean_text(given).split()), LONGEST_NAME) if given else ""
        view = RecordsView.look(records_at(args.data))
        known = args.acting_now = Acting(view, name or system_user(), datetime.now(UTC))
    return known


def may_see(args: argparse.Namespace, subject: str, what: What, look: str = "") -> Allowed:
    """Let whoever acts see something of somebody, and put on record that they looked.

    Args:
        args: The command's, with `data`.
        subject: A login, employee number, e-mail address or pseudonym; empty for what is nobody's.
        what: What it is.
        look: What is looked at, in words that stay for ever, without names: `attempt 0199…`.

    Returns:
        In which form it may be shown.

    Raises:
        UsageError: They may not see it, or several people are meant.
        UnavailableError: The records cannot be read, or the look could not be put on record.
    """
    return acting_in(args).see(subject, what, look)
