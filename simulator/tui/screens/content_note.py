"""Before a situation that may touch the learner: what it is about, who is there, and a free choice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, VerticalGroup
from textual.widget import Widget
from textual.widgets import Button

from simulator.tui.base import BaseModal
from simulator.tui.widgets.plain import PlainStatic


class ContentNoteModal(BaseModal[bool]):
    """Answers whether the learner goes on; turning back is as good a choice and leaves no trace."""

    CSS_PATH = ["modal.tcss", "content_note.tcss"]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
        Binding("g", "decide(True)", "go on"),
        Binding("n,escape", "decide(False)", "not now"),
    ]

    def __init__(self, note: str, support: str) -> None:
        super().__init__()
        self._note = note
        self._support = support

    def body(self) -> Iterable[Widget]:
        """The note, where to find someone to talk to, and the two answers side by side."""
        with VerticalGroup(classes="box"):
            yield PlainStatic("Before you begin", classes="question")
            yield PlainStatic(self._note, classes="explanation")
            if self._support:
                yield PlainStatic(self._support, classes="explanation")
            yield PlainStatic(
                "You can step out at any moment with F9. That is never scored and needs no reason.",
                classes="explanation",
            )
            with HorizontalGroup(id="choices"):
                yield Button("Not now", id="not-now", compact=True)
                yield Button("Go on", id="go-on", compact=True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "go-on")

    def action_decide(self, goes_on: bool) -> None:
        """Decide by a letter."""
        self.dismiss(goes_on)
