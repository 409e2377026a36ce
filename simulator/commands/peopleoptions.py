"""The options of `people`: the roster, and erasing."""

from __future__ import annotations

import argparse
from typing import TypeVar

from simulator.commands.acting import add_as
from simulator.levels import LEVELS

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_ROLES = ("learner", "manager", "trainer", "compliance", "admin")


def add_people(people: Parser) -> tuple[Parser, ...]:
    """The actions of `people`."""
    actions = people.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(people))
    parsers = (
        _import(actions),
        _list(actions),
        _show(actions),
        _set(actions),
        _columns(actions),
        _erase(actions),
    )
    for parser in parsers:
        parser.add_argument("--json", action="store_true")
    return parsers


_Actions = argparse._SubParsersAction  # argparse has no public name for it


def _import(actions: _Actions[Parser]) -> Parser:
    parser = actions.add_parser("import", help="bring the roster up to date from a CSV file")
    parser.add_argument("file", metavar="FILE", help="see: empty-chair people columns; - is standard input")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change")
    parser.add_argument("--skip-faulty", action="store_true", help="take the other rows when some are faulty")
    _add_author(parser)
    return parser


def _list(actions: _Actions[Parser]) -> Parser:
    parser = actions.add_parser("list", help="who is on the roster")
    parser.add_argument("--department", metavar="D")
    parser.add_argument("--level", choices=LEVELS)
    parser.add_argument("--manager", metavar="WHO", help="all who report to them, directly or not")
    parser.add_argument("--all", action="store_true", help="also who has left, or only ever practised")
    add_as(parser)
    return parser


def _show(actions: _Actions[Parser]) -> Parser:
    parser = actions.add_parser("show", help="one person's entry in the roster")
    _add_person(parser)
    add_as(parser)
    return parser


def _set(actions: _Actions[Parser]) -> Parser:
    parser = actions.add_parser("set", help="change one person's entry in the roster")
    _add_person(parser)
    parser.add_argument("--new", action="store_true", help="WHO is somebody new: their login")
    parser.add_argument("--level", choices=LEVELS)
    parser.add_argument("--department", metavar="D", help="'' for none")
    parser.add_argument(
        "--role", action="append", choices=_ROLES, dest="roles", help="all they have; may be repeated"
    )
    parser.add_argument("--manager", metavar="WHO", help="none for nobody")
    parser.add_argument(
        "--tag",
        action="append",
        metavar="T",
        dest="tags",
        help="all they carry; may be repeated; '' for none",
    )
    parser.add_argument("--hired", metavar="DATE", help="their first day: 2026-03-31")
    parser.add_argument("--active", choices=("yes", "no"), help="no: they have left")
    for name, what in _NAMES:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=what)
    _add_author(parser)
    return parser


_NAMES = (
    ("employee_number", "their number in the company"),
    ("login", "how the program knows them"),
    ("given_name", "'' for none"),
    ("family_name", "'' for none"),
    ("email", "'' for none"),
)


def _columns(actions: _Actions[Parser]) -> Parser:
    return actions.add_parser("columns", help="which headings of a CSV file are understood")


def _erase(actions: _Actions[Parser]) -> Parser:
    parser = actions.add_parser("erase", help="take somebody's name and words out of the records")
    _add_person(parser)
    parser.add_argument("--by", required=True, metavar="ID", help="who does this")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="stays on record: without the name")
    parser.add_argument("--yes", action="store_true", help="do it; without, it is only shown")
    return parser


def _add_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="WHO", help="login, employee number, e-mail address or pseudonym")


def _add_author(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--effective", metavar="DATE", help="holds from this day (default: at once)")
    parser.add_argument("--by", dest="acting", metavar="ID", help="who does this (default: the system user)")
