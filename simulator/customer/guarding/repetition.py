"""Whether a line says again what the customer said before."""

from __future__ import annotations

from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.refusal import Kind, Refusal
from simulator.customer.guarding.stems import telling_stems
from simulator.language.document import take_apart
from simulator.language.overlap import same_words
from simulator.language.text import clean_text

SAME_SENTENCE, SAME_LINE = 0.85, 0.75
"""Share of common stems from which two sentences, or two messages, count as the same."""
_FEWEST_WORDS = 5
_FEWEST_TELLING = 2
"""Shorter sentences, and emptier ones, come again in any conversation: "And when exactly?"."""


def repeats_sentence(sentence: str, grounds: Grounds, before: str = "") -> Refusal | None:
    """A refusal when a sentence of some length stands in an earlier message, or before in this one."""
    if len(sentence.split()) < _FEWEST_WORDS:
        return None
    for text in (*grounds.said, before):
        for earlier in sentences_of(text, grounds.language):
            if _says_much(sentence, earlier, grounds.language) and (
                same_words(sentence, earlier, grounds.language) >= SAME_SENTENCE
            ):
                return Refusal(Kind.REPEATED, sentence)
    return None


def repeats_line(line: str, grounds: Grounds) -> Refusal | None:
    """A refusal when the whole message is nearly an earlier one."""
    if len(line.split()) < _FEWEST_WORDS:
        return None
    again = any(same_words(line, earlier, grounds.language) >= SAME_LINE for earlier in grounds.said)
    return Refusal(Kind.REPEATED, line) if again else None


def _says_much(sentence: str, earlier: str, language: str) -> bool:
    """Whether what they share is more than small words: "I don't know what that is" tells nothing twice."""
    shared = telling_stems(sentence, language) & telling_stems(earlier, language)
    return len(shared) >= _FEWEST_TELLING


def sentences_of(text: str, language: str) -> list[str]:
    """The sentences of a text."""
    clean = clean_text(text)
    return [clean[span.start : span.end] for span in take_apart(clean, language).sentences]
