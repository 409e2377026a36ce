"""Words and pairs of words as a linear model sees them.

Only words that belong to no case are looked at (function words, small talk, service vocabulary), so that a
model cannot learn what a talk is about: every other word is a gap, every number and date its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.language.document import END, WORD, Document, Token

_GAP = "*"
_START = "^"
_ENDS = ("?", "!")


class Gram(NamedTuple):
    """One word, or two neighbours, with the tokens that it stands for."""

    words: str
    first: int
    last: int


def grams(document: Document, plain: frozenset[str]) -> Iterator[Gram]:
    """The words and pairs of a text, in order; pairs do not cross the end of a sentence.

    Args:
        document: The text.
        plain: Stems that belong to no case.
    """
    before = _START
    for at, token in enumerate(document.tokens):
        word = _as_seen(document, token, plain)
        if word != _GAP:
            yield Gram(word, at, at)
        if word != _GAP or before != _GAP:
            yield Gram(f"{before} {word}", max(0, at - 1), at)
        before = _START if token.kind == END else word


def _as_seen(document: Document, token: Token, plain: frozenset[str]) -> str:
    if token.kind == WORD:
        return token.stem if token.stem in plain else _GAP
    if token.kind == END:
        sign = document.text[token.start - 1 : token.start]
        return sign if sign in _ENDS else "."
    return f"<{token.kind}>"
