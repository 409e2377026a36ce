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
    rehearse.add_argument(
        "--runs", type=int, metavar="N", help="of each colleague (default 50; with --voice llm 3)"
    )
    rehearse.add_argument(
        "--jobs", type=int, metavar="N", help="processes (default 1); with --voice llm requests at a time (4)"
    )
    rehearse.add_argument("--seed", type=int, default=0, metavar="N", help="other conversations (default 0)")
    rehearse.add_argument(
        "--voice",
        choices=("scripted", "llm"),
        default="scripted",
        help="who puts it in words; llm: a language model (default: scripted)",
    )
    rehearse.add_argument("--yes", action="store_true", help="with --voice llm: do not ask before it begins")
    rehearse.add_argument("--json", action="store_true")
    return rehearse
