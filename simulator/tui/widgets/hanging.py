"""Lines with a label: where they are too long for one line, they go on under their words."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from simulator.tui.widgets.plain import PlainStatic

_SEAM = "\x1f"
"""Parts the label from the words. Text from outside never holds it: cleaning takes control characters out."""
_NARROWEST = 16
"""Cells that the words need at least; where they are fewer, they go on under the label."""


def labelled(label: Content, words: Content) -> Content:
    """A line for `hung`: the label, which keeps its cells to itself, and the words."""
    first, *more = words.split("\n", allow_blank=True)
    blank = Content(" " * label.cell_length)
    lines = [Content.assemble(label, _SEAM, first), *(Content.assemble(blank, _SEAM, line) for line in more)]
    return Content("\n").join(lines)


def hung(content: Content, width: int) -> Content:
    """Content with its labelled lines broken to a width in cells; other lines are left to the widget."""
    lines = content.split("\n", allow_blank=True)
    return Content("\n").join([part for line in lines for part in _broken(line, width)])


def _broken(line: Content, width: int) -> list[Content]:
    label, *rest = line.split(_SEAM, allow_blank=True)
    if not rest:
        return [line]
    words = Content("").join(rest)
    room = width - label.cell_length
    if room < _NARROWEST or not words.plain:
        return [label + words]
    first, *more = [part.rstrip() for part in words.wrap(room)]
    blank = Content(" " * label.cell_length)
    return [label + first, *(blank + part for part in more)]


class HangingStatic(PlainStatic):
    """A PlainStatic for labelled lines."""

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """All that there is: the lines are broken to it."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the words take, broken to this width."""
        return sum(len(line.wrap(width)) if line.plain else 1 for line in self._lines(width))

    def render(self) -> Content:
        """The lines, broken to the present width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        content = self.content
        if not isinstance(content, Content):
            return []
        return hung(content, max(1, width)).split("\n", allow_blank=True)
