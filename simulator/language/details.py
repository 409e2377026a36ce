"""Words that belong to this case only: names, numbers, dates, and what the customer or the desk spoke of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from simulator.language.document import CODE, DATE, HANDLE, MONEY, NUMBER, TIME, WORD, Document
from simulator.language.reading import Span
from simulator.language.values import value

_BEFORE_NAMES = frozenset({"sorry", "you", "thanks", "yes", "no", "again", "it"})
VALUE_KINDS = frozenset({NUMBER, MONEY, TIME, DATE, CODE})


@value
class Detail:
    """One word of the case.

    Attributes:
        index: Its token.
        source: `address` (the customer's name in a greeting), `name` (any other name), `value` (a number,
            amount, date or code), `heard` or `desk` (a word that they used before).
        known: Whether the customer or the desk had it before.
    """

    index: int
    source: str
    known: bool


@lru_cache(maxsize=64)
def case_places(document: Document, generic: frozenset[str]) -> list[int]:
    """The tokens that are no service vocabulary, in order; remembered, as several readers ask for them."""
    return [
        at
        for at, (stem, kind) in enumerate(zip(document.stems, document.kinds, strict=True))
        if stem not in generic or kind != WORD
    ]


def case_words(documents: Iterable[Document], generic: frozenset[str]) -> frozenset[str]:
    """The stems and values in some texts that are no service vocabulary."""
    return frozenset().union(*[_own_words(document, generic) for document in documents])


@lru_cache(maxsize=256)
def _own_words(document: Document, generic: frozenset[str]) -> frozenset[str]:
    """The case words of one text, remembered: every reply of a talk looks back at the same messages."""
    found: set[str] = set()
    company = False
    text, signs = document.text, "@" in document.text
    for i in range(len(document.tokens)) if signs else case_places(document, generic):
        token = document.tokens[i]
        form, stem, _, _, kind = token
        if kind == WORD:
            if signs:  # "@ Somebody's Support", "@someone Telecom": the company, up to a small letter or stop
                at_sign = "@" in text[max(0, token.start - 2) : token.start]
                after_handle = i > 0 and document.tokens[i - 1].kind == HANDLE
                company = (company or at_sign or after_handle) and text[token.start].isupper()
                if company or at_sign:
                    continue
            if stem not in generic and len(form) > 2:
                found.add(stem)
            continue
        company = False
        if kind in VALUE_KINDS:
            found.add(form)
    return frozenset(found)


def find_details(
    document: Document,
    heard: frozenset[str],
    desk: frozenset[str],
    generic: frozenset[str],
    greetings: frozenset[str],
) -> list[Detail]:
    """The words of a reply that belong to this case, in order."""
    found: list[Detail] = []
    text = document.text
    for i in case_places(document, generic):
        form, stem, start, end, kind = document.tokens[i]
        if kind in VALUE_KINDS:
            found.append(Detail(i, "value", form in heard or form in desk))
        elif kind == WORD and len(form) > 2:
            known = stem in heard or stem in desk
            named = text[start].isupper() and not text[start:end].isupper()
            if _addressed(document, i, known, greetings):
                found.append(Detail(i, "address", known))
            elif known:
                found.append(Detail(i, "heard" if stem in heard else "desk", True))
            elif named and i > 0 and document.sentence_of[i - 1] == document.sentence_of[i]:
                found.append(Detail(i, "name", False))
    return found


def _addressed(document: Document, at: int, known: bool, greetings: frozenset[str]) -> bool:
    """Whether a word is what the reply calls the customer: after a greeting, or set off by a comma."""
    tokens = document.tokens
    before = tokens[at - 1].form if at else "\n"
    if before in greetings:
        return document.text[tokens[at].start].isupper() or at + 1 in document.breaks
    if document.language != "en":  # elsewhere a lexicon's titles tell names, too
        return known and at in document.breaks and at + 1 in document.breaks and _capital(document, at)
    if before in _BEFORE_NAMES and document.text[tokens[at].start].isupper():
        return at + 1 in document.breaks or tokens[at + 1 : at + 2][0].form == "\n"
    opens = before == "\n"
    ends = at + 1 in document.breaks or at + 1 == len(tokens) or tokens[at + 1].form == "\n"
    capital = document.text[tokens[at].start].isupper()
    if opens and at == 0 and at + 1 in document.breaks:
        return capital and (known or not tokens[at].form.endswith(("ly", "ed", "ing", "ed")))
    if not known:  # "I would be as well, Sal." calls somebody by name; ", then Chrome." does not
        return capital and at in document.breaks and tokens[at - 1].kind == WORD and _ends_all(document, at)
    return ends and capital and (opens or at in document.breaks)


def _capital(document: Document, at: int) -> bool:
    return document.text[document.tokens[at].start].isupper()


def _ends_all(document: Document, at: int) -> bool:
    """Whether only a full stop follows, and nothing but the one comma stands before in the sentence."""
    first, end = document.bounds[document.sentence_of[at]]
    commas = sum(1 for i in range(first + 1, end) if i in document.breaks)
    return at + 1 == end and commas == 1 and at - first > 2


def detail_spans(document: Document, details: Sequence[Detail]) -> tuple[Span, ...]:
    """The details as spans; neighbours are one span ("2 November", "wooden train set")."""
    spans: list[Span] = []
    last = -2
    for detail in details:
        span = document.span(detail.index, detail.index)
        same = spans and detail.index == last + 1 and spans[-1].sentence == span.sentence
        if same and not document.text[spans[-1].end : span.start].strip():
            span = Span(spans.pop().start, span.end, span.sentence)
        spans.append(span)
        last = detail.index
    return tuple(spans)
