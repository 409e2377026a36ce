"""Ids that are spelt nearly like another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.content.lint.names import _pairs, alike
from tests.content.lint.linted import found_at, said

_NAMES = st.text("abc_1", min_size=5, max_size=8)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("umbrela", "umbrella"),
        ("recieved", "received"),
        ("side_door", "side-door"),
        ("a-b", "a_b"),
        ("birthday", "birthdays"),
        ("refunds", "refunda"),
    ],
)
def test_one_slip_apart(one, other):
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tired", "tried"),
        ("day_one", "day_two"),
        ("option_1", "option_2"),
        ("umbrella", "umbrella"),
        ("umbrella", "umbrella_stand"),
        ("call_me", "call_you"),
        ("bag", "bags"),
    ],
)
def test_further_apart(one, other):
    assert not alike(one, other)


@given(st.lists(_NAMES, unique=True, max_size=8))
def test_the_short_way_finds_what_comparing_all_with_all_finds(names):
    slow = [name for at, name in enumerate(names) if any(alike(name, other) for other in names[:at])]
    assert [name for _, name in _pairs(names)] == slow


def test_topics_that_are_nearly_the_same():
    edit = ('noon: ["noon"', 'serach: ["look for"]\n  noon: ["noon"')
    message = found_at("scenario", 'search: ["look', "spelling", edit)
    assert message.startswith("`search` is nearly `serach` above")


def test_a_reaction_that_nearly_replaces_the_personas():
    edit = ("- id: pier", "- id: brushd")
    assert "does not replace it" in found_at("scenario", "- id: brushd", "spelling", edit)
    assert said("scenario", ("- id: pier", "- id: brushed")) == []


def test_an_id_that_is_nearly_the_name_of_its_file():
    found = said("scenario", file="left-umbrela")
    assert found == [
        "2: the id is nearly the name of its file, `left-umbrela`; spell both the same [spelling]"
    ]
    assert said("scenario", file="something-else") == []


def test_phrases_of_a_rubric_that_are_nearly_the_same():
    ring = 'ring: ["(ring|call) you"]'
    edit = (ring, f'{ring}\n  callers: ["rings"]\n  caller_s: ["rang"]')
    found_at("rubric", "caller_s:", "spelling", edit)
