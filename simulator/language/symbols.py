"""The alphabet of a phrase book: one character for each word that its patterns tell apart.

A text becomes a string with one character a word, so that patterns are ordinary regular expressions.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from simulator.language.pattern_syntax import CLASSES, Word

_FIRST_SYMBOL, _PLANE = 0xE000, 0xF0000


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

    def __post_init__(self) -> None:
        self.prefixes = {form: len(form) for form in sorted(self.prefixes, key=_longest_first)}

    def add(self, word: Word, kind: str) -> None:
        """Give a word of a pattern its character, if it has none yet."""
        if word.prefix:
            self._add_prefix(word)
            return
        self.words.setdefault(word.form, word.stem)
        table, name = (self.forms, word.form) if word.exact else (self.stems, word.stem)
        if name in table:
            return
        symbol = self._next()
        table[name] = symbol
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
        names = {**dict.fromkeys(self.of_stem), **dict.fromkeys(stems)}
        for prefix in self.prefixes:
            found = [self.forms[form] for form in self.forms if form.startswith(prefix)]
            found += [self.stems[stem] for stem in stems if stem.startswith(prefix)]
            found += [self.stems[f"{p}*"] for p in self.prefixes if p.startswith(prefix) and p != prefix]
            for stem in names:
                if prefix.startswith(stem) and prefix != stem:
                    symbol = self.joint[f"{stem}\t{prefix}"] = self._next()
                    self.of_stem[stem].append(symbol)
            self.of_stem[f"{prefix}*"] += found
        for name, symbol in self.joint.items():
            longest = name.partition("\t")[2]
            for prefix in self.prefixes:
                if longest.startswith(prefix):
                    self.of_stem[f"{prefix}*"].append(symbol)

    def of_prefix(self, form: str, stem: str) -> str | None:
        """The character of a word that begins as a prefix does, when nothing says more of the word."""
        for prefix in self.prefixes:
            if form.startswith(prefix):
                known = self.joint.get(f"{stem}\t{prefix}") or self.stems.get(stem)
                return known or self.stems[f"{prefix}*"]
        return None

    def _next(self) -> str:
        count = len(self.stems) + len(self.forms) + len(self.joint)
        return chr(_FIRST_SYMBOL + count if count < 6_000 else _PLANE + count)


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form
