"""A YAML file as plain data that remembers where everything stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.content.faults import Place

Key = str | int
Kind = Literal["mapping", "list", "scalar"]


@dataclass(slots=True, eq=False)
class Node:
    """A mapping, a list or a scalar, with its plain value and its place.

    Attributes:
        kind: Which of the three.
        place: Where the value begins.
        data: The plain value; of nested dicts, lists, texts, numbers, booleans.
        children: The values inside, by key or by index.
        keys: Where the keys of a mapping stand.
        written: A scalar as it is written, without its quotes.
        inset: How many columns after `place` the text begins (1 behind a quote); None when the written
            form is not the text itself, letter by letter, on one line.
        plain: Whether it is a scalar without quotes, on the line of its key or over several.
        comment: Whether a comment follows a plain scalar on its last line.
        size: The number of nodes, this one and all inside.
        height: How deep the nesting goes from here; 1 for a scalar.
    """

    kind: Kind
    place: Place
    data: Any = None
    children: dict[Key, Node] = field(default_factory=dict)
    keys: dict[Key, Place] = field(default_factory=dict)
    written: str = ""
    inset: int | None = None
    plain: bool = False
    comment: bool = False
    size: int = 1
    height: int = 1

    def find(self, loc: Sequence[Key]) -> Node:
        """The node at a path of keys and indices, or the nearest one above it.

        What stands for no key of the file (a union's tag, pydantic's `[key]`) is passed over.
        """
        return self._way(loc)[-1]

    def place_of(self, loc: Sequence[Key]) -> Place:
        """Where the value at a path begins."""
        return self.find(loc).place

    def key_place(self, loc: Sequence[Key]) -> Place:
        """Where the last key of a path stands; where its mapping begins, when there is no such key."""
        above = self.find(loc[:-1])
        return above.keys.get(loc[-1], above.place) if loc else self.place

    def path_of(self, loc: Sequence[Key]) -> str:
        """`needs.remedy.ask[0]`: the part of a path that is in the file."""
        path, node = "", self
        for key in loc:
            child = node.children.get(key)
            if child is None:
                continue
            path += f"[{key}]" if node.kind == "list" else f".{key}"
            node = child
        return path.removeprefix(".")

    def letter_place(self, index: int) -> Place:
        """Where the letter of that index (from 0) of a one-line text stands; else where the text begins."""
        if self.inset is None:
            return self.place
        return Place(self.place.line, self.place.column + self.inset + index)

    def _way(self, loc: Sequence[Key]) -> list[Node]:
        way = [self]
        for key in loc:
            child = way[-1].children.get(key)
            if child is not None:
                way.append(child)
        return way
