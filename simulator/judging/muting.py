"""Sentences that are not read at all: said already in the same reply, or said to the judge.

They are blanked out, so that everything else keeps its place in the text.
"""

from __future__ import annotations

from simulator.judging.english import TO_THE_JUDGE
from simulator.judging.repetition import Memory
from simulator.judging.wording import words_by_sentence, words_of
from simulator.language.sentences import sentence_spans


def muted(text: str, language: str) -> str:
    """The text with such sentences blanked out; the same text when there are none."""
    sentences = sentence_spans(text)
    memory = Memory(language)
    for span, words in zip(sentences, words_by_sentence(words_of(text), sentences), strict=True):
        again = memory.repeats(words)
        if again or TO_THE_JUDGE.search(text, span.start, span.end):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
