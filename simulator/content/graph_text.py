"""A conversation's graph as a tree in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simulator.content.graph import Graph, Node
from simulator.content.scenario import Scenario


@dataclass
class Branch:
    """A line of the tree with what hangs below it.

    Attributes:
        text: The line.
        below: What hangs below it.
    """

    text: str
    below: list[Branch] = field(default_factory=list)


def tree(graph: Graph) -> Branch:
    """The tree of a scenario: its opening, needs, facts and endings, what waits for another below it."""
    scenario = graph.scenario
    opening = [Branch(f"\u201c{node.title}\u201d") for node in graph.of("opening")]
    return Branch(
        f"{scenario.title} ({scenario.id})",
        [
            Branch(f"{scenario.customer.name}, {scenario.customer.persona}, by {scenario.channel}", opening),
            Branch("Needs, in the order in which they are asked for", _needs(graph)),
            Branch("Facts, told when earned", _facts(graph)),
            Branch("Endings, tried in this order after every reply", _endings(graph)),
        ],
    )


def drawn(branch: Branch, first: str = "", rest: str = "") -> Iterator[tuple[str, str, str]]:
    """The lines of a tree from the top: each with what stands before it, and before what is wrapped of it."""
    yield first, rest + ("\u2502  " if branch.below else "   "), branch.text
    for index, below in enumerate(branch.below):
        last = index == len(branch.below) - 1
        sign, bar = ("\u2514\u2500 ", "   ") if last else ("\u251c\u2500 ", "\u2502  ")
        yield from drawn(below, rest + sign, rest + bar)


def _needs(graph: Graph) -> list[Branch]:
    needs = graph.scenario.needs
    return _nested(graph.of("need"), {key: need.after or [] for key, need in needs.items()}, _need(graph))


def _need(graph: Graph) -> dict[str, Branch]:
    found: dict[str, Branch] = {}
    for node in graph.of("need"):
        need = graph.scenario.needs[node.key]
        details = [Branch(f"met when {node.when}")]
        opened = [edge.label for edge in graph.before(node) if edge.label.startswith("opens when")]
        details += [Branch(label) for label in dict.fromkeys(opened)]
        if need.after:
            details.append(Branch(f"after {', '.join(need.after)}"))
        found[node.key] = Branch(f"{node.key}: {node.title}", details)
    return found


def _facts(graph: Graph) -> list[Branch]:
    waits = {node.key: _facts_before(graph, node) for node in graph.of("fact")}
    branches = {
        node.key: Branch(f"{node.key}: {node.title}", [Branch(f"told when {node.when}")])
        for node in graph.of("fact")
    }
    return _nested(graph.of("fact"), waits, branches)


def _facts_before(graph: Graph, node: Node) -> list[str]:
    keys = {other.name: other.key for other in graph.of("fact")}
    return [keys[edge.start] for edge in graph.before(node) if edge.start in keys]


def _endings(graph: Graph) -> list[Branch]:
    return [_ending(graph.scenario, node) for node in graph.of("ending")]


def _ending(scenario: Scenario, node: Node) -> Branch:
    ending = scenario.endings[node.key]
    name = f" ({ending.ending})" if ending.ending and ending.ending != node.key else ""
    stars = "\u2605" * ending.stars + "\u2606" * (5 - ending.stars)
    details = [Branch(f"when {node.when}"), Branch(f"\u201c{node.title}\u201d")]
    return Branch(f"{node.key}{name} {stars}", details)


def _nested(nodes: Sequence[Node], waits: dict[str, list[str]], branches: dict[str, Branch]) -> list[Branch]:
    """Each below the last of those that it waits for; those that wait for none of the others at the top.

    What waits for each other in a circle stands at the top, too: nothing is left out.
    """
    top: list[Branch] = []
    order = {node.key: place for place, node in enumerate(nodes)}
    for node in nodes:
        before = [key for key in waits[node.key] if order.get(key, len(nodes)) < order[node.key]]
        (branches[before[-1]].below if before else top).append(branches[node.key])
    return top
