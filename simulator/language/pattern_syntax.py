"""The phrase language that authors write: parsed into a small tree, with faults told by column.

::

    pattern  = part { "&" part }                     all parts, in any order, in one sentence
    part     = item { [ gap ] item }
    item     = ( word | "=" word | word "*" | class | group ) [ "?" ]
    group    = "(" part { "|" part } ")"
    gap      = "..." [ digit ]                       up to 5 words, or up to that many
    class    = "<number>" | "<money>" | "<time>" | "<date>" | "<name>" | "<url>"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Sequence as Row
from dataclasses import dataclass
from math import prod

from simulator.errors import ContentError

CLASSES = ("number", "money", "time", "date", "name", "url")
DEFAULT_GAP = 5
MAX_GAPS = 4
"""With at most four gaps of at most nine words a pattern costs a bounded number of steps for each word."""
MAX_PATTERN_CHARS = 4_000
MIN_PREFIX = 2
"""The fewest letters before a "*"."""

_LEX = re.compile(
    r"\s*(?:(?P<word>(?:[^\s()|&?=<>\\.…]+|\\.|\.(?!\.\.))+)|(?P<mark>[()|&?])|(?P<exact>=)"
    r"|(?P<gap>\.\.\.(?P<width>\d?)|…(?P<width2>\d?))|(?P<class><(?P<name>[^<>\s]*)>?)|(?P<stray>\S))",
    re.DOTALL,
)

_AS_WRITTEN = frozenset({"word", "exact"})
_CLOSING = frozenset({"end", ")", "|", "&"})


class PatternError(ContentError):
    """A phrase pattern that cannot be read; `column` counts its characters from 1."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.column = column


