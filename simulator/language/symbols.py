"""The alphabet of a phrase book: one character for each word that its patterns tell apart.

A text becomes a string with one character a word, so that patterns are ordinary regular expressions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from simulator.language.pattern_syntax import CLASSES, MIN_PREFIX, Word

_FIRST_SYMBOL, _PLANE = 0xE000, 0xF0000
_FIRST_FAR = 0x10000


@dataclass(slots=True)
class Symbols:
    """Which character stands for which stem, and for which exact form where a pattern asks for one."""

    stems: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    of_stem: dict[str, list[str]] = field(default_factory=dict)
    of_class: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """Every known form and stem by itself, for the mending of slips."""
    prefixes: dict[str, int] = field(default_factory=dict)
    """First letters ("przepr*") with their number, the longest first (a compiled file loses the order)."""
    joint: dict[str, str] = field(default_factory=dict)
    """Characters of words that have a known stem and a prefix longer than it: stem, tab, prefix."""
    far: bool = False
    """Whether the characters stand beyond U+FFFF, and a word has the same one in all such books.

    Patterns that books have in common then make the same regular expressions, and `re` compiles small classes
    of such characters in half the time, as it makes no table for them. Big ones, which prefixes make, are
    searched more slowly, and in a file such characters take twice the room.
    """

    def __post_init__(self) -> None:
        self.prefixes = {form: len(form) for form in sorted(self.prefixes, key=_longest_first)}

    def add_all(self, words: Iterable[tuple[Word, str]]) -> None:
        """Give each word of a pattern its character, if it has none yet; with each word goes its kind."""
        forms, stems, known = self.forms, self.stems, self.words
        for word, kind in words:
            if word.prefix:
                self._add_prefix(word)
                continue
            form, stem = word.form, word.stem
            if form not in known:
                known[form] = stem
            if form not in forms if word.exact else stem not in stems:
                self._add(word, kind)

    def _add(self, word: Word, kind: str) -> None:
        name = f"={word.form}" if word.exact else word.stem
        symbol = _far_character(name) if self.far else self._next()
        if word.exact:
            self.forms[word.form] = symbol
        else:
            self.stems[word.stem] = symbol
        self.of_stem.setdefault(word.stem, []).append(symbol)
        if kind in CLASSES:
            self.of_class.setdefault(kind, []).append(symbol)

    def _add_prefix(self, word: Word) -> None:
        if word.stem not in self.stems:
            self.prefixes[word.form] = len(self.prefixes)
            self.stems[word.stem] = symbol = self._next()
            self.of_stem[word.stem] = [symbol]

    def join(self) -> None:
        """Let prefixes find all words that are known otherwise, once every word has its character."""
        self.prefixes = {form: len(form) for form in sorted(self.prefixes, key=_longest_first)}
        stems = [stem for stem in self.stems if not stem.endswith("*")]
        names = {name: at for at, name in enumerate(dict.fromkeys((*self.of_stem, *stems)))}
        exact, plain, prefixes = _by_beginning(self.forms), _by_beginning(stems), _by_beginning(self.prefixes)
        for prefix in self.prefixes:
            begin = prefix[:MIN_PREFIX]
            found = [self.forms[form] for form in exact.get(begin, ()) if form.startswith(prefix)]
            found += [self.stems[stem] for stem in plain.get(begin, ()) if stem.startswith(prefix)]
            longer = (p for p in prefixes[begin] if p.startswith(prefix) and p != prefix)
            found += [self.stems[f"{p}*"] for p in longer]
            for stem in sorted(filter(names.__contains__, _beginnings(prefix, 0)), key=names.__getitem__):
                symbol = self.joint[f"{stem}\t{prefix}"] = self._next()
                self.of_stem[stem].append(symbol)
            self.of_stem[f"{prefix}*"] += found
        for name, symbol in self.joint.items():
            longest = name.partition("\t")[2]
            for prefix in (longest, *_beginnings(longest, MIN_PREFIX)):
                if prefix in self.prefixes:
                    self.of_stem[f"{prefix}*"].append(symbol)

    def of_prefix(self, form: str, stem: str) -> str | None:
        """The character of a word that begins as a prefix does, when nothing says more of the word."""
        prefixes = self.prefixes
        longest = next(iter(prefixes.values()))
        for length in range(min(len(form), longest), MIN_PREFIX - 1, -1):
            prefix = form[:length]
            if prefix in prefixes:
                known = self.joint.get(f"{stem}\t{prefix}") or self.stems.get(stem)
                return known or self.stems[f"{prefix}*"]
        return None

    def _next(self) -> str:
        number = len(self.stems) + len(self.forms) + len(self.joint)
        return chr(_FIRST_SYMBOL + number if number < 6_000 else _PLANE + number)


@cache
def _far_character(name: str) -> str:
    """The character of a stem, or of an exact form with a "=" before it."""
    return chr(next(_far))


_far = count(_FIRST_FAR)


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


def _by_beginning(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by the letters that a prefix has at least, in their order."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:MIN_PREFIX], []).append(word)
    return found


def _beginnings(word: str, least: int) -> Iterator[str]:
    """The first letters of a word, fewer than all and at least so many."""
    return (word[:length] for length in range(least, len(word)))
