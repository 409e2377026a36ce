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
        remarks: Finds out what else should be known before, a line each, the first quiet and the second a
            warning; empty when there is nothing. The answer need not wait.
    """

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", N_("yes")),
        Binding("escape", "answer(False)", N_("no")),
    ]

    def __init__(
        self, question: str, explanation: str, remarks: Callable[[], Awaitable[tuple[str, str]]] | None = None
    ) -> None:
        super().__init__()
        self._question = question
        self._explanation = explanation
        self._remarks = remarks

    def body(self) -> Iterable[Widget]:
        """The question, and what a yes brings about."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(self._question, classes="question")
            yield PlainStatic(self._explanation)
            yield PlainStatic("", id="remark", classes="note hidden")
            yield PlainStatic("", id="warning", classes="note hidden")

    def on_mount(self) -> None:
        """Find out what else should be known."""
        if self._remarks is not None:
            self._remark(self._remarks)

    @work(exclusive=True, exit_on_error=False)
    async def _remark(self, remarks: Callable[[], Awaitable[tuple[str, str]]]) -> None:
        remark, warning = await remarks()
        self._fill("#remark", remark, "")
        self._fill("#warning", warning, "$warning")

    def _fill(self, place: str, told: str, style: str) -> None:
        if told:
            shown = self.query_one(place, PlainStatic)
            shown.show(Content.styled(one_line(told), style))
            shown.remove_class("hidden")

    def action_answer(self, yes: bool) -> None:
        """Answer by a key, or by a click on it."""
        self.dismiss(yes)


def certification_question(visit: Visit, scenario: str) -> ConfirmModal:
    """Before a certification: it says for which requirements it counts, and for which it would not now."""

    async def counting() -> tuple[str, str]:
        with suppress(EmptyChairError):  # a year that cannot be read keeps nobody from starting
            year = (await visit.simulator()).year
            found = await asyncio.to_thread(year.counting, visit.start.learner, visit.level, scenario)
            return found.towards, found.barred
        return "", ""

    return ConfirmModal(
        _("Start the certification?"),
        _("It goes on your record. There are no hints and no rewinding."),
        counting,
    )
