"""The options of `records verify`, `checkpoint`, `key`, `retire` and `log`."""

from __future__ import annotations

import argparse
from typing import TypeVar

Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


def add_evidence(actions: argparse._SubParsersAction[Parser]) -> tuple[Parser, ...]:
    """The actions of `records` that are about its chain."""
    verify = actions.add_parser("verify", help="whether everything is still as it was written")
    verify.add_argument(
        "--key", metavar="FILE", help="the public keys (default: beside the records, or the settings')"
    )
    verify.add_argument(
        "--seen", action="append", metavar="N:HASH", help="a head that was printed before; may be repeated"
    )
    verify.add_argument("--against", metavar="FILE", help="checkpoints that were kept elsewhere, JSON Lines")
    checkpoint = actions.add_parser("checkpoint", help="sign everything that is on record now")
    checkpoint.add_argument("--key", metavar="FILE", help="the private key (default: the settings')")
    key = actions.add_parser("key", help="the key that signs")
    key.add_argument("what", choices=("new",), help="new: make one")
    key.add_argument("--to", metavar="FILE", help="where the private key is to be")
    retire = actions.add_parser("retire", help="erase words whose time is over, as the settings say")
    retire.add_argument("--dry-run", action="store_true", help="only tell what would be erased")
    return verify, checkpoint, key, retire, _add_log(actions)


def _add_log(actions: argparse._SubParsersAction[Parser]) -> Parser:
    log = actions.add_parser("log", help="who did what, when, and looked at whose record")
    log.add_argument("--person", metavar="WHO", help="only what was done to this person's record")
    log.add_argument("--by", metavar="WHO", help="only what this person did")
    log.add_argument(
        "--action", dest="happening", metavar="WORD", help="only this: viewed, evaluated, erased, exempted …"
    )
    log.add_argument("--from", dest="since", metavar="DATE", help="on this day or later (UTC)")
    log.add_argument("--to", dest="until", metavar="DATE", help="on this day or before (UTC)")
    log.add_argument("--limit", type=int, default=50, metavar="N", help="the newest N (default: 50)")
    _add_as(log)
    return log


def _add_as(parser: argparse.ArgumentParser) -> None:
    from simulator.commands import acting

    acting.add_as(parser)
