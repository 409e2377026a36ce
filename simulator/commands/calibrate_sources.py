"""Where the conversations of a calibration round come from: a file of transcripts, or the records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.commands.input_lines import InputLine, input_lines
from simulator.errors import EmptyChairError, UsageError

if TYPE_CHECKING:
    from simulator.content.library import Library
    from simulator.content.loading import Loaded
    from simulator.content.rubric import Rubric
    from simulator.records.looking import RecordsView
    from simulator.records.rounds import RoundItem
    from simulator.reviewing.conversations import Jury

MOST_FAULTS = 10


def from_file(path: str, rubric: Loaded[Rubric], level: str, library: Library) -> list[RoundItem]:
    """The transcripts of a file, in order.

    Raises:
        UsageError: The file or a line of it cannot be used; every line that cannot is named.
    """
    from simulator.reviewing.conversations import Jury

    jury = Jury(rubric, level)
    found: list[RoundItem] = []
    faults: list[str] = []
    for line in input_lines(path):
        try:
            found.append(_item(line, jury, rubric, library))
        except EmptyChairError as fault:
            faults.append(told(path, line.number, fault))
    refuse(faults, "No round was made.")
    return found


def _item(line: InputLine, jury: Jury, rubric: Loaded[Rubric], library: Library) -> RoundItem:
    from simulator.judging.transcript import parse_line

    if not line.sound:
        raise UsageError("the line is not in UTF-8", "save the file as UTF-8")
    transcript = parse_line(line.text)
    if transcript.scenario is None:
        return jury.from_transcript(transcript, None)
    scenario = library.scenario(transcript.scenario).model
    if scenario.rubric != rubric.model.id:
        raise UsageError(
            f"the scenario `{scenario.id}` is judged by the rubric `{scenario.rubric}`",
            "leave `scenario` out, or make a round of its own",
        )
    return jury.from_transcript(transcript, scenario)


def from_attempts(
    given: Sequence[str], rubric: Loaded[Rubric], level: str, records: RecordsView
) -> list[RoundItem]:
    """Attempts on record, in the order given; the beginning of an id is enough.

    Raises:
        NotFoundError: There is none, or several begin so.
        UsageError: The agent says nothing in one.
    """
    from simulator.reviewing.conversations import Jury

    jury = Jury(rubric, level)
    return [jury.from_attempt(records.attempt(records.find(key))) for key in given]


def told(path: str, number: int, fault: EmptyChairError) -> str:
    """A fault of one line, on one line."""
    from simulator.content.faults import joined

    return joined(f"{path}: line {number}: {fault.message}", fault.hint)


def refuse(faults: Sequence[str], consequence: str) -> None:
    """Nothing, when there are no faults.

    Raises:
        UsageError: There are; the first ones are named.
    """
    if faults:
        more = len(faults) - MOST_FAULTS
        rest = [f"… and {more} more"] if more > 0 else []
        raise UsageError("\n".join([*faults[:MOST_FAULTS], *rest]), consequence)
