"""Scopes by phrases: what a lexicon's negators, conditions, closers and reports do to the words around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.language.document import Document
from simulator.language.patterns import Hit
from simulator.language.polarity import Polarity, PolarityWords, mark_quotations
from simulator.language.wordlist import wordset

POLARITY_CUES = wordset("negators negators.back negators.not conditions closers reports")
_NONE: frozenset[str] = frozenset()
_NO_PAIRS: frozenset[tuple[str, str]] = frozenset()
NO_WORDS = PolarityWords(
    _NONE, {}, _NO_PAIRS, _NONE, _NONE, _NO_PAIRS, _NONE, _NONE, _NONE, {}, _NONE
)  # fmt: skip
_REACH = 8
_CONDITION_REACH = 25
_REPORT_REACH = 15

Hits = Mapping[str, list[Hit]]


def polarity_by_phrases(document: Document, hits: Hits) -> Polarity:
    """All scopes of a document. Each begins with its phrase and ends with its clause, or after some words."""
    polarity = Polarity()
    closers = {hit.first for hit in hits.get("closers", ())}
    harmless = _tokens(hits.get("negators.not", ()))
    for hit in hits.get("negators", ()):
        if hit.last not in harmless:
            polarity.deniers.update(range(hit.first, hit.last + 1))
            polarity.denied.update(range(hit.last + 1, _end(document, hit.last, _REACH, closers)))
    for hit in hits.get("negators.back", ()):
        if hit.last not in harmless:
            polarity.deniers.update(range(hit.first, hit.last + 1))
            polarity.denied.update(range(_begin(document, hit.first, _REACH, closers), hit.first))
    for hit in hits.get("conditions", ()):
        end = _end(document, hit.last, _CONDITION_REACH, closers)
        polarity.conditional.update(range(hit.first, end))
    for hit in hits.get("reports", ()):
        end = _sentence_end(document, hit.last)
        polarity.quoted.update(range(hit.first, min(end, hit.last + _REPORT_REACH)))
    mark_quotations(polarity, document)
    return polarity


def _tokens(hits: Iterable[Hit]) -> set[int]:
    return {i for hit in hits for i in range(hit.first, hit.last + 1)}


def _sentence_end(document: Document, at: int) -> int:
    return document.bounds[document.sentence_of[at]][1]


def _end(document: Document, at: int, reach: int, closers: set[int]) -> int:
    """One past the last token of the clause that token `at` stands in, at most `reach` words on."""
    limit = min(_sentence_end(document, at), at + 1 + reach)
    for j in range(at + 1, limit):
        if j in document.breaks or j in closers:
            return j
    return limit


def _begin(document: Document, at: int, reach: int, closers: set[int]) -> int:
    """The first token of the clause that token `at` stands in, at most `reach` words back."""
    limit = max(document.bounds[document.sentence_of[at]][0], at - reach)
    for j in range(at, limit, -1):
        if j in document.breaks or j in closers:
            return j
    return limit
