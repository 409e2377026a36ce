"""Takes off what models put around a customer's words: thoughts, a name before them, quotation marks.

Only the outside goes; what stands inside is left to the guard.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from simulator.customer.guarding.cutting import Cutter
from simulator.customer.guarding.grounds import Grounds
from simulator.customer.guarding.lexicon import words_of
from simulator.customer.guarding.thoughts import Thoughts

_CLOSERS = {
    '"': '"\u201d', "\u201c": '\u201d"', "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab",
    "'": "'\u2019", "\u2018": "\u2019'", "\u201d": "\u201d",
}  # fmt: skip
"""Quotation marks that open, with those that may close them."""
_SINGLE = "'\u2018\u2019"


def speakers(grounds: Grounds) -> tuple[str, ...]:
    """Who a model may mean when it puts a name before the customer's words."""
    own = (grounds.name, *grounds.name.split())
    return (*own, *(role for role in ("customer", "me") if role in words_of(grounds.language).roles))


@dataclass(slots=True)
class Unwrapper:
    """Takes the pieces of one answer in, and gives its sentences without what is around them.

    Attributes:
        language: The scenario's language, for sentences.
        names: Whose name may stand before the words, in any case of letters.
    """

    language: str
    names: tuple[str, ...]
    _thoughts: Thoughts = field(default_factory=Thoughts)
    _cutter: Cutter = field(init=False)
    _first: bool = True
    _open: str = ""

    def __post_init__(self) -> None:
        self._cutter = Cutter(self.language)

    @property
    def held(self) -> int:
        """How many characters wait for their sentence's end."""
        return len(self._cutter.rest)

    def add(self, piece: str) -> list[str]:
        """The sentences that this piece makes whole."""
        return self._bare(self._cut(self._thoughts.add(piece)), over=False)

    def close(self) -> list[str]:
        """What is left when the answer is over."""
        cut = [*self._cut(self._thoughts.close()), *self._cutter.close()]
        return self._bare(cut, over=True)

    def _cut(self, said: str) -> list[str]:
        if self._thoughts.forgets():
            self._cutter.rest, self._first, self._open = "", True, ""
        return self._cutter.add(said)

    def _bare(self, sentences: list[str], over: bool) -> list[str]:
        return [
            bare
            for at, sentence in enumerate(sentences, start=1)
            if (bare := self._one(sentence, last=over and at == len(sentences))).strip()
        ]

    def _one(self, sentence: str, last: bool) -> str:
        words = sentence.lstrip()
        gap, words = sentence[: len(sentence) - len(words)], words.rstrip()
        if self._first and words:
            words = self._without_name(words)
            self._first = not words
            words = self._without_name(self._opened(words, last)) if words else ""
        elif self._open:
            words = self._closed(words)
        return gap + words

    def _without_name(self, words: str) -> str:
        """The words behind a speaker's name and a colon, whatever emphasis it has."""
        names = "|".join(re.escape(name) for name in sorted(self.names, key=len, reverse=True))
        return re.sub(rf"^[*_\s]*(?:{names})[*_\s]*:[*_\s]*", "", words, count=1, flags=re.IGNORECASE)

    def _opened(self, words: str, last: bool) -> str:
        """The first sentence without the mark that opens a quotation around the whole answer."""
        mark = words[0]
        if mark not in _CLOSERS or len(words) == 1:
            return words
        closing = _closing_places(words, mark)
        if not closing or (mark == '"' and words.count(mark) % 2 == 1):
            if mark == "'" and not words[1].isupper():
                return words
            self._open = mark
            return words[1:].lstrip()
        whole = closing == [len(words) - 1] and last
        return words[1:-1].strip() if whole else words

    def _closed(self, words: str) -> str:
        """A later sentence without the mark that closes the quotation around the whole answer."""
        if words[-1:] not in _CLOSERS[self._open] or not words[:-1].strip():
            return words
        if self._open in _SINGLE:
            stray = words[-2:-1] in ".!?\u2026"
        elif words[-1] == '"':
            stray = words.count('"') % 2 == 1
        else:
            stray = words.count(self._open) < words.count(words[-1])
        if not stray:
            return words
        self._open = ""
        return words[:-1].rstrip()


def _closing_places(words: str, mark: str) -> list[int]:
    """Where a quotation that the first character opens may be closed; apostrophes inside words are none."""
    return [
        at
        for at, sign in enumerate(words)
        if at
        and sign in _CLOSERS[mark]
        and not (mark in _SINGLE and words[at - 1].isalpha() and words[at + 1 : at + 2].isalpha())
    ]
