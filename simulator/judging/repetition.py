"""Sentences that say again what was said before: said twice is proved once."""

from __future__ import annotations

from collections import defaultdict, deque
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
        self._by_word: defaultdict[str, deque[frozenset[str]]] = defaultdict(_latest)

    def repeats(self, words: Sequence[Word]) -> bool:
        """Whether an earlier sentence says the same; the sentence is then remembered too."""
        sentence = frozenset(self._stem.each([word.form for word in words]))
        keys = sorted(sorted(sentence), key=len)[-_KEYS:]
        candidates = [self._by_word[key] for key in keys]
        found = any(_alike(known, sentence) for latest in candidates for known in latest)
        for latest in candidates:  # only now, or the sentence would be found to repeat itself
            latest.append(sentence)
        return found


def _latest() -> deque[frozenset[str]]:
    return deque(maxlen=_LATEST)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return 2 * len(a & b) >= SAME * (len(a) + len(b))
