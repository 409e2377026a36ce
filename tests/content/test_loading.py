"""From a file to a model that keeps its source, or to every fault of the file."""

from __future__ import annotations

import hashlib
import os

import pytest

from simulator.content.faults import FaultyFile
from simulator.content.loading import load, load_persona, load_rubric, load_scenario
from simulator.content.persona import Persona
from simulator.content.rubric import Rubric
from simulator.content.scenario import Scenario
from simulator.errors import ContentError, UsageError
from tests.content.drafting import FILES, draft, fault, faults


@pytest.mark.parametrize(
    ("kind", "loader", "model"),
    [
        ("scenario", load_scenario, Scenario),
        ("persona", load_persona, Persona),
        ("rubric", load_rubric, Rubric),
    ],
)
def test_a_file_is_loaded_with_its_source(kind, loader, model):
    path = FILES[kind]
    loaded = loader(path)
    assert isinstance(loaded.model, model)
    assert isinstance(load(path).model, model)
    assert loaded.path == path
    assert loaded.source.encode() == path.read_bytes()
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_source_is_kept_byte_for_byte(tmp_path):
    raw = b"\xef\xbb\xbf" + draft("persona").replace("\n", "\r\n").encode()
    path = tmp_path / "p.yaml"
    path.write_bytes(raw)
    loaded = load_persona(path)
    assert loaded.source.encode() == raw
    assert loaded.sha256 == hashlib.sha256(raw).hexdigest()
    assert loaded.model == load_persona(FILES["persona"]).model


def test_faults_name_the_file(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(draft("persona", ("version: 1", "version: one")))
    with pytest.raises(ContentError) as caught:
        load_persona(path)
    assert str(caught.value) == f"{path}:3:10: version: a whole number is expected here, not `one`"
    assert caught.value.exit_status == 1


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            ("schema: empty-chair/persona/1\n", ""),
            "1:1: the key `schema` is missing; write `schema: empty-chair/persona/1`",
        ),
        (
            ("schema: empty-chair/persona/1", "shema: empty-chair/persona/1"),
            "1:1: the key `schema` is missing",
        ),
        (
            ("empty-chair/persona/1", "empty-chair/persona/2"),
            "1:9: unknown schema 'empty-chair/persona/2'; write `schema: empty-chair/persona/1`",
        ),
        (("empty-chair/persona/1", "[x]"), "1:9: unknown schema"),
        (
            ("empty-chair/persona/1", "empty-chair/scenario/1"),
            "1:9: this is a scenario; a persona is expected here",
        ),
    ],
)
def test_the_schema_decides_what_a_file_is(edit, said):
    assert said in fault("persona", edit)


def test_a_file_of_any_kind_may_be_any_of_the_three(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("schema: empty-chair/recipe/1\n")
    with pytest.raises(FaultyFile, match=r"scenario/1` or `schema: empty-chair/persona/1` or"):
        load(path)


@pytest.mark.parametrize("name", ["nowhere.yaml", "folder", "x\0y"])
def test_what_cannot_be_opened(tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: 1")
    path.chmod(0)
    with pytest.raises(UsageError, match="Permission denied"):
        load(path)


def test_a_file_name_is_text_from_outside(tmp_path):
    path = tmp_path / "a\x1b[31m\nb.yaml"
    path.write_text("")
    with pytest.raises(FaultyFile) as caught:
        load(path)
    assert caught.value.message == f"{tmp_path}/a?b.yaml:1:1: the file is empty"


def test_faults_of_yaml_and_of_form_come_together():
    found = faults(
        "persona", draft("persona", ("title: Brisk", "title: 12:30"), ("version: 1", "version: one"))
    )
    assert ["a whole number" in found[0], "base 60" in found[1]] == [True, True]


def test_texts_lose_their_outer_blanks():
    from pathlib import Path

    from simulator.content.loading import parse

    loaded = parse(draft("persona", ('unclear: ["Pardon?"]', 'unclear: ["  Pardon? "]')).encode(), Path("f"))
    assert loaded.model.lines.unclear == ["Pardon?"]
    assert loaded.model.description == "Short of time, and fair."
