"""Finds questions, requests for details and the question whether it helped, by a lexicon's phrases."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.language.document import HANDLE, Document
from simulator.language.lexicon.evidence import Piece, meant, pieces
from simulator.language.lexicon.files import lexicon_for
from simulator.language.patterns import Hit
from simulator.language.reading import Finding, Question, Span
from simulator.language.scene import Scene, ends_as_question, graded
from simulator.language.wordlist import wordset

_CLOSING, _OFFER, _UNMARKED = "checks_satisfaction.question", "offers", "questions"
QUESTION_CUES = wordset(f"{_CLOSING} {_OFFER} {_UNMARKED}")


def questions_of(document: Document, hits: Mapping[str, list[Hit]]) -> tuple[Question, ...]:
    """The questions in order, one for each sentence that asks; the span is the clause that asks."""
    closing = {hit.sentence for hit in hits.get(_CLOSING, ())}
    offers = {hit.sentence for hit in hits.get(_OFFER, ())}
    unmarked = {hit.sentence: hit.first for hit in reversed(hits.get(_UNMARKED, ()))}
    found = []
    for sentence, (first, end) in enumerate(document.bounds):
        span = document.sentences[sentence]
        start = first
        if not ends_as_question(document.text, span.end):
            if sentence not in unmarked or not _begins(document, unmarked[sentence], first):
                continue
            start = unmarked[sentence]
        else:
            start = _where_it_asks(document, first, end)
        begin = document.tokens[start].start if start > first else span.start
        found.append(Question(Span(begin, span.end, sentence), (), sentence in closing, sentence in offers))
    return tuple(found)


def _begins(document: Document, at: int, first: int) -> bool:
    """Whether nothing but a lead-in, a greeting or a clause of its own stands before."""
    lexicon = lexicon_for(document.language)
    if at == first or at in document.breaks:
        return True
    before = document.tokens[first:at]
    return all(t.form in lexicon["lead_ins"] | lexicon["greetings"] or t.kind == HANDLE for t in before)


def _where_it_asks(document: Document, first: int, end: int) -> int:
    """The last clause that opens with a word that asks, unless the sentence itself opens with one."""
    words = lexicon_for(document.language)["question_words"]
    if document.tokens[first].form in words:
        return first
    opens = [i for i in range(first, end) if i in document.breaks and document.tokens[i].form in words]
    return opens[-1] if opens else first


def asks_question(scene: Scene) -> Finding:
    """Asks in order to understand or identify the case; a request for details counts."""
    evidence: list[Piece] = pieces(scene, "asks_question", 0.8)
    refused = {hit.sentence for hit in scene.hits.get("asks_question.not", ())}
    for question in scene.questions:
        first = scene.document.bounds[question.span.sentence][0]
        if question.closing or question.span.sentence in refused or first in scene.polarity.quoted:
            continue
        evidence.append((0.4 if question.offer else 0.76, question.span))
    return graded(evidence)


def checks_satisfaction(scene: Scene) -> Finding:
    """Asks whether it suits or helped or whether there is more, or invites to come back."""
    asking = {question.span.sentence for question in scene.questions}
    evidence = pieces(scene, "checks_satisfaction", 0.78, conditional=1.0)
    evidence.extend(
        (0.8 if hit.sentence in asking else 0.3, hit.span)
        for hit in scene.hits.get(_CLOSING, ())
        if meant(scene, hit) or hit.sentence in asking
    )
    return graded(evidence)
