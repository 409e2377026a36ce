"""Which sentence of the desk speaks of what the customer has just asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from simulator.colleagues.pool import Sentence
from simulator.language.document import WORD, take_apart
from simulator.language.reader import rules_for

_LEAST = 1
"""So many words of some weight must be shared."""


class Answering:
    """Finds answers among the sentences of the desk."""

    def __init__(self, told: Sequence[Sentence], language: str) -> None:
        self._told = told
        self._language = language

    def nearest(self, message: str, said: Collection[str]) -> Sentence | None:
        """The unsaid sentence that shares most words with a message, the shortest of equals, if any."""
        asked = heavy(message, self._language)
        scored = [
            (len(asked & heavy(sentence.text, self._language)), -len(sentence.text), sentence.text)
            for sentence in self._told
            if sentence.text not in said
        ]
        shared, _, text = max(scored, default=(0, 0, ""))
        return next((s for s in self._told if s.text == text), None) if shared >= _LEAST else None


@lru_cache(maxsize=4_096)
def heavy(text: str, language: str) -> frozenset[str]:
    """The stems of a text that are no everyday words."""
    small = rules_for(language).generic
    tokens = take_apart(text, language).tokens
    return frozenset(token.stem for token in tokens if token.kind == WORD and token.stem not in small)
