"""The course of a conversation as a graph: what leads to which need, fact and ending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulator.content.base import Line, MoodLine
from simulator.content.conditions import Condition
from simulator.content.graph_words import in_words
from simulator.content.scenario import Scenario

Sort = Literal["opening", "need", "fact", "ending"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something that comes about in the conversation.

    Attributes:
        sort: What it is.
        key: Its id in the file; `opening` for the first message.
        title: What it says, to people.
        when: What brings it about, in words; empty when nothing is asked.
    """

    sort: Sort
    key: str
    title: str
    when: str = ""

    @property
    def name(self) -> str:
        """A name of letters, digits and _ that no other node has."""
        return f"{self.sort}_{self.key.replace('-', '__')}"


@dataclass(frozen=True, slots=True)
class Edge:
    """That one thing must have come about before, or may lead to, another.

    Attributes:
        start: The name of the node that comes first.
        end: The name of the node that depends on it.
        label: In which way; empty when it goes without saying.
    """

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """A scenario's nodes, in the order of its file, and what leads from one to the other.

    Attributes:
        scenario: The scenario.
        nodes: The opening first, then needs, facts and endings.
        edges: In the order of the nodes in which they end.
    """

    scenario: Scenario
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def of(self, sort: Sort) -> list[Node]:
        """The nodes of a sort."""
        return [node for node in self.nodes if node.sort == sort]

    def before(self, node: Node) -> list[Edge]:
        """What leads to a node."""
        return [edge for edge in self.edges if edge.end == node.name]


def graph_of(scenario: Scenario) -> Graph:
    """The graph of a scenario.

    Args:
        scenario: One whose names all exist; an edge from a name that does not is left out.
    """
    nodes = tuple(_nodes(scenario))
    names = {node.name for node in nodes}
    edges = tuple(edge for edge in _edges(scenario) if edge.start in names)
    return Graph(scenario, nodes, tuple(dict.fromkeys(edges)))


def _nodes(scenario: Scenario) -> Iterator[Node]:
    yield Node("opening", "opening", _said(scenario.customer.opening[0]))
    for key, need in scenario.needs.items():
        yield Node("need", key, need.title, in_words(need.met))
    for key, fact in scenario.facts.items():
        yield Node("fact", key, fact.text, _unlocked(fact.unlock, fact.about))
    for key, ending in scenario.endings.items():
        limit = f"{scenario.limits.replies} replies without another ending"
        yield Node("ending", key, _said(ending.say[0]), in_words(ending.when) if ending.when else limit)


def _said(line: Line) -> str:
    return line.say if isinstance(line, MoodLine) else line


def _unlocked(unlock: Condition | None, about: list[str] | None) -> str:
    if unlock is not None:
        return in_words(unlock)
    return in_words(Condition.model_validate({"asked": about})) if about else ""


def _edges(scenario: Scenario) -> Iterator[Edge]:
    opening = "opening_opening"
    for key, need in scenario.needs.items():
        node = f"need_{_safe(key)}"
        before = [Edge(f"need_{_safe(name)}", node, "then") for name in need.after or ()]
        if need.opens is not None:
            before += _leading(need.opens, node, f"opens when {in_words(need.opens)}")
        yield from _of_met(before, need.met, node) or [Edge(opening, node)]
    for key, fact in scenario.facts.items():
        node = f"fact_{_safe(key)}"
        yield from (_leading(fact.unlock, node, "") if fact.unlock else []) or [Edge(opening, node)]
    for key, ending in scenario.endings.items():
        node = f"ending_{_safe(key)}"
        found = _leading(ending.when, node, "") if ending.when is not None else []
        yield from found or [Edge(opening, node)]


def _of_met(before: list[Edge], met: Condition, node: str) -> list[Edge]:
    """What leads to a need, with what must be met or told for it to be met."""
    known = {node, *(edge.start for edge in before)}
    return [*before, *(edge for edge in _leading(met, node, "") if edge.start not in known)]


def _leading(condition: Condition, node: str, label: str) -> list[Edge]:
    """An edge from everything that a condition waits for; from the opening when it waits for nothing."""
    found = [Edge(name, node, label) for name in dict.fromkeys(_waited_for(condition))]
    return found or ([Edge("opening_opening", node, label)] if label else [])


def _waited_for(condition: Condition) -> Iterator[str]:
    yield from (f"fact_{_safe(key)}" for key in condition.facts or ())
    yield from (f"need_{_safe(key)}" for key in condition.needs or ())
    if condition.not_ is None:
        for part in condition.parts():
            yield from _waited_for(part)


def _safe(key: str) -> str:
    return key.replace("-", "__")
