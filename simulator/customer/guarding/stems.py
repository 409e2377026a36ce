"""The words of a text that tell something: stems without small words, and values such as days and numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.customer.guarding.lexicon import words_of
from simulator.language.document import DATE, WORD, Token, take_apart
from simulator.language.reader import rules_for
from simulator.language.text import clean_text

_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=2048)
def telling_stems(text: str, language: str) -> frozenset[str]:
    """The stems of a text's words but for the most frequent ones of the language."""
    common = rules_for(language).common
    tokens = take_apart(clean_text(text), language).tokens
    return frozenset(t.stem for t in tokens if t.kind == WORD and t.form not in common and len(t.form) > 1)


@lru_cache(maxsize=2048)
def rare_stems(text: str, language: str) -> frozenset[str]:
    """The telling stems that belong to no everyday or service vocabulary."""
    return telling_stems(text, language) - rules_for(language).generic


@lru_cache(maxsize=2048)
def values_in(text: str, language: str) -> dict[str, str]:
    """Figures, number words, weekdays and months, in the form in which they are compared, with the words."""
    words, clean = words_of(language), clean_text(text)
    found = {match.group().replace(",", "."): match.group() for match in _FIGURES.finditer(clean)}
    document = take_apart(clean, language)
    firsts = {first for first, _ in document.bounds}
    for at, token in enumerate(document.tokens):
        if token.form in words.months_too and at not in firsts and clean[token.start].isupper():
            found[token.form] = clean[token.start : token.end]
        elif token.form in words.number_words:
            found.setdefault(words.number_words[token.form], clean[token.start : token.end])
        elif token.kind == DATE and token.form not in words.passing_days:
            found |= {_day(name): clean[token.start : token.end] for name in _LETTERS.findall(token.form)}
    return found


@lru_cache(maxsize=2048)
def names_in(text: str, language: str) -> dict[str, str]:
    """Words with a capital inside a sentence, by their stems; no days, and nothing in capitals throughout."""
    clean, words = clean_text(text), words_of(language)
    document = take_apart(clean, language)
    firsts = {first for first, _ in document.bounds} | set(document.quotes) | document.breaks
    return {
        token.stem: clean[token.start : token.end]
        for at, token in enumerate(document.tokens)
        if at not in firsts and token.form not in words.no_names and _is_name(clean, token, language)
    }


def _is_name(text: str, token: Token, language: str) -> bool:
    word = text[token.start : token.end]
    if token.kind != WORD or len(word) < 2 or not word[0].isupper() or word.isupper():
        return False
    if text[token.start - 1 : token.start] in "'\u2019" and token.start:  # a part of a contraction
        return False
    return token.form not in rules_for(language).common and language != "de"


def _day(name: str) -> str:
    """A weekday or month without its plural, so that "Wednesdays" is known where "Wednesday" is."""
    short = name.lower()
    return short[:-1] if short.endswith("days") else short
