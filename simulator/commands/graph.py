"""`empty-chair graph`: the course of a scenario's conversation, as a chart or as a tree."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TextIO

from simulator.commands.wrapped import wrapped
from simulator.content.files import SUFFIX
from simulator.content.graph import Graph, graph_of
from simulator.content.graph_mermaid import mermaid
from simulator.content.graph_text import drawn, tree
from simulator.content.library import Library
from simulator.content.scenario import Scenario
from simulator.language.text import clean_text


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Draw the graph of one scenario.

    Args:
        args: `scenario` (an id of the library, or the path of a file), `library` (its folder), `format`.
        out: Takes the chart.
        err: Not used.

    Raises:
        NotFoundError: There is no such scenario.
        FaultyFile: It has faults.
        UsageError: The file cannot be opened.
    """
    graph = graph_of(_scenario(args.scenario, Path(args.library)))
    out.write(mermaid(graph) if args.format == "mermaid" else _text(graph))
    return 0


def _scenario(name: str, library: Path) -> Scenario:
    """The scenario of an id; one of a path needs neither persona nor rubric yet."""
    if not name.endswith(SUFFIX):
        return Library(library).scenario(name).model
    from simulator.content.loading import load_scenario

    return load_scenario(Path(name)).model


def _text(graph: Graph) -> str:
    lines = [line for first, rest, text in drawn(tree(graph)) for line in wrapped(text.strip(), first, rest)]
    return clean_text("\n".join(lines)) + "\n"
