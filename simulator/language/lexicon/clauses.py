"""Splits sentences into clauses at commas, at a lexicon's joiners and where an "if" part ends."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.language.document import HANDLE, Document
from simulator.language.lexicon.files import lexicon_for
from simulator.language.polarity import Polarity
from simulator.language.reading import Question
from simulator.language.scene import Clause

_MIN_WORDS = 3


def clauses_of(document: Document, polarity: Polarity, questions: Sequence[Question]) -> list[Clause]:
    """All clauses in order."""
    lexicon = lexicon_for(document.language)
    joiners, lead_ins = lexicon["joiners"], lexicon["lead_ins"]
    asked = {question.span.sentence for question in questions}
    tokens, conditional = document.tokens, polarity.conditional
    clauses: list[Clause] = []
    for sentence, (begin, end) in enumerate(document.bounds):
        start = begin
        for i in range(begin + 1, end + 1):
            joins = i < end and tokens[i].form in joiners and i - start >= _MIN_WORDS
            turns = i < end and (i in conditional) != (i - 1 in conditional)
            if i < end and not (i in document.breaks or joins or turns):
                continue
            if i > start:
                head = start
                while head < i - 1 and (tokens[head].form in lead_ins or tokens[head].kind == HANDLE):
                    head += 1
                clauses.append(Clause(start, i - 1, head, False, start in conditional, sentence in asked))
            start = i
    return clauses
