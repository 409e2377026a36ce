"""Sentences that say again what an earlier reply said: said twice is proved once."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from simulator.judging.wording import Word
from simulator.language.overlap import same_words

SAME = 0.8
"""From this share of common words on, two sentences say the same."""

_KEYS = 3
_LATEST = 8
_WORTH_A_LOOK = 0.6
"""Comparing stems is dear; sentences that share fewer of their plain words are not compared."""


class _Sentence(NamedTuple):
    text: str
    forms: frozenset[str]


class Memory:
    """The sentences so far. Asking and adding take the same time however many there are.

    Candidates are found by a sentence's longest words, the latest few sentences of each; sentences that
    share four fifths of their words share one of these, or there is little to repeat.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._by_word: dict[str, deque[_Sentence]] = {}

    def repeats(self, text: str, words: Sequence[Word]) -> bool:
        """Whether an earlier sentence says the same; the sentence is then remembered too."""
        sentence = _Sentence(text, frozenset(word.form for word in words))
        keys = sorted(sentence.forms, key=lambda form: (-len(form), form))[:_KEYS]
        earlier = dict.fromkeys(known for key in keys for known in self._by_word.get(key, ()))
        found = any(self._same(known, sentence) for known in earlier)
        for key in keys:
            self._by_word.setdefault(key, deque(maxlen=_LATEST)).append(sentence)
        return found

    def _same(self, known: _Sentence, sentence: _Sentence) -> bool:
        if known.forms == sentence.forms:
            return True
        common = len(known.forms & sentence.forms)
        if common < _WORTH_A_LOOK * max(len(known.forms), len(sentence.forms)):
            return False
        return same_words(known.text, sentence.text, self._language) >= SAME
