"""Cuts a stream of pieces into whole sentences, so that each can be checked before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from simulator.language.sentences import ENGLISH, Abbreviations, sentence_spans
from simulator.language.writing import WRITINGS


@dataclass(slots=True)
class Cutter:
    """Takes pieces of text in, gives whole sentences out, each with blanks before it.

    A sentence is whole when the next one begins, or the text is over. Nothing is lost or comes twice.
    """

    language: str
    rest: str = ""

    def add(self, piece: str) -> list[str]:
        """The sentences that this piece makes whole."""
        self.rest += piece
        return self._cut(keep=1)

    def close(self) -> list[str]:
        """What is left when the text is over."""
        return self._cut(keep=0)

    def _cut(self, keep: int) -> list[str]:
        spans = sentence_spans(self.rest, _abbreviations(self.language))
        ends = [span.end for span in spans[: len(spans) - keep]]
        cut = [self.rest[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        self.rest = self.rest[ends[-1] :] if ends else self.rest
        return cut


@lru_cache(maxsize=8)
def _abbreviations(language: str) -> Abbreviations:
    writing = WRITINGS.get(language)
    if writing is None:
        return ENGLISH
    return Abbreviations(writing.abbreviations, writing.can_end, writing.fold)
