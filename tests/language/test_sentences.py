from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.language.sentences import sentence_spans


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Hi Mr. Smith. It is here.", ["Hi Mr. Smith.", "It is here."]),
        (
            "Bring a paper, e.g. the bill, at 9 a.m. sharp.",
            ["Bring a paper, e.g. the bill, at 9 a.m. sharp."],
        ),
        ("It costs 3.50 today. Fine.", ["It costs 3.50 today.", "Fine."]),
        (
            "See https://help.example.com/a.b?c=d now. Done.",
            ["See https://help.example.com/a.b?c=d now.", "Done."],
        ),
        ("Wait... what? Really!!", ["Wait... what?", "Really!!"]),
        ("I see… Then we do it.", ["I see…", "Then we do it."]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("Do this:\n• open it\n• close it", ["Do this:", "open it", "close it"]),
        ("1. Open it\n2. Close it", ["1. Open it", "2. Close it"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("Go to <url> Then call us", ["Go to <url>", "Then call us"]),
        (
            "sorry for that i will send it again today it comes friday",
            ["sorry for that i will send it again today it comes friday"],
        ),
        ("", []),
        ("   \n ", []),
    ],
)
def test_examples(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@given(st.text(alphabet="ab .!?\n…\"'1•e", max_size=60))
def test_sentences_are_in_order_and_lose_no_letter(text: str) -> None:
    spans = sentence_spans(text)
    assert [span.sentence for span in spans] == list(range(len(spans)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isalnum())
