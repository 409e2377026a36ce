"""Sentences that say again what was said before: said twice is proved once."""

from __future__ import annotations

from collections.abc import Sequence

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

    def repeats(self, forms: Sequence[str]) -> bool:
        """Whether an earlier sentence of such words says the same; the sentence is then remembered too."""
        sentence = frozenset(self._stem.each(forms))
        by_word, found, count = self._by_word, False, len(sentence)
        for key in _longest(sentence):
            latest = by_word.get(key)
            if latest is None:
                by_word[key] = [sentence]
                continue
            for known in latest if not found else ():
                if 2 * len(known & sentence) >= SAME * (len(known) + count):
                    found = True
                    break
            latest.append(sentence)
            if len(latest) > _LATEST:
                del latest[0]
        return found


def _longest(words: frozenset[str]) -> list[str]:
    """The longest words, of words of the same length the last ones by the alphabet."""
    lengths = sorted(map(len, words))
    least = lengths[-_KEYS] if len(lengths) > _KEYS else 0
    found = sorted([word for word in words if len(word) >= least])  # the few that are in question
    found.sort(key=len)
    return found[-_KEYS:]
