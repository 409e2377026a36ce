"""`empty-chair list`: everything the library holds, sorted, also what cannot be used."""

from __future__ import annotations

import io
import json
from argparse import Namespace

import pytest

from simulator.commands.listing import run
from tests.content.drafting import copied_library, draft, refuse


@pytest.fixture
def root(tmp_path):
    return copied_library(tmp_path)


def listing(root, as_json=False):
    out, err = io.StringIO(), io.StringIO()
    assert run(Namespace(library=root, json=as_json), out, err) == 0
    return out.getvalue(), err.getvalue()


def test_json_lines(root):
    out, err = listing(root, as_json=True)
    assert err == ""
    assert [json.loads(line) for line in out.splitlines()] == [
        {"type": "scenario", "id": "left-umbrella", "title": "The umbrella on the ferry", "language": "en",
         "channel": "counter", "persona": "brisk", "rubric": "small", "levels": ["agent", "manager"],
         "minutes": 4, "version": 2},
        {"type": "persona", "id": "brisk", "title": "Brisk", "language": "en", "version": 1},
        {"type": "rubric", "id": "small", "title": "Small talk at the counter", "language": "en",
         "version": 1},
    ]  # fmt: skip


def test_sorted_by_type_then_by_id(root):
    for name, new in (("1.yaml", "zebra"), ("2.yaml", "aardvark")):
        (root / "scenarios" / name).write_text(draft("scenario", ("id: left-umbrella", f"id: {new}")))
    lines = [json.loads(line) for line in listing(root, as_json=True)[0].splitlines()]
    assert [line["id"] for line in lines] == ["aardvark", "left-umbrella", "zebra", "brisk", "small"]


def test_the_table_is_aligned_by_what_a_terminal_shows(root):
    wide = draft("scenario", ("id: left-umbrella", "id: wide"), ("The umbrella on the ferry", "傘とフェリー"))
    (root / "scenarios" / "wide.yaml").write_text(wide, encoding="utf-8")
    out, _ = listing(root)
    lines = out.splitlines()
    assert lines[0] == "2 scenarios"
    assert lines[1].split() == ["id", "title", "channel", "persona", "rubric", "minutes", "levels"]
    narrow, broad = lines[2], lines[3]
    assert narrow.index("counter") == broad.index("counter") + len("傘とフェリー")
    assert "1 persona\n" in out
    assert "1 rubric\n" in out


def test_a_file_that_cannot_be_used_is_listed_with_the_reason(root):
    (root / "scenarios" / "broken.yaml").write_text("title: [")
    out, err = listing(root)
    assert "cannot be used: line " in out
    assert err == "1 file cannot be used; see: empty-chair check\n"
    first = json.loads(listing(root, as_json=True)[0].splitlines()[0])
    assert (first["type"], first["id"]) == ("scenario", "broken")
    assert first["fault"].startswith("line ")


@pytest.mark.parametrize(
    ("kind", "edit"),
    [("persona", ("persona: brisk", "persona: nobody")), ("rubric", ("rubric: small", "rubric: nothing"))],
)
def test_a_scenario_without_its_company_is_marked(root, kind, edit):
    (root / "scenarios" / "alone.yaml").write_text(
        draft("scenario", ("id: left-umbrella", "id: alone"), edit)
    )
    out, err = listing(root)
    name = edit[1].split(": ")[1]
    assert f"    cannot be used: there is no {kind} `{name}`\n" in out
    assert err == "1 file cannot be used; see: empty-chair check\n"


def test_a_scenario_may_use_what_came_with_the_program(root):
    for old, new in (("persona: brisk", "persona: angry"), ("rubric: small", "rubric: complaint")):
        path = root / "scenarios" / "left-umbrella.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert "cannot be used" not in listing(root)[0]


def test_a_folder_that_cannot_be_opened_is_named(root, monkeypatch):
    refuse(monkeypatch, root / "rubrics")
    assert f"{root / 'rubrics'}: the folder cannot be opened: Permission denied" in listing(root)[1]


def test_an_empty_library(tmp_path):
    out, err = listing(tmp_path / "nowhere")
    assert out == ""
    assert "There is nothing in the library" in err
    assert listing(tmp_path / "nowhere", as_json=True)[0] == ""