@dataclass(frozen=True, slots=True)
class Word:
    """One word: by its stem, exactly as written when `exact`, or by its first letters when `prefix`.

    The `stem` of a prefix is its letters with the "*": no word of a text has such a stem.
    """

    form: str
    stem: str
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Class:
    """Any token of a kind: number, money, time, date, name, url."""

    kind: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `width` words of any sort, inside the sentence."""

    width: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional` when none of them is needed."""

    branches: tuple[Sequence, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items one after the other."""

    items: tuple[Word | Class | Gap | Choice, ...]


MAX_WAYS = 10_000
"""How many ways through a pattern there may be at one place: bounds the steps for each word of a reply."""


def ways(node: Word | Class | Gap | Choice | Sequence) -> int:
    """An upper bound of the ways that a node can match at one place."""
    if isinstance(node, Sequence):
        return prod([ways(item) for item in node.items if not isinstance(item, Word)])
    if isinstance(node, Gap):
        return node.width + 1
    if not isinstance(node, Choice):
        return 1
    alike: dict[object, int] = {}
    for branch in node.branches:
        first = branch.items[0]
        start = first.stem if isinstance(first, Word) else None
        alike[start] = alike.get(start, 0) + (ways(branch) if start is None or len(branch.items) > 1 else 1)
    return max(alike.values()) + alike.get(None, 0) * (len(alike) > 1) + node.optional


def _can_be_empty(items: Iterable[Word | Class | Gap | Choice]) -> bool:
    """Whether items match no words at all, in which no alternative of a group does."""
    for item in items:
        if not isinstance(item, Gap) and not (isinstance(item, Choice) and item.optional):
            return False
    return True


class _Lexeme:
    """One sign of the source with its kind, its text and its column."""

    __slots__ = ("column", "kind", "text")

    def __init__(self, kind: str, text: str, column: int) -> None:
        self.kind, self.text, self.column = kind, text, column


def _lexemes(source: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    for match in _LEX.finditer(source):
        kind = match.lastgroup or ""
        text, column = match[kind], match.start(kind) + 1
        if kind in _AS_WRITTEN:
            found.append(_Lexeme(kind, text, column))
        elif kind == "mark":
            found.append(_Lexeme(text, text, column))
        elif kind == "gap":
            found.append(_gap_lexeme(match, column))
        elif kind == "class":
            found.append(_Lexeme("class", _class_name(match, column), column))
        elif kind == "stray":
            raise PatternError(f'"{text}" has no meaning here', column, 'Write "\\" before it.')
    found.append(_Lexeme("end", "", len(source) + 1))
    return found


def _gap_lexeme(match: re.Match[str], column: int) -> _Lexeme:
    if match.string[match.end() : match.end() + 1].isdigit():
        hint = 'Write "...9", or split the phrase.'
        raise PatternError("a gap is at most 9 words wide", column, hint)
    return _Lexeme("gap", match["width"] or match["width2"] or "", column)


def _class_name(match: re.Match[str], column: int) -> str:
    name = (match["name"] or "").lower()
    if name not in CLASSES or not match["class"].endswith(">"):
        known = ", ".join(f"<{known}>" for known in CLASSES)
        raise PatternError(f'"{match["class"]}" is no class of words', column, f"Known: {known}.")
    return name


class Parser:
    """Reads one pattern.

    Args:
        source: What the author wrote.
        words: Takes a written word apart as a reply's words are; each is meant exactly, or by its stem.
    """

    def __init__(self, source: str, words: Callable[[str, bool], Row[Word]]) -> None:
        self._source = source
        self._words = words
        self._gaps = 0
        self._at = 0
        self._lexemes: list[_Lexeme] = []

    def parse(self) -> tuple[Sequence, ...]:
        """The parts of the pattern; more than one when they are joined with "&".

        Raises:
            PatternError: The pattern is empty, too long, unbalanced, or can match no words.
        """
        if len(self._source) > MAX_PATTERN_CHARS:
            raise PatternError(f"a pattern has at most {MAX_PATTERN_CHARS} characters", MAX_PATTERN_CHARS)
        self._lexemes = _lexemes(self._source)
        if self._here.kind == "end":
            raise PatternError("the pattern is empty", 1)
        parts = [self._part("the pattern")]
        while self._here.kind == "&":
            self._at += 1
            parts.append(self._part('the part after "&"'))
        if self._here.kind != "end":
            raise self._unexpected()
        if any(ways(part) > MAX_WAYS for part in parts):
            message = "the pattern has too many optional words, alternatives and gaps"
            raise PatternError(message, 1, "Split it in two.")
        return tuple(parts)

    @property
    def _here(self) -> _Lexeme:
        return self._lexemes[self._at]

    def _unexpected(self) -> PatternError:
        here = self._here
        if here.kind == ")":
            return PatternError('")" closes a bracket that was never opened', here.column)
        if here.kind == "|":
            return PatternError('"|" stands outside brackets', here.column, "Write (one|other).")
        return PatternError(f'"{here.text}" cannot stand here', here.column)

    def _part(self, what: str) -> Sequence:
        column = self._here.column
        sequence = self._sequence()
        if not sequence.items:
            if self._here.kind in (")", "|"):
                raise self._unexpected()
            raise PatternError(f"{what} is empty", column)
        if _can_be_empty(sequence.items):
            raise PatternError(f"{what} has only optional words, so it would match anything", column)
        return sequence

    def _sequence(self) -> Sequence:
        items: list[Word | Class | Gap | Choice] = []
        lexemes = self._lexemes
        while (kind := lexemes[self._at].kind) not in _CLOSING:
            items += self._gap(items) if kind == "gap" else self._item()
        if items and isinstance(items[-1], Gap):
            raise PatternError("a gap needs a word on both sides", self._here.column)
        return Sequence(tuple(items))

    def _gap(self, before: list[Word | Class | Gap | Choice]) -> list[Gap]:
        here = self._here
        self._at += 1
        self._gaps += 1
        if not before or isinstance(before[-1], Gap):
            raise PatternError("a gap needs a word on both sides", here.column)
        if self._gaps > MAX_GAPS:
            raise PatternError(f"a pattern has at most {MAX_GAPS} gaps", here.column, "Split it in two.")
        width = int(here.text) if here.text else DEFAULT_GAP
        if width == 0:
            raise PatternError("a gap of 0 words is none", here.column)
        return [Gap(width)]

    def _item(self) -> list[Word | Class | Gap | Choice]:
        here = self._here
        self._at += 1
        if here.kind == "(":
            items: list[Word | Class | Gap | Choice] = [self._group(here.column)]
        elif here.kind == "class":
            items = [Class(here.text)]
        elif here.kind == "exact":
            items = self._exact(here.column)
        elif here.kind == "word":
            items = self._plain(here)
        else:
            raise PatternError(f'"{here.text}" must stand behind a word or a bracket', here.column)
        if self._here.kind == "?":
            self._at += 1
            return [Choice((Sequence(tuple(items)),), optional=True)]
        return items

    def _plain(self, lexeme: _Lexeme, exact: bool = False) -> list[Word | Class | Gap | Choice]:
        prefix = lexeme.text.endswith("*") and not lexeme.text.endswith("\\*")
        text = re.sub(r"\\(.)", r"\1", lexeme.text) if "\\" in lexeme.text else lexeme.text
        words = self._words(text, exact)
        if not words:
            raise PatternError(f'"{lexeme.text}" has no letters or digits', lexeme.column)
        return [*words[:-1], self._first_letters(words[-1].form, lexeme, exact)] if prefix else [*words]

    def _first_letters(self, letters: str, lexeme: _Lexeme, exact: bool) -> Word:
        if exact or len(letters) < MIN_PREFIX:
            hint = f'At least {MIN_PREFIX} letters before "*", and no "=" with it.'
            raise PatternError(f'"{lexeme.text}" would match too much', lexeme.column, hint)
        return Word(letters, f"{letters}*", prefix=True)

    def _exact(self, column: int) -> list[Word | Class | Gap | Choice]:
        if self._here.kind != "word":
            raise PatternError('"=" needs a word directly after it', column)
        self._at += 1
        return self._plain(self._lexemes[self._at - 1], exact=True)

    def _group(self, column: int) -> Choice:
        branches = [self._branch(column)]
        while self._here.kind == "|":
            self._at += 1
            branches.append(self._branch(column))
        if self._here.kind == "&":
            raise PatternError('"&" cannot stand inside brackets', self._here.column)
        if self._here.kind != ")":
            raise PatternError('"(" is never closed', column, 'Add ")".')
        self._at += 1
        return Choice(tuple(branches))

    def _branch(self, opened: int) -> Sequence:
        column = self._here.column
        branch = self._sequence()
        if not branch.items:
            if self._here.kind == "end":
                raise PatternError('"(" is never closed', opened, 'Add ")".')
            raise PatternError("an alternative is empty", column, 'To make a group optional, write "(…)?".')
        if _can_be_empty(branch.items):
            raise PatternError("an alternative has only optional words", column, 'Write "(…)?" instead.')
        return branch
