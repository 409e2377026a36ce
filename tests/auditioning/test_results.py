from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.auditioning.results import Answer, NotAConversation, Taken, from_line, to_line
from simulator.customer.guarding.refusal import Kind
from tests.auditioning.building import conversation, line

WHOLE = conversation(
    line(1, "Wo ist es? \u2028 Ach."),
    line(3, voice="scripted-fallback", answers=(Answer("", Kind.ENDS), Answer("x", failure="timeout"))),
    taken=Taken(3, 1200, 40, True, Decimal("0.00012")),
    broken="timeout",
)


def test_what_was_written_is_read_again():
    written = to_line(WHOLE)
    assert "\n" not in written
    assert json.loads(written)["schema"] == "empty-chair/audition/1"
    assert from_line(written) == WHOLE
    assert from_line(written.encode()) == WHOLE


@given(st.integers(0, len(to_line(WHOLE)) - 1))
def test_a_torn_line_is_none(length):
    with pytest.raises(NotAConversation):
        from_line(to_line(WHOLE)[:length])


@pytest.mark.parametrize(
    "damage",
    [
        {"schema": "something/1"},
        {"lines": 3},
        {"lines": [{"turn": 1}]},
        {"at": None},
        {"key": {}},
        {"taken": {"cost": "a lot"}},
        {"taken": {"cost": "NaN"}},
        {"taken": {"input_tokens": -1}},
    ],
)
def test_something_else_is_none(damage):
    with pytest.raises(NotAConversation):
        from_line(json.dumps({**json.loads(to_line(WHOLE)), **damage}))


@pytest.mark.parametrize("text", ["", "3", "[]", "null", "{}", "[" * 100_000, b"\xff\xfe"])
def test_junk_is_none(text):
    with pytest.raises(NotAConversation):
        from_line(text)
