"""Words as the judge compares them, and runs of words that were taken from somewhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from simulator.language.reading import Span

RUN = 6
"""So many words in a row, the same as somebody else's, are copied; fewer may well be chance."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


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


def runs_of(words: Sequence[Word]) -> set[tuple[str, ...]]:
    """Every run of six words."""
    return set(_runs_in_order(words))


def _runs_in_order(words: Sequence[Word]) -> list[tuple[str, ...]]:
    forms = [word.form for word in words]
    return list(zip(*[forms[at:] for at in range(RUN)], strict=False))


@dataclass(slots=True)
class Source:
    """What words can be copied from: the customer's messages so far, the rubric's own text."""

    runs: set[tuple[str, ...]] = field(default_factory=set)
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
        self.add_words(words_of(text))

    def add_words(self, words: Sequence[Word]) -> None:
        """Add a text by its words."""
        self.runs |= runs_of(words)
        self.forms.update(word.form for word in words)

    def join(self, other: Source) -> None:
        """Add all texts of another source."""
        self.runs |= other.runs
        self.forms |= other.forms

    def has_words_of(self, text: str) -> bool:
        """Whether any of its texts uses a word of this one."""
        return not self.forms.isdisjoint([word.form for word in words_of(text)])


def copied(words: Sequence[Word], *sources: Source) -> list[tuple[int, int]]:
    """The ranges of a text that repeat a run of a source, as string indices, in order. Linear."""
    ranges: list[tuple[int, int]] = []
    runs = _runs_in_order(words)
    if not [source for source in sources if not source.runs.isdisjoint(runs)]:
        return ranges
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


def words_by_sentence(words: Sequence[Word], sentences: tuple[Span, ...]) -> list[list[Word]]:
    """The words of each sentence; words outside all of them are left out. Both come in order."""
    shared: list[list[Word]] = []
    at, count = 0, len(words)
    for sentence in sentences:
        while at < count and words[at].start < sentence.start:
            at += 1
        first, end = at, sentence.end
        while at < count and words[at].start < end:
            at += 1
        shared.append([*words[first:at]])
    return shared
