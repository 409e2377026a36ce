"""A dialog with a question that is answered by yes or no."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widget import Widget

from simulator.errors import EmptyChairError
from simulator.tui.base import BaseModal
from simulator.tui.visit import Visit
from simulator.tui.widgets.plain import PlainStatic, one_line
from simulator.wording import N_, _


class ConfirmModal(BaseModal[bool]):
    """Answers whether it is meant.

    Args:
        question: The question.
        explanation: What a yes brings about.
        warning: Finds out what else should be known before; empty when nothing. The answer need not wait.
    """

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", N_("yes")),
        Binding("escape", "answer(False)", N_("no")),
    ]

    def __init__(
        self, question: str, explanation: str, warning: Callable[[], Awaitable[str]] | None = None
    ) -> None:
        super().__init__()
        self._question = question
        self._explanation = explanation
        self._warning = warning

    def body(self) -> Iterable[Widget]:
        """The question, and what a yes brings about."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(self._question, classes="question")
            yield PlainStatic(self._explanation)
            yield PlainStatic("", id="warning", classes="note hidden")

    def on_mount(self) -> None:
        """Find out what else should be known."""
        if self._warning is not None:
            self._warn(self._warning)

    @work(exclusive=True, exit_on_error=False)
    async def _warn(self, warning: Callable[[], Awaitable[str]]) -> None:
        if told := await warning():
            shown = self.query_one("#warning", PlainStatic)
            shown.show(Content.styled(one_line(told), "$warning"))
            shown.remove_class("hidden")

    def action_answer(self, yes: bool) -> None:
        """Answer by a key, or by a click on it."""
        self.dismiss(yes)


def certification_question(visit: Visit, scenario: str) -> ConfirmModal:
    """Before an attempt that counts; it says so where a programme would not count it now."""

    async def uncounted() -> str:
        with suppress(EmptyChairError):  # a year that cannot be read keeps nobody from starting
            year = (await visit.simulator()).year
            return await asyncio.to_thread(year.uncounted, visit.start.learner, visit.level, scenario)
        return ""

    return ConfirmModal(
        _("Start the certification?"),
        _("It goes on your record. There are no hints and no rewinding."),
        uncounted,
    )
