"""Right-to-left text on terminals that do not order and join its letters themselves: for display only.

What is written and scored is always in logical order. Source of the ordering: Unicode Annex 9, by
python-bidi; the joined forms come from arabic-reshaper. Both are the extra `rtl` (without it: none).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_LOOKED_AT = 200
_shape: list[Callable[[str], str]] = []
"""What makes a line visual; empty where the terminal does that."""


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own is written from right to left."""
    for character in text[:_LOOKED_AT]:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def shape_lines(*, visual: bool) -> None:
    """Shape lines for display from now on, or leave that to the terminal."""
    _shape.clear()
    if not visual:
        return
    try:
        from arabic_reshaper import reshape
        from bidi.algorithm import get_display
    except ImportError:
        return
    _shape.append(lambda line: str(get_display(reshape(line), base_dir="R")))


def displayed(line: str) -> str:
    """A line of a right-to-left paragraph as it is to be drawn, after it was wrapped."""
    return _shape[0](line) if _shape else line
