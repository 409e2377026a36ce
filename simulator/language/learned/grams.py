"""Words and pairs of words as a linear model sees them.

Only words that belong to no case are looked at (function words, small talk, service vocabulary), so that a
model cannot learn what a talk is about: every other word is a gap, every number and date its kind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from simulator.language.document import (
    CODE,
    DATE,
    EMOJI,
    END,
    HANDLE,
    MONEY,
    NUMBER,
    TIME,
    URL,
    WORD,
    Document,
)

_GAP = "*"
_START = "^"
_STOP = "."
_MARKS = (_STOP, "?", "!")
"""What stands for the end of a sentence."""
_KINDS = {kind: f"<{kind}>" for kind in (NUMBER, MONEY, TIME, DATE, URL, EMOJI, HANDLE, CODE, END)}


class Gram(NamedTuple):
    """One word, or two neighbours, with the tokens that it stands for."""

    words: str
    first: int
    last: int


@lru_cache(maxsize=64)
def grams(document: Document, plain: frozenset[str]) -> tuple[Gram, ...]:
    """The words and pairs of a text, in order; pairs do not cross the end of a sentence.

    The latest are remembered: the reader and the judge ask for those of the same replies.

    Args:
        document: The text.
        plain: Stems that belong to no case.
    """
    found: list[Gram] = []
    add, new = found.append, tuple.__new__  # a named tuple's own constructor takes twice the time
    before, first = _START, 0
    for at, word in enumerate(_as_seen(document, plain)):
        if word != _GAP:
            add(new(Gram, (word, at, at)))
            add(new(Gram, (f"{before} {word}", first, at)))
        elif before != _GAP:
            add(new(Gram, (f"{before} {word}", first, at)))
        before, first = (_START if word in _MARKS else word), at
    return tuple(found)


def _as_seen(document: Document, plain: frozenset[str]) -> list[str]:
    """What stands for each token."""
    seen = [
        (stem if stem in plain else _GAP) if kind == WORD else _KINDS[kind]
        for stem, kind in zip(document.stems, document.kinds, strict=True)
    ]
    for (_, end), sentence in zip(document.bounds, document.sentences, strict=True):
        sign = document.text[sentence.end - 1]
        seen[end] = sign if sign in _MARKS else _STOP
    return seen
