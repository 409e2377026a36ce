"""How much a wording sounds like the texts of its case: by the pairs of words that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

_EDGE = "."


class Fluency:
    """Knows the pairs of neighbouring words of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs = frozenset(pair for text in texts for pair in _pairs(text))

    def of(self, text: str) -> float:
        """The share of a text's pairs of words that are known, from 0 to 1; 0 for an empty text."""
        pairs = list(_pairs(text))
        return sum(pair in self._pairs for pair in pairs) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    words = [word.strip(".,:;!?\"'()«»،؛؟") for word in text.lower().split()]
    row = [_EDGE, *(word for word in words if word), _EDGE]
    if len(row) > 2:
        yield from pairwise(row)
