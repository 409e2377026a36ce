"""The marked row of a list in the terminal's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.style import Style
from textual.widget import Widget


def turned_round(widget: Widget, style: Style, parts: Sequence[str]) -> Style:
    """The style of a part of a list; that of its marked row has its colours turned round.

    Nobody knows which of the terminal's colours can be read on which, but turned round they all can. A style
    sheet cannot say it: Textual drops `reverse` from the styles of a list's parts. Where the list has not the
    keys, the marked row is underlined, and stays as it is.

    Args:
        widget: The list.
        style: As the style sheets have it.
        parts: The component classes that it is for.
    """
    marked = any(name.endswith("highlighted") for name in parts)
    own_colours = widget.app.native_ansi_color and not widget.app.no_color
    return replace(style, reverse=True) if marked and own_colours and not style.underline else style
