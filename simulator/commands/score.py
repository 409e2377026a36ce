"""`empty-chair score`: judges transcripts that exist already, one evaluation a line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

from simulator.errors import EmptyChairError, UnavailableError, UsageError

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.judging.judge import RulesJudge
    from simulator.judging.transcript import Transcript


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Score every line of the files, in order.

    Args:
        args: `rubric` (id), `judge` ("rules"), `files` (paths; none or `-` is standard input), `library`
            (its folder), `level` (of transcripts that name none, or None).
        out: Takes the evaluations.
        err: Takes the faults that concern a whole file.

    Returns:
        0, or 1 when a line could not be read.

    Raises:
        UnavailableError: The judge asked for is not there.
        NotFoundError, ContentError: The rubric is not there, or has faults.
        UsageError: A file cannot be read.
    """
    if args.judge != "rules":
        raise UnavailableError(
            f'The judge "{args.judge}" is not available in this version.',
            "Score with `--judge rules`; it needs no network.",
        )
    from simulator.content.library import Library

    panel = _Panel(Library(args.library), args.rubric)
    faults = 0
    for path in args.files or ["-"]:
        for number, line in _lines(path):
            faults += not _score(line, number, panel, args.level, out)
    if faults:
        err.write(f"{faults} {'line' if faults == 1 else 'lines'} could not be scored.\n")
    return 1 if faults else 0


class _Panel:
    """The judges of one rubric: one for each scenario, and one without a scenario."""

    def __init__(self, library: Library, rubric: str) -> None:
        self._library = library
        self._rubric = library.rubric(rubric)
        self._judges: dict[str | None, RulesJudge] = {}
        self.judge(None)

    def judge(self, scenario: str | None) -> RulesJudge:
        """The judge of transcripts of a scenario.

        Raises:
            NotFoundError, ContentError: The scenario is not there, or has faults.
        """
        from simulator.judging.judge import RulesJudge

        found = self._judges.get(scenario)
        if found is None:
            model = self._library.scenario(scenario).model if scenario is not None else None
            found = RulesJudge(self._rubric.model, self._rubric.sha256, model)
            self._judges[scenario] = found
        return found


def _score(line: str, number: int, panel: _Panel, level: str | None, out: TextIO) -> bool:
    """Write the evaluation of a line, or what is wrong with it; whether it could be scored."""
    from simulator.judging.transcript import id_in, parse_line

    try:
        result = _evaluation(parse_line(line), panel, level)
    except EmptyChairError as fault:
        error = f"line {number}: {fault.message}"
        result = {"id": id_in(line), "error": f"{error} {fault.hint}".strip() if fault.hint else error}
    out.write(json.dumps(result, ensure_ascii=False) + "\n")
    out.flush()
    return "error" not in result


def _evaluation(transcript: Transcript, panel: _Panel, level: str | None) -> dict[str, object]:
    from dataclasses import replace

    if transcript.level is None and level is not None:
        transcript = replace(transcript, level=level)
    return panel.judge(transcript.scenario).evaluate(transcript).to_json()


def _lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    from simulator.language.text import decode_input

    try:
        with _opened(path) as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, decode_input(line)
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        raise UsageError(
            f"{path}: {reason}.", "Name a file of JSON Lines, or - for standard input."
        ) from None


def _opened(path: str | Path) -> AbstractContextManager[IO[bytes]]:
    import sys

    return nullcontext(sys.stdin.buffer) if str(path) == "-" else Path(path).open("rb")
