"""Conditions taken apart into the ways in which they can hold, each a row of plain claims."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Literal, NamedTuple

from simulator.content.base import parse_comparison
from simulator.content.conditions import Condition

MOST_WAYS = 600
"""With more ways than these a condition is taken to be possible: the answer would cost too much."""

OPPOSITE = {"<": (">=",), "<=": (">",), ">": ("<=",), ">=": ("<",), "==": ("<", ">")}
"""The signs of which one holds when the given one does not."""


class Claim(NamedTuple):
    """One thing that must be so, or must not be so.

    Attributes:
        kind: `number`: `name` compared with a bound. `some`: one at least of `ids` is shown (behaviours,
            topics). `every`: all of `ids` are told or met. `flag`: the reply has the flag `name`. `mark`: a
            condition that is not looked into, told by `name`; `inner` is what it must once have held.
        name: A number's, a sort's (`topic`, `facts`, ...), a flag's or a mark's name.
        so: Whether it must be so.
    """

    kind: Literal["number", "some", "every", "flag", "mark"]
    name: str
    so: bool = True
    ids: frozenset[str] = frozenset()
    sign: str = ""
    bound: float = 0
    inner: Condition | None = None


Way = tuple[Claim, ...]
Ways = tuple[Way, ...] | None
"""The ways in which a condition can hold, any of which will do; None when there are too many to say."""

_NUMBERS = ("replies", "words", "questions", "details")
_SOME = ("behaviour", "topic", "asked")
_EVERY = ("facts", "needs")


def ways(condition: Condition, so: bool = True) -> Ways:
    """How a condition can hold; with `so` false, how it can fail to.

    Args:
        condition: The condition.
        so: Whether it must hold, or must not.
    """
    key = (id(condition), so)
    known = _known.get(key)
    if known is None or known[0] is not condition:
        if len(_known) >= _KEPT:
            _known.clear()
        known = _known[key] = (condition, _worked_out(condition, so))
    return known[1]


_KEPT = 20_000
_known: dict[tuple[int, bool], tuple[Condition, Ways]] = {}
"""The ways of the latest conditions: each is asked for again beside every other one."""


def _worked_out(condition: Condition, so: bool) -> Ways:
    kind = condition.kind
    if kind == "not_":
        return ways(_only(condition), not so)
    if kind in ("all", "any"):
        parts = [ways(part, so) for part in condition.parts()]
        return joined(parts) if (kind == "all") is so else either(parts)
    if kind == "together":
        return _together(condition, so)
    if kind == "ever":
        return _ever(condition, so)
    return _plain(condition, kind, so)


def joined(parts: Iterable[Ways]) -> Ways:
    """The ways in which all of the parts hold."""
    known = [part for part in parts if part is not None]  # one that is unknown may hold in any way
    count = 1
    for part in known:
        count *= len(part)
    if count > MOST_WAYS:
        return None
    return tuple(tuple(claim for way in row for claim in way) for row in product(*known))


def either(parts: Iterable[Ways]) -> Ways:
    """The ways in which one of the parts holds."""
    found: list[Way] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return tuple(found) if len(found) <= MOST_WAYS else None


def _only(condition: Condition) -> Condition:
    return condition.parts()[0]


def _together(condition: Condition, so: bool) -> Ways:
    """All within one sentence: then each holds in the reply; that it fails says nothing of its parts."""
    mark: Ways = ((Claim("mark", f"together {condition.memory_key}", so),),)
    if not so:
        return mark
    return joined([mark, *(_in_a_sentence(part) for part in condition.parts())])


def _in_a_sentence(part: Condition) -> Ways:
    if part.details is not None:  # in a sentence any detail will do, whatever the comparison says
        return ((Claim("number", "details", sign=">=", bound=1),),)
    if part.kind in ("all", "any"):
        inner = [_in_a_sentence(nested) for nested in part.parts()]
        return joined(inner) if part.all is not None else either(inner)
    return ways(part)


def _ever(condition: Condition, so: bool) -> Ways:
    inner = _only(condition)
    mark: Ways = ((Claim("mark", f"ever {inner.memory_key}", so, inner=inner if so else None),),)
    return mark if so else joined([mark, ways(inner, so=False)])


def _plain(condition: Condition, kind: str, so: bool) -> Ways:
    if condition.mood is not None:
        compared = [_number(f"mood {meter}", text, so) for meter, text in condition.mood.items()]
        return joined(compared) if so else either(compared)
    if kind in _NUMBERS:
        return _number(kind, getattr(condition, kind), so)
    if kind == "flag":
        return ((Claim("flag", str(condition.flag), so),),)
    ids = frozenset(getattr(condition, kind))
    return ((Claim("some" if kind in _SOME else "every", kind, so, ids),),)


def _number(name: str, comparison: str, so: bool) -> Ways:
    sign, bound = parse_comparison(comparison)
    signs = (sign,) if so else OPPOSITE[sign]
    return tuple((Claim("number", name, sign=each, bound=bound),) for each in signs)
