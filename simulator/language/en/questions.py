"""Finds the questions in an English text: with a question mark, or by their words alone."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from simulator.language.document import Document
from simulator.language.patterns import Hit
from simulator.language.reading import Question, Span
from simulator.language.wordlist import wordset

QUESTION_WORDS = wordset("what when where who whom whose why how which")
AUXILIARIES = wordset(
    "is are am was were do does did can could will would shall should have has had may might must"
)
_SUBJECTS = wordset(
    "i you we he she it they this that there the my your our anyone anybody someone somebody "
    "everything nobody no one any his her their these those"
)
_LEAD_INS = wordset("and but so or then okay hi hello please well also because sorry ps hey now just")
_ASKERS = QUESTION_WORDS | AUXILIARIES
_LONG = 12
_CLOSING, _INDIRECT = "check.question", "ask.indirect"
QUESTION_CUES = frozenset({_CLOSING, _INDIRECT})
_OFFER_LEAD_INS = wordset("instead maybe perhaps first")
_OFFERS = {(verb, who) for verb in ("shall", "may", "can", "could", "should") for who in ("i", "we")}
_LEAVE = {(verb, who) for verb in ("want", "like", "prefer") for who in ("me", "us")}
_MY_DOING = {("if", "i"), ("if", "we")}
_SUITS = {("would", "it"), ("is", "it"), ("will", "it"), ("is", "that"), ("would", "that")}
_WISHES = (["like", "to"], ["like", "a"], ["like", "that"], ["like", "an"], ["prefer", "a"], ["want", "that"])


def questions_of(document: Document, hits: Mapping[str, list[Hit]]) -> tuple[Question, ...]:
    """The questions in order, one for each sentence that asks; the span is the clause that asks."""
    closing = {hit.sentence for hit in hits[_CLOSING]} if _CLOSING in hits else frozenset[int]()
    indirect = {hit.sentence: hit for hit in reversed(hits[_INDIRECT])} if _INDIRECT in hits else {}
    found: list[Question] = []
    for sentence, (first, end) in enumerate(document.bounds):
        span = document.sentences[sentence]
        marked = "?" in document.text[max(span.start, span.end - 4) : span.end]
        start = _where_it_asks(document, first, end, marked)
        if start is None and sentence in indirect:
            start = indirect[sentence].first
        if start is None:
            continue
        begin = document.tokens[start].start if start > first else span.start
        offer = _offers(document, start, end)
        found.append(Question(Span(begin, span.end, sentence), (), sentence in closing, offer))
    return tuple(found)


def _offers(document: Document, start: int, end: int) -> bool:
    """Whether a question offers or asks for leave: "shall I ...?", "may we ...?", "want me to ...?"."""
    forms = document.forms[start : min(end, start + 9)]
    while forms and (forms[0] in _LEAD_INS or forms[0] in _OFFER_LEAD_INS):
        forms.pop(0)
    pairs = list(pairwise(forms))
    if pairs and pairs[0] in _OFFERS:
        return forms[2:3] != ["know"] and not {"have", "ask", "get"} & set(forms[2:3])
    if not _LEAVE.isdisjoint(pairs):
        return True
    if not _MY_DOING.isdisjoint(pairs) and (pairs[0] in _SUITS or "mind" in forms[:3]):
        return True
    return forms[:2] in (["would", "you"], ["do", "you"]) and forms[2:4] in _WISHES


def _where_it_asks(document: Document, first: int, end: int, marked: bool) -> int | None:
    """The token at which the question begins, or None when the sentence asks nothing."""
    forms = document.forms
    if not marked and _ASKERS.isdisjoint(forms[first:end]):
        return None
    asking = [
        i
        for i in range(first, end)
        if forms[i] in _ASKERS and _may_begin(document, i, first) and _asks(document, i, end)
    ]
    if marked:
        if end - first <= _LONG or not asking:
            return first if first < end else None
        return next((i for i in asking if i > first), asking[0]) if asking[0] != first else first
    # Without a mark only an unmistakable order of words counts: "when will it come", "can you tell me".
    for i in asking:
        form, follower = forms[i], forms[i + 1]
        if form in QUESTION_WORDS and follower in AUXILIARIES and _second_after(document, i, end):
            return i
        if form in AUXILIARIES and follower in _SUBJECTS and not _is_wish(form, follower):
            return i
    return None


def _second_after(document: Document, at: int, end: int) -> bool:
    """So: "When will it come" asks; "what is important" tells: the subject must follow the auxiliary."""
    following = document.forms[at + 2] if at + 2 < end else ""
    return following in _SUBJECTS or document.forms[at] in ("who", "where", "why")


def _is_wish(form: str, follower: str) -> bool:
    return (form in ("may", "should", "had", "might", "must", "have", "has")) or (
        form in ("do", "will", "is", "are", "am")
        and follower in ("the", "no", "that", "there", "this", "any")
    )


def _may_begin(document: Document, at: int, first: int) -> bool:
    if at == first or at in document.breaks:
        return True
    return document.forms[at - 1] in _LEAD_INS


def _asks(document: Document, at: int, end: int) -> bool:
    if at + 1 >= end:
        return False
    form, follower = document.forms[at], document.forms[at + 1]
    if form in QUESTION_WORDS:
        return True
    return form in AUXILIARIES and (follower in _SUBJECTS or follower == "not")
