"""The level that a learner chose for themselves."""

from __future__ import annotations

import json

import pytest

from simulator.errors import UnavailableError
from simulator.own_levels import FILE_NAME, forget_own_levels, keep_own_level, own_level


def test_each_learner_has_their_own(tmp_path):
    folder = tmp_path / "new"
    assert own_level(folder, "kim") == ""
    keep_own_level(folder, "kim", "manager")
    keep_own_level(folder, 'Zoë "the boss" \\ Ō', "executive")
    keep_own_level(folder, "kim", "new_hire")
    assert own_level(folder, "kim") == "new_hire"
    assert own_level(folder, 'Zoë "the boss" \\ Ō') == "executive"
    assert own_level(folder, "robin") == ""
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"kim": 7}', '{"kim": "boss"}', '{"kim": null}', "[" * 100_000, "\x00"]
)
def test_a_file_that_makes_no_sense_is_none(tmp_path, text):
    (tmp_path / FILE_NAME).write_text(text, "utf-8")
    assert own_level(tmp_path, "kim") == ""
    keep_own_level(tmp_path, "kim", "manager")
    assert own_level(tmp_path, "kim") == "manager"


def test_no_utf8_is_none(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b'{"kim": "\xff"}')
    assert own_level(tmp_path, "kim") == ""


def test_what_makes_sense_beside_what_does_not_is_kept(tmp_path):
    (tmp_path / FILE_NAME).write_text(json.dumps({"ana": "agent", "bo": 3}), "utf-8")
    keep_own_level(tmp_path, "kim", "manager")
    assert own_level(tmp_path, "ana") == "agent"


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(UnavailableError, match="Your level could not be saved"):
        keep_own_level(tmp_path / "file", "kim", "manager")
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UnavailableError) as told:
        keep_own_level(tmp_path, "kim", "manager")
    assert "until you quit" in told.value.hint
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", FILE_NAME]


def test_somebody_can_be_forgotten(tmp_path):
    forget_own_levels(tmp_path, ["kim"])
    assert list(tmp_path.iterdir()) == []
    for learner in ("kim", "ana"):
        keep_own_level(tmp_path, learner, "manager")
    forget_own_levels(tmp_path, ["E77", "kim"])
    assert (own_level(tmp_path, "kim"), own_level(tmp_path, "ana")) == ("", "manager")
    assert "kim" not in (tmp_path / FILE_NAME).read_text("utf-8")


def test_a_name_that_cannot_be_forgotten_is_told(tmp_path, monkeypatch):
    keep_own_level(tmp_path, "kim", "manager")

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("simulator.whole_file.os.replace", full)
    with pytest.raises(UnavailableError, match="still holds a name") as told:
        forget_own_levels(tmp_path, ["kim"])
    assert told.value.hint == "Take it out by hand."
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
