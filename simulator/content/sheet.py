"""A loaded file on the examiner's desk: its faults, told by the path of the key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

from pydantic import BaseModel

from simulator.content.faults import Fault, FaultList
from simulator.content.files import shown
from simulator.content.loading import Loaded
from simulator.content.nearest import suggest
from simulator.content.walking import Loc

Model = TypeVar("Model", bound=BaseModel)


class Sheet(Generic[Model]):
    """Collects what is wrong with one loaded file beyond its form."""

    def __init__(self, loaded: Loaded[Model]) -> None:
        self.model = loaded.model
        self.tree = loaded.tree
        self._faults = FaultList(shown(loaded.path))

    @property
    def faults(self) -> list[Fault]:
        """All that was noted so far, in the order of the file."""
        return sorted(self._faults.faults)

    def at_value(self, loc: Loc, message: str) -> None:
        """Note a fault at the value of a path."""
        self._faults.add(self.tree.place_of(loc), message)

    def at_key(self, loc: Loc, message: str) -> None:
        """Note a fault at the key of a path."""
        self._faults.add(self.tree.key_place(loc), message)

    def at_letter(self, loc: Loc, index: int, message: str) -> None:
        """Note a fault at a letter (from 0) of the text at a path."""
        self._faults.add(self.tree.find(loc).letter_place(index), message)

    def known(self, loc: Loc, names: Iterable[str] | None, among: Collection[str], what: str) -> None:
        """Note every name in the list at a path that is not among the known ones."""
        for index, name in enumerate(names or ()):
            if name not in among:
                self.at_value((*loc, index), f"unknown {what} `{name}`{suggest(name, among)}")
