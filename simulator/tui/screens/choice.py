"""A dialog with one question and a few answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.tui.base import BaseModal
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import N_


class ChoiceModal(BaseModal[str | None]):
    """Answers with the chosen row's id, or None when the learner turned back."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("back"))]

    def __init__(
        self, question: str, rows: Sequence[Row], chosen: str = "", explanation: str | Content = ""
    ) -> None:
        super().__init__()
        self._question = question
        self._rows = rows
        self._chosen = chosen
        self._explanation = explanation

    def body(self) -> Iterable[Widget]:
        """The question and its answers."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(self._question, classes="question")
            if self._explanation:
                yield PlainStatic(self._explanation, classes="explanation")
            yield Menu(*self._rows, id="answers")

    def on_mount(self) -> None:
        """Start at the present answer."""
        menu = self.query_one(Menu)
        keys = [key for key, _ in self._rows]
        menu.highlighted = keys.index(self._chosen) if self._chosen in keys else 0
        menu.focus()

    @on(OptionList.OptionSelected)
    def _answered(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
