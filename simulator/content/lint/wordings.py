"""What an author may have had in mind: the words of a pattern as they stand, without its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST = 12
"""So many wordings are tried; a pattern that is found in none of them is found nowhere."""

_GROUP = re.compile(r"(?<!\\)\(((?:\\.|[^()\\])*)\)(?:\s*\?)?")
_CLASSES = {
    "<number>": "7",
    "<money>": "\u20ac45",
    "<time>": "14:30",
    "<date>": "2025-03-14",
    "<name>": "Zzyxa",
    "<url>": "www.example.org",
}
_SIGNS = re.compile(r"(?<!\\)(?:\.\.\.\d?|\u2026\d?|[=&?*])|\\(?=.)")


def wordings(source: str) -> Iterator[str]:
    """The pattern as plain text: each time with other alternatives, until all have had their turn.

    Args:
        source: A pattern that can be read.
    """
    most = max((len(group.split("|")) for group in _GROUP.findall(source)), default=1)
    for turn in range(min(most, _MOST)):
        yield _plain(_chosen(source, turn))


def _chosen(source: str, turn: int) -> str:
    """The pattern with one alternative of each bracket, the innermost first."""
    while found := _GROUP.search(source):
        branches = found[1].split("|")
        source = f"{source[: found.start()]}{branches[turn % len(branches)]}{source[found.end() :]}"
    return source


def _plain(text: str) -> str:
    for written, token in _CLASSES.items():
        text = re.sub(re.escape(written), token, text, flags=re.IGNORECASE)
    return " ".join(_SIGNS.sub(" ", text).split())
