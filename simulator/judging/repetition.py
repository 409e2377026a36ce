"""Sentences that say again what was said before: said twice is proved once."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.judging.wording import Word
from simulator.language.stems import stemmer_for

SAME = 0.8
"""From this share of common words on (Dice's coefficient on stems), two sentences say the same."""

_KEYS = 3
_LATEST = 8


class Memory:
    """The sentences so far. Asking and adding take the same time however many there are.

    Candidates are found by a sentence's longest words, the latest few sentences of each; sentences that
    share four fifths of their words share one of these, or there is little to repeat.
    """

    def __init__(self, language: str) -> None:
        self._stem = stemmer_for(language)
        self._by_word: dict[str, list[frozenset[str]]] = {}

    def repeats(self, words: Sequence[Word]) -> bool:
        """Whether an earlier sentence says the same; the sentence is then remembered too."""
        sentence = frozenset(self._stem.each([word.form for word in words]))
        by_word, found = self._by_word, False
        for key in sorted(sorted(sentence), key=len)[-_KEYS:]:
            latest = by_word.get(key)
            if latest is None:
                by_word[key] = [sentence]
                continue
            found = found or any(_alike(known, sentence) for known in latest)
            latest.append(sentence)
            if len(latest) > _LATEST:
                del latest[0]
        return found


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return 2 * len(a & b) >= SAME * (len(a) + len(b))
