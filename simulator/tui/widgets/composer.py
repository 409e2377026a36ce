"""Where the learner writes. It never sends by itself: it asks, and the conversation decides."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from simulator.language.text import MAX_REPLY_CHARS, clean_text
from simulator.wording import N_

_ASKING = {
    "submit": N_("send"),
    "skip": N_("skip"),  # as short as `send`: the keys stay on their line, and nothing jumps
    "hurry": N_("skip"),
    "wait": N_("wait"),
}
"""What asking to send does, and how that is called in the line of keys."""
_JOINERS = ("\u200c", "\u200d")
"""The zero-width non-joiner and joiner, which TextArea does not take for something that is typed."""
_PASTE_LIMIT = 2 * MAX_REPLY_CHARS


class Composer(TextArea):
    """A text area of one to five lines; `EnterSends` and `EnterBreaks` differ in what Enter does."""

    DEFAULT_CSS = """
    Composer {
        height: auto; min-height: 3; max-height: 7; padding: 0 1; margin: 0 1;
        border: round $border; background: $background; color: $foreground;
    }
    Composer:focus { border: round $primary; }
    Composer.-waiting { border: round $border-blurred; }
    Composer.-letter { height: 33vh; min-height: 5; max-height: 50vh; border-title-color: $text-muted; }
    """

    class Submitted(Message):
        """The learner wants to send this."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class PasteCut(Message):
        """A paste was too long and was cut; `kept` of `given` characters were taken."""

        def __init__(self, given: int, kept: int) -> None:
            super().__init__()
            self.given = given
            self.kept = kept

    def __init__(self, *, blink: bool = True) -> None:
        super().__init__(id="composer", compact=False, highlight_cursor_line=False)
        self.cursor_blink = blink
        self._asked = ""
        self.held = ""
        self.letter = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of the actions that ask to send, the one that says what asking does now."""
        if action not in _ASKING and action != "newline":
            return True
        if bool(parameters) != self.letter:  # in letters, Enter breaks the line whatever the settings say
            return False
        if action == "newline":
            return True
        held = self.held and bool(self.text.strip())
        return action == ("wait" if held else self.held or "submit")

    def write_letters(self) -> None:
        """From now on it holds whole letters: it is large, and Enter breaks the line."""
        self.letter = True
        self.add_class("-letter")
        self.refresh_bindings()

    def hold(self, asking: str) -> None:
        """Tell what asking to send does now: `skip`, `hurry` or `wait`; empty when it sends."""
        if asking != self.held:
            self.held = asking
            self.refresh_bindings()

    def on_text_area_changed(self) -> None:
        """Words that stand there are kept, while nothing would cut a wait short."""
        if self.held:
            self.refresh_bindings()

    def action_skip(self, _where: str = "") -> None:
        """Ask not to wait for the customer's typing."""
        self.action_submit()

    def action_hurry(self, _where: str = "") -> None:
        """Ask to go on without the language model."""
        self.action_submit()

    def action_wait(self, _where: str = "") -> None:
        """Ask to send what has to wait."""
        self.action_submit()

    def action_submit(self, _where: str = "") -> None:
        """Ask to send what is written; the binding overtakes keys that are still on their way here."""
        self.call_later(self._submit)

    def _submit(self) -> None:
        self._asked = self.text
        self.post_message(self.Submitted(clean_text(self.text)))

    def clear_sent(self) -> None:
        """Empty it, but for what was typed after it was asked to send."""
        typed = self.text
        self.text = typed[len(self._asked) :] if typed.startswith(self._asked) else ""
        self.move_cursor(self.document.end)

    def action_newline(self, _where: str = "") -> None:
        """Break the line, after the keys that are still on their way here."""
        self.call_later(self._break_line)

    def _break_line(self) -> None:
        if not self.read_only:
            start, end = self.selection
            self.replace("\n", min(start, end), max(start, end), maintain_selection_offset=False)

    def put_back(self, text: str) -> None:
        """Return words that could not be sent, before whatever was typed since."""
        self.text = f"{text}\n{self.text}" if self.text.strip() else text
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "shift+\r":  # how xterm's modifyOtherKeys reports Shift+Enter
            event.stop()
            event.prevent_default()
            self.action_newline()
            return
        if event.character in _JOINERS and not self.read_only:  # no letters, and Persian cannot do without
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character, *self.selection)
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = clean_text(event.text[: _PASTE_LIMIT + 1])
        room = max(0, _PASTE_LIMIT - len(self.text))
        if len(text) > room:
            self.post_message(self.PasteCut(len(event.text), room))
        if not self.read_only and (result := self._replace_via_keyboard(text[:room], *self.selection)):
            self.move_cursor(result.end_location)


def _asking_by(key: str, *, letter: bool = False) -> list[BindingType]:
    called = "('letter')" if letter else ""
    return [Binding(key, action + called, told, priority=True) for action, told in _ASKING.items()]


def _breaking_by(key: str, *, letter: bool = False) -> BindingType:
    return Binding(key, "newline('letter')" if letter else "newline", N_("new line"), priority=True)


_LETTERS: list[BindingType] = [
    *_asking_by("ctrl+j", letter=True),
    _breaking_by("enter,shift+enter", letter=True),
]
"""The keys of letters."""


class EnterSends(Composer):
    """Enter sends, Ctrl+J breaks the line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_asking_by("enter"),
        _breaking_by("ctrl+j,shift+enter"),
        *_LETTERS,
    ]


class EnterBreaks(Composer):
    """Enter breaks the line, Ctrl+J sends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_asking_by("ctrl+j"),
        _breaking_by("enter,shift+enter"),
        *_LETTERS,
    ]
