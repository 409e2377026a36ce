"""What an author has still to write: texts that begin with TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simulator.content.faults import Fault, FaultList
from simulator.content.files import shown
from simulator.content.loading import Loaded
from simulator.content.yamltree import Node

MARK = "TODO"
"""A text that begins with this word, in capitals, is not written yet."""

_MARKED = re.compile(r"\s*TODO\b:?\s*")
_SHOWN = 60


def todos(loaded: Loaded[Any]) -> list[Fault]:
    """Every text of a file that is still to be written, in the order of the file."""
    faults = FaultList(shown(loaded.path))
    for node, rest in _marked(loaded.tree):
        asked = f": {rest[:_SHOWN]}" if rest else ""
        faults.add(node.place, f"still to be written{asked} [todo]")
    return sorted(faults.faults)


def _marked(node: Node) -> Iterator[tuple[Node, str]]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        waiting += node.children.values()
        if isinstance(node.data, str) and MARK in node.data and (found := _MARKED.match(node.data)):
            yield node, " ".join(node.data[found.end() :].split())
