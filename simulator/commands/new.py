"""`empty-chair new`: the beginning of a scenario, a persona or a rubric, in a file of its own."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from simulator.commands.new_questions import Wish, ask, company_wishes, own_wishes
from simulator.commands.new_skeletons import skeleton
from simulator.content.files import SUFFIX, shown
from simulator.content.library import Library
from simulator.errors import UnavailableError, UsageError


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Write a new file, and never over one that is there.

    Args:
        args: `kind`, `out` (the file; `-` is the output), `library`, and what was chosen: `id`, `title`,
            `language`, `persona`, `rubric`, `channel`; what is None is asked for at a terminal.
        out: Takes the path of the file, or with `-` the file itself.
        err: Takes the questions, and what to do next.

    Returns:
        0.

    Raises:
        UsageError: Something is missing and nobody can be asked, or will not do; or the file is there.
        UnavailableError: It cannot be written.
    """
    given = _chosen(args, err)
    text = skeleton(args.kind, given)
    if args.out == "-":
        out.write(text)
        return 0
    path = Path(args.out or f"{given['id']}{SUFFIX}")
    write_new(path, text)
    out.write(f"{shown(path)}\n")
    err.write(_next_steps(path, args.kind))
    return 0


def _chosen(args: Namespace, err: TextIO) -> dict[str, str]:
    """What was given, and what is asked for; what belongs to a scenario depends on its language."""
    at_terminal = sys.stdin.isatty() and err.isatty()
    given: dict[str, str] = {}
    missing: list[Wish] = []
    for wishes in (own_wishes, company_wishes):
        for wish in wishes(args.kind, Library(Path(args.library)), given.get("language", "en")):
            text = getattr(args, wish.name)
            if text is not None:
                given[wish.name] = wish.checked(text)
            elif at_terminal:
                given[wish.name] = ask(wish, sys.stdin, err)
            elif wish.default is not None:
                given[wish.name] = wish.default
            else:
                missing.append(wish)
    if missing:
        raise UsageError(_missing(args.kind, missing), "or start it at a terminal, where it asks")
    return given


def _missing(kind: str, wishes: list[Wish]) -> str:
    flags = ", ".join(f"--{wish.name}" for wish in wishes)
    return f"a new {kind} needs {flags}"


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        UsageError: It is there, or its folder is not.
        UnavailableError: It cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(
            f"{shown(path)}: there is such a file already; nothing was changed", "give another --out or --id"
        ) from None
    except FileNotFoundError:
        raise UsageError(f"{shown(path.parent)}: there is no such folder", "make it first") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnavailableError(f"{shown(path)}: the file cannot be written: {reason}") from None


def _next_steps(path: Path, kind: str) -> str:
    steps = f"Write what begins with TODO; empty-chair check {shown(path)} lists what is left.\n"
    if kind == "scenario":
        steps += f"To see its course: empty-chair graph {shown(path)}\n"
    return steps
