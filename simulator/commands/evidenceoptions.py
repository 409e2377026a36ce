"""The options of `records verify`, `checkpoint`, `key` and `retire`, and of `people`."""

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


def add_people(people: Parser) -> tuple[Parser, ...]:
    """The actions of `people`."""
    actions = people.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=type(people))
    erase = actions.add_parser("erase", help="take somebody's name and words out of the records")
    erase.add_argument("person", metavar="ID", help="login, employee number, e-mail address or pseudonym")
    erase.add_argument("--by", required=True, metavar="ID", help="who does this")
    erase.add_argument("--reason", required=True, metavar="TEXT", help="stays on record: without the name")
    erase.add_argument("--yes", action="store_true", help="do it; without, it is only shown")
    erase.add_argument("--json", action="store_true")
    return (erase,)
