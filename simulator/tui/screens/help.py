"""Help: every key of the screen that asked, and a few words on the whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.tui.base import BaseModal
from simulator.tui.widgets.key_bar import key_name
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import N_, _

_ABOUT = N_("""\
A customer sits in the chair opposite and writes to you. Answer as you would at work: the customer \
reacts to what you say, and in the end your replies are looked at, with your own words as the proof.

Practice shows hints and the customer's mood and lets you rewind; it counts for nothing. \
Certification shows none of that and goes on your record. Every turn is kept the moment it is said: \
whatever happens, nothing is lost.

To mark text with the mouse, hold Shift (Option on a Mac). Ctrl+P finds every action by name.""")


class HelpModal(BaseModal[None]):
    """Keys and what they do."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,enter,q", "dismiss", N_("back"))]

    def __init__(self, keys: dict[str, list[str]]) -> None:
        super().__init__()
        self._keys = keys

    def body(self) -> Iterable[Widget]:
        """Keys first, the rest below."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(_("Keys here"), classes="question")
            with VerticalScroll(classes="scroll"):
                yield PlainStatic(self._list())
                yield PlainStatic(_(_ABOUT), classes="note")

    def _list(self) -> Content:
        lines = []
        for description, keys in self._keys.items():
            names = _(" or ").join(key_name(key) for key in keys)
            lines.append(Content.assemble((names.ljust(18), "bold $primary"), " ", _(description)))
        return Content("\n").join(lines)
