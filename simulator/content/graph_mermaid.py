"""A conversation's graph as a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.content.graph import Edge, Graph, Node
from simulator.language.text import clean_text, shorten

_SHAPES = {
    "opening": ("([", "])"),
    "need": ("[", "]"),
    "fact": ("[/", "/]"),
    "ending": ("{{", "}}"),
}
_STYLES = {
    "opening": "stroke-width:2px",
    "need": "fill:#e8f1fb,stroke:#2b6cb0,color:#1a202c",
    "fact": "fill:#fdf6e3,stroke:#b7791f,color:#1a202c",
    "ending": "fill:#eaf7ec,stroke:#2f855a,color:#1a202c",
}
_LONGEST = 160
"""Longer labels make a chart that nobody can read."""

_ESCAPED = str.maketrans(
    {
        "#": "#35;",
        '"': "#quot;",
        "&": "#amp;",
        "<": "#lt;",
        ">": "#gt;",
        "`": "#96;",
        "\\": "#92;",
        "|": "#124;",
        ";": "#59;",
    }
)
"""Mermaid's own entities: within quotes nothing else needs care, but a chart is pasted into many places."""


def mermaid(graph: Graph) -> str:
    """The chart as text, ending with a line break.

    Labels stand in quotes, with everything escaped that Mermaid or the page around it could take for
    something else (Mermaid, "Flowcharts: Basic Syntax", entity codes).
    """
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "flowchart TD"
    yield f"  %% {_plain(graph.scenario.title)} ({graph.scenario.id})"
    for node in graph.nodes:
        yield f"  {_node(node)}"
    for edge in graph.edges:
        yield f"  {_edge(edge)}"
    for sort, style in _STYLES.items():
        names = ",".join(node.name for node in graph.nodes if node.sort == sort)
        if names:
            yield f"  classDef {sort}Style {style}"
            yield f"  class {names} {sort}Style"


def _node(node: Node) -> str:
    opened, closed = _SHAPES[node.sort]
    head = "" if node.sort == "opening" else f"{_label(node.key)}<br/>"
    when = f"<br/>when {_label(node.when)}" if node.when else ""
    return f'{node.name}{opened}"{head}{_label(node.title)}{when}"{closed}'


def _edge(edge: Edge) -> str:
    label = f'|"{_label(edge.label)}"|' if edge.label else ""
    return f"{edge.start} -->{label} {edge.end}"


def _label(text: str) -> str:
    return shorten(" ".join(clean_text(text).split()), _LONGEST).translate(_ESCAPED)


def _plain(text: str) -> str:
    """Text for a comment, in which `{` would begin a directive."""
    return " ".join(clean_text(text).split()).translate(str.maketrans("{}%", "()/"))
