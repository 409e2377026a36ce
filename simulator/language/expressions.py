"""What a phrase book does to its regular expressions and its masks: shortens, speeds up, takes apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

_LONG_CLASS = re.compile(r"\[[^\[\]]{12,}\]")
_CLASS_NUMBER = re.compile("\x01(\\d+)\x02")
_FEW_MEMBERS = 9


def without_classes(source: str, classes: dict[str, int]) -> str:
    """An expression with its long classes, which many patterns share, replaced by their numbers."""

    def number(match: re.Match[str]) -> str:
        return f"\x01{classes.setdefault(match.group(), len(classes))}\x02"

    return _LONG_CLASS.sub(number, source)


def with_classes(source: str, classes: Sequence[str]) -> str:
    """An expression with its classes for the numbers that `without_classes` put in their place."""
    if "\x01" not in source:
        return source
    return _CLASS_NUMBER.sub(lambda match: classes[int(match[1])], source)


def plainly_begun(source: str) -> str:
    """The same expression with each class at the head of its first alternatives written out.

    `(?:[ab]x|c)` becomes `(?:ax|bx|c)`: where every alternative begins with one character, a search skips all
    places that hold none of these, which it does not where one begins with a class.
    """
    if "|[" not in source and not source.startswith("(?:["):
        return source
    end = _end_of_group(source) if source.startswith("(?:") else 0
    if not end or source[end : end + 1] == "?":
        return source
    written: list[str] = []
    for branch in _branches(source[3 : end - 1]):
        members, _, rest = branch.partition("]")
        if not members.startswith("["):
            written.append(branch)
        elif members.startswith("[^") or len(members) > _FEW_MEMBERS:
            return source  # other languages have classes of many words, and to write them out costs memory
        else:
            written += [member + rest for member in members[1:]]
    return f"(?:{'|'.join(written)}){source[end:]}"


def _end_of_group(source: str) -> int:
    """Where the group ends that a source begins with."""
    depth = 0
    for at, sign in enumerate(source):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at + 1
    return 0


def _branches(inner: str) -> list[str]:
    """The alternatives of a group, as they stand in it."""
    branches, depth = [""], 0
    for sign in inner:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            branches.append("")
        else:
            branches[-1] += sign
    return branches


def bits(numbers: Iterable[int]) -> int:
    """A mask in which the bits of these numbers are set."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def ones(mask: int) -> list[int]:
    """The numbers of the bits that are set, lowest first."""
    written = f"{mask:b}"  # to look through text is faster than to take long numbers apart
    find, last, found = written.rfind, len(written) - 1, []
    at = find("1")
    while at >= 0:
        found.append(last - at)
        at = find("1", 0, at)
    return found


class Kept(dict[str, int]):
    """The masks of symbols, each worked out when it is first asked for."""

    def __init__(self, work_out: Callable[[str], int]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, symbol: str) -> int:
        found = self[symbol] = self._work_out(symbol)
        return found
