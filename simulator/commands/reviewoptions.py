"""The options of looking at verdicts again: `records amend`, `dispute` and the like, and `calibrate`."""

from __future__ import annotations

import argparse
from typing import TypeVar

from simulator.commands.acting import add_as
from simulator.levels import LEVELS

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_RESULTS = ("upheld", "partly_upheld", "rejected")


def add_reviewing(actions: argparse._SubParsersAction[Parser]) -> tuple[Parser, ...]:
    """The actions of `records` that look at a verdict again."""
    amend = actions.add_parser(
        "amend", help="overrule a verdict on somebody else's attempt; the old one stays on record"
    )
    _name_verdict(amend, reason=True)
    amend.add_argument("--option", required=True, metavar="O", help="or not_applicable, not_scored")
    _name_proof(amend)
    dispute = actions.add_parser("dispute", help="say that a verdict on an own attempt is wrong, and why")
    _name_verdict(dispute, reason=True)
    resolve = actions.add_parser("resolve", help="decide a dispute")
    _name_verdict(resolve, reason=True)
    resolve.add_argument("--as", required=True, dest="result", choices=_RESULTS)
    resolve.add_argument("--option", metavar="O", help="the new verdict; needed unless it is rejected")
    _name_proof(resolve)
    withdraw = actions.add_parser("withdraw", help="take back an own dispute")
    _name_verdict(withdraw, reason=False)
    disputes = actions.add_parser("disputes", help="disputes and how they stand")
    disputes.add_argument("--open", action="store_true", help="only those that wait for a decision")
    add_as(disputes)
    disputes.add_argument("--window", type=int, default=14, metavar="DAYS", help="default: 14")
    return amend, dispute, resolve, withdraw, disputes


def _name_verdict(parser: argparse.ArgumentParser, *, reason: bool) -> None:
    parser.add_argument("attempt", metavar="ATTEMPT", help="its id, or the beginning of it")
    parser.add_argument("question", metavar="QUESTION", help="its ref_id")
    parser.add_argument("--reason", required=reason, default="", metavar="TEXT")
    parser.add_argument("--by", required=True, metavar="ID", help="who does this")


def _name_proof(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quote", metavar="TEXT", help="the agent's words that prove it")
    parser.add_argument("--turn", type=int, metavar="N", help="the turn that they stand in")


def add_calibrate(calibrate: Parser) -> tuple[Parser, ...]:
    """The actions of `calibrate`."""
    actions = calibrate.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=type(calibrate)
    )
    new = actions.add_parser("new", help="begin a round")
    _name_round(new)
    new.add_argument("--rubric", required=True, metavar="ID")
    given = new.add_mutually_exclusive_group(required=True)
    given.add_argument("--transcripts", metavar="FILE", help="JSON Lines; - is standard input")
    given.add_argument("--attempts", metavar="A,B,…", help="attempts on record")
    new.add_argument("--raters", required=True, metavar="ID,ID,…", help="who fills the form")
    new.add_argument("--level", choices=LEVELS, default="agent")
    new.add_argument("--by", metavar="ID", help="who begins it (default: the system user)")
    fill = actions.add_parser("fill", help="fill the form, blind")
    _name_round(fill)
    fill.add_argument("--by", required=True, metavar="ID", help="one of the raters")
    fill.add_argument(
        "--answers", metavar="FILE", help="JSON Lines instead of questions; - is standard input"
    )
    show = actions.add_parser("show", help="how it stands; when all are done, who said what")
    _name_round(show)
    show.add_argument("--by", metavar="ID", help="show this rater's own answers too")
    close = actions.add_parser("close", help="show the answers before all are done")
    _name_round(close)
    close.add_argument("--by", required=True, metavar="ID")
    export = actions.add_parser("export", help="the answers as label rows, for `empty-chair agreement`")
    _name_round(export)
    listed = actions.add_parser("list", help="all rounds")
    listed.add_argument("--by", metavar="ID", help="those that wait for this rater")
    for parser in (new, fill, show, close, listed):
        parser.add_argument("--json", action="store_true")
    export.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    return calibrate, new, fill, show, close, export, listed


def _name_round(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the round's id")
