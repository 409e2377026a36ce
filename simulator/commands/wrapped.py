"""Text for a terminal, wrapped at words."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

_WIDEST = 100
"""Characters of a line; longer ones are hard to read."""
_NARROWEST = 40


def line_width() -> int:
    """The characters that a line may have here; 80 where there is no terminal."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    """A text in lines that fit the terminal; its own line breaks stay.

    Args:
        text: The text.
        first: What stands before its first line.
        rest: What stands before the others; None for blanks in the width of `first`.
    """
    before, after = first, " " * len(first) if rest is None else rest
    for line in text.split("\n"):
        found = textwrap.wrap(
            line,
            line_width(),
            initial_indent=before,
            subsequent_indent=after,
            break_long_words=False,
            break_on_hyphens=False,
        )
        yield from found or [before.rstrip()]
        before = after
