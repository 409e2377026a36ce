"""The options of `records export` and `records push`."""

from __future__ import annotations

import argparse
from typing import TypeVar

from simulator.levels import LEVELS

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

FORMATS = ("csv", "jsonl", "xapi")


def add_exporting(actions: argparse._SubParsersAction[Parser]) -> tuple[Parser, ...]:
    """The actions of `records` that hand over what is on record."""
    export = actions.add_parser("export", help="hand over what is on record: CSV, JSON Lines, xAPI")
    export.add_argument("--format", choices=FORMATS, help="(default: csv)")
    export.add_argument("--out", metavar="FILE", help="write to this file (default: standard output)")
    export.add_argument("--bom", action="store_true", help="CSV begins with a mark that Excel needs")
    export.add_argument("--transcripts", action="store_true", help="with the conversations (jsonl)")
    export.add_argument("--names", action="store_true", help="people under their names (jsonl)")
    push = actions.add_parser("push", help="send attempts to a Learning Record Store")
    push.add_argument("--lrs", metavar="URL", help="its address (default: the settings')")
    for parser in (export, push):
        _add_filters(parser)
        _add_as(parser)
        parser.add_argument(
            "--home-page", metavar="URL", help="the company's address (default: the settings')"
        )
    return export, push


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="since", metavar="DATE", help="attempts that ended on this day or later"
    )
    parser.add_argument(
        "--to", dest="until", metavar="DATE", help="attempts that ended on this day or before"
    )
    parser.add_argument("--person", metavar="WHO", help="login, employee number, e-mail or pseudonym")
    parser.add_argument("--department", metavar="D")
    parser.add_argument("--level", choices=LEVELS, help="at which the attempt was made")
    parser.add_argument("--scenario", metavar="ID")
    parser.add_argument("--programme", metavar="ID", help="attempts that it asks for, in its time zone")
    parser.add_argument(
        "--mode", choices=("certify", "practice", "any"), default="certify", help="(default: certify)"
    )


def _add_as(parser: argparse.ArgumentParser) -> None:
    from simulator.commands import acting

    acting.add_as(parser)
