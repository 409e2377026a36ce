"""Books of phrases that are asked for again and again, kept between two askings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from simulator.language.patterns import Pattern, PhraseBook


def kept_book(language: str, topics: Mapping[str, Sequence[str | Pattern]]) -> PhraseBook:
    """A book of some topics; the latest are kept, as one scenario is read again and again.

    Raises:
        PatternError: One of the patterns cannot be read.
        UsageError: No word stems are known for the language.
    """
    return _kept_book(language, tuple((key, tuple(phrases)) for key, phrases in topics.items()))


@lru_cache(maxsize=32)
def _kept_book(language: str, topics: tuple[tuple[str, tuple[str | Pattern, ...]], ...]) -> PhraseBook:
    return PhraseBook(dict(topics), language)
