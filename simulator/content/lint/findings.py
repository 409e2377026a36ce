"""The sheet on which lint notes what it finds: every fault ends with the word for its kind."""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import BaseModel

from simulator.content.sheet import Sheet
from simulator.content.walking import Loc
from simulator.language.text import shorten

Kind = Literal[
    "unreachable",
    "contradiction",
    "always",
    "greeting",
    "pattern",
    "dead-question",
    "never-said",
    "same-line",
    "shared-line",
    "forbidden-word",
    "spelling",
    "untrue",
]
"""What lint looks for; docs/authoring.md says what each means."""

_MOST = 460
"""Longer messages are cut, so that the word for the kind stays."""

Model = TypeVar("Model", bound=BaseModel)


class LintSheet(Sheet[Model]):
    """A sheet whose faults name their kind."""

    def value(self, kind: Kind, loc: Loc, message: str) -> None:
        """Note a fault at the value of a path."""
        self.at_value(loc, _marked(kind, message))

    def key(self, kind: Kind, loc: Loc, message: str) -> None:
        """Note a fault at the key of a path."""
        self.at_key(loc, _marked(kind, message))

    def line(self, loc: Loc) -> int:
        """The line on which the value of a path begins."""
        return self.tree.place_of(loc).line


def _marked(kind: Kind, message: str) -> str:
    return f"{shorten(' '.join(message.split()), _MOST)} [{kind}]"
