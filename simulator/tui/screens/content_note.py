"""Before a situation that may touch the learner: what it is about, who is there, and a free choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button

from simulator.tui.base import BaseModal
from simulator.tui.phrasing import reflowed
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import N_, _

_FRAME = 8
"""Lines of the border, the padding, the title, the answers and the line of keys."""


class ContentNoteModal(BaseModal[bool]):
    """Answers whether the learner goes on; turning back is as good a choice and leaves no trace.

    Left and right choose, up and down scroll: the answers stay in view however long the note is.
    """

    CSS_PATH = ["modal.tcss", "content_note.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("down", "scroll(1)", N_("read on"), key_display="↓ PgDn"),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("end", "scroll(999)", show=False),
        Binding("home", "scroll(-999)", show=False),
        Binding("g", "decide(True)", N_("go on")),
        Binding("n,escape", "decide(False)", N_("not now")),
    ]

    def __init__(self, note: str, support: str) -> None:
        super().__init__()
        self._note = note
        self._support = support

    def body(self) -> Iterable[Widget]:
        """The note, where to find someone to talk to, and the two answers side by side."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(_("Before you begin"), classes="question")
            with VerticalScroll(id="note", can_focus=False):
                yield PlainStatic(reflowed(self._note), classes="explanation")
                if self._support:
                    yield PlainStatic(reflowed(self._support), classes="explanation")
                yield PlainStatic(
                    _("You can step out at any moment with F9. That is never scored and needs no reason."),
                    classes="explanation",
                )
            with HorizontalGroup(id="choices"):
                yield Button(_("Not now"), id="not-now", compact=True)
                yield Button(_("Go on"), id="go-on", compact=True)

    def on_resize(self) -> None:
        """The note takes the height that the frame, the title and the answers leave."""
        page = self.query_one("#note", VerticalScroll)
        page.styles.max_height = max(2, self.size.height * 9 // 10 - _FRAME)
        self.call_after_refresh(self.refresh_bindings)

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scrolling is offered where there is more to read."""
        return self.query_one("#note", VerticalScroll).max_scroll_y > 0 if action == "scroll" else True

    def action_scroll(self, lines: int) -> None:
        """Scroll the note while the answers keep the keys."""
        self.query_one("#note", VerticalScroll).scroll_relative(y=lines, animate=False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "go-on")

    def action_decide(self, goes_on: bool) -> None:
        """Decide by a letter."""
        self.dismiss(goes_on)
