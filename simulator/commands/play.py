"""`empty-chair`, `empty-chair play` and `empty-chair resume`."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, BinaryIO, TextIO

from simulator.errors import EmptyChairError, UsageError
from simulator.language.text import clean_text, shorten

if TYPE_CHECKING:  # the app draws its first frame before content and records are loaded
    from simulator.attempt.attempt import Attempt
    from simulator.wiring import Simulator

LONGEST_NAME = 100
"""Characters of a learner's name, or of an id; nothing longer is meant as one."""


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Open the app, or play line by line or as JSON Lines."""
    _clean_names(args)
    if not (args.json or args.plain) and _has_screen():
        return _app(args)
    with closing(args_simulator(args)) as simulator:
        return _json(args, simulator, out, err) if args.json else _plain(args, simulator, out, err)


def _clean_names(args: argparse.Namespace) -> None:
    """Make names and ids from outside fit to be shown; without a learner, it is the system's user."""
    for key in ("learner", "scenario", "attempt"):
        given = getattr(args, key, None)
        if given is not None:
            setattr(args, key, shorten(" ".join(clean_text(given).split()), LONGEST_NAME))
    args.learner = args.learner or system_user()


def system_user() -> str:
    """The name of the person at this machine, or `learner` when the system does not tell."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "learner"


def _has_screen() -> bool:
    """Whether a full-screen app can be shown: a terminal on both sides that can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def _json(args: argparse.Namespace, simulator: Simulator, out: TextIO, err: TextIO) -> int:
    from simulator.jsonl import play_json

    if args.command != "resume" and args.scenario is None:
        raise UsageError("--json needs the id of a scenario.", "See what there is: empty-chair list")
    attempt = _attempt(args, simulator, None)
    _tell(simulator.ledger.notice, err)
    _tell(_counting(args, simulator, attempt), err)
    return play_json(attempt, _stdin(), out, err)


def _plain(args: argparse.Namespace, simulator: Simulator, out: TextIO, err: TextIO) -> int:
    from simulator.menu import agrees, choose
    from simulator.plain import PlainFace

    source = _stdin()
    chosen = None
    if args.command != "resume" and args.scenario is None:
        chosen = choose(simulator.headers(), source, out)
    attempt = _attempt(args, simulator, chosen)
    _tell(simulator.ledger.notice, err)
    _tell(_counting(args, simulator, attempt), err)
    interactive = sys.stdin.isatty()
    if args.command != "resume" and not agrees(attempt.scenario, source if interactive else None, out):
        return 0
    return PlainFace(attempt, source, out, interactive, interactive and not args.no_pauses).play()


def _counting(args: argparse.Namespace, simulator: Simulator, attempt: Attempt) -> str:
    """For which requirements a new certification counts or does not; what cannot be read keeps nobody."""
    header = attempt.header
    if args.command != "resume" and header.mode == "certify":
        with suppress(EmptyChairError):
            found = simulator.year.counting(header.learner, header.level, attempt.scenario.id)
            return "\n".join(filter(None, found))
    return ""


def _tell(notice: str, err: TextIO) -> None:
    """Say what should be known before: how the records are kept, or for what it counts."""
    if notice:
        err.write(f"{notice}\n")


def _app(args: argparse.Namespace) -> int:
    from simulator.tui.app import run_app

    resuming = args.command == "resume"
    return run_app(
        lambda: args_simulator(args),
        learner=args.learner,
        level=args.level,
        scenario=None if resuming else args.scenario,
        mode=args.mode,
        seed=args.seed,
        resume=(args.attempt or "") if resuming else None,
        no_pauses=args.no_pauses,
        customer=args.customer,
    )


def args_simulator(args: argparse.Namespace) -> Simulator:
    """The simulator on the library and the data that were named."""
    from simulator.locations import cache_dir, config_dir
    from simulator.settings import FILE_NAME
    from simulator.wiring import Simulator

    return Simulator(args.library, args.data, cache_dir(), config_dir() / FILE_NAME)


def _attempt(args: argparse.Namespace, simulator: Simulator, chosen: str | None) -> Attempt:
    if args.command == "resume":
        named = simulator.records.find(args.attempt) if args.attempt else None
        return simulator.resume(named, args.learner)
    level = args.level or _level_of(simulator, args.learner) or "agent"
    scenario = chosen or args.scenario
    customer = args.customer or "scripted"
    return simulator.start(scenario, args.learner, level, args.mode, args.seed or 0, customer)


def _level_of(simulator: Simulator, learner: str) -> str:
    """The level that the roster gives somebody, else the one they chose in the app; empty without either."""
    from datetime import UTC, datetime

    from simulator.locations import config_dir
    from simulator.own_levels import own_level

    with suppress(EmptyChairError):
        member = simulator.records.member(learner, datetime.now(UTC))
        if member.on_roster:
            return member.level
    return own_level(config_dir(), learner)


def _stdin() -> BinaryIO:
    return sys.stdin.buffer
