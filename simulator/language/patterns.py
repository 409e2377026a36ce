"""Phrase patterns, matched on word stems: compiled, indexed by a rare word, found in linear time.

Each stem that any pattern of a book names has a character of its own; a document becomes a string of such
characters, one for each token, and a pattern becomes a regular expression over them. Gaps and repeats are
bounded, so matching is linear in the length of the text. A pattern is only tried when one of the words
that it cannot do without occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from simulator.language.document import CODE, END, NUMBER, WORD, Document, tokeniser_for
from simulator.language.pattern_syntax import (
    CLASSES,
    Choice,
    Class,
    Gap,
    Parser,
    PatternError,
    Word,
)
from simulator.language.pattern_syntax import Sequence as Items
from simulator.language.reading import Span
from simulator.language.spelling import mended

__all__ = ["Hit", "Pattern", "PatternError", "PhraseBook", "compile_pattern"]

_FIRST_SYMBOL, _PLANE = 0xE000, 0xF0000
_END_SYMBOL, _OTHER_SYMBOL = "\n", "."
_CLASS_SYMBOLS = dict(zip(CLASSES, "NMTDAU", strict=True))
_CACHE_WORDS = 20_000
_COMMON = frozenset(
    "a an the i you we it he she they me us him her them my your our his their this that these those is are "
    "am was be been do did have has had will would can could may might shall should must to of in on at for "
    "with from by as and or but if not no so what which who how when where there here out up all any some "
    "pleas just now then get make go take send let know see say tell ask want need help call".split()
)
"""Words that are poor anchors: nearly every reply has them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase pattern of one language.

    Attributes:
        source: What the author wrote.
        parts: Its parts as trees; more than one when joined with "&".
    """

    source: str
    language: str
    parts: tuple[Items, ...]

    def find(self, document: Document) -> list[Hit]:
        """Where the pattern matches, in order."""
        return PhraseBook({"it": [self]}, self.language).find(document).get("it", [])


@dataclass(frozen=True, slots=True)
class Hit:
    """One match: the words as a span of the text, and as first and last token index (both included)."""

    span: Span
    first: int
    last: int


def compile_pattern(source: str, language: str = "en") -> Pattern:
    """A pattern as an author wrote it, ready to be matched.

    Raises:
        PatternError: It cannot be read; the message says why, `column` where.
        UsageError: No word stems are known for the language.
    """
    return Pattern(source, language, Parser(source, tokeniser_for(language).words).parse())


def _anchors(items: Items) -> tuple[int, list[str]]:
    """The words of which one must occur in any match, and how common they are (less is better)."""
    best: tuple[int, list[str]] = (1_000, [])
    for item in items.items:
        cost, symbols = _anchors_of_item(item)
        if symbols and cost < best[0]:
            best = (cost, symbols)
    return best


def _anchors_of_item(item: Word | Class | Gap | Choice) -> tuple[int, list[str]]:
    if isinstance(item, Word):
        return (40 if item.stem in _COMMON else max(1, 12 - len(item.stem))), [item.stem]
    if isinstance(item, Class):
        return 5, [f"<{item.kind}>"]
    if isinstance(item, Choice) and not item.optional:
        found = [_anchors(branch) for branch in item.branches]
        return sum(cost for cost, _ in found), [word for _, words in found for word in words]
    return 1_000, []


@dataclass(slots=True)
class _Entry:
    """One pattern of a book, with its regular expressions once they were needed."""

    key: str
    parts: tuple[Items, ...]
    compiled: tuple[re.Pattern[str], ...] = ()


@dataclass(slots=True)
class _Symbols:
    """Which character stands for which stem, and for which exact form where a pattern asks for one."""

    stems: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    of_stem: dict[str, list[str]] = field(default_factory=dict)
    of_class: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """Every known form and stem by itself, for the mending of slips."""

    def add(self, word: Word, kind: str) -> None:
        """Give a word of a pattern its character, if it has none yet."""
        self.words.setdefault(word.form, word.stem)
        table, name = (self.forms, word.form) if word.exact else (self.stems, word.stem)
        if name in table:
            return
        symbol = self._next()
        table[name] = symbol
        self.of_stem.setdefault(word.stem, []).append(symbol)
        if kind in CLASSES:
            self.of_class.setdefault(kind, []).append(symbol)

    def _next(self) -> str:
        count = len(self.stems) + len(self.forms)
        return chr(_FIRST_SYMBOL + count if count < 6_000 else _PLANE + count)


class PhraseBook:
    """Patterns by key (a topic, a cue), all found in one pass over a document.

    Raises:
        PatternError: One of the patterns cannot be read.
        UsageError: No word stems are known for the language.
    """

    def __init__(self, patterns: Mapping[str, Sequence[str | Pattern]], language: str = "en") -> None:
        self.language = language
        self._tokeniser = tokeniser_for(language)
        self._symbols = _Symbols()
        self._entries: list[_Entry] = []
        self._index: dict[str, tuple[int, ...]] = {}
        self._codes: dict[str, str] = {}
        for key, sources in patterns.items():
            for source in sources:
                pattern = compile_pattern(source, language) if isinstance(source, str) else source
                self._entries.append(_Entry(key, pattern.parts))
        self._name_symbols()
        self._build_index()

    def _name_symbols(self) -> None:
        words = self._tokeniser.words
        for entry in self._entries:
            for word in _words_of(entry.parts):
                kind = words(word.form)[0].kind if not word.form.isalpha() or len(word.form) > 5 else WORD
                self._symbols.add(word, kind)

    def _build_index(self) -> None:
        index: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            _, names = min(map(_anchors, entry.parts), key=lambda found: found[0])
            symbols = {symbol for name in names for symbol in self._symbols_of(name)}
            for symbol in symbols:
                index.setdefault(symbol, []).append(number)
        self._index = {symbol: tuple(numbers) for symbol, numbers in index.items()}

    def _symbols_of(self, name: str) -> list[str]:
        if name.startswith("<"):
            kind = name[1:-1]
            return [_CLASS_SYMBOLS[kind], *self._symbols.of_class.get(kind, [])]
        return self._symbols.of_stem[name]

    def encode(self, document: Document) -> str:
        """The document as one character a token."""
        codes, text = self._codes, document.text
        if len(codes) > _CACHE_WORDS:
            codes.clear()
        encoded = []
        previous = END
        for token in document.tokens:
            code = codes.get(token.form)
            if code is None:
                code = codes[token.form] = self._code(token.form, token.stem, token.kind)
            if code == _OTHER_SYMBOL and previous is not END and text[token.start].isupper():
                code = _CLASS_SYMBOLS["name"]
            encoded.append(code)
            previous = token.kind
        return "".join(encoded)

    def _code(self, form: str, stem: str, kind: str) -> str:
        if kind == END:
            return _END_SYMBOL
        code = self._symbols.forms.get(form) or self._symbols.stems.get(stem)
        if code is None and kind == WORD:
            known = mended(form, self._symbols.words)
            if known is not None:
                code = self._symbols.forms.get(known) or self._symbols.stems.get(self._symbols.words[known])
        if code is None:
            code = _CLASS_SYMBOLS.get(NUMBER if kind is CODE and form[0].isdigit() else kind, _OTHER_SYMBOL)
        return code

    def find(self, document: Document) -> dict[str, list[Hit]]:
        """All matches by key, each list in the order of the text. Keys without a match are left out."""
        encoded = self.encode(document)
        numbers: set[int] = set()
        for symbol in set(encoded):
            numbers.update(self._index.get(symbol, ()))
        found: dict[str, list[Hit]] = {}
        for number in numbers:
            entry = self._entries[number]
            hits = self._matches(entry, encoded, document)
            if hits:
                found.setdefault(entry.key, []).extend(hits)
        for hits in found.values():
            if len(hits) > 1:
                hits.sort(key=lambda hit: (hit.first, -hit.last))
        return found

    def _matches(self, entry: _Entry, encoded: str, document: Document) -> list[Hit]:
        if not entry.compiled:
            entry.compiled = tuple(re.compile(self._regex(part)) for part in entry.parts)
        if len(entry.compiled) == 1:
            return [
                Hit(document.span(match.start(), match.end() - 1), match.start(), match.end() - 1)
                for match in entry.compiled[0].finditer(encoded)
            ]
        return _joint_hits(entry.compiled, encoded, document)

    def _regex(self, items: Items) -> str:
        return "".join(self._regex_of(item) for item in items.items)

    def _regex_of(self, item: Word | Class | Gap | Choice) -> str:
        if isinstance(item, Gap):
            return f"[^{_END_SYMBOL}]{{0,{item.width}}}?"
        if isinstance(item, Choice):
            inner = "|".join(self._regex(branch) for branch in item.branches)
            return f"(?:{inner}){'?' if item.optional else ''}"
        if isinstance(item, Class):
            return f"[{''.join(self._symbols_of(f'<{item.kind}>'))}]"
        if item.exact:
            return self._symbols.forms[item.form]
        symbols = self._symbols.of_stem[item.stem]
        return symbols[0] if len(symbols) == 1 else f"[{''.join(symbols)}]"


def _joint_hits(parts: tuple[re.Pattern[str], ...], encoded: str, document: Document) -> list[Hit]:
    """One hit for each sentence in which every part matches, from the first to the last of them."""
    by_sentence: list[dict[int, re.Match[str]]] = []
    for part in parts:
        firsts: dict[int, re.Match[str]] = {}
        for match in part.finditer(encoded):
            firsts.setdefault(document.sentence_of[match.start()], match)
        if not firsts:
            return []
        by_sentence.append(firsts)
    hits = []
    for sentence in sorted(set.intersection(*map(set, by_sentence))):
        matches = [firsts[sentence] for firsts in by_sentence]
        first, last = min(m.start() for m in matches), max(m.end() for m in matches) - 1
        hits.append(Hit(document.span(first, last), first, last))
    return hits


def _words_of(parts: Iterable[Items]) -> Iterable[Word]:
    for part in parts:
        for item in part.items:
            if isinstance(item, Word):
                yield item
            elif isinstance(item, Choice):
                yield from _words_of(item.branches)


@lru_cache(maxsize=256)
def cached_pattern(source: str, language: str) -> Pattern:
    """`compile_pattern`, remembered: screens that check while an author types ask again and again."""
    return compile_pattern(source, language)
