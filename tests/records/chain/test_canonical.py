"""Canonical JSON, held against another implementation of RFC 8785."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from simulator.records.chain.canonical import LARGEST, canonical, quoted
from simulator.records.chain.events import Entry, entry_bytes

_TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_every_value_is_written_as_the_standard_says(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_keys_are_ordered_as_utf_16_orders_them():
    keys = ["\U0001f600", "\ue000", "\uffee", "z", "a", "", "é"]
    assert canonical(dict.fromkeys(keys, 1)) == rfc8785.dumps(dict.fromkeys(keys, 1))
    assert list(canonical({"\ue000": 1, "\U0001f600": 2}).decode()[2]) == ["\U0001f600"]


@pytest.mark.parametrize(
    "value", [0.5, 1.0, float("nan"), LARGEST + 1, -LARGEST - 1, {1: 2}, b"x", {2}, "\ud800"]
)
def test_what_it_cannot_say_is_refused(value):
    for held in (value, [value], {"key": value}):
        with pytest.raises(ValueError):  # noqa: PT011 - many kinds, one error
            canonical(held)


def test_true_is_not_one_and_the_largest_numbers_are_exact():
    assert canonical([True, 1, LARGEST, -LARGEST]) == b"[true,1,9007199254740991,-9007199254740991]"


@given(_TEXTS, _TEXTS, _TEXTS, st.none() | st.integers(1, 9), st.dictionaries(_TEXTS, _VALUES, max_size=3))
def test_an_entry_is_written_as_the_standard_says(actor, subject, reason, links, what):
    head = None if links is None else "ab" * 32
    entry = Entry(
        7, "2026-03-02T09:00:00.000Z", actor, "opened", "attempt", subject, links, head, reason,
        canonical(what).decode(),
    )  # fmt: skip
    assert entry_bytes(entry) == rfc8785.dumps(
        {
            "seq": 7, "at": "2026-03-02T09:00:00.000Z", "actor": actor, "action": "opened",
            "family": "attempt", "subject": subject, "links": links, "head": head, "reason": reason,
            "what": what,
        }
    )  # fmt: skip
    assert quoted(actor).encode() == rfc8785.dumps(actor)
