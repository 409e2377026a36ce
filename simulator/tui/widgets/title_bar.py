"""The line at the top: where you are, and on the right who, or how long."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from simulator.tui.widgets.plain import PlainStatic, fitted, one_line


class TitleBar(PlainStatic):
    """A title on the left and a word on the right, on one line."""

    DEFAULT_CSS = """
    TitleBar { dock: top; height: 1; padding: 0 1; background: $panel; }
    """

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self._title = one_line(title)
        self._aside = one_line(aside)

    def on_resize(self) -> None:
        """Fill the new width."""
        self._draw()

    def name_it(self, title: str | None = None, aside: str | None = None) -> None:
        """Change either side."""
        self._title = self._title if title is None else one_line(title)
        self._aside = self._aside if aside is None else one_line(aside)
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        width = self.content_size.width
        room = max(0, width - cell_len(self._aside) - 2)
        self.update(Content.assemble((fitted(self._title, room), "bold"), "  ", (self._aside, "$text-muted")))
