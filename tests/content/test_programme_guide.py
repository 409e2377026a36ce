"""The guide for programmes: its example is valid, every key and every status is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.content.keys import key_names
from simulator.content.library import Library
from simulator.content.loading import parse
from simulator.content.programme import Programme
from simulator.content.programmechecks import check_programme
from simulator.content.programmewho import facts_of_header
from simulator.content.walking import model_types
from simulator.training.status import STATES

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "programmes.md").read_text(encoding="utf-8")


def example():
    return "".join(re.findall(r"^```yaml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE))


def test_the_example_is_a_whole_file_without_fault():
    loaded = parse(example().encode(), Path("year.yaml"), "programme")
    scenarios = [facts_of_header(header) for header in Library(ROOT).headers()]
    assert [str(fault) for fault in check_programme(loaded, scenarios)] == []


KEYS = sorted({(model.__name__, key) for model in model_types(Programme) for key in key_names(model)})


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_every_key_is_explained(model, key):
    assert re.search(rf"`{key}\b", GUIDE), f"{model}.{key}"


@pytest.mark.parametrize("state", STATES)
def test_every_status_is_explained(state):
    assert f"| `{state}` |" in GUIDE
