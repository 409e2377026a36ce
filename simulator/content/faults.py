"""Faults in the files that trainers write: each with its place, all of a file at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from simulator.errors import ContentError
from simulator.language.text import shorten

MAX_FAULTS = 100
"""More faults of one file than this are counted, not listed."""
MAX_MESSAGE = 500


class Place(NamedTuple):
    """A place in a file; lines and columns are counted from 1, columns in characters."""

    line: int
    column: int


TOP = Place(1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, where it stands, and what to do about it."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class FaultyFile(ContentError):
    """Everything that is wrong with a file, in the order of the file.

    Attributes:
        faults: The faults, sorted by place.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, listed(self.faults))), "correct the file and try again")


class FaultList:
    """Collects the faults of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def add(self, place: Place, message: str) -> None:
        """Note what is wrong at a place; what the message quotes from the file is cut to one line."""
        text = shorten(" ".join(message.split()), MAX_MESSAGE)
        self.faults.append(Fault(self.path, place.line, place.column, text))

    @property
    def places(self) -> set[Place]:
        """The places at which something is wrong."""
        return {Place(fault.line, fault.column) for fault in self.faults}

    def raise_any(self) -> None:
        """Nothing, when nothing is wrong.

        Raises:
            FaultyFile: Something is.
        """
        if self.faults:
            raise FaultyFile(self.faults)


def joined(message: str, hint: str) -> str:
    """A message and its advice as one text, with a mark of punctuation between them."""
    if not hint:
        return message
    if message.endswith((".", "!", "?")):
        return f"{message} {hint[0].upper()}{hint[1:]}"
    return f"{message}; {hint}" if hint[0].islower() else f"{message}. {hint}"


def listed(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The first hundred faults, and one that counts the others."""
    if len(faults) <= MAX_FAULTS:
        return faults
    last = faults[MAX_FAULTS]
    rest = f"and {len(faults) - MAX_FAULTS} more faults from here on"
    return (*faults[:MAX_FAULTS], Fault(last.path, last.line, last.column, rest))
