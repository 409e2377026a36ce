"""The options of `report` and `certificate`."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

KINDS = ("year", "team", "person", "scenario")


def add_reports(commands: argparse._SubParsersAction[Parser]) -> tuple[Parser, Parser]:
    """The two commands."""
    from simulator.commands.acting import add_as

    report = commands.add_parser("report", help="how the training year goes: as text, or as a page")
    report.add_argument("kind", choices=KINDS, metavar="|".join(KINDS), help="of what")
    report.add_argument(
        "what", nargs="?", metavar="WHAT", help="whose team, which person or scenario (default: your own)"
    )
    report.add_argument("--programme", metavar="ID", help="which one (default: the only one of that year)")
    report.add_argument("--year", type=int, metavar="N", help="which year (default: this one)")
    report.add_argument("--at", type=_day, metavar="DATE", help="as it stood at the end of that day")
    report.add_argument(
        "--html", metavar="FILE", help="write a page that needs nothing else; - is the output"
    )
    report.add_argument("--json", action="store_true", help="the figures as one JSON object")
    certificate = commands.add_parser("certificate", help="a page that says what somebody has completed")
    certificate.add_argument("who", metavar="WHO", help="login, employee number, e-mail address or pseudonym")
    certificate.add_argument("programme", metavar="PROGRAMME", help="its id; see: empty-chair list")
    certificate.add_argument("--html", required=True, metavar="FILE", help="the page; - is the output")
    certificate.add_argument("--at", type=_day, metavar="DATE", help="as it stood at the end of that day")
    for parser in (report, certificate):
        add_as(parser)
    return report, certificate


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{given!r} is no day such as 2026-12-31") from None
