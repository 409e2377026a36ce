"""Splits English sentences into clauses, each with its lead-in ("and then please") told apart."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.language.document import END, HANDLE, Document
from simulator.language.polarity import Polarity
from simulator.language.reading import Question
from simulator.language.scene import Clause
from simulator.language.wordlist import wordset

_JOINERS = wordset("and but so then or because which while")
LEAD_INS = wordset(
    "and but so then please kindly just also first firstly second secondly third next now hi hello "
    "hey okay yes no well alright right sure simply afterwards after finally or otherwise instead "
    "therefore again maybe either meanwhile perhaps dear oh ah actually once carefully quickly always "
    "never lastly however unfortunately alternatively additionally"
)
_NO_JOINT = wordset("will can should shall would could must may we i you and or")
_MIN_WORDS = 2


def clauses_of(document: Document, polarity: Polarity, questions: Sequence[Question]) -> list[Clause]:
    """The clauses of a document in order; a joiner ("and") opens a new one, a comma too."""
    clauses: list[Clause] = []
    asked = {question.span.sentence for question in questions}
    breaks, conditional, forms = document.breaks, polarity.conditional, document.forms
    for sentence, (begin, end) in enumerate(document.bounds):
        start = begin
        for i in range(begin + 1, end):
            if (
                i in breaks
                or (forms[i] in _JOINERS and _joins(document, i, start))
                or (conditional and (i in conditional) != (i - 1 in conditional))
            ):
                clauses.append(_clause(document, start, i - 1, start in conditional, sentence in asked))
                start = i
        if end > start:
            clauses.append(_clause(document, start, end - 1, start in conditional, sentence in asked))
    return clauses


def _joins(document: Document, at: int, start: int) -> bool:
    """Whether a joiner opens a clause here; the one in "we will then check" does not."""
    return at - start >= _MIN_WORDS and document.forms[at - 1] not in _NO_JOINT


def _clause(document: Document, first: int, last: int, conditional: bool, asked: bool) -> Clause:
    head, polite = first, False
    forms, kinds = document.forms, document.kinds
    while head < last and (forms[head] in LEAD_INS or kinds[head] in (HANDLE, END)):
        polite = polite or forms[head] in ("please", "kindly")
        head += 1
    return Clause(first, last, head, polite, conditional, asked)
