"""The options of `ideas` and of `next`."""

from __future__ import annotations

import argparse
from typing import TypeVar

from simulator.commands.acting import add_as
from simulator.levels import LEVELS

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)

_STATES = ("new", "looked_at", "planned", "done", "declined")
"""As in `simulator.records.ideas`, which nobody who asks for help should wait for."""


def add_ideas(ideas: Parser) -> tuple[Parser, ...]:
    """The actions of `ideas`."""
    actions = ideas.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(ideas))
    listed = actions.add_parser("list", help="the ideas, the newest first")
    listed.add_argument("--state", choices=_STATES, help="only those that stand so")
    listed.add_argument("--order", choices=("newest", "votes"), default="newest")
    listed.add_argument("--scenario", metavar="ID", help="only those that came up there")
    listed.add_argument("--limit", type=int, default=50, metavar="N")
    shown = _about_one(actions, "show", "one idea, and what was said to it")
    left = actions.add_parser("leave", help="leave an idea for the company")
    left.add_argument("text", metavar="TEXT", help="the idea; - reads it from standard input")
    left.add_argument("--attempt", metavar="ATTEMPT", help="the attempt of one's own at which it came up")
    left.add_argument("--scenario", metavar="ID", help="the scenario at which it came up")
    vote = _about_one(actions, "vote", "vote for an idea")
    unvote = _about_one(actions, "unvote", "take the vote back")
    answer = _about_one(actions, "answer", "answer an idea (trainers and executives)")
    answer.add_argument("text", metavar="TEXT", help="the answer; - reads it from standard input")
    state = _about_one(actions, "state", "say how an idea stands (trainers and executives)")
    state.add_argument("state", metavar="STATE", help=", ".join(_STATES))
    state.add_argument("--text", default="", metavar="TEXT", help="a sentence to go with it")
    found = (listed, shown, left, vote, unvote, answer, state)
    for parser in found:
        parser.add_argument("--json", action="store_true")
        add_as(parser)
    return found


def _about_one(actions: argparse._SubParsersAction[Parser], name: str, told: str) -> Parser:
    parser = actions.add_parser(name, help=told)
    parser.add_argument("idea", metavar="IDEA", help="its id, or the beginning of it")
    return parser


def add_next(parser: Parser) -> tuple[Parser, ...]:
    """The options of `next`."""
    parser.add_argument("--learner", metavar="ID", help="for whom (default: whoever acts)")
    parser.add_argument("--level", choices=LEVELS, help="(default: the roster's, else the last attempt's)")
    parser.add_argument("--json", action="store_true")
    add_as(parser)
    return (parser,)
