"""What was read in a reply: behaviours and topics, each with the words that show it.

These types are all that the customer model and the judge see of a reply. Spans are half-open ranges of
Python string indices into `Reading.text`, so `text[start:end]` is always the quote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from simulator.language.values import ordered_value, value


@ordered_value
class Span:
    """A half-open range of string indices; `sentence` is the index of the sentence that holds it."""

    start: int
    end: int
    sentence: int = field(default=0, compare=False)


@value
class Finding:
    """Whether a reply shows a behaviour.

    Attributes:
        present: The decision.
        confidence: 0 to 1; orders replies from least to most likely.
        spans: The words that show it, in order; empty only when `present` is false.
    """

    present: bool = False
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()


@value
class TopicMention:
    """One mention of an author's topic; `negated` when the clause denies it ("we can't refund")."""

    span: Span
    negated: bool = False
    asked: bool = False
    """Whether the mention stands in a question (or a request for details put as an order)."""


@value
class Question:
    """A question in a text: its sentence (or clause), and whether it only checks or closes.

    Attributes:
        span: The words of the question.
        topics: The topics that it mentions.
        closing: True for "anything else?", "is that all right?", "does that help?".
        offer: True for an offer or a request for leave: "shall I ...?", "would you like ...?", "may I ...?".
    """

    span: Span
    topics: tuple[str, ...] = ()
    closing: bool = False
    offer: bool = False


@value
class Reading:
    """All that was read in one reply.

    Attributes:
        text: The cleaned reply that all spans point into.
        behaviours: Every behaviour of the codebook, present or not.
        topics: The scenario's topics that are mentioned, by id.
        sentences: The spans of the sentences, in order.
        questions: The questions that the reply asks, in order.
        details: Words that belong to this case only (shared with what the customer said or the desk
            shows, a number, date, amount or name), not mere service vocabulary.
        words: The number of words.
        flags: Any of `empty`, `wordless` (no letters: emoji, punctuation, digits), `other_language`,
            `unreadable` (letters, but hardly a word in them).
        other_language: With the flag of that name: the code of the language that it is written in, or
            "other" when that is none that can be told.
        untrue: The words that claim what is untrue in this case.
    """

    text: str
    behaviours: Mapping[str, Finding]
    topics: Mapping[str, tuple[TopicMention, ...]]
    sentences: tuple[Span, ...]
    questions: tuple[Question, ...]
    details: tuple[Span, ...]
    words: int
    flags: frozenset[str] = frozenset()
    other_language: str | None = None
    untrue: tuple[Span, ...] = ()

    def shows(self, behaviour: str) -> bool:
        """Whether the reply shows the behaviour."""
        return self.behaviours[behaviour].present

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def sentence_of(self, span: Span) -> Span:
        """The whole sentence that holds a span."""
        return self.sentences[span.sentence]
