"""Managers who stand above themselves: circles in who reports to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

_MOST_TOLD = 8


def circles(people: Iterable[str], manager_of: Callable[[str], str]) -> Iterator[Sequence[str]]:
    """Every circle that is met on the way up from these people, once each.

    Args:
        people: Where to begin.
        manager_of: The manager of somebody; empty for nobody.

    Yields:
        Those in the circle, each before their manager; the last one's manager is the first.
    """
    seen: dict[str, int] = {}
    for way, person in enumerate(people):
        path: list[str] = []
        while person and person not in seen:
            seen[person] = way
            path.append(person)
            person = manager_of(person)
        if person and seen[person] == way:
            yield path[path.index(person) :]


def as_chain(names: Sequence[str]) -> str:
    """A circle in words: `1001 → 1002 → 1001`."""
    some = list(names[:_MOST_TOLD])
    if len(names) > _MOST_TOLD:
        some.append(f"… {len(names) - _MOST_TOLD} more …")
    return " → ".join([*some, names[0]])
