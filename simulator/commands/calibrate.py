"""`empty-chair calibrate`: several people judge the same conversations blind, then compare themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, TextIO

from simulator.commands.telling import as_json
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.reviewing.sheet import Sheet
    from simulator.wiring import Simulator


def run(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Begin, fill, show, close or export a round, or list them.

    Raises:
        UsageError: What is asked for is not allowed, or a file cannot be used.
        NotFoundError: No such round, rubric, attempt, conversation, question or option.
        UnavailableError: The records cannot be read or written.
    """
    from simulator.wiring import Simulator

    with closing(Simulator(args.library, args.data)) as simulator:
        if args.action == "fill" and args.answers is None:
            from simulator.commands.calibrate_fill import fill

            return fill(simulator.rounds, args, out)
        for line in _answer(simulator, args, err):
            out.write(line + "\n")
            out.flush()
    return 0


def _answer(simulator: Simulator, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    if args.action == "new":
        return _new(simulator, args)
    if args.action == "fill":
        from simulator.commands.calibrate_fill import fill_from_file

        return _told(fill_from_file(simulator.rounds, args), args)
    if args.action == "close":
        return _told(simulator.rounds.close(args.name, args.by), args)
    if args.action == "export":
        return _export(simulator, args)
    if args.action == "list":
        return _list(simulator, args, err)
    from simulator.commands.calibrate_show import shown

    return shown(simulator.rounds.sheet(args.name), args.by, as_object=args.json)


def _new(simulator: Simulator, args: argparse.Namespace) -> Iterator[str]:
    from simulator.commands.calibrate_sources import from_attempts, from_file
    from simulator.commands.play import system_user

    rubric = simulator.library.rubric(args.rubric)
    if args.transcripts is not None:
        items = from_file(args.transcripts, rubric, args.level, simulator.library)
    else:
        items = from_attempts(names(args.attempts), rubric, args.level, simulator.records)
    by = args.by or system_user()
    raters = names(args.raters)
    yield from _told(simulator.rounds.make(args.name, rubric, items, raters, args.level, by), args)


def names(given: str) -> list[str]:
    """The names in a list with commas."""
    return [name.strip() for name in given.split(",") if name.strip()]


def _told(sheet: Sheet, args: argparse.Namespace) -> Iterator[str]:
    from simulator.commands.calibrate_show import progress_lines, round_object

    return iter([as_json(round_object(sheet))]) if args.json else progress_lines(sheet)


def _export(simulator: Simulator, args: argparse.Namespace) -> Iterator[str]:
    from simulator.reviewing.comparing import compared, labels

    sheet = simulator.rounds.sheet(args.name)
    if not sheet.revealed:
        raise UsageError(
            f"The round {args.name!r} is still blind, so nothing can be taken out of it.",
            f"Wait until all are done, or: empty-chair calibrate close {args.name} --by ID",
        )
    return (as_json(row) for row in labels(compared(sheet)))


def _list(simulator: Simulator, args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    from simulator.commands.calibrate_show import list_lines, round_object

    rounds = simulator.rounds
    if args.by is None:
        sheets = [rounds.sheet(found.name) for found in rounds.every()]
    else:
        sheets = list(rounds.waiting_for(args.by))
    if not sheets:
        err.write("No round waits for you.\n" if args.by else "There are no calibration rounds.\n")
    return (as_json(round_object(sheet)) for sheet in sheets) if args.json else list_lines(sheets)
