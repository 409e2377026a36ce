"""Words and pairs of words as a linear model sees them.

Only words that belong to no case are looked at (function words, small talk, service vocabulary), so that a
model cannot learn what a talk is about: every other word is a gap, every number and date its kind.
"""

from __future__ import annotations

from functools import lru_cache
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
    before = _START
    for at, token in enumerate(document.tokens):
        word = _as_seen(document, token, plain)
        if word != _GAP:
            add(new(Gram, (word, at, at)))
            add(new(Gram, (f"{before} {word}", at - 1 if at else 0, at)))
        elif before != _GAP:
            add(new(Gram, (f"{before} {word}", at - 1 if at else 0, at)))
        before = _START if token.kind == END else word
    return tuple(found)


def _as_seen(document: Document, token: Token, plain: frozenset[str]) -> str:
    if token.kind == WORD:
        return token.stem if token.stem in plain else _GAP
    if token.kind == END:
        sign = document.text[token.start - 1 : token.start]
        return sign if sign in _ENDS else "."
    return f"<{token.kind}>"
