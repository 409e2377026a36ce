"""Words as the judge compares them, and runs of words that were taken from somewhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from simulator.language.reading import Span
from simulator.language.sentences import sentence_spans

RUN = 6
"""So many words in a row, the same as somebody else's, are copied; fewer may well be chance."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_PLAINLY = "".join(c.lower() if c.isalnum() or c == "'" else " " for c in map(chr, range(128))).encode() * 2
"""What becomes of each ASCII letter where words are told apart by blanks alone."""
_LOOSE = re.compile(r"'(?![a-z0-9])|(?<![a-z0-9])'")
"""An apostrophe that is not inside a word."""


class Word(NamedTuple):
    """One word in lower case and its place in the text."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, numbers included.

    A few texts are remembered, since every part of the judge asks for the same ones one after the other.
    """
    lower = text.lower().replace("\u2019", "'")
    if len(lower) != len(text):  # a letter whose lower case is longer would shift every place after it
        return tuple([Word(match[0].lower(), *match.span()) for match in _WORD.finditer(text)])
    words: list[Word] = []
    # To look for the next word again takes half the time of asking a match for its place, and a named tuple's
    # own constructor twice that of this one.
    add, place, new, end = words.append, lower.index, tuple.__new__, 0
    for form in _WORD.findall(lower):
        start = place(form, end)
        end = start + len(form)
        add(new(Word, (form, start, end)))
    return tuple(words)


@lru_cache(maxsize=64)
def forms_of(text: str) -> Sequence[str]:
    """The words of a text without their places, which is what most of the judge looks at."""
    return list(chain.from_iterable(_in_sentences(text)[1]))


def forms_by_sentence(text: str, sentences: Sequence[Span]) -> Sequence[Sequence[str]]:
    """The words of each sentence; words outside all of them are left out."""
    usual, forms = _in_sentences(text)
    return forms if usual is sentences else _forms_inside(text, sentences)


@lru_cache(maxsize=64)
def _in_sentences(text: str) -> tuple[Sequence[Span], Sequence[Sequence[str]]]:
    """The sentences of a text, as they are told apart in English, and the words in each of them."""
    sentences = sentence_spans(text)
    return sentences, _forms_inside(text, sentences)


def _forms_inside(text: str, sentences: Sequence[Span]) -> list[list[str]]:
    """The words in some sentences. No word goes over the end of one, and none stands outside all."""
    if text.isascii():
        plain = text.encode().translate(_PLAINLY).decode()
        if "'" not in plain or not _LOOSE.search(plain):
            return [plain[sentence.start : sentence.end].split() for sentence in sentences]
    lower = text.lower().replace("\u2019", "'")
    if len(lower) != len(text):
        return [
            [match[0].lower() for match in _WORD.finditer(text, sentence.start, sentence.end)]
            for sentence in sentences
        ]
    found = _WORD.findall
    return [found(lower, sentence.start, sentence.end) for sentence in sentences]


def runs_of(forms: Sequence[str]) -> set[tuple[str, ...]]:
    """Every run of six words."""
    return set(_runs_in_order(forms))


def _runs_in_order(forms: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*[forms[at:] for at in range(RUN)], strict=False))


@dataclass(slots=True)
class Source:
    """What words can be copied from: the customer's messages so far, the rubric's own text."""

    runs: set[tuple[str, ...]] = field(default_factory=set)
    thirds: set[tuple[str, ...]] = field(default_factory=set)
    """Every three words in a row."""
    forms: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Source:
        """A source of several texts."""
        source = cls()
        for text in texts:
            source.add(text)
        return source

    def add(self, text: str) -> None:
        """Add a text. A text shorter than a run cannot be copied from."""
        forms = forms_of(text)
        self.runs |= runs_of(forms)
        self.thirds.update(zip(forms, forms[1:], forms[2:], strict=False))
        self.forms.update(forms)

    def join(self, other: Source) -> None:
        """Add all texts of another source."""
        self.runs |= other.runs
        self.thirds |= other.thirds
        self.forms |= other.forms

    def has_words_of(self, text: str) -> bool:
        """Whether any of its texts uses a word of this one."""
        return not self.forms.isdisjoint(forms_of(text))


def copied(text: str, *sources: Source) -> list[tuple[int, int]]:
    """The ranges of a text that repeat a run of a source, as string indices, in order. Linear."""
    ranges: list[tuple[int, int]] = []
    forms = forms_of(text)
    # Six words in a row hold the first, fourth, seventh ... word of the text with the two after it.
    thirds = list(zip(forms[::3], forms[1::3], forms[2::3], strict=False))
    if not [source for source in sources if not source.thirds.isdisjoint(thirds)]:
        return ranges
    runs = _runs_in_order(forms)
    if not [source for source in sources if not source.runs.isdisjoint(runs)]:
        return ranges
    words = words_of(text)
    for at, run in enumerate(runs):
        if any(run in source.runs for source in sources):
            start, end = words[at].start, words[at + RUN - 1].end
            if ranges and start <= ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((start, end))
    return ranges


def mostly_inside(span: Span, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether at least half of a span lies in one of the ranges."""
    start, end = span.start, span.end
    half = (end - start) / 2
    for begin, stop in ranges:
        if (stop if stop < end else end) - (begin if begin > start else start) >= half:
            return True
    return False
