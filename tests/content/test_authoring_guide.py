"""The guide for authors: its examples are valid, and every key of every format is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.content.keys import key_names
from simulator.content.library import from_snapshots
from simulator.content.loading import FORMATS
from simulator.content.walking import model_types
from simulator.rehearsal import rehearse

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
CHAPTERS = {"scenario": "A scenario", "persona": "A persona", "rubric": "A rubric"}


def chapter(kind):
    return GUIDE.split(f"\n## {CHAPTERS[kind]}\n")[1].split("\n## ")[0]


def example(kind):
    """The pieces of a chapter's example, put together as one file."""
    return "".join(re.findall(r"^```yaml\n(.*?)^```$", chapter(kind), re.DOTALL | re.MULTILINE))


def material():
    return from_snapshots(*(example(kind) for kind in CHAPTERS))


def test_the_examples_are_whole_files_without_fault():
    scenario, persona, rubric = material()
    assert (scenario.model.customer.persona, scenario.model.rubric) == (persona.model.id, rubric.model.id)


def test_the_example_s_exemplars_come_true():
    assert [(result.name, result.faults) for result in rehearse(material())] == [
        ("strong", ()),
        ("brush-off", ()),
    ]


KEYS = sorted(
    {
        (kind, model.__name__, key)
        for kind in CHAPTERS
        for model in model_types(FORMATS[kind])
        for key in key_names(model)
    }
)


@pytest.mark.parametrize(("kind", "model", "key"), KEYS)
def test_every_key_is_explained(kind, model, key):
    """In its own chapter, or in those that it points to."""
    told = chapter(kind) + GUIDE.split("\n## Conditions\n")[1].split("\n## ")[0]
    told += chapter("scenario") if kind == "persona" else ""
    assert re.search(rf"`{key}\b", told), f"{model}.{key}"
