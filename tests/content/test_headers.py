"""Headers: read quickly and without the models, never lost, kept between starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.content import headscan
from simulator.content.headers import read_part_header, read_scenario_header
from simulator.content.library import Library
from tests.content.drafting import FILES, copied_library, draft

ROOT = Path(__file__).parents[2]


def header_of(tmp_path, text):
    path = tmp_path / "named.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_scenario_header(path)


def test_the_header_of_a_scenario():
    header = read_scenario_header(FILES["scenario"])
    assert header.fault is None
    assert (header.id, header.title, header.language) == ("left-umbrella", "The umbrella on the ferry", "en")
    assert (header.channel, header.persona, header.rubric) == ("counter", "brisk", "small")
    assert (header.levels, header.tags) == (("agent", "manager"), ("lost-property",))
    assert (header.minutes, header.version, header.customer) == (4, 2, "Ines Halloran")
    assert header.content_note is False
    assert header.path == FILES["scenario"]


@pytest.mark.parametrize("kind", ["persona", "rubric"])
def test_the_header_of_a_part(kind):
    header = read_part_header(FILES[kind], kind)
    assert (header.kind, header.fault, header.language, header.version) == (kind, None, "en", 1)
    assert header.title


def test_reading_stops_where_the_head_ends(tmp_path):
    """What stands behind the head is not even parsed."""
    text = draft("scenario", ("topics:\n", "]]] this is no YAML\ntopics:\n"))
    assert header_of(tmp_path, text).fault is None


def test_keys_may_stand_in_any_order(tmp_path):
    top, rest = draft("scenario").split("brief: |", 1)
    header = header_of(tmp_path, f"brief: |{rest}\ncontent_note: About a loss.\n{top}")
    assert (header.fault, header.id, header.tags) == (None, "left-umbrella", ("lost-property",))
    assert header.content_note is True


def test_a_file_in_one_flow_mapping(tmp_path):
    text = (
        "{schema: empty-chair/scenario/1, id: x, version: 1, title: X, language: en, channel: chat, "
        "minutes: 1, levels: [agent], rubric: r, customer: {name: N, persona: p}, tags: [t], content_note: n}"
    )
    header = header_of(tmp_path, text)
    assert (header.fault, header.tags, header.content_note) == (None, ("t",), True)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("title: The umbrella", "titel: The umbrella"), "the key `title` is missing"),
        (("  persona: brisk\n", ""), "the key `customer.persona` is missing"),
        (("schema: empty-chair/scenario/1", "schema: empty-chair/persona/1"), "does not say `schema: empty"),
        (("id: left-umbrella", "id: Left Umbrella"), "`id` is not what it should be"),
        (("minutes: 4", "minutes: some"), "`minutes` is not what it should be"),
        (("levels: [agent, manager]", "levels: agent"), "`levels` is not what it should be"),
        (("title: The umbrella", "title: [The umbrella"), "line "),
        (("id: left", "\tid: left"), "line 2: a tab"),
    ],
)
def test_a_file_with_a_faulty_head_stays_in_the_list(tmp_path, edit, said):
    header = header_of(tmp_path, draft("scenario", edit))
    assert said in header.fault
    assert header.id in ("named", "left-umbrella")
    assert header.title


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"a: \x00",
        b"- a",
        b"caf\xe9: 1",
        b"{" * 5000,
        b"a: " + b"x" * 1_000_001,
        b"? [a]\n: b\n",
    ],
)
def test_no_bytes_make_the_list_fail(tmp_path, raw):
    header = header_of(tmp_path, raw)
    assert header.fault
    assert (header.id, header.title) == ("named", "named")


def test_an_endless_head_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(headscan, "_MAX_EVENTS", 40)
    assert "at the top of the file" in header_of(tmp_path, draft("scenario")).fault


def test_texts_of_a_header_are_one_clean_line(tmp_path):
    header = header_of(
        tmp_path,
        draft("scenario", ("title: The umbrella", 'title: "The\\e[31m\\n umbrella')).replace(
            "on the ferry", 'on the ferry"', 1
        ),
    )
    assert header.title == "The umbrella on the ferry"


def listed(library):
    return [header.id for header in library.headers()]


def test_headers_come_one_by_one(tmp_path):
    root = copied_library(tmp_path)
    (root / "scenarios" / "sub").mkdir()
    (root / "scenarios" / "sub" / "second.yaml").write_text(
        draft("scenario", ("id: left-umbrella", "id: second"))
    )
    (root / "scenarios" / ".hidden.yaml").write_text("x")
    headers = Library(root).headers()
    assert next(headers).id == "left-umbrella"
    assert [header.id for header in headers] == ["second"]


def test_an_id_that_is_there_twice_is_a_fault_of_the_second(tmp_path):
    root = copied_library(tmp_path)
    twin = root / "scenarios" / "z.yaml"
    twin.write_text(draft("scenario"))
    first, second = Library(root).headers()
    assert first.fault is None
    assert second.path == twin
    assert second.fault == f"the id `left-umbrella` is used twice; first in {first.path}"


def test_the_cache_is_used_while_the_file_stays_as_it_is(tmp_path, monkeypatch):
    root, cache = copied_library(tmp_path / "lib"), tmp_path / "cache" / "deep"
    fresh = list(Library(root, cache).headers())
    monkeypatch.setattr(
        "simulator.content.library.read_scenario_header", lambda path: pytest.fail("read again")
    )
    assert list(Library(root, cache).headers()) == fresh
    assert [path.suffix for path in cache.iterdir()] == [".json"]


def test_a_changed_file_is_read_again(tmp_path):
    root, cache = copied_library(tmp_path / "lib"), tmp_path / "cache"
    assert listed(Library(root, cache)) == ["left-umbrella"]
    path = root / "scenarios" / "left-umbrella.yaml"
    stat = path.stat()
    path.write_text(draft("scenario", ("id: left-umbrella", "id: lost-umbrella")))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    assert listed(Library(root, cache)) == ["lost-umbrella"]
    path.unlink()
    assert listed(Library(root, cache)) == []
    (kept,) = cache.iterdir()
    assert json.loads(kept.read_text())["headers"] == {}


def _rewritten(kept, change):
    data = json.loads(kept.read_text())
    change(data)
    kept.write_text(json.dumps(data))


def _set_title(value):
    def change(data):
        for entry in data["headers"].values():
            entry[3] = value

    return change


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept.write_bytes(b""),
        lambda kept: kept.write_bytes(b"\xff\xfe{"),
        lambda kept: kept.write_text('{"format": 1, "headers": {"a'),
        lambda kept: kept.write_text("[" * 100_000),
        lambda kept: kept.write_text("[]"),
        lambda kept: kept.write_text('{"format": 1, "headers": [1]}'),
        lambda kept: kept.write_text('{"format": 99, "headers": {}}'),
        lambda kept: _rewritten(kept, lambda data: data["headers"].update(dict.fromkeys(data["headers"], 1))),
        lambda kept: _rewritten(kept, lambda data: [entry.pop() for entry in data["headers"].values()]),
        lambda kept: _rewritten(
            kept, lambda data: [entry.__setitem__(8, [1]) for entry in data["headers"].values()]
        ),
        lambda kept: _rewritten(kept, _set_title(7)),
        lambda kept: _rewritten(kept, _set_title("\x1b[31mred")),
    ],
)
def test_a_damaged_cache_is_ignored_and_replaced(tmp_path, damage):
    root, cache = copied_library(tmp_path / "lib"), tmp_path / "cache"
    fresh = list(Library(root, cache).headers())
    (kept,) = cache.iterdir()
    damage(kept)
    assert list(Library(root, cache).headers()) == fresh
    assert json.loads(kept.read_text())["headers"]
    assert list(cache.iterdir()) == [kept]


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path):
    root = copied_library(tmp_path / "lib")
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert listed(Library(root, blocked)) == ["left-umbrella"]
    assert listed(Library(root, blocked / "below")) == ["left-umbrella"]


def test_the_field_of_the_title_is_where_the_tests_above_put_it(tmp_path):
    root, cache = copied_library(tmp_path / "lib"), tmp_path / "cache"
    list(Library(root, cache).headers())
    (kept,) = cache.iterdir()
    (entry,) = json.loads(kept.read_text())["headers"].values()
    assert entry[3] == "The umbrella on the ferry"
    assert entry[8] == ["agent", "manager"]


def test_the_list_needs_no_models(tmp_path):
    root = copied_library(tmp_path / "lib")
    program = (
        "import sys\nfrom pathlib import Path\nfrom simulator.content.library import Library\n"
        f"assert len(list(Library(Path({str(root)!r}), Path({str(tmp_path)!r})).headers())) == 1\n"
        "found = {'pydantic', 'sqlalchemy', 'textual', 'snowballstemmer'} & set(sys.modules)\n"
        "sys.exit(', '.join(found) if found else 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert ran.returncode == 0, ran.stderr
