"""A text that is read to its end before a choice: the keys scroll it, and below it lead to the choice."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.tui.widgets.menu import Menu
from simulator.wording import N_


class ReadingPage(VerticalScroll):
    """Scrolls by keyboard; Down at its end goes on to the choices."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "further", N_("read on"), key_display="↓ PgDn"),
        Binding("enter", "screen.first", N_("choose")),
    ]
    DEFAULT_CSS = """
    ReadingPage { scrollbar-size-vertical: 1; }
    """

    @property
    def overflows(self) -> bool:
        """Whether there is more of it than can be seen at once."""
        return self.max_scroll_y > 0

    def turn_pages(self, pages: int) -> None:
        """Scroll by pages, while another widget has the keys."""
        if pages < 0:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def action_scroll_end(self) -> None:
        """To the end at once, so that what follows a key sees where it led."""
        self.scroll_end(animate=False, immediate=True)

    def action_scroll_home(self) -> None:
        """To the beginning at once."""
        self.scroll_home(animate=False, immediate=True)

    def action_further(self) -> None:
        """A line down; at the end, on to what can be chosen."""
        if self.scroll_target_y >= self.max_scroll_y:
            self.screen.focus_next()
        else:
            self.scroll_down(animate=False)


class PageMenu(Menu):
    """The choices below a page, which these keys still scroll; Space chooses nothing, Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "nothing", show=False),
        Binding("pagedown", "screen.page(1)", N_("read on"), key_display="PgDn PgUp"),
        Binding("pageup", "screen.page(-1)", show=False),
        Binding("end", "screen.page(100)", show=False),
        Binding("home", "screen.page(-100)", show=False),
    ]

    def action_nothing(self) -> None:
        """Space scrolls pages elsewhere; here it must not start anything."""

    def action_cursor_up(self) -> None:
        """Move up; from the first row, back to the page."""
        if self.highlighted == 0:
            self.screen.focus_previous()
        else:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move down; the last row is the end."""
        if self.highlighted is not None and self.highlighted < self.option_count - 1:
            super().action_cursor_down()
