"""The line mode's questions before the conversation: which scenario, and whether to go on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, TextIO

from simulator.errors import NotFoundError, UsageError
from simulator.replies import lines
from simulator.tui.phrasing import reflowed

if TYPE_CHECKING:
    from simulator.content.headers import ScenarioHeader
    from simulator.content.scenario import Scenario

ANSWERS = {"y": True, "yes": True, "n": False, "no": False}


def choose(headers: Iterable[ScenarioHeader], source: BinaryIO, out: TextIO) -> str:
    """Let the learner choose a scenario by its number or its id.

    Raises:
        NotFoundError: There is nothing to choose from.
        UsageError: The input ended before a choice was made.
    """
    found = sorted((h for h in headers if not h.fault), key=lambda h: h.id)
    if not found:
        raise NotFoundError("The library holds no scenario.", "Name another with --library DIR.")
    for number, header in enumerate(found, 1):
        out.write(f"{number}. {header.title} ({header.channel}, {header.minutes} minutes)\n")
    while True:
        out.write("Number or id: ")
        out.flush()
        line = next(lines(source), None)
        if line is None:
            raise UsageError("No scenario was chosen.", "Name one: empty-chair play SCENARIO")
        if (chosen := _match(line.strip(), found)) is not None:
            return chosen
        out.write(f"There is no {line.strip()!r}. Choose from 1 to {len(found)}.\n")


def _match(given: str, found: list[ScenarioHeader]) -> str | None:
    if given.isdecimal() and 1 <= int(given) <= len(found):
        return found[int(given) - 1].id
    return next((header.id for header in found if header.id == given), None)


def agrees(scenario: Scenario, source: BinaryIO | None, out: TextIO) -> bool:
    """Show the content note, if there is one, and ask whether to go on.

    Without a person at a terminal (no `source`) nothing is asked.
    """
    if not scenario.content_note:
        return True
    out.write(f"Before you start: {reflowed(scenario.content_note)}\n")
    if scenario.support:
        out.write(f"{reflowed(scenario.support)}\n")
    out.write("You can step out at any moment with /out; that is never scored.\n")
    if source is None:
        return True
    agreed = _yes_or_no(source, out)
    if not agreed:
        out.write("Nothing was started, and nothing is on record.\n")
    return agreed


def _yes_or_no(source: BinaryIO, out: TextIO) -> bool:
    """Ask until the answer is one of the two; the end of the input is a no, and said to be."""
    while True:
        out.write("Go on? (yes or no): ")
        out.flush()
        line = next(lines(source), None)
        if line is None:
            out.write("\nThe input has ended; that is taken as a no.\n")
            return False
        if (answer := line.strip().lower()) in ANSWERS:
            return ANSWERS[answer]
        out.write("Please write yes or no.\n")
