"""Expressions written so that a search is faster find what they found before."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.expressions import bits, ones, plainly_begun, with_classes, without_classes

SOURCES = [
    "(?:[ab]c|d)e",
    "(?:[ab]|cd|[ce](?:a|b))d",
    "(?:[ab](?:c|[de])|b)",
    "(?:a(?:b|c)d|[bc])[^e]{0,2}?d",
]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("(?:[ab]c|d)e", "(?:ac|bc|d)e"),
        ("(?:[ab](?:c|d)|e)", "(?:a(?:c|d)|b(?:c|d)|e)"),
        ("(?:[ab]c|d)?e", "(?:[ab]c|d)?e"),
        ("(?:[^ab]c|d)e", "(?:[^ab]c|d)e"),
        ("(?:[abcdefghijk]c|d)e", "(?:[abcdefghijk]c|d)e"),
        ("[ab]c", "[ab]c"),
        ("abc", "abc"),
    ],
)
def test_classes_at_the_head_of_alternatives_are_written_out(source: str, written: str):
    assert plainly_begun(source) == written


@given(st.sampled_from(SOURCES), st.text("abcde", max_size=20))
def test_what_is_found_is_the_same(source: str, text: str):
    found = [match.span() for match in re.finditer(plainly_begun(source), text)]
    assert found == [match.span() for match in re.finditer(source, text)]


@given(st.frozensets(st.integers(0, 300)))
def test_bits_are_found_again_lowest_first(numbers: frozenset[int]):
    assert ones(bits(numbers)) == sorted(numbers)


def test_long_classes_are_shared_by_number():
    classes: dict[str, int] = {}
    short = [without_classes(f"[{'abcdefghijklmnop'}]{end}", classes) for end in "xy"]
    assert list(classes.values()) == [0]
    assert [with_classes(source, list(classes)) for source in short] == [
        "[abcdefghijklmnop]x",
        "[abcdefghijklmnop]y",
    ]
