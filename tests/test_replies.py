from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.replies import Reply, json_replies, lines


def parsed(raw):
    return list(json_replies(io.BytesIO(raw)))


def test_lines_come_without_their_ends():
    assert list(lines(io.BytesIO(b"one\ntwo\r\n\nlast"))) == ["one", "two", "", "last"]


def test_lines_are_read_as_they_come():
    """A conversation cannot wait for the end of the input."""
    source = io.BytesIO(b"one\ntwo\n")
    assert next(lines(source)) == "one"
    assert source.tell() == len(b"one\n")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"I am sorry\n", "I am sorry"),
        (b'{"text": "Two\\nlines"}\n', "Two\nlines"),
        (b'{"text": ""}\n', ""),
        (b"\n", ""),
        (b'  {"text": "indented"}', "indented"),
        (b"{not JSON}", "{not JSON}"),
        (b'{"text": 5}', '{"text": 5}'),
        (b'{"action": "win"}', '{"action": "win"}'),
        (b'{"action": ["leave"]}', '{"action": ["leave"]}'),
        (b'["a"]', '["a"]'),
        (b'"quoted"', '"quoted"'),
        (b"caf\xff", "caf\ufffd"),
    ],
)
def test_a_line_is_a_reply(raw, said):
    assert parsed(raw) == [Reply(said)]


def test_a_learner_may_leave_or_step_out():
    assert parsed(b'{"action": "leave"}\n{"action": "step_out"}\n') == [
        Reply(leave="agent_ended"),
        Reply(leave="safety_exit"),
    ]


def test_endless_nesting_is_only_text():
    deep = b'{"text":' + b"[" * 100_000
    assert parsed(deep) == [Reply(deep.decode())]


@given(st.text().filter(lambda text: not set(text) & set("\r\n")))
def test_whatever_is_sent_as_an_object_arrives(text):
    assert parsed(json.dumps({"text": text}).encode() + b"\n") == [Reply(text)]


@given(st.binary())
def test_no_bytes_break_it(raw):
    replies = parsed(raw)
    assert len(replies) == raw.count(b"\n") + (bool(raw) and not raw.endswith(b"\n"))
