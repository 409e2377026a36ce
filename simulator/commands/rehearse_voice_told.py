"""What a rehearsal in a model's words tells: the report of any rehearsal, and who spoke."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from simulator.auditioning.saying import counted
from simulator.colleagues.findings import Findings
from simulator.colleagues.overall import overall
from simulator.colleagues.prompting import PROMPTS
from simulator.colleagues.talk import Talk
from simulator.colleagues.voiced import Tally
from simulator.commands.rehearse_json import as_object, overall_object
from simulator.commands.rehearse_table import overall_page, scenario_page, unfinished_page
from simulator.commands.wrapped import wrapped

_OF_A_CUT = ("type", "scenario", "title", "learners")
"""What is told of a scenario whose conversations are not all over: nothing that more of them could change."""


@dataclass(frozen=True, slots=True)
class Report:
    """The report, as it is written.

    Attributes:
        model: The model's name.
        as_json: Whether it is written for programs.
        out: Takes it.
    """

    model: str
    as_json: bool
    out: TextIO

    def scenario(self, found: Findings, tally: Tally) -> None:
        """Tell of a scenario that is over."""
        if self.as_json:
            self._say_json(as_object(found) | self._voice(tally))
        else:
            *lines, last = scenario_page(found)
            self._say([*lines, *self._told(tally), last])

    def cut(self, found: Findings, tally: Tally) -> None:
        """Tell of a scenario in the middle of which the rehearsal was interrupted."""
        if self.as_json:
            part = {key: value for key, value in as_object(found).items() if key in _OF_A_CUT}
            self._say_json(part | self._voice(tally) | {"interrupted": True})
        else:
            self._say([*unfinished_page(found), *self._told(tally), ""])

    def whole(self, talks: Sequence[Talk], scenarios: int, tally: Tally, *, interrupted: bool) -> None:
        """Tell of all conversations that are over."""
        found = overall(talks)
        if self.as_json:
            ended = {"interrupted": True} if interrupted else {}
            self._say_json(overall_object(found, scenarios) | self._voice(tally) | ended)
        else:
            self._say([*overall_page(found, scenarios), *self._told(tally)])

    def _voice(self, tally: Tally) -> dict[str, Any]:
        """Who spoke, for programs."""
        return {
            "voice": "llm",
            "model": self.model,
            "prompt": PROMPTS.version(),
            "voiced": tally.voiced,
            "fallbacks": dict(tally.fallbacks),
        }

    def _told(self, tally: Tally) -> Iterator[str]:
        """Who spoke, for people."""
        return wrapped(f"{voiced_line(self.model, tally)}.", "  ", "  ")

    def _say_json(self, found: dict[str, Any]) -> None:
        self._say([json.dumps(found, ensure_ascii=False)])

    def _say(self, lines: Iterable[str]) -> None:
        write(lines, self.out)


def voiced_line(model: str, tally: Tally) -> str:
    """`quiet-1 voiced 118 of 120 replies; 2 fell back: timeout 1, empty 1`."""
    replies = "1 reply" if tally.replies == 1 else f"{tally.replies:,} replies"
    line = f"{model} voiced {tally.voiced:,} of {replies}"
    if not tally.fallbacks:
        return line
    return f"{line}; {tally.fallbacks.total():,} fell back: {counted(tally.fallbacks)}"


def write(lines: Iterable[str], stream: TextIO) -> None:
    """Write lines, and let them be seen."""
    for line in lines:
        stream.write(f"{line}\n")
    stream.flush()
