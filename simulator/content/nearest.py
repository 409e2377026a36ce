"""The nearest known name for one that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like the given one, or None when none is alike."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return found[0] if found else None


def suggest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'topics'?`, or an empty string when nothing is alike."""
    found = nearest(name, known)
    return f"; did you mean {found!r}?" if found else ""
