"""Where sentences end: spans over a text, without gaps in the words.

A sentence ends at a full stop, question or exclamation mark that is followed by a space, at a line end and
at a bullet. Abbreviations, decimals, web addresses and times end nothing. Words dictated without any
punctuation stay one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from simulator.language.reading import Span
from simulator.language.wordlist import wordset

# One set of characters stands first so that the search may skip all others.
_BREAK = re.compile(
    r"[.!?…。！？؟\n•▪·](?:(?<=[.!?…。！？؟])[.!?…。！？؟]*[\"'”’)\]»]*(?=\s|$)|(?<=[。！？؟])[。！？؟!]*|(?<=\n)\n*"
    r"|(?<=\s[•▪·])(?=\s)|(?<=[!?])[!?]*(?=[A-ZÄÖÜÀÉĄ-Žа-яёА-ЯЁ\u0621-\u06cc])"
    r"|(?<=[а-яё]{3}\.)(?=[а-яёА-ЯЁ])(?!рф\b)|(?<=[\u0621-\u06cc]{3}\.)(?=[\u0621-\u06cc]))"
)
_BREAK_OR_LINK = re.compile(rf"{_BREAK.pattern}|(?<=<url>)(?=\s+[A-Z])")
_BULLETS = frozenset("•▪·-–*")
_LAST_WORD = re.compile(r"([^\s(\[\"'“‘]+)$")
_LIST_NUMBER = re.compile(r"^\(?\d{1,2}$|^\(?[a-h]$")
_ABBREVIATIONS = wordset(
    "mr mrs ms mx dr prof st sr jr no nr nos vs etc eg ie e.g i.e approx tel ext dept inc ltd co corp "
    "fig vol ref a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "min max incl excl resp ca cf hrs bzw ggf usw z.b d.h u.a hr fr mme mlle"
)
_CAN_END = wordset("no etc a.m p.m inc ltd co hrs min max mar sat sun fri wed mon")
"""Abbreviations that may well stand last in a sentence, or are words besides: a capital decides."""


@dataclass(frozen=True, slots=True, eq=False)
class Abbreviations:
    """Words whose full stop ends no sentence, and those of them that may stand last all the same."""

    words: frozenset[str]
    can_end: frozenset[str]
    fold: Callable[[str], str] = str.lower


ENGLISH = Abbreviations(_ABBREVIATIONS, _CAN_END)


def sentence_spans(text: str, abbreviations: Abbreviations = ENGLISH) -> tuple[Span, ...]:
    """The sentences of a text in order, each without the white space around it; the latest are remembered."""
    return _sentence_spans(text, abbreviations)  # a default that is not given would be remembered apart


@lru_cache(maxsize=64)
def _sentence_spans(text: str, abbreviations: Abbreviations) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    breaks = _BREAK_OR_LINK if "<url>" in text else _BREAK
    for match in breaks.finditer(text):
        if match.start() < start or not _ends_sentence(text, start, match, abbreviations):
            continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped or stripped in _BULLETS:
        return
    begin = start + len(piece) - len(piece.lstrip())
    no_word = not stripped[0].isalnum() and not any(c.isalnum() for c in stripped)
    if spans and no_word and text[spans[-1].end : begin].strip(" ") == "":
        last = spans.pop()  # "Right ! ?" and a lone emoji belong to the sentence before them
        spans.append(Span(last.start, begin + len(stripped), last.sentence))
        return
    spans.append(Span(begin, begin + len(stripped), len(spans)))


def _ends_sentence(text: str, start: int, match: re.Match[str], known: Abbreviations) -> bool:
    mark = match.group()
    if not mark:
        return True  # a link often stands for the full stop
    if mark[0] != ".":
        return mark[0] != "…" or _starts_afresh(text, match.end())
    if mark.startswith(".."):
        return _starts_afresh(text, match.end())
    before = _LAST_WORD.search(text, max(start, match.start() - 12), match.start())
    if before is None:
        return True
    word = known.fold(before.group(1))
    if _LIST_NUMBER.match(word) and not text[start : before.start(1)].strip():
        return False  # "1. Open the settings": the number belongs to its step
    if word in known.words:
        return (
            word in known.can_end
            and _starts_afresh(text, match.end())
            and not _number_follows(text, match.end())
        )
    return not (len(word) == 1 and word.isalpha() and word not in "i" and before.group(1).isupper())


def _starts_afresh(text: str, at: int) -> bool:
    rest = text[at : at + 4].lstrip()
    return not rest or rest[0].isupper() or not rest[0].isalnum()


def _number_follows(text: str, at: int) -> bool:
    return text[at : at + 3].lstrip()[:1].isdigit()
