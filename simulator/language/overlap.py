"""How much two texts say the same, by the stems that they share."""

from __future__ import annotations

from simulator.language.document import END, take_apart
from simulator.language.wordlist import wordset

_LIGHT = wordset(
    "a an the i you we it is are was be am to of in on at for and or that this my your our with have "
    "has do der die das und ich sie wir ist ein eine zu"
)


def same_words(a: str, b: str, language: str = "en") -> float:
    """The share of words that two texts have in common, 0 to 1 (Dice's coefficient on stems).

    Light words (articles, pronouns) count only when a text has nothing else. Two empty texts share nothing.
    """
    left, right = _stems(a, language), _stems(b, language)
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def _stems(text: str, language: str) -> set[str]:
    tokens = [token for token in take_apart(text, language).tokens if token.kind != END]
    heavy = {token.stem for token in tokens if token.form not in _LIGHT}
    return heavy or {token.stem for token in tokens}
