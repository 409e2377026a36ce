"""Taking personal data out of a conversation, before anything else looks at it.

Rather too much than too little: what may be a name is one. No library serves here: those that find names need
models that are fetched from a network, and numbers are masked whatever they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from simulator.drafting.words import either, words

_EMAIL = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|[\w.+-]+ ?[(\[](?:at|małpa)[)\]] ?[\w-]+(?: ?(?:\.|[(\[]?dot[)\]]?) ?[a-z]{2,6}| [a-z]{2,3}\b)?"
)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)@\w{2,}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[ ()/.\u2011-]{0,2}\d){6,16}(?!\w)")
_NAMED = r"[^\W\d_][\w'\u2019-]+"
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[a-z]?,? (?:{_NAMED} ){{1,3}}(?i:{either('streets_after')})(?!\w)\.?"
    rf"|(?<!\w)(?i:{either('streets_before')}) ?{_NAMED}(?: {_NAMED})?,? \d+\w?(?:/\d+)?"
)
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{2}-\d{3}|LT-\d{5}|[A-Z]{2} \d{5}(?:-\d{4})?)\b"
)
_BIRTH = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b|\b(?:19|20)\d{2}-\d{2}-\d{2}\b")
_SPELT_BIRTH = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?(?: of)? [^\W\d_]{3,12},? (?:19|20)\d{2}\b"
    r"|\b[^\W\d_]{3,12} \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2}\b"
)
"""Days with their year; a day without one tells the story."""
_DIGIT = f"(?:{either('digits')})"
_SPOKEN = re.compile(
    rf"\b(?:{_DIGIT}[ ,-]+){{2,}}(?:{_DIGIT}|\d+)(?:[ ,-]+(?:{_DIGIT}|\d+))+\b", re.IGNORECASE
)
"""Numbers that are said digit by digit."""
_CODE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Z\d]{2})[A-Z]{0,6}-?\d[\dA-Z]*(?:-[\dA-Z]+)*\b")
_LONG_CODE = 5
"""Signs from which a code or a number may point at somebody."""
_CAPITALISED = r"(?:(?!\d|_)[^\W\d_a-z])[\w'\u2019-]+"
_INTRODUCED = re.compile(rf"(?<!\w)(?i:{either('before_names')})\.?\s+({_CAPITALISED}(?:\s+{_CAPITALISED})?)")
_SAID = re.compile(rf"(?<!\w)(?i:{either('sure_names')})\s+({_NAMED}(?:\s+{_NAMED})?)")
"""A name behind words that nothing else follows, however it is written."""
_CAPITAL = re.compile(rf"(?<=[\w,;:'\u2019\u2013\u2014-] )({_CAPITALISED})")
_NO_NAMES = frozenset(words()["no_names"])


class Mask(NamedTuple):
    """A kind of personal data, and what stands in its place."""

    kind: str
    shown: str


NAME, EMAIL, NUMBER = (
    Mask("names", "[name]"),
    Mask("e-mail addresses", "[e-mail]"),
    Mask("numbers", "[number]"),
)
ADDRESS, LINK, BIRTH = (
    Mask("addresses", "[address]"),
    Mask("links and handles", "[link]"),
    Mask("dates", "[date]"),
)


@dataclass(slots=True)
class Masking:
    """Masks texts of one conversation, the same name everywhere.

    Attributes:
        names: Words that are names for certain.
        found: How often something of a kind was masked.
    """

    names: set[str] = field(default_factory=set)
    found: Counter[str] = field(default_factory=Counter)

    def learn(self, speakers: Iterable[str], texts: Iterable[str]) -> None:
        """Take the names of the speakers, and those by which people introduce or address each other."""
        for speaker in speakers:
            self._take(speaker)
        for text in texts:
            for found in _INTRODUCED.finditer(text):
                self._take(found[1])
            for found in _SAID.finditer(text):
                self._take(found[1], surely=True)
            for found in _CAPITAL.finditer(text):
                self._take(found[1])

    def _take(self, name: str, *, surely: bool = False) -> None:
        for word in re.findall(_NAMED, name):
            bare = re.sub(r"['\u2019]s$", "", word)
            if len(bare) > 1 and bare.casefold() not in _NO_NAMES and (surely or not bare[0].islower()):
                self.names.add(bare)

    def mask(self, text: str) -> str:
        """The text without what may point at a person."""
        for pattern, mask, keep in _RULES:
            text = pattern.sub(lambda found, mask=mask, keep=keep: self._masked(found, mask, keep), text)  # type: ignore[misc]
        if not self.names:
            return text
        either = "|".join(sorted(map(re.escape, self.names), key=len, reverse=True))
        named = re.compile(rf"\b(?:{either})\b(?:\s+(?:{either})\b)*")
        return named.sub(lambda found: self._masked(found, NAME, _never), text)

    def _masked(self, found: re.Match[str], mask: Mask, keep: Callable[[str], bool]) -> str:
        if keep(found[0]):
            return found[0]
        self.found[mask.kind] += 1
        return mask.shown


def _never(_: str) -> bool:
    return False


def _short(code: str) -> bool:
    """Whether a code is too short to point at anybody: 2 days, 30 euros, A4, 24/7, a year."""
    signs = re.sub(r"\W", "", code)
    return len(signs) < _LONG_CODE


_RULES: tuple[tuple[re.Pattern[str], Mask, Callable[[str], bool]], ...] = (
    (_EMAIL, EMAIL, _never),
    (_LINK, LINK, _never),
    (_HANDLE, LINK, _never),
    (_IBAN, NUMBER, _short),
    (_BIRTH, BIRTH, _never),
    (_SPELT_BIRTH, BIRTH, _never),
    (_SPOKEN, NUMBER, _never),
    (_ADDRESS, ADDRESS, _never),
    (_POSTCODE, ADDRESS, _never),
    (_PHONE, NUMBER, _short),
    (_CODE, NUMBER, _short),
)
