"""The app of the preview: one screen, for one file."""

from __future__ import annotations

from pathlib import Path

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from simulator import wording
from simulator.settings import Settings
from simulator.tui.screens.preview import PreviewScreen
from simulator.tui.themes import ALL, DARK, NAMES
from simulator.tui.visit import Start, Visit
from simulator.wording import N_


class PreviewApp(App[int]):
    """Shows a scenario while it is written."""

    TITLE = "Empty Chair preview"
    CSS_PATH = ["app.tcss", "screens/preview.tcss"]  # noqa: RUF012 (the first screen does not load its own)
    BINDINGS = [Binding("ctrl+q,ctrl+c", "quit", N_("leave"), show=False, priority=True)]  # noqa: RUF012

    def __init__(self, path: Path, root: Path, settings: Settings) -> None:
        super().__init__()
        self._visit = Visit(Start("author"), settings)
        self._path, self._root = path, root
        for theme in ALL:
            self.register_theme(theme)
        self.theme = NAMES.get(settings.theme, DARK.name)
        wording.use(settings.language)
        if settings.reduced_motion:
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return PreviewScreen(self._visit, self._path, self._root)
