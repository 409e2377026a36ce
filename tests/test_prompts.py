from __future__ import annotations

import pytest

from simulator import prompts
from simulator.customer.prompting import PROMPTS as CUSTOMER
from simulator.customer.second_reader import PROMPTS as READER
from simulator.judging.by_model.prompting import PROMPTS as JUDGE
from simulator.prompts import PromptError, render

PURPOSES = [CUSTOMER, READER, JUDGE]


def test_every_slot_is_filled_once_and_every_value_used():
    assert render("{{a}} {{a}}", {"a": "{{b}}"}) == "{{b}} {{b}}"
    with pytest.raises(PromptError, match="a"):
        render("{{a}}", {})
    with pytest.raises(PromptError, match="b"):
        render("{{a}}", {"a": "", "b": ""})


@pytest.mark.parametrize("files", PURPOSES)
def test_the_version_is_that_of_all_files(files, monkeypatch):
    version, read = files.version(), prompts._read
    assert len(version) == 64
    for changed in files.names:
        monkeypatch.setattr(
            prompts, "_read", lambda package, name, one=changed: read(package, name) + "!" * (name == one)
        )
        assert files.version() != version
    monkeypatch.undo()
    assert files.version() == version


def test_purposes_have_versions_of_their_own():
    assert len({files.version() for files in PURPOSES}) == len(PURPOSES)


@pytest.mark.parametrize("files", [CUSTOMER, JUDGE])
def test_a_phrase_that_is_not_there_is_an_error(files):
    with pytest.raises(PromptError, match="nothing"):
        files.phrase("nothing")
