"""A dialog with a question that is answered by yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widget import Widget

from simulator.tui.base import BaseModal
from simulator.tui.widgets.plain import PlainStatic


class ConfirmModal(BaseModal[bool]):
    """Answers whether it is meant."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "yes"),
        Binding("escape", "answer(False)", "no"),
    ]

    def __init__(self, question: str, explanation: str) -> None:
        super().__init__()
        self._question = question
        self._explanation = explanation

    def body(self) -> Iterable[Widget]:
        """The question, and what a yes brings about."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(self._question, classes="question")
            yield PlainStatic(self._explanation)

    def action_answer(self, yes: bool) -> None:
        """Answer by a key, or by a click on it."""
        self.dismiss(yes)


def certification_question() -> ConfirmModal:
    """Before an attempt that counts."""
    return ConfirmModal(
        "Start the certification?", "It goes on your record. There are no hints and no rewinding."
    )
