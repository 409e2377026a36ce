"""The nearest known name for one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

ALIKE = 0.55
"""How alike two names are before one is offered for the other: a poor guess is worse than none."""


def nearest(name: str, known: Iterable[str], alike: float = 0.5) -> str | None:
    """The known name most like the given one, or None when none is alike.

    Args:
        name: A name that nobody knows.
        known: Those that are known.
        alike: From which likeness on, 0 to 1.
    """
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), n=1, cutoff=alike)
    return found[0] if found else None


def suggest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'topics'?`, or an empty string when nothing is alike."""
    found = nearest(name, known, ALIKE)
    return f"; did you mean {found!r}?" if found else ""
