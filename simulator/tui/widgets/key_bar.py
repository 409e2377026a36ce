"""The line of keys at the bottom: every action that is possible now, on one line or two."""

from __future__ import annotations

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import _

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "question_mark": "?",
    "slash": "/",
    "up": "↑",
    "down": "↓",
}


def key_name(key: str) -> str:
    """A key as people read it: `F2`, `Ctrl+J`, `Enter`, `R`."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last.upper() if len(last) < 4 else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


class KeyBar(PlainStatic):
    """Keys and what they do; a click does it too."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: auto; max-height: 2; padding: 0 1;
        background: $panel; color: $foreground;
        link-style: none; link-color: $foreground; link-background-hover: $block-hover-background;
    }
    """

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Keep keys and their labels together in the new width."""
        self._draw()

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self._draw()

    def _draw(self) -> None:
        if not getattr(self.screen, "takes_keys", True):  # a dialog that is opening: nothing is possible yet
            return
        shown: dict[str, Binding] = {}
        for active in self.screen.active_bindings.values():
            if active.binding.show and active.enabled:
                shown.setdefault(active.binding.action, active.binding)
        first = getattr(self.screen, "first_action", "")
        entries = sorted(shown.values(), key=lambda binding: binding.action != first)
        width = max(20, self.content_size.width)
        lines = _in_lines(entries, width, gap=3)
        if len(lines) > 1:
            lines = _in_lines(entries, width, gap=2)
        self.update(Content("\n").join(lines))


def _in_lines(bindings: list[Binding], width: int, gap: int) -> list[Content]:
    """Keys with their labels, never parted, in as many lines as they need."""
    lines, used = [Content()], 0
    for binding in bindings:
        entry = _entry(binding)
        cells = cell_len(entry.plain)
        if used and used + gap + cells > width:
            lines.append(Content())
            used = 0
        space = gap if used else 0
        lines[-1] = lines[-1] + Content(" " * space) + entry
        used += space + cells
    return lines


def _entry(binding: Binding) -> Content:
    name = binding.key_display or key_name(binding.key)
    told = _(binding.description)
    click = Style.from_meta({"@click": f"app.simulate_key('{binding.key}')"})
    return Content.assemble((name, "bold $primary"), " ", (told, "$text-muted")).stylize(click)
