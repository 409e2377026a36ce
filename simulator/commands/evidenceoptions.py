"""The options of `records verify`, `checkpoint`, `key` and `retire`."""

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
    return verify, checkpoint, key, retire
