"""Everything a detector may look at: the reply taken apart, its phrases and clauses, and what came before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from simulator.language.details import Detail
from simulator.language.document import END, Document
from simulator.language.patterns import Hit
from simulator.language.polarity import Polarity, PolarityWords
from simulator.language.reading import Finding, Question, Span
from simulator.language.values import value

PRESENT = 0.5
"""A behaviour is present from this confidence on."""
NOTHING = Finding()
"""What is found where there is nothing to find."""
_MAX_SPANS = 4


@value
class Clause:
    """A stretch of tokens with one verb in the middle of it, `first` to `last`, both included.

    Attributes:
        head: The index of the first word that is no lead-in ("please", "and then").
        polite: Whether a "please" leads in.
        conditional: Whether the clause is the "if" part.
        asked: Whether it belongs to a question.
    """

    first: int
    last: int
    head: int
    polite: bool = False
    conditional: bool = False
    asked: bool = False


@dataclass(slots=True)
class Scene:
    """One reply as detectors see it.

    Attributes:
        hits: Matches of the language's phrases, by cue.
        heard: The customer's messages so far, taken apart, oldest first.
        details: Words of this case, in order.
        findings: What earlier detectors found; the language's order of detectors says who is earlier.
    """

    document: Document
    hits: Mapping[str, list[Hit]]
    polarity: Polarity
    clauses: Sequence[Clause]
    questions: Sequence[Question]
    heard: Sequence[Document]
    details: Sequence[Detail]
    findings: dict[str, Finding] = field(default_factory=dict)

    def forms(self, first: int, last: int) -> list[str]:
        """The folded words from one token to another, both included."""
        return self.document.forms[first : last + 1]

    def all(self, *cues: str) -> list[Hit]:
        """Every match of some cues, denied and quoted ones too."""
        hits, found = self.hits, []
        for cue in cues:
            if cue in hits:
                found += hits[cue]
        return found

    def plain(self, *cues: str) -> list[Hit]:
        """Matches of some cues that are neither denied nor quoted."""
        found = self.all(*cues)
        if not found:
            return found
        denied, quoted = self.polarity.denied, self.polarity.quoted
        if not denied and not quoted:
            return found
        return [hit for hit in found if hit.first not in denied and hit.first not in quoted]

    def asked(self, hit: Hit) -> bool:
        """Whether a match stands in a sentence that ends with a question mark."""
        return ends_as_question(self.document.text, self.document.sentences[hit.sentence].end)

    def shows(self, behaviour: str) -> bool:
        """Whether an earlier detector found a behaviour."""
        finding = self.findings.get(behaviour)
        return finding is not None and finding.present

    def span(self, first: int, last: int) -> Span:
        """The text from one token to another, without sentence ends."""
        document = self.document
        kinds, tokens = document.kinds, document.tokens
        while last > first and kinds[last] == END:
            last -= 1
        return Span(tokens[first].start, tokens[last].end, document.sentence_of[first])


Detector = Callable[[Scene], Finding]
QUESTION_MARKS = ("?", "\u061f", "\uff1f")


def ends_as_question(text: str, end: int) -> bool:
    """Whether a question mark stands among the last three characters before `end`."""
    tail = text[max(0, end - 3) : end]
    return "?" in tail or (not tail.isascii() and any(mark in tail for mark in QUESTION_MARKS))


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """All that is peculiar to one language.

    Attributes:
        generic: Words that belong to no case: function words, small talk, service vocabulary (stems).
        detectors: Behaviours with their detectors, in an order in which each may use the ones before.
        clauses: Splits a document into clauses.
        questions: Finds the questions in a document, given its phrases.
        question_cues: The cues that `questions` looks at.
        common: The most frequent words, to tell the language from others.
        polarity_from: Finds scopes by the language's phrases instead of its `polarity` words.
        polarity_cues: The cues that it looks at.
    """

    code: str
    polarity: PolarityWords
    generic: frozenset[str]
    common: frozenset[str]
    greetings: frozenset[str]
    detectors: Sequence[tuple[str, Detector]]
    clauses: Callable[[Document, Polarity, Sequence[Question]], Sequence[Clause]]
    questions: Callable[[Document, Mapping[str, list[Hit]]], tuple[Question, ...]]
    question_cues: frozenset[str]
    polarity_from: Callable[[Document, Mapping[str, list[Hit]]], Polarity] | None = None
    polarity_cues: frozenset[str] = frozenset()


def graded(evidence: Iterable[tuple[float, Span]], penalty: float = 0.0) -> Finding:
    """A finding from pieces of evidence, each with a weight from 0 to 1.

    Several pieces add up as independent chances do (noisy or), the weaker ones at a third of their weight.
    """
    ranked = evidence if isinstance(evidence, list) else list(evidence)
    if not ranked:
        return NOTHING
    doubt = 1.0 - ranked[0][0]
    if len(ranked) > 1:
        ranked = ranked.copy()
        ranked.sort(key=_weight, reverse=True)
        doubt = 1.0 - ranked[0][0]
        for weight, _ in _apart(ranked)[1:6]:
            doubt *= 1.0 - weight / 3
    sure = 1.0 - doubt - penalty
    confidence = round(0.99 if sure > 0.99 else sure if sure > 0.0 else 0.0, 3)
    if confidence < PRESENT:
        return Finding(False, confidence)
    if len(ranked) == 1:
        return Finding(True, confidence, (ranked[0][1],))
    strong = [span for weight, span in ranked if weight >= PRESENT or span is ranked[0][1]]
    return Finding(True, confidence, disjoint(strong[:_MAX_SPANS]))


def _weight(piece: tuple[float, Span]) -> float:
    return piece[0]


def _apart(ranked: list[tuple[float, Span]]) -> list[tuple[float, Span]]:
    """The evidence without what overlaps stronger evidence: the same words prove only once."""
    kept: list[tuple[float, Span]] = []
    for weight, span in ranked[:24]:
        for _, other in kept:
            if span.start < other.end and other.start < span.end:
                break
        else:
            kept.append((weight, span))
    return kept


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in the order of the text; overlapping ones are joined."""
    ordered = list(spans)
    if len(ordered) < 2:
        return tuple(ordered)
    joined: list[Span] = []
    for span in sorted(ordered, key=_place):
        if joined and span.start < joined[-1].end:
            last = joined.pop()
            span = Span(last.start, max(last.end, span.end), last.sentence)
        joined.append(span)
    return tuple(joined)
