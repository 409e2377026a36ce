"""The files that ship, the guide's own, and that lint reads courtesies as the customer does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.content.files import shipped_library
from simulator.content.library import Library, Material
from simulator.content.lint.greeting import _read, _Spoken, courtesies
from simulator.content.lint.linting import lint_persona, lint_rubric, lint_scenario
from simulator.content.lint.reach import start_of
from simulator.content.loading import parse
from simulator.customer.conditions import Moment
from simulator.customer.model import CustomerModel
from simulator.language.books import kept_book

LIBRARY = Library(shipped_library())
SCENARIOS = sorted(header.id for header in LIBRARY.headers())
GUIDE = Path(__file__).parents[3] / "docs" / "authoring.md"


@pytest.mark.parametrize("name", ["third-message-about-a-parcel", "the-internet-in-his-name"])
def test_a_courtesy_is_read_as_the_customer_reads_it(name):
    scenario, persona, _ = (loaded.model for loaded in LIBRARY.material(name))
    model = CustomerModel(scenario, persona)
    book = kept_book(scenario.language, scenario.topics)
    state = replace(model.start()[0], replies=1)
    asked = [c for c in model._conditions() if '"together"' not in c.model_dump_json(exclude_unset=True)]
    assert len(asked) > 40
    for document, plain in courtesies(scenario.language):
        reading = _read(document, plain, book)
        spoken, moment = _Spoken(reading, start_of(scenario, persona)), Moment(reading, state, reading.flags)
        for condition in asked:
            assert spoken.holds(condition) == moment.holds(condition), (reading.text, condition)


def _guide(kind: str):
    blocks = re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    parts = {"scenario": [], "persona": [], "rubric": []}
    current = ""
    for block in blocks:
        if found := re.match(r"schema: empty-chair/(\w+)/1\n", block):
            current = found[1]
        if current in parts:
            parts[current].append(block)
    text = "".join(parts[kind])
    name = re.search(r"^id: (.*)$", text, re.MULTILINE)
    return parse(text.encode(), Path(f"{name[1]}.yaml"), kind)


def test_the_guide_makes_sense():
    material = Material(_guide("scenario"), _guide("persona"), _guide("rubric"))
    found = [*lint_scenario(material), *lint_persona(material.persona), *lint_rubric(material.rubric)]
    assert [str(fault) for fault in found] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_that_ships_makes_sense(name):
    assert [str(fault) for fault in lint_scenario(LIBRARY.material(name))] == []


@pytest.mark.parametrize("kind", ["persona", "rubric"])
def test_personas_and_rubrics_that_ship_make_sense(kind):
    headers = LIBRARY.personas() if kind == "persona" else LIBRARY.rubrics()
    check = lint_persona if kind == "persona" else lint_rubric
    loaded = [getattr(LIBRARY, kind)(header.id) for header in headers]
    assert [str(fault) for file in loaded for fault in check(file)] == []
