"""Phrase patterns that say too much or nothing: found everywhere, in any greeting, or nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from simulator.content.lint.findings import LintSheet
from simulator.content.lint.small_talk import COURTESIES, EVERYDAY
from simulator.content.lint.wordings import wordings
from simulator.content.walking import Loc
from simulator.language.document import Document, take_apart
from simulator.language.pattern_syntax import Choice, Gap, Word
from simulator.language.pattern_syntax import Sequence as Items
from simulator.language.patterns import Pattern, PhraseBook, compile_pattern

_EVERYWHERE = 0.25
"""A phrase that is found in so many of the everyday sentences is about nothing."""
_SMALL_WORDS_FOUND = 2
"""A phrase of small words alone may be found in one of them by chance, and not in two."""
_GREETINGS = 4
"""So many of the courtesies are greetings; they come first."""

_GAP = re.compile(r"\.\.\.\d?|\u2026\d?")
_ODD = re.compile(r"[^\w\s()|?&=*',!\u2019-]|\d")
"""Signs because of which a phrase may be taken apart otherwise than the text that it should be found in."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=8)
def _everyday(language: str) -> tuple[Document, ...]:
    return tuple(take_apart(text, language) for text in EVERYDAY.get(language, ()))


@lru_cache(maxsize=8)
def _greetings(language: str) -> tuple[Document, ...]:
    return tuple(take_apart(text, language) for text in COURTESIES.get(language, ())[:_GREETINGS])


def check_phrase_list(
    sheet: LintSheet[Any],
    key: str,
    phrases: Mapping[str, Sequence[str]],
    book: PhraseBook,
    gates: frozenset[str] = frozenset(),
) -> None:
    """Note every pattern of a file that cannot tell one reply from another.

    Args:
        sheet: Takes the faults.
        key: `topics` or `phrases`.
        phrases: The patterns by name, all of which can be read.
        book: The same patterns, compiled.
        gates: The names that open something when they are found: there a greeting must not be enough.
    """
    language = book.language
    heard = _heard(book)
    odd: dict[Loc, str] = {}
    for name, patterns in phrases.items():
        for index, source in enumerate(patterns):
            _check_letters(sheet, (key, name, index), source)
            if _ODD.search(_GAP.sub(" ", source)):
                odd[key, name, index] = source
        if name in heard:
            _check_hits(sheet, (key, name), patterns, heard[name], name in gates)
    _check_found(sheet, odd, language)


class _Heard:
    """The sentences in which a name's phrases are found: everyday ones, and greetings."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.everyday: list[Document] = []
        self.greetings: list[Document] = []


def _heard(book: PhraseBook) -> dict[str, _Heard]:
    found: dict[str, _Heard] = {}
    for document in _everyday(book.language):
        for name in book.find(document):
            found.setdefault(name, _Heard(book.language)).everyday.append(document)
    for document in _greetings(book.language):
        for name in book.find(document):
            found.setdefault(name, _Heard(book.language)).greetings.append(document)
    return found


def _check_letters(sheet: LintSheet[Any], loc: Loc, source: str) -> None:
    """A Cyrillic letter in a Latin word looks right, and the word is never found."""
    if source.isascii():
        return
    for word in _WORD.findall(source):
        scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARABIC"}) > 1:
            message = f"`{word}` mixes letters of two alphabets and is never found; type the word again"
            sheet.value("pattern", loc, message)


def _check_found(sheet: LintSheet[Any], sources: Mapping[Loc, str], language: str) -> None:
    """Look for each of some phrases in its own words."""
    book = PhraseBook(
        {str(loc): [compile_pattern(text, language)] for loc, text in sources.items()}, language
    )
    for loc, source in sources.items():
        written = list(wordings(source))
        documents = (take_apart(f"and {text}", language) for text in written)
        if not any(book.find(document, frozenset([str(loc)])) for document in documents):
            message = (
                f"this phrase is not found in its own words, \u201c{written[0]}\u201d: there they are a "
                "figure, a date or a name; write the class, such as <time>, <money> or <date>"
            )
            sheet.value("pattern", loc, message)


def _check_hits(
    sheet: LintSheet[Any], loc: Loc, patterns: Sequence[str], heard: _Heard, is_gate: bool
) -> None:
    """Look at the phrases of one name by themselves."""
    language = heard.language
    compiled = {str(index): [compile_pattern(source, language)] for index, source in enumerate(patterns)}
    book = PhraseBook(compiled, language)
    found, greeted = _by_phrase(book, heard.everyday), _by_phrase(book, heard.greetings)
    told = {
        index
        for index in sorted({*found, *greeted})
        if _check_one(
            sheet, (*loc, index), compiled[str(index)][0], found.get(index, []), greeted.get(index, [])
        )
    }
    for index, documents in greeted.items() if is_gate and len(greeted) < len(patterns) else ():
        if index in told:
            continue
        message = (
            f"this phrase is found in \u201c{documents[0].text}\u201d, so a greeting is taken for `{loc[-1]}`"
        )
        sheet.value("pattern", (*loc, index), f"{message}; say more, or take it out")


def _by_phrase(book: PhraseBook, documents: Sequence[Document]) -> dict[int, list[Document]]:
    found: dict[int, list[Document]] = {}
    for document in documents:
        for name in book.find(document):
            found.setdefault(int(name), []).append(document)
    return found


def _check_one(
    sheet: LintSheet[Any], loc: Loc, pattern: Pattern, found: list[Document], greeted: list[Document]
) -> bool:
    """Note a phrase that is found in what has nothing to do with it; whether it is."""
    language = pattern.language
    if len(found) >= _EVERYWHERE * len(_everyday(language)):
        share = f"{len(found)} of {len(_everyday(language))}"
        message = (
            f"this phrase is found nearly everywhere, in {share} everyday sentences such as "
            f"\u201c{found[0].text}\u201d; say more in it"
        )
        sheet.value("pattern", loc, message)
        return True
    if len(found) + len(greeted) >= _SMALL_WORDS_FOUND and _is_small(pattern):
        where = (*found, *greeted)[0].text
        message = f"this phrase has small words only, and is found in \u201c{where}\u201d"
        sheet.value("pattern", loc, f"{message}; add the word that matters")
        return True
    return False


def _is_small(pattern: Pattern) -> bool:
    """Whether every word of a pattern is one of those that any text is full of."""
    from simulator.language.reader import rules_for

    rules = rules_for(pattern.language)
    small = rules.common - rules.greetings
    words = [word for part in pattern.parts for word in _words(part)]
    return all(isinstance(word, Word) and not word.prefix and word.form in small for word in words)


def _words(items: Items) -> Iterator[object]:
    for item in items.items:
        if isinstance(item, Choice):
            for branch in item.branches:
                yield from _words(branch)
        elif not isinstance(item, Gap):
            yield item
