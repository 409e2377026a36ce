"""`empty-chair graph`: the course of a conversation as a tree, and as a chart that Mermaid can read."""

from __future__ import annotations

import io
import re
from argparse import Namespace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.commands.graph import run
from simulator.content.conditions import Condition
from simulator.content.files import shipped_library
from simulator.content.graph import graph_of
from simulator.content.graph_mermaid import mermaid
from simulator.content.graph_text import drawn, tree
from simulator.content.graph_words import in_words
from simulator.content.library import Library
from simulator.content.loading import parse
from simulator.errors import NotFoundError, UsageError
from tests.content.drafting import SAMPLES, draft, sample

NODE = re.compile(r'  (\w+)(?:\(\[|\[/|\[|\{\{)"([^"`|<>]*(?:<br/>[^"`|<>]*)*)"(?:\]\)|/\]|\]|\}\})')
EDGE = re.compile(r'  (\w+) -->(?:\|"([^"`|<>]*)"\|)? (\w+)')
REST = re.compile(r"  (?:%% [^{}%]*|classDef \w+Style [\w:#,-]+|class \w+(?:,\w+)* \w+Style)")


def graph(*edits):
    return graph_of(parse(draft("scenario", *edits).encode(), Path("f"), "scenario").model)


def drew(name, library=SAMPLES, form="text"):
    out = io.StringIO()
    assert run(Namespace(scenario=str(name), library=library, format=form), out, io.StringIO()) == 0
    return out.getvalue()


def parts(chart):
    """The nodes and edges of a chart; every line must be one that Mermaid knows."""
    first, *lines = chart.splitlines()
    assert first == "flowchart TD"
    nodes = {found[1]: found[2] for line in lines if (found := NODE.fullmatch(line))}
    edges = [found.groups() for line in lines if (found := EDGE.fullmatch(line))]
    odd = [line for line in lines if not any(form.fullmatch(line) for form in (NODE, EDGE, REST))]
    assert odd == []
    return nodes, edges


def test_the_chart_of_the_sample():
    nodes, edges = parts(mermaid(graph()))
    assert nodes["fact_stripes"] == (
        "stripes<br/>The umbrella is green with white stripes.<br/>when asked about colour"
    )
    assert set(edges) == {
        ("opening_opening", None, "need_looked_for"),
        ("need_looked_for", "then", "need_when_known"),
        ("opening_opening", None, "fact_stripes"),
        ("opening_opening", None, "fact_gift"),
        ("need_looked_for", None, "ending_resolved"),
        ("need_when_known", None, "ending_resolved"),
        ("opening_opening", None, "ending_stormed_off"),
        ("opening_opening", None, "ending_turn_cap"),
    }


def test_what_a_need_opens_with():
    when = "met: {any: [{behaviour: gives_timeframe}, {topic: noon}]}"
    _, edges = parts(mermaid(graph((when, f"{when}\n    opens: {{facts: gift}}"))))
    assert ("fact_gift", "opens when told gift", "need_when_known") in edges


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", sorted(header.id for header in Library(shipped_library()).headers()))
def test_every_scenario_that_ships_has_a_chart_and_a_tree(name):
    made = graph_of(Library(shipped_library()).scenario(name).model)
    nodes, edges = parts(mermaid(made))
    assert set(nodes) == {node.name for node in made.nodes}
    assert {end for start, _, stop in edges for end in (start, stop)} <= set(nodes)
    text = "\n".join(line for _, _, line in drawn(tree(made)))
    assert all(f"{node.key}: " in text for node in made.nodes if node.sort in ("need", "fact"))


NASTY = '"]; click opening_opening href "x"\n%%{init: {}}%% `a` <b>&#35;|x| end --> y \\ {{'


def test_hostile_titles_stay_labels():
    edits = (
        ("title: Somebody looks for it", f"title: {NASTY.splitlines()[0]!r}"),
        ("say: [Keep it.]", "say: ['end']"),
    )
    nodes, edges = parts(mermaid(graph(*edits)))
    assert len(nodes) == 8
    assert len(edges) == 8
    assert "#quot;]#59; click opening_opening href #quot;x#quot;" in nodes["need_looked_for"]


@given(st.text(max_size=80))
def test_any_text_makes_a_chart(text):
    model = sample("scenario").model
    needs = {**model.needs, "looked_for": model.needs["looked_for"].model_copy(update={"title": text})}
    nodes, _ = parts(mermaid(graph_of(model.model_copy(update={"needs": needs, "title": text}))))
    assert len(nodes) == 8


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            {
                "any": [
                    {"asked": "day"},
                    {"all": [{"behaviour": "asks_question"}, {"mood": {"trust": ">= 50"}}]},
                ]
            },
            "asked about day or (asks question and trust >= 50)",
        ),
        ({"not": {"topic": ["a", "b"]}}, "not speaks of a / b"),
        (
            {"together": [{"behaviour": "explains"}, {"topic": "x"}]},
            "(explains and speaks of x) in one sentence",
        ),
        ({"ever": {"facts": ["a", "b"]}}, "at any time told a and b"),
        ({"mood": {"trust": "> 1", "patience": "< 2"}}, "trust > 1 and patience < 2"),
        ({"flag": "other_language"}, "the reply is other language"),
        ({"all": [{"words": "< 5"}]}, "words < 5"),
    ],
)
def test_conditions_in_words(condition, words):
    assert in_words(Condition.model_validate(condition)) == words


def test_the_tree_of_the_sample():
    text = drew("left-umbrella")
    assert text.startswith("The umbrella on the ferry (left-umbrella)\n├─ Ines Halloran, brisk, by counter\n")
    assert "├─ Facts, told when earned\n│  ├─ stripes: The umbrella is green with white stripes.\n" in text
    assert "\n   │  └─ “Noon, then.”\n" in text
    assert "└─ when_known: When she will know\n" in text
    assert "stormed_off (customer_left) ★☆☆☆☆\n" in text
    assert all(len(line) <= 100 for line in text.splitlines())


def test_what_waits_for_each_other_in_a_circle_is_drawn_all_the_same():
    edits = (
        ("about: colour", "about: colour\n    unlock: {facts: gift}"),
        (
            'unlock: {all: [{behaviour: acknowledges_emotion}, {mood: {trust: ">= 35"}}]}',
            "unlock: {facts: stripes}",
        ),
    )
    lines = [line for _, _, line in drawn(tree(graph(*edits)))]
    assert sum(line.startswith(("stripes: ", "gift: ")) for line in lines) == 2


def test_a_file_by_its_path_needs_no_company(tmp_path):
    path = tmp_path / "lone.yaml"
    path.write_text(draft("scenario", ("persona: brisk", "persona: nobody")), encoding="utf-8")
    assert drew(path, library=tmp_path).startswith("The umbrella")
    assert drew(path, library=tmp_path, form="mermaid").startswith("flowchart TD\n")


def test_a_scenario_that_is_not_there(tmp_path):
    with pytest.raises(NotFoundError, match="there is no scenario `left-umbrela`"):
        drew("left-umbrela")
    with pytest.raises(UsageError, match="No such file"):
        drew(tmp_path / "no.yaml")
