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
from collections.abc import Callable
from dataclasses import dataclass
from math import prod

from simulator.errors import ContentError
from simulator.language.document import Token

CLASSES = ("number", "money", "time", "date", "name", "url")
DEFAULT_GAP = 5
MAX_GAPS = 4
"""With at most four gaps of at most nine words a pattern costs a bounded number of steps for each word."""
MAX_PATTERN_CHARS = 4_000
MIN_PREFIX = 2
"""The fewest letters before a "*"."""

_LEX = re.compile(
    r"(?P<space>\s+)|(?P<gap>\.\.\.(?P<width>\d?)|…(?P<width2>\d?))|(?P<class><(?P<name>[^<>\s]*)>?)"
    r"|(?P<exact>=)|(?P<mark>[()|&?])|(?P<word>(?:\\.|[^\s()|&?=<>\\.…]|\.(?!\.\.))+)|(?P<stray>.)",
    re.DOTALL,
)


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
        return prod(map(ways, node.items))
    if isinstance(node, Gap):
        return node.width + 1
    if not isinstance(node, Choice):
        return 1
    alike: dict[object, int] = {}
    for branch in node.branches:
        first = branch.items[0]
        start = first.stem if isinstance(first, Word) else None
        alike[start] = alike.get(start, 0) + ways(branch)
    return max(alike.values()) + alike.get(None, 0) * (len(alike) > 1) + node.optional


def can_be_empty(node: Word | Class | Gap | Choice | Sequence) -> bool:
    """Whether a node matches no words at all."""
    if isinstance(node, Sequence):
        return all(can_be_empty(item) for item in node.items)
    if isinstance(node, Choice):
        return node.optional or any(can_be_empty(branch) for branch in node.branches)
    return isinstance(node, Gap)


class _Lexeme:
    """One sign of the source with its kind, its text and its column."""

    __slots__ = ("column", "kind", "text")

    def __init__(self, kind: str, text: str, column: int) -> None:
        self.kind, self.text, self.column = kind, text, column


def _lexemes(source: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    for match in _LEX.finditer(source):
        kind, column = match.lastgroup or "", match.start() + 1
        if kind == "space":
            continue
        if kind == "stray":
            raise PatternError(f'"{match.group()}" has no meaning here', column, 'Write "\\" before it.')
        if match["gap"]:
            if source[match.end() : match.end() + 1].isdigit():
                hint = 'Write "...9", or split the phrase.'
                raise PatternError("a gap is at most 9 words wide", column, hint)
            found.append(_Lexeme("gap", match["width"] or match["width2"] or "", column))
        elif match["class"]:
            found.append(_Lexeme("class", _class_name(match, column), column))
        else:
            found.append(_Lexeme(match.group() if kind == "mark" else kind, match.group(), column))
    found.append(_Lexeme("end", "", len(source) + 1))
    return found


def _class_name(match: re.Match[str], column: int) -> str:
    name = (match["name"] or "").lower()
    if name not in CLASSES or not match.group().endswith(">"):
        known = ", ".join(f"<{known}>" for known in CLASSES)
        raise PatternError(f'"{match.group()}" is no class of words', column, f"Known: {known}.")
    return name


class Parser:
    """Reads one pattern; `words` takes a written word apart as a reply's words are."""

    def __init__(self, source: str, words: Callable[[str], list[Token]]) -> None:
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
        if can_be_empty(sequence):
            raise PatternError(f"{what} has only optional words, so it would match anything", column)
        return sequence

    def _sequence(self) -> Sequence:
        items: list[Word | Class | Gap | Choice] = []
        while self._here.kind not in ("end", ")", "|", "&"):
            items.extend(self._gap(items) if self._here.kind == "gap" else self._item())
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
        tokens = self._words(re.sub(r"\\(.)", r"\1", lexeme.text))
        if not tokens:
            raise PatternError(f'"{lexeme.text}" has no letters or digits', lexeme.column)
        words: list[Word | Class | Gap | Choice] = [Word(token.form, token.stem, exact) for token in tokens]
        if prefix:
            words[-1] = self._first_letters(tokens[-1].form, lexeme, exact)
        return words

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
        if can_be_empty(branch):
            raise PatternError("an alternative has only optional words", column, 'Write "(…)?" instead.')
        return branch
