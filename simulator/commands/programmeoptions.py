"""The options of `programme`."""

from __future__ import annotations

import argparse
from typing import TypeVar

from simulator.commands.acting import add_as
from simulator.levels import LEVELS

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_STATES = (
    *("not_assigned", "not_started", "in_progress", "completed", "window_open", "overdue", "in_grace"),
    *("expired", "failed", "exempt", "equivalent"),
)
"""As in `simulator.training.status`, which nobody who asks for help should wait for."""


def add_programme(programme: Parser) -> tuple[Parser, ...]:
    """The actions of `programme`."""
    actions = programme.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=type(programme)
    )
    listed = actions.add_parser("list", help="the programmes of the library")
    shown = actions.add_parser("show", help="what a programme asks, and of whom")
    shown.add_argument("programme", metavar="PROGRAMME", help="its id; see: empty-chair programme list")
    found = (listed, shown, _status(actions), *_deciding(actions))
    for parser in found:
        parser.add_argument("--json", action="store_true")
    return found


def _status(actions: argparse._SubParsersAction[Parser]) -> Parser:
    status = actions.add_parser("status", help="who has done what, and who is late")
    status.add_argument("programme", nargs="?", metavar="PROGRAMME", help="its id (default: all)")
    status.add_argument(
        "--person", metavar="WHO", help="one person: login, employee number, e-mail, pseudonym"
    )
    status.add_argument("--team", metavar="MANAGER", help="only the people of a manager")
    status.add_argument("--department", metavar="NAME", help="only people of this department")
    status.add_argument("--level", choices=LEVELS, help="only people of this level")
    status.add_argument(
        "--state", action="append", choices=_STATES, metavar="STATE", help=f"only these: {', '.join(_STATES)}"
    )
    status.add_argument("--at", metavar="DATE", help="as it was at the end of a day, such as 2026-06-30")
    add_as(status)
    return status


def _deciding(actions: argparse._SubParsersAction[Parser]) -> tuple[Parser, ...]:
    assign = _about(actions, "assign", "give somebody a requirement, whoever it is meant for")
    assign.add_argument("--due", metavar="DATE", help="the last day, instead of the programme's")
    exempt = _about(actions, "exempt", "somebody need not, for a time or until it is ended")
    exempt.add_argument("--until", metavar="DATE", help="the last day (default: until it is ended)")
    end = _about(actions, "end-exemption", "somebody is exempt no more")
    for parser in (assign, exempt, end):
        parser.add_argument("--from", dest="since", metavar="DATE", help="the first day (default: at once)")
    accept = _about(actions, "accept", "accept a course in place of a requirement", needs=True)
    accept.add_argument("course", metavar="COURSE", help="its id in the programme")
    accept.add_argument("--evidence", required=True, metavar="TEXT", help="what was shown")
    accept.add_argument("--completed", metavar="DATE", help="when it was done (default: today)")
    unlock = _about(actions, "unlock", "give somebody new attempts")
    unlock.add_argument("--scenario", metavar="ID", help="at this scenario alone")
    return assign, exempt, end, accept, unlock


def _about(
    actions: argparse._SubParsersAction[Parser], name: str, told: str, *, needs: bool = False
) -> Parser:
    """A decision about one person."""
    parser = actions.add_parser(name, help=told)
    parser.add_argument("who", metavar="WHO", help="login, employee number, e-mail address or pseudonym")
    parser.add_argument("programme", metavar="PROGRAMME", help="the programme's id")
    parser.add_argument(
        "requirement",
        nargs=None if needs else "?",
        metavar="REQUIREMENT",
        help="its ref_id" if needs else "its ref_id (default: all of the programme)",
    )
    parser.add_argument("--by", required=True, metavar="ID", help="who decides")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it is erased with the person")
    return parser
