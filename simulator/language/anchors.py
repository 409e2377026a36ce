"""The words of a phrase pattern: all of them, and those without which it cannot match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.language.pattern_syntax import Choice, Class, Gap, Word
from simulator.language.pattern_syntax import Sequence as Items
from simulator.language.wordlist import wordset

LEVELS = 4
"""How many words (or sets of words, one of which must occur) are asked for before a pattern is tried."""
_COMMON = wordset(
    "a an the i you we it he she they me us him her them my your our his their this that these those "
    "is are am was be been do did have has had will would can could may might shall should must to of "
    "in on at for with from by as and or but if not no so what which who how when where there here "
    "out up all any some pleas just now then get make go take send let know see say tell ask want "
    "need help call"
)
"""Words that are poor anchors: nearly every reply has them."""
_Anchor = tuple[int, list[str]]


def words_of(parts: Iterable[Items]) -> Iterator[Word]:
    """Every word of some parts of a pattern, in order; one that stands there twice comes twice."""
    for part in parts:
        for item in part.items:
            if isinstance(item, Word):
                yield item
            elif isinstance(item, Choice):
                yield from words_of(item.branches)


def anchors_of(parts: Iterable[Items]) -> tuple[Sequence[str], ...]:
    """Sets of stems and `<classes>`, rarest first, of each of which one must occur in any match."""
    found = sorted((anchor for part in parts for anchor in _anchors(part)), key=_cost)
    return tuple([names for _, names in found[:LEVELS]])


def _anchors(items: Items) -> list[_Anchor]:
    """The anchors of a part, rarest first, with how common they are."""
    found = [anchor for item in items.items if (anchor := _anchor_of(item)) is not None]
    found.sort(key=_cost)
    return found


def _anchor_of(item: Word | Class | Gap | Choice) -> _Anchor | None:
    if isinstance(item, Word):
        return (40 if item.stem in _COMMON else max(1, 12 - len(item.stem))), [item.stem]
    if isinstance(item, Class):
        return 5, [f"<{item.kind}>"]
    if isinstance(item, Choice) and not item.optional:
        found = [_anchors(branch)[0] for branch in item.branches]
        return sum(cost for cost, _ in found), [name for _, names in found for name in names]
    return None


def _cost(anchor: _Anchor) -> int:
    return anchor[0]
