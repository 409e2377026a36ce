"""What a clause does to the words in it: denies them, quotes them, or makes them depend on an "if".

"I'm not going to say sorry" is no apology; neither is "you wrote that you are sorry". Scopes follow the
NegEx idea (Chapman et al. 2001): a trigger opens a scope that ends with its clause or after some words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.language.document import END, Document

_NEGATION_REACH = 8
_QUOTED_WHOLE = 0.8
"""When quotation marks enclose more than this share of a text, the text itself is in quotes."""


@dataclass(frozen=True, slots=True)
class PolarityWords:
    """The words of one language that open and close scopes, in lower case.

    Attributes:
        negators: Words that deny what follows ("not", "never", "without").
        harmless: Pairs of words in which a negator denies nothing ("not only", "no problem").
        pairs: Two words that deny what follows ("instead of", "rather than").
        closers: Words that end a scope ("but").
        conditions: Words that make their clause a condition ("if", "unless").
        condition_pairs: Two words that do ("in case").
        reporters: Verbs that report somebody's words, after one of `speakers`.
        speakers: Whose words are reported.
        reporting: Words that may stand between the two ("you have just said").
        main_clause: Words, each with what may follow it, with which the main clause begins after an "if"
            part without a comma ("if it fails you need to call"); an empty set stands for anything.
        undone_by: Words that take a denial back ("I can't apologise enough").
    """

    negators: frozenset[str]
    harmless: Mapping[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    closers: frozenset[str]
    conditions: frozenset[str]
    condition_pairs: frozenset[tuple[str, str]]
    reporters: frozenset[str]
    speakers: frozenset[str]
    reporting: frozenset[str]
    main_clause: Mapping[str, frozenset[str]]
    undone_by: frozenset[str]
    triggers: frozenset[str] = field(init=False)
    """Every word that may open a scope."""

    def __post_init__(self) -> None:
        firsts = (first for first, _ in self.pairs | self.condition_pairs)
        triggers = self.negators.union(self.conditions, self.speakers, firsts)
        object.__setattr__(self, "triggers", triggers)


@dataclass(slots=True)
class Polarity:
    """For each token of a document, whether it is denied, quoted, reported or part of a condition."""

    denied: set[int] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)
    conditional: set[int] = field(default_factory=set)
    deniers: set[int] = field(default_factory=set)
    """The words that deny, where a language finds them by phrases."""

    def plain(self, first: int) -> bool:
        """Whether the word at an index is neither denied nor quoted."""
        return first not in self.denied and first not in self.quoted


def polarity_of(document: Document, words: PolarityWords) -> Polarity:
    """All scopes of a document, in one pass. Every scope has a bounded reach."""
    polarity = Polarity()
    forms = document.forms
    condition_until = reported_until = -1
    triggers = words.triggers
    for i in [i for i, form in enumerate(forms) if form in triggers]:
        form = forms[i]
        following = forms[i + 1] if i + 1 < len(forms) else ""
        if form in words.negators or (form, following) in words.pairs:
            if following not in words.harmless.get(form, ()):
                _deny(polarity, document, words, forms, i)
        elif (form in words.conditions or (form, following) in words.condition_pairs) and i > condition_until:
            condition_until = _main_clause(words, forms, i, _clause_end(document, words, forms, i, 25))
            polarity.conditional.update(range(i, condition_until))
        elif form in words.speakers and i > reported_until and _reports(forms, i, words):
            reported_until = _clause_end(document, words, forms, i, 15, through_breaks=True)
            polarity.quoted.update(range(i, reported_until))
    mark_quotations(polarity, document)
    return polarity


def _deny(polarity: Polarity, document: Document, words: PolarityWords, forms: list[str], at: int) -> None:
    end = _clause_end(document, words, forms, at, _NEGATION_REACH)
    if not words.undone_by.isdisjoint(forms[at + 1 : end]):
        return
    polarity.denied.update(range(at + 1, end))


def _clause_end(
    document: Document,
    words: PolarityWords,
    forms: list[str],
    at: int,
    reach: int,
    through_breaks: bool = False,
) -> int:
    """One past the last token of the clause that holds token `at`, at most `reach` words on."""
    for j in range(at + 1, min(at + 1 + reach, len(forms))):
        if document.tokens[j].kind == END or forms[j] in words.closers:
            return j
        if j in document.breaks and not through_breaks:
            return j
    return min(at + 1 + reach, len(forms))


def _main_clause(words: PolarityWords, forms: list[str], at: int, end: int) -> int:
    """Where the condition that begins at `at` gives way to the main clause, `end` at the latest."""
    for j in range(at + 3, end - 1):
        following = words.main_clause.get(forms[j])
        if following is not None and (not following or forms[j + 1] in following):
            return j
    return end


def _reports(forms: list[str], at: int, words: PolarityWords) -> bool:
    """A speaker with a verb of saying directly after, or after "have", "just" and the like."""
    for form in forms[at + 1 : at + 4]:
        if form in words.reporters:
            return True
        if form not in words.reporting:
            return False
    return False


def mark_quotations(polarity: Polarity, document: Document) -> None:
    """Mark what stands in quotation marks as quoted, unless they enclose nearly the whole text."""
    marks = document.quotes
    total = len(document.tokens)
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        if total and (closing - opening) / total <= _QUOTED_WHOLE:
            polarity.quoted.update(range(opening, closing))
