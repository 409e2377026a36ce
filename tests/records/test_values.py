from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.text import clean_text
from simulator.records.place import file_system, make_file, on_network, records_file
from simulator.records.titles import title_of
from simulator.records.values import form_of, from_json, to_json

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw - ext4 /dev/sda2 rw
31 30 0:41 / /home/mira/team\040share rw shared:7 master:1 - nfs4 server:/team rw
32 22 0:42 / /mnt/win rw - cifs //server/x rw
33 22 0:43 / /mnt/win rw - ext4 /dev/sdb1 rw
broken line
"""


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("id: a\ntitle: The late train\nbrief: x\n", "The late train"),
        ("title: 'Quoted: with a colon'\n", "Quoted: with a colon"),
        ("desk:\n  - title: Not this one\n    text: t\ntitle: This one\n", "This one"),
        ("customer: {title: Nor this}\ntitle: This one\n", "This one"),
        ("a: &x [1, 2]\nb: *x\ntitle: >\n  Over two\n  lines\n", "Over two lines"),
        ("title: 2026\n", "2026"),
        ('title: "red \\e[31m"\n', "red"),
        ("? [title, x]\n: title\ntitle: Last\n", "Last"),
        ("title: [a, b]\n", ""),
        ("name: title\nother: x\n", ""),
        ("- title\n- x\n- - y\n", ""),
        ("id: a\n", ""),
        ("", ""),
        ("title", ""),
        ("a: [unclosed\ntitle: x", ""),
        ("a: \x00\ntitle: x", ""),
        ("title: \ud800", ""),
    ],
)
def test_the_title_of_a_source(source, title):
    assert title_of(source) == title


@given(st.dictionaries(st.text("abc é"), st.none() | st.integers() | st.lists(st.text("xyz é\n"))))
def test_json_comes_back(value):
    assert from_json(to_json(value)) == value


@pytest.mark.parametrize("text", ["[1]", '"x"', "null", "{", "", "NaN"])
def test_only_objects_are_read(text):
    with pytest.raises(ValueError, match=r"JSON|Expecting"):
        from_json(text)


def test_texts_deep_in_json_are_cleaned_both_ways():
    dirty = {"a\x07": [{"b": ("x\x1b[2J", 1)}]}
    clean = {"a": [{"b": ["x", 1]}]}
    assert json.loads(to_json(dirty)) == clean
    assert from_json(json.dumps(dirty)) == clean


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/x", "ext4"),
        ("/home/mira/data", "ext4"),
        ("/home/mira/team share/data", "nfs4"),
        ("/home/mira/team share", "nfs4"),
        ("/home/mira/team shared", "ext4"),
        ("/mnt/win/data", "ext4"),
    ],
)
def test_the_file_system_of_a_place(place, kind):
    assert file_system(place, MOUNTS) == kind


def test_no_mounts_no_answer():
    assert file_system("/srv", "") == ""


def test_a_share_is_on_the_network(monkeypatch, tmp_path):
    mounts = f"1 0 0:1 / / rw - ext4 d rw\n2 1 0:2 / {tmp_path} rw - nfs4 server:/x rw\n"
    monkeypatch.setattr("pathlib.Path.read_text", lambda self, **_: mounts)
    assert on_network(tmp_path / "data")
    assert not on_network(tmp_path.parent)


def test_folder_and_file_are_for_the_owner_only(tmp_path):
    file = records_file(tmp_path / "deep" / "data")
    make_file(file)
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("kept")
    make_file(file)
    assert file.read_text() == "kept"


def test_a_folder_that_a_group_shares_gives_the_group_the_file(tmp_path):
    tmp_path.chmod(0o770)
    make_file(records_file(tmp_path))
    assert records_file(tmp_path).stat().st_mode & 0o777 == 0o660


_dirty = st.sampled_from(
    [
        "plain",
        "žalia",
        "a\u200cb",
        "\u200c",
        "\x1b[31mred",
        "a\rb",
        "\u202eback",
        "e\u0301",
        "\ufeff",
        "tab\tbed",
    ]
)


@given(st.dictionaries(_dirty, _dirty, max_size=3), st.booleans())
def test_a_form_is_cleaned_however_it_was_written(found, escaped):
    bare = json.dumps({"title": "Owns it", "answers": [found]}, ensure_ascii=escaped)
    form = form_of(bare, "")
    assert form["answers"] == [{clean_text(key): clean_text(value) for key, value in found.items()}]
