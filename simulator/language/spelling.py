"""Slips of the finger: a word that nobody knows is read as the known word it nearly is.

Only slips that rarely make another real word are mended: two neighbouring letters swapped, and a letter
doubled, or not doubled, wrongly. So "refudn" is "refund" and "sory" is "sorry".
"""

from __future__ import annotations

import re
from collections.abc import Container

from simulator.language.wordlist import wordset

_LONG_RUN = re.compile(r"(.)\1{2,}")
_MIN_SWAP = 5
_MIN_DOUBLE = 4
REAL_WORDS = wordset(
    "trail trial quiet quite diary dairy angel angle casual causal united untied unite untie super "
    "supper hoping hopping later latter loose lose desert dessert planed planned tiny tinny filing "
    "filling bred breed rose curse course corps salve slave calm clam sliver silver from form posed "
    "poised meet met been boot bot cool wood wool week steel stel see pole poll bell bel feel fel "
    "fell full ful holly holy poof proof reed red feed fed need stopping staring starring robed "
    "robbed coma comma dinner diner later hole goodbye scared scarred canon cannon caring carrying "
    "tapping taping bare barre chose choose"
)


def mended(word: str, known: Container[str]) -> str | None:
    """The known word that this one is a slip of, or None. Costs at most three steps for each letter."""
    if len(word) < _MIN_DOUBLE or len(word) > 24 or word in REAL_WORDS:
        return None
    if _LONG_RUN.search(word):
        for short in (_LONG_RUN.sub(r"\1", word), _LONG_RUN.sub(r"\1\1", word)):
            if short in known:
                return short
    for candidate in _doublings(word):
        if candidate in known:
            return candidate
    if len(word) >= _MIN_SWAP:
        for i in range(1, len(word) - 1):
            candidate = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
            if candidate in known:
                return candidate
    return None


def _doublings(word: str) -> list[str]:
    candidates = []
    for i in range(1, len(word)):
        if word[i] == word[i - 1]:
            candidates.append(word[:i] + word[i + 1 :])
        elif word[i].isalpha():
            candidates.append(word[: i + 1] + word[i:])
    return [candidate for candidate in candidates if len(candidate) >= _MIN_DOUBLE]
