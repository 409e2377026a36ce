"""Sentences that are not read at all: said already in the same reply, or said to the judge.

They are blanked out, so that everything else keeps its place in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.judging.english import TO_THE_JUDGE, may_speak_to_the_judge
from simulator.judging.repetition import Memory
from simulator.judging.wording import forms_by_sentence, forms_of
from simulator.language.sentences import sentence_spans

_LONG = 5


def muted(text: str, language: str) -> str:
    """The text with such sentences blanked out; the same text when there are none."""
    forms = forms_of(text)
    to_judge = may_speak_to_the_judge(text) and TO_THE_JUDGE.search(text) is not None
    if not to_judge and not _says_a_long_word_twice(forms):
        return text
    sentences = sentence_spans(text)
    memory = Memory(language)
    for span, inside in zip(sentences, forms_by_sentence(text, sentences), strict=True):
        again = memory.repeats(inside)
        if again or (to_judge and TO_THE_JUDGE.search(text, span.start, span.end)):
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _says_a_long_word_twice(forms: Sequence[str]) -> bool:
    """Whether a sentence of any weight can be in the text twice; most replies are done with here."""
    long = [form for form in forms if len(form) >= _LONG]
    return len(set(long)) < len(long)
