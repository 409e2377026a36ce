"""Lines from outside come as they are, one by one, also before the end of the input is known."""

from __future__ import annotations

import io
import os

import pytest

from simulator.commands.input_lines import input_lines
from simulator.errors import UsageError


def piped(monkeypatch, source):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(source))
    return input_lines("-")


def test_lines_are_numbered_and_blank_ones_left_out(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xef\xbb\xbfone\r\n\n  \nt\xffwo\n")
    assert [(line.number, line.text.strip(), line.sound) for line in input_lines(path)] == [
        (1, "one", True),
        (4, "t\ufffdwo", False),
    ]


def test_a_broken_first_line_loses_none_of_the_others(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": \n{"b": 1}\n[2]\n')
    assert [line.text.strip() for line in input_lines(path)] == ['{"a":', '{"b": 1}', "[2]"]


@pytest.mark.parametrize("first", [b"words\n", b'{"a": \n', b'{"a": 1}\n', b"[1]\n"])
def test_a_pipe_is_answered_line_by_line(monkeypatch, first):
    """The first line is there although the other end has not closed yet."""
    reading, writing = os.pipe()
    os.write(writing, first)
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb"):
        lines = piped(monkeypatch, source)
        assert next(lines).text.encode() == first
        lines.close()


def test_a_document_in_a_pipe_is_recognised(monkeypatch):
    with pytest.raises(UsageError, match="looks like one JSON document"):
        next(piped(monkeypatch, io.BytesIO(b'[\n{"id": "a"}\n]\n')))


def test_nothing_comes_of_nothing(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\n \n")
    assert list(input_lines(path)) == []
