"""Text from outside on the screen, as text: no markup, no links, no control characters."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from simulator.language.text import clean_text, shorten

MAX_SHOWN_CHARS = 20_000


def plain(text: str, style: str = "") -> Content:
    """Any text as content that means nothing but itself, cut to a length that can be drawn."""
    shown = shorten(clean_text(text), MAX_SHOWN_CHARS)
    return Content.styled(shown, style) if style else Content(shown)


def one_line(text: str) -> str:
    """Any text on one line, single spaces between its words."""
    return " ".join(clean_text(text[:MAX_SHOWN_CHARS]).split())


def fitted(text: str, width: int) -> str:
    """One line of exactly `width` cells: padded, or cut with an ellipsis."""
    line = one_line(text)
    if cell_len(line) <= width:
        return set_cell_size(line, max(0, width))
    cut = set_cell_size(line, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(cut, max(0, width))


class PlainStatic(Static):
    """A Static that takes data: strings are shown as they are."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(_content(text), id=id, classes=classes, markup=False)

    def show(self, text: str | Content) -> None:
        """Show another text."""
        self.update(_content(text))


def _content(text: str | Content) -> Content:
    return text if isinstance(text, Content) else plain(text)
