"""Phrase patterns, matched on word stems: compiled, indexed by a rare word, found in linear time.

Each stem that any pattern of a book names has a character of its own; a document becomes a string of such
characters, one for each token, and a pattern becomes a regular expression over them. Gaps and repeats are
bounded, so matching is linear in the length of the text. A pattern is only tried when every word that it
cannot do without occurs: each symbol of a text brings a mask with a bit for each pattern that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial, reduce
from operator import or_
from typing import Any, NamedTuple, cast

from simulator.language.anchors import LEVELS, anchors_of, words_of
from simulator.language.document import CODE, DATE, END, NUMBER, WORD, Document, tokeniser_for
from simulator.language.expressions import Kept, bits, ones, plainly_begun, with_classes, without_classes
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
from simulator.language.symbols import Symbols
from simulator.language.values import worked_out

__all__ = ["Hit", "Pattern", "PatternError", "PhraseBook", "compile_pattern"]

_END_SYMBOL, _OTHER_SYMBOL = "\n", "."
_CLASS_SYMBOLS = dict(zip(CLASSES, "NMTDAU", strict=True))
_CACHE_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase pattern of one language.

    Attributes:
        source: What the author wrote.
        parts: Its parts as trees; more than one when joined with "&".
        words: Every word in them with its kind, each once; what a book's alphabet is made of.
        has_prefixes: Whether one of them stands for all words that begin like it.
        anchors: Sets of words, rarest first, of each of which one must occur in any match.
    """

    source: str
    language: str
    parts: tuple[Items, ...]
    words: tuple[tuple[Word, str], ...] = field(init=False, repr=False, compare=False)
    has_prefixes: bool = field(init=False, repr=False, compare=False)
    anchors: tuple[Sequence[str], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = dict.fromkeys(words_of(self.parts))
        object.__setattr__(self, "words", tuple([(word, self._kind(word)) for word in words]))
        object.__setattr__(self, "has_prefixes", any(word.prefix for word in words))
        object.__setattr__(self, "anchors", anchors_of(self.parts))

    def _kind(self, word: Word) -> str:
        return WORD if word.prefix else _kind_of(word.form, self.language)

    def find(self, document: Document) -> list[Hit]:
        """Where the pattern matches, in order."""
        return PhraseBook({"it": [self]}, self.language).find(document).get("it", [])


class Hit(NamedTuple):
    """One match: its first and last token (both included) in a document."""

    first: int
    last: int
    document: Document

    @property
    def span(self) -> Span:
        """The words as a span of the text; made when asked for, as most matches are only counted."""
        return self.document.span(self.first, self.last)

    @property
    def sentence(self) -> int:
        """The index of the sentence that holds the match."""
        return self.document.sentence_of[self.first]


@lru_cache(maxsize=16_384)
def compile_pattern(source: str, language: str = "en") -> Pattern:
    """A pattern as an author wrote it, ready to be matched; remembered, as checks and readers ask alike.

    Raises:
        PatternError: It cannot be read; the message says why, `column` where.
        UsageError: No word stems are known for the language.
    """
    return Pattern(source, language, Parser(source, partial(_written, language)).parse())


@dataclass(slots=True)
class _Entry:
    """One pattern of a book as regular expressions over symbols, written and compiled once needed."""

    key: str
    parts: tuple[Items, ...] = ()
    sources: tuple[str, ...] = ()
    compiled: tuple[re.Pattern[str], ...] = ()


class PhraseBook:
    """Patterns by key (a topic, a cue), all found in one pass over a document.

    Args:
        patterns: The patterns by key.
        language: Their language.
        filed: Whether the book's `state` goes into a file.

    Raises:
        PatternError: One of the patterns cannot be read.
        UsageError: No word stems are known for the language.
    """

    def __init__(
        self, patterns: Mapping[str, Sequence[str | Pattern]], language: str = "en", filed: bool = False
    ) -> None:
        self.language = language
        self._entries: list[_Entry] = []
        self._index: dict[str, list[int]] = {}
        self._lacking: list[int] = []
        self._masks = Kept(self._mask)
        self._chosen: dict[frozenset[str] | None, int] = {}
        self._codes: dict[str, str] = {}
        self._searches: dict[int, Callable[[str], re.Match[str] | None]] = {}
        compiled = [
            (key, compile_pattern(source, language) if isinstance(source, str) else source)
            for key, sources in patterns.items()
            for source in sources
        ]
        self._symbols = Symbols(far=not filed and not any(pattern.has_prefixes for _, pattern in compiled))
        for _, pattern in compiled:
            self._symbols.add_all(pattern.words)
        if self._symbols.prefixes:
            self._symbols.join()
        for key, pattern in compiled:
            self._enter(key, pattern)
        self._written = compiled
        self._naming: dict[frozenset[str], frozenset[str]] = {}

    @classmethod
    def from_state(cls, state: Mapping[str, Any], language: str) -> PhraseBook:
        """A book as `state` gave it, without reading its patterns again."""
        book = cls({}, language)
        book._symbols = Symbols(**state["symbols"])
        classes = state.get("classes", ())
        book._entries = [
            _Entry(key, sources=tuple(with_classes(source, classes) for source in sources))
            for key, sources in state["entries"]
        ]
        book._index, book._lacking = dict(state["index"]), list(state["lacking"])
        return book

    def state(self) -> dict[str, Any]:
        """Everything that was worked out from the patterns, as plain data."""
        symbols = {name: value for name, value in asdict(self._symbols).items() if value}
        classes: dict[str, int] = {}
        entries = [[entry.key, list(self._sources(entry))] for entry in self._entries]
        if self._symbols.prefixes:  # they make for long classes that come again and again
            entries = [[key, [without_classes(s, classes) for s in sources]] for key, sources in entries]
        return {
            "symbols": symbols,
            "entries": entries,
            **({"classes": list(classes)} if classes else {}),
            "index": self._index,
            "lacking": self._lacking,
        }

    def _enter(self, key: str, pattern: Pattern) -> None:
        number, index, symbols_of = len(self._entries), self._index, self._symbols_of
        for level, names in enumerate(pattern.anchors):
            found = symbols_of(names[0])
            if len(names) > 1:
                found = list({symbol for name in names for symbol in symbols_of(name)})
            for symbol in found:
                index.setdefault(symbol, []).append(number * LEVELS + level)
        lacking = range(len(pattern.anchors), LEVELS)
        self._lacking.extend(number * LEVELS + level for level in lacking)
        self._entries.append(_Entry(key, pattern.parts))

    def _sources(self, entry: _Entry) -> tuple[str, ...]:
        """The regular expressions of a pattern; written when they are first needed, as many never are."""
        if not entry.sources:
            entry.sources = tuple(map(self._regex, entry.parts))
        return entry.sources

    def _symbols_of(self, name: str) -> list[str]:
        if name.startswith("<"):
            kind = name[1:-1]
            return [_CLASS_SYMBOLS[kind], *self._symbols.of_class.get(kind, [])]
        return self._symbols.of_stem[name]

    def encode(self, document: Document) -> str:
        """The document as one character a token."""
        codes, tokens, text = self._codes, document.tokens, document.text
        if len(codes) > _CACHE_WORDS:
            codes.clear()
        known = list(map(codes.get, document.forms))
        for at, code in enumerate(known) if None in known else ():  # a word not met before
            if code is None:
                form = document.forms[at]
                known[at] = codes[form] = self._code(form, document.stems[at], document.kinds[at])
        encoded = "".join(cast(list[str], known))
        at = encoded.find(_OTHER_SYMBOL, 1)
        if at < 0:
            return encoded
        symbols = list(encoded)
        while at > 0:
            if tokens[at - 1].kind is not END and text[tokens[at].start].isupper():
                symbols[at] = _CLASS_SYMBOLS["name"]
            at = encoded.find(_OTHER_SYMBOL, at + 1)
        return "".join(symbols)

    def _code(self, form: str, stem: str, kind: str) -> str:
        if kind == END:
            return _END_SYMBOL
        code = self._symbols.forms.get(form)
        if code is None and self._symbols.prefixes and kind in (WORD, DATE):
            code = self._symbols.of_prefix(form, stem)
        code = code or self._symbols.stems.get(stem)
        if code is None and kind == WORD:
            known = mended(form, self._symbols.words)
            if known is not None:
                code = self._symbols.forms.get(known) or self._symbols.stems.get(self._symbols.words[known])
        if code is None:
            code = _CLASS_SYMBOLS.get(NUMBER if kind is CODE and form[0].isdigit() else kind, _OTHER_SYMBOL)
        return code

    def knows(self, form: str, stem: str) -> bool:
        """Whether a pattern names the word, by itself, its stem or its first letters."""
        symbols = self._symbols
        if form in symbols.forms or stem in symbols.stems:
            return True
        return any(form.startswith(prefix) for prefix in symbols.prefixes)

    def find(self, document: Document, keys: frozenset[str] | None = None) -> dict[str, list[Hit]]:
        """All matches by key, each list in the order of the text. Keys without a match are left out.

        Args:
            document: The text, in this book's language.
            keys: The only keys that are looked for; all of them when None.
        """
        encoded = self.encode(document)
        found: dict[str, list[Hit]] = {}
        if self._rarest is not None and self._rarest.isdisjoint(encoded):
            return found
        entries, searches = self._entries, self._searches
        for number in self._candidates(encoded, keys):
            search = searches.get(number) or self._compiled(number)
            match = search(encoded)  # most candidates match nothing: the cheapest question first
            if match is None:
                continue
            entry = entries[number]
            if len(entry.compiled) > 1:
                hits = _joint_hits(entry.compiled, encoded, document)
            else:
                hits = _hits(entry.compiled[0], match, encoded, document)
            if hits:
                found.setdefault(entry.key, []).extend(hits)
        for hits in found.values():
            if len(hits) > 1:
                hits.sort(key=_place)
        return found

    def _compiled(self, number: int) -> Callable[[str], re.Match[str] | None]:
        """The search for the first part of a pattern; made when it is first needed."""
        entry = self._entries[number]
        entry.compiled = tuple(map(_expression, self._sources(entry)))
        search: Callable[[str], re.Match[str] | None] = entry.compiled[0].search
        self._searches[number] = search
        return search

    def naming(self, forms: frozenset[str]) -> frozenset[str]:
        """The keys with a pattern that names one of these words; not known of a book from a file."""
        if forms not in self._naming:
            self._naming[forms] = frozenset(
                key for key, pattern in self._written if any(word.form in forms for word, _ in pattern.words)
            )
        return self._naming[forms]

    def keys(self) -> frozenset[str]:
        """The keys that have patterns."""
        return frozenset(entry.key for entry in self._entries)

    def _candidates(self, encoded: str, keys: frozenset[str] | None) -> list[int]:
        """The numbers of the patterns whose every needed word occurs in one sentence, in order.

        No pattern crosses the end of a sentence, and that all its words stand in one is much rarer than that
        they stand anywhere in a text.
        """
        masks, width, found = self._masks, len(self._entries), 0
        lacking = masks[""]
        for sentence in filter(None, encoded.split(_END_SYMBOL)):
            seen = reduce(or_, map(masks.__getitem__, set(sentence)), lacking)
            seen &= seen >> 2 * width  # the first and the third level, the second and the fourth
            found |= seen & seen >> width
        chosen = self._chosen.get(keys)
        if chosen is None:
            entries = enumerate(self._entries)
            chosen = (1 << width) - 1 if keys is None else bits(n for n, e in entries if e.key in keys)
            self._chosen[keys] = chosen
        return ones(found & chosen)

    @worked_out
    def _rarest(self) -> frozenset[str] | None:
        """The symbols of which every match holds one; None when there is a pattern that needs none."""
        if any(place % LEVELS == 0 for place in self._lacking):
            return None
        places = self._index.items()
        return frozenset(symbol for symbol, found in places if any(place % LEVELS == 0 for place in found))

    def _mask(self, symbol: str) -> int:
        """What a symbol fulfils: a bit for each pattern on each level; "" stands for levels without needs."""
        places = self._index.get(symbol, ()) if symbol else self._lacking
        width = len(self._entries)
        return bits(place // LEVELS + width * (place % LEVELS) for place in places)

    def _regex(self, items: Items) -> str:
        return "".join([self._regex_of(item) for item in items.items])

    def _regex_of(self, item: Word | Class | Gap | Choice) -> str:
        if isinstance(item, Word):
            if item.exact:
                return self._symbols.forms[item.form]
            symbols = self._symbols.of_stem[item.stem]
            return symbols[0] if len(symbols) == 1 else f"[{''.join(symbols)}]"
        if isinstance(item, Choice):
            inner = "|".join(dict.fromkeys([self._regex(branch) for branch in item.branches]))
            return f"(?:{inner}){'?' if item.optional else ''}"
        if isinstance(item, Gap):
            return f"[^{_END_SYMBOL}]{{0,{item.width}}}?"
        return f"[{''.join(self._symbols_of(f'<{item.kind}>'))}]"


def _hits(pattern: re.Pattern[str], match: re.Match[str], encoded: str, document: Document) -> list[Hit]:
    hits: list[Hit] = []
    new = tuple.__new__  # a named tuple's own constructor takes twice the time
    following: re.Match[str] | None = match
    while following is not None:
        first, end = following.span()
        hits.append(new(Hit, (first, end - 1, document)))
        following = pattern.search(encoded, end)
    return hits


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
        hits.append(Hit(first, last, document))
    return hits


def _place(hit: Hit) -> tuple[int, int]:
    return hit.first, -hit.last


@lru_cache(maxsize=4_096)
def _expression(source: str) -> re.Pattern[str]:
    """A regular expression compiled; remembered, as books of one scenario have many patterns in common."""
    return re.compile(plainly_begun(source))


@lru_cache(maxsize=32_768)
def _written(language: str, text: str, exact: bool) -> tuple[Word, ...]:
    """A word of a pattern taken apart; remembered, as patterns have few words and many of each."""
    return tuple([Word(token.form, token.stem, exact) for token in tokeniser_for(language).words(text)])


@lru_cache(maxsize=32_768)
def _kind_of(form: str, language: str) -> str:
    """The kind of token that a word of a pattern is."""
    plain = form.isalpha() and len(form) <= 5
    return WORD if plain else tokeniser_for(language).words(form)[0].kind
