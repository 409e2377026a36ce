"""`empty-chair people`: the roster, and taking somebody out of the records."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TextIO


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Do what was asked for with the roster, or erase somebody.

    Raises:
        UsageError: It is not allowed, or the file or what was given cannot be used.
        NotFoundError: Nobody is known by this.
        UnavailableError: The records cannot be read or written.
    """
    if args.action == "import":
        from simulator.commands.people_import import imported

        return imported(args, out, err)
    if args.action == "erase":
        from simulator.commands.people_erase import erased

        return erased(args, out)
    for line in _answered(args, err):
        out.write(line + "\n")
    return 0


def _answered(args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.action == "columns":
        from simulator.commands.people_columns import columns

        return columns(args)
    if args.action == "set":
        from simulator.commands.people_set import changed

        return changed(args)
    from simulator.commands.people_list import listed, shown

    return shown(args) if args.action == "show" else listed(args, err)
