"""What all screens share: the line of keys, the widths they know, and a word when the terminal is tiny."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from simulator.tui.visit import Visit
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.plain import PlainStatic

Result = TypeVar("Result")
NARROW = 100
"""Columns below which the side panel folds away."""

_WIDTHS = [(0, "-tiny"), (40, "-narrow"), (NARROW, "-wide")]
_HEIGHTS = [(0, "-flat"), (12, "-tall")]


class TooSmall(PlainStatic):
    """Covers the screen while the terminal is too small to work in."""

    def __init__(self) -> None:
        super().__init__("Please enlarge the terminal\nto 40 columns by 12 rows.\nNothing is lost.")


class BaseScreen(Screen[Result]):
    """A whole screen: subclasses compose their `body`."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit
        self.first_action = ""
        """The action whose key stands first in the line of keys."""

    @property
    def still(self) -> bool:
        """Whether nothing on the screen may move or blink."""
        return self.app.animation_level == "none"

    def compose(self) -> ComposeResult:
        """Body, keys, and the notice for tiny terminals."""
        yield from self.body()
        yield KeyBar()
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """The screen's own widgets."""
        return ()

    def on_key(self, event: events.Key) -> None:
        """Keys that are named by a letter work as capitals too."""
        _take_capital(self, event)


class BaseModal(ModalScreen[Result]):
    """A dialog over a screen: subclasses compose their `body` in a box."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def compose(self) -> ComposeResult:
        """Body, keys, and the notice for tiny terminals."""
        yield from self.body()
        yield KeyBar()
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """The dialog's own widgets."""
        return ()

    def on_key(self, event: events.Key) -> None:
        """Keys that are named by a letter work as capitals too."""
        _take_capital(self, event)


def _take_capital(screen: Screen[Result], event: events.Key) -> None:
    """A capital that nothing has taken, typed with Shift or Caps Lock, means its small letter's key."""
    letter = event.character or ""
    if letter.isupper() and letter.lower() in screen.active_bindings:
        event.stop()
        # By the app itself: a key that a screen sends is not asked for among the app's bindings.
        screen.app.call_later(screen.app.simulate_key, letter.lower())
