"""What the guard knows of a scenario's language: the one place where it looks for a language's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.language.document import Document, take_apart
from simulator.language.patterns import Hit, PhraseBook


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; a language that has none written down gets empty ones."""

    phrases: PhraseBook | None = None
    soft_kinds: tuple[str, ...] = ()
    number_words: Mapping[str, str] = field(default_factory=dict)
    passing_days: frozenset[str] = frozenset()
    months_too: frozenset[str] = frozenset()
    no_names: frozenset[str] = frozenset()
    gestures: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset({"agent", "assistant", "user", "system", "ai"})
    dictated: tuple[re.Pattern[str], ...] = ()
    narrated: frozenset[str] = frozenset()
    posing: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def words_of(language: str) -> Words:
    """The words of a language, compiled once."""
    if language != "en":
        return Words()
    from simulator.customer.guarding import english, foreign

    return Words(
        PhraseBook(english.PHRASES, "en"),
        english.SOFT_KINDS,
        english.NUMBER_WORDS,
        english.PASSING_DAYS,
        english.MONTHS_TOO,
        english.NO_NAMES,
        english.GESTURES,
        english.ROLES,
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in english.DICTATED),
        english.GESTURES | english.NARRATED,
        english.POSING,
        foreign.SMALL_WORDS,
    )


def phrases_in(text: str, language: str, key: str) -> list[str]:
    """The words of a text that match the phrases of a key and not those that take them away."""
    book = words_of(language).phrases
    if book is None:
        return []
    found = book.find(take_apart(text, language))
    return [_quote(hit) for hit in found.get(key, ()) if not _taken(hit, found.get(f"not_{key}", ()))]


def forms_of(document: Document) -> list[str]:
    """The folded words and numbers of a text, without sentence ends."""
    return [token.form for token in document.tokens if token.start < token.end]


def _taken(hit: Hit, others: list[Hit] | tuple[Hit, ...]) -> bool:
    return any(other.first <= hit.last and hit.first <= other.last for other in others)


def _quote(hit: Hit) -> str:
    return hit.document.text[hit.span.start : hit.span.end]
