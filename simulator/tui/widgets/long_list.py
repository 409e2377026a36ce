"""A list of many thousand rows: only those that can be seen are drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from simulator.tui.widgets.turned_round import turned_round
from simulator.wording import N_

Drawn = Callable[[int, int], Content]
"""Draws a row: its place, and the cells that it has."""


def _nothing(place: int, width: int) -> Content:
    return Content("")


class LongList(ScrollView, can_focus=True):
    """Rows of one line each, one of which is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("choose")),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "to(0)", show=False),
        Binding("end", "to(-1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"long-list--row", "long-list--highlighted"}
    DEFAULT_CSS = """
    LongList { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; overflow-x: hidden; }
    LongList > .long-list--row { color: $foreground; }
    LongList > .long-list--highlighted {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
    }
    LongList:focus > .long-list--highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    App:nocolor LongList > .long-list--highlighted { text-style: bold underline; }
    """

    class Chosen(Message):
        """Enter, or a click on the highlighted row."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    class Moved(Message):
        """Another row is highlighted."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._count = 0
        self._draw_row: Drawn = _nothing
        self.place = 0
        """The highlighted row."""

    def show_rows(self, count: int, draw: Drawn, place: int = 0) -> None:
        """Show other rows.

        Args:
            count: How many.
            draw: Draws one.
            place: The one to highlight.
        """
        self._count, self._draw_row = count, draw
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        self.place = max(0, min(count - 1, place))
        self._follow()
        self.refresh()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    def on_resize(self) -> None:
        """Keep the highlighted row in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, self._count)
        self._follow()

    def render_line(self, y: int) -> Strip:
        """Draw one of the lines that can be seen."""
        place, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        part = ["long-list--highlighted"] if place == self.place and self._count else []
        style = self.get_visual_style("long-list--row", *part)
        if not 0 <= place < self._count or width < 3:
            return Strip.blank(width, style.rich_style)
        row = Content.assemble(" ", self._draw_row(place, width - 2), " ")
        strips = Visual.to_strips(self, row, width, 1, style)
        return strips[0].adjust_cell_length(width, style.rich_style) if strips else Strip.blank(width)

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of a part of the list."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return turned_round(self, style, component_classes)

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        self.highlight(self.place + rows)

    def action_page(self, pages: int) -> None:
        """Move the highlight by what can be seen at once."""
        self.highlight(self.place + pages * max(1, self.size.height - 1))

    def action_to(self, place: int) -> None:
        """To the first row, or with -1 to the last."""
        self.highlight(place if place >= 0 else self._count - 1)

    def action_select(self) -> None:
        """Choose the highlighted row."""
        if self._count:
            self.post_message(self.Chosen(self.place))

    def highlight(self, place: int) -> None:
        """Highlight a row, or the nearest that there is."""
        place = max(0, min(self._count - 1, place))
        if place != self.place:
            self.refresh_line(self.place)
            self.place = place
            self.refresh_line(place)
            self._follow()
            self.post_message(self.Moved(place))

    def _follow(self) -> None:
        top, height = round(self.scroll_target_y), max(1, self.scrollable_content_region.height)
        if self.place < top:
            self.scroll_to(y=self.place, animate=False)
        elif self.place >= top + height:
            self.scroll_to(y=self.place - height + 1, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click highlights; one on the highlighted row chooses."""
        place = round(self.scroll_offset.y) + event.y
        if 0 <= place < self._count:
            if place == self.place:
                self.action_select()
            else:
                self.highlight(place)
