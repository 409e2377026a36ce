"""The least that a Textual app with a text area can be: the yardstick of the app's figures."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea

READY = "The yardstick is ready to be typed into."


class Yardstick(App[None]):
    """One line of text and one text area that has the keys."""

    def compose(self) -> ComposeResult:
        yield Static(READY)
        yield TextArea()

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    Yardstick().run()
