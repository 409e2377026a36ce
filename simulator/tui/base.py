"""What all screens share: the line of keys, the widths they know, and a word when the terminal is tiny."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.messages import CloseMessages, Prune
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from simulator.tui.visit import Visit
from simulator.tui.widgets.key_bar import KeyBar
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import _

Result = TypeVar("Result")
Callback = Callable[..., Any]
_GOODBYES = (events.Unmount, Prune, CloseMessages)
NARROW = 100
"""Columns below which the side panel folds away."""

_WIDTHS = [(0, "-tiny"), (40, "-narrow"), (NARROW, "-wide")]
_HEIGHTS = [(0, "-flat"), (12, "-tall")]


class TooSmall(PlainStatic):
    """Covers the screen while the terminal is too small to work in."""

    def __init__(self) -> None:
        super().__init__(_("Please enlarge the terminal\nto 40 columns by 12 rows.\nNothing is lost."))


class _Guarded(Screen[Result]):
    """What keeps keys from a screen that does not stand yet, and everything from one that has gone."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    _drawn = False
    _done = False

    def compose(self) -> ComposeResult:
        """Body, keys, and the notice for tiny terminals."""
        yield from self.body()
        yield KeyBar()
        yield TooSmall()

    def body(self) -> Iterable[Widget]:
        """The screen's own widgets."""
        return ()

    def on_mount(self) -> None:
        """From the first picture on, keys mean something (Textual calls this besides the subclass's own)."""
        self.call_after_refresh(self._open_for_keys)

    def _open_for_keys(self) -> None:
        self._drawn = True
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was typed before the screen was seen, or after it has answered, was not meant for it."""
        return self._drawn and not self._done and self.stands and self.may(action, parameters)

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is possible now; asked of the screen as it is drawn."""
        return True

    @property
    def stands(self) -> bool:
        """Whether it has not been taken away; a screen that has gone has no widgets any more."""
        return self.is_attached and self in self.app.screen_stack

    def call_after_refresh(self, callback: Callback, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401 (as Textual declares it)
        """Do something when the screen was drawn, unless it has gone by then."""

        def still_there() -> object:
            return callback(*args, **kwargs) if self.stands else None

        return super().call_after_refresh(still_there)

    async def _dispatch_message(self, message: Message) -> None:
        """A screen that is being taken away hears of nothing but that; its widgets may have gone already."""
        if not self._pruning or isinstance(message, _GOODBYES):
            await super()._dispatch_message(message)

    @on(Worker.StateChanged)
    def _work_failed(self, event: Worker.StateChanged) -> None:
        """Work behind the screen that failed in a way nobody foresaw says so instead of staying silent."""
        if event.state is WorkerState.ERROR:
            told = _(
                "Something failed in a way nobody foresaw ({name}: {error}). What you sent is kept; go back "
                "and try again.",
                name=type(event.worker.error).__name__,
                error=event.worker.error,
            )
            self.app.notify(told, severity="error", timeout=12)

    def on_key(self, event: events.Key) -> None:
        """Keys that are named by a letter work as capitals too."""
        _take_capital(self, event)


class BaseScreen(_Guarded[Result]):
    """A whole screen: subclasses compose their `body`."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.visit = visit
        self.first_action = ""
        """The action whose key stands first in the line of keys."""

    @property
    def still(self) -> bool:
        """Whether nothing on the screen may move or blink."""
        return self.app.animation_level == "none"

    def leave(self) -> None:
        """Back to where the learner came from; once, and with whatever lies above it."""
        take_away(self)


class BaseModal(_Guarded[Result], ModalScreen[Result]):
    """A dialog over a screen: subclasses compose their `body` in a box.

    It answers once, and not before it was drawn: what is typed while it opens or closes is not for it.
    """

    @property
    def takes_keys(self) -> bool:
        """Whether keys mean something already; until then none is named."""
        return self._drawn

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Answer, the first time that it is asked for; what lies above the dialog goes with it."""
        if not self._drawn or self._done or not self.stands:
            nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
            return nothing
        self._done = True
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)


def take_away(screen: Screen[Result]) -> None:
    """Take a screen and all that lies above it from the stack; nothing happens when it has gone."""
    stack = screen.app.screen_stack
    if screen in stack[1:]:
        for _ in stack[stack.index(screen) :]:
            screen.app.pop_screen()


def _take_capital(screen: Screen[Result], event: events.Key) -> None:
    """A capital that nothing has taken, typed with Shift or Caps Lock, means its small letter's key."""
    letter = event.character or ""
    if letter.isupper() and letter.lower() in screen.active_bindings:
        event.stop()
        # By the app itself: a key that a screen sends is not asked for among the app's bindings.
        screen.app.call_later(screen.app.simulate_key, letter.lower())
