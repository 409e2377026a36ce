"""The command line: what was asked for, and which room answers.

Only `argparse` is imported before the command is known, so that `--version` costs next to nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from simulator import __version__

if TYPE_CHECKING:
    import argparse

INTERRUPTED = 130
USES_LIBRARY = frozenset(
    {"play", "resume", "score", "agreement", "check", "list", "calibrate", "doctor", "audition", "serve"}
    | {"next", "report", "certificate", "programme", "new", "graph", "preview", "draft", "rehearse"}
)
USES_DATA = frozenset(
    {"play", "resume", "records", "people", "calibrate", "doctor", "audition", "serve", "ideas", "next"}
    | {"report", "certificate", "programme", "rehearse"}
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given in (["--version"], ["-V"]):
        print(f"empty-chair {__version__}")  # noqa: T201 - the one answer that needs no parser
        return 0
    try:
        return _run(given)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _hung_up()


def _run(given: Sequence[str]) -> int:
    from simulator.errors import EmptyChairError
    from simulator.options import parse

    _open_streams()
    args = parse(given)
    try:
        _settle_places(args)
        return _command(args.command)(args, sys.stdout, sys.stderr)
    except EmptyChairError as error:
        _complain(error.message, error.hint)
        return error.exit_status


def _settle_places(args: argparse.Namespace) -> None:
    """Turn what was given for the library and the data into the folders that the command needs."""
    from simulator.locations import data_dir, library_dir

    if args.command in USES_LIBRARY:
        args.library = library_dir(args.library)
    if args.command in USES_DATA:
        args.data = data_dir(args.data)


def _open_streams() -> None:
    """Data is UTF-8 on every platform; what cannot be shown or heard never ends a conversation."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as we run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _command(name: str) -> Callable[[argparse.Namespace, TextIO, TextIO], int]:
    from importlib import import_module

    module = {"resume": "play", "list": "listing"}.get(name, name)
    run: Callable[[argparse.Namespace, TextIO, TextIO], int] = import_module(
        f"simulator.commands.{module}"
    ).run
    return run


def _complain(message: str, hint: str) -> None:
    from simulator.language.text import clean_text

    said = f"empty-chair: {message}\n" + (f"  {hint}\n" if hint else "")
    sys.stderr.write(clean_text(said))


def _hung_up() -> int:
    """The reader of our output has gone, as `head` does; say nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
