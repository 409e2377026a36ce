"""Whether anybody can be meant by `who`, and people of which levels."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.content.base import LEVELS, Level
from simulator.content.programmewho import Who

_NOWHERE = ""
"""A department that no file names."""


def levels_meant(who: Who | None) -> tuple[Level, ...]:
    """The levels of which people can be meant; none when the conditions contradict each other."""
    if who is None:
        return LEVELS
    places = {_NOWHERE, *(name.casefold() for part in who.parts for name in part.departments or ())}
    return tuple(level for level in LEVELS if any(_may(who, level, place) is not False for place in places))


def _may(who: Who, level: Level, department: str) -> bool | None:
    """Whether a person of that level and department is meant; None when it depends on tags or the hire."""
    found: list[bool | None] = []
    if who.levels is not None:
        found.append(level in who.levels)
    if who.departments is not None:
        found.append(department in {name.casefold() for name in who.departments})
    if who.tags is not None or who.hired_within is not None:
        found.append(None)
    found += [_may(part, level, department) for part in who.all or ()]
    if who.any is not None:
        found.append(_any(_may(part, level, department) for part in who.any))
    if who.not_ is not None:
        inner = _may(who.not_, level, department)
        found.append(None if inner is None else not inner)
    return _all(found)


def _all(values: Iterable[bool | None]) -> bool | None:
    found = list(values)
    return False if False in found else None if None in found else True


def _any(values: Iterable[bool | None]) -> bool | None:
    found = list(values)
    return True if True in found else None if None in found else False
