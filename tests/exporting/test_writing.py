from __future__ import annotations

import os
import stat
import sys

import pytest

from simulator.errors import UnavailableError
from simulator.exporting.writing import line, opened


def test_a_file_takes_its_name_when_it_is_whole(tmp_path):
    path = tmp_path / "year.csv"
    path.write_text("old")
    with opened(path) as out:
        out.write("new\r\n")
        assert path.read_text() == "old"
    assert path.read_bytes() == b"new\r\n"
    assert os.listdir(tmp_path) == ["year.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, BrokenPipeError])
def test_what_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "year.csv"
    path.write_text("old")

    def broken_off():
        with opened(path) as out:
            out.write("half")
            raise error

    with pytest.raises(error):
        broken_off()
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["year.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told otherwise there")
def test_it_is_its_owners_alone(tmp_path):
    with opened(tmp_path / "year.csv"):
        pass
    assert stat.S_IMODE((tmp_path / "year.csv").stat().st_mode) == 0o600


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk to try it on")
def test_a_full_disk_is_told(tmp_path, monkeypatch):
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, *given: real("/dev/full", os.O_WRONLY))
    with (
        pytest.raises(UnavailableError, match=r"cannot be written to .*No space left"),
        opened(tmp_path / "x") as out,
    ):
        out.write("x" * 100_000)


def test_a_line_is_one_line():
    assert line({"text": "two\nlines", "å": 1}) == '{"text":"two\\nlines","å":1}\n'
