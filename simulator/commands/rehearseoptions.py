"""The options of `rehearse`."""

from __future__ import annotations

import argparse
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


def add_rehearse(commands: argparse._SubParsersAction[Parser]) -> Parser:
    """The command."""
    rehearse = commands.add_parser("rehearse", help="let simulated colleagues talk with a customer")
    rehearse.add_argument(
        "scenarios", nargs="*", metavar="SCENARIO", help="ids or files (default: the whole library)"
    )
    rehearse.add_argument(
        "--learners",
        metavar="KINDS",
        help="which colleagues, with commas: strong,middling,poor,stuffer,silent,rude (default: all)",
    )
    rehearse.add_argument("--runs", type=int, default=50, metavar="N", help="of each colleague (default 50)")
    rehearse.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default 1)")
    rehearse.add_argument("--seed", type=int, default=0, metavar="N", help="other conversations (default 0)")
    rehearse.add_argument("--json", action="store_true")
    return rehearse
