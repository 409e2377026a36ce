"""Phrase patterns turned into words: alternatives picked, optional parts dropped, gaps filled."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from random import Random

from simulator.language.document import WORD, take_apart
from simulator.language.pattern_syntax import Choice, Class, Gap, Word
from simulator.language.pattern_syntax import Sequence as Items
from simulator.language.patterns import compile_pattern
from simulator.language.writing import WRITINGS

_TRIES = 3
"""So many more wordings are made than are wanted, as some come twice."""
_SIGNS = re.compile(r"[()|&?=*<>]")
"""Signs of patterns that touch words; each is as long as the blank that stands for it in texts."""


@dataclass(frozen=True, slots=True)
class Fillers:
    """What a language puts where a pattern leaves words out.

    Attributes:
        questions: Words that begin a question; what follows them in a gap is `after_question`.
        gaps: What may stand in any other gap; an empty text is nothing.
        classes: Words for `<date>`, `<money>` and the others, by the name of the class.
        spelt: Words that are written otherwise than they are looked for, such as the English "I".
        words: Whole words that may stand for their first letters, sorted.
    """

    questions: frozenset[str]
    after_question: tuple[str, ...]
    gaps: tuple[str, ...]
    classes: Mapping[str, Sequence[str]]
    spelt: Mapping[str, str]
    words: Sequence[str] = ()


def wordings(source: str, language: str, fillers: Fillers, chance: Random, most: int) -> list[str]:
    """Different wordings of a pattern, at most so many, in the order in which chance made them.

    Args:
        source: A pattern that can be read.
        language: The code of its language.
        fillers: What stands in its gaps.
        chance: Picks among alternatives; the same chance gives the same wordings.
        most: How many are wanted.
    """
    parts = _parts(source, language)
    found: dict[str, None] = {}
    for _ in range(most * _TRIES):
        found[" ".join(_said(part, fillers, chance) for part in parts)] = None
        if len(found) == most:
            break
    return [text for text in found if text]


@lru_cache(maxsize=4_096)
def _parts(source: str, language: str) -> tuple[Items, ...]:
    return compile_pattern(source, language).parts


def _said(items: Items, fillers: Fillers, chance: Random) -> str:
    words: list[str] = []
    words.extend(_words(items, fillers, chance, words))
    return " ".join(fillers.spelt.get(word, word) for word in words)


def _words(items: Items, fillers: Fillers, chance: Random, before: Sequence[str]) -> Iterator[str]:
    """The words of a sequence; `before` grows while they are taken."""
    for item in items.items:
        if isinstance(item, Word):
            begun = _begun(item.form, fillers.words) if item.prefix else ()
            yield chance.choice(begun) if begun else item.form
        elif isinstance(item, Class):
            yield chance.choice(fillers.classes[item.kind])
        elif isinstance(item, Gap):
            yield from _filling(item, fillers, chance, before)
        else:
            yield from _chosen(item, fillers, chance, before)


def _filling(gap: Gap, fillers: Fillers, chance: Random, before: Sequence[str]) -> Sequence[str]:
    asks = bool(before) and before[-1].lower() in fillers.questions
    words = chance.choice(fillers.after_question if asks else fillers.gaps).split()
    return words if len(words) <= gap.width else words[: gap.width]


def _chosen(choice: Choice, fillers: Fillers, chance: Random, before: Sequence[str]) -> Iterator[str]:
    if choice.optional and chance.random() < 0.5:
        return
    whole = [branch for branch in choice.branches if _is_whole(branch, fillers.words)]
    yield from _words(chance.choice(whole or choice.branches), fillers, chance, before)


def whole_words(texts: Iterable[str], language: str) -> tuple[str, ...]:
    """The words of some texts in the form in which they are compared, sorted, each once."""
    tokens = (token for text in texts for token in take_apart(text, language).tokens)
    return tuple(sorted({token.form for token in tokens if token.kind == WORD}))


def spellings(texts: Iterable[str], language: str) -> Mapping[str, str]:
    """How words are mostly written that are compared in another form: without diacritics or joiners."""
    if language not in WRITINGS:
        return {}
    seen = Counter(
        (token.form, text[token.start : token.end].lower())
        for text in texts
        for token in take_apart(_SIGNS.sub(" ", text), language).tokens
        if token.kind == WORD
    )
    fold = WRITINGS[language].fold
    written = {form: word for (form, word), _ in reversed(seen.most_common()) if fold(word) == form}
    return {form: word for form, word in written.items() if word != form}


def _begun(letters: str, words: Sequence[str]) -> Sequence[str]:
    """Those of the sorted words that begin with some letters."""
    after = islice(words, bisect_left(words, letters), None)
    return tuple(takewhile(lambda word: word.startswith(letters), after))


def _is_whole(branch: Items, words: Sequence[str]) -> bool:
    """Whether nothing in a branch would stay the mere beginning of a word."""
    return all(
        not isinstance(item, Word) or not item.prefix or _begun(item.form, words) for item in branch.items
    )
