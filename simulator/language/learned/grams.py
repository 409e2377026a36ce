"""Words and pairs of words as a linear model sees them.

Only words that belong to no case are looked at (function words, small talk, service vocabulary), so that a
model cannot learn what a talk is about: every other word is a gap, every number and date its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from simulator.language.details import case_places
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
_TWO_GAPS = "* *"
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


def grams(document: Document, plain: frozenset[str]) -> tuple[Gram, ...]:
    """The words and pairs of a text, in order; pairs do not cross the end of a sentence.

    Args:
        document: The text.
        plain: Stems that belong to no case.
    """
    found: list[Gram] = []
    for at, (word, pair) in enumerate(zip(*by_token(document, plain), strict=True)):
        if word != _GAP:
            found.append(Gram(word, at, at))
        if pair != _TWO_GAPS:
            found.append(Gram(pair, max(0, at - 1), at))
    return tuple(found)


ByToken = tuple[Sequence[str], Sequence[str]]
"""For each token of a text the word, and the pair, that end with it."""


@lru_cache(maxsize=64)
def by_token(document: Document, plain: frozenset[str]) -> ByToken:
    """The words of a text, and the pairs, one of each for every token; gaps are in them too.

    Two lists side by side are looked up and added up whole, without an object for each gram. No model
    holds a gap, so that gaps need not be left out here. The latest are remembered: the reader and the
    judge ask for those of the same replies.
    """
    words = list(document.stems)
    for at in case_places(document, plain):
        kind = document.kinds[at]
        words[at] = _GAP if kind == WORD else _KINDS[kind]
    before = [_START, *words[:-1]]
    for (_, end), sentence in zip(document.bounds, document.sentences, strict=True):
        sign = document.text[sentence.end - 1]
        words[end] = sign if sign in _MARKS else _STOP
        if end + 1 < len(before):
            before[end + 1] = _START
    return words, [f"{first} {word}" for first, word in zip(before, words, strict=False)]
