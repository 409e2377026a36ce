"""Rewinding: which of the learner's replies to give again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.tui.base import BaseModal
from simulator.tui.messages import RewindTo
from simulator.tui.story import Said, Story
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic, fitted
from simulator.wording import N_, _


class RewindModal(BaseModal[RewindTo | None]):
    """Answers with the branch to take, or None. The attempt that is left stays on record."""

    CSS_PATH = "modal.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("back"))]

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def body(self) -> Iterable[Widget]:
        """The learner's replies, each under what it answered."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(_("Which reply do you want to give again?"), classes="question")
            yield Menu(*self._rows(), id="replies")
            yield PlainStatic(_("It goes on from there as a new attempt; this one is kept."), classes="note")

    def on_mount(self) -> None:
        """Start at the latest reply."""
        menu = self.query_one(Menu)
        menu.highlighted = menu.option_count - 1
        menu.focus()

    def _rows(self) -> list[Row]:
        before = {later.turn: earlier for earlier, later in pairwise(self._story.said)}
        return [(str(said.turn), self._row(said, before.get(said.turn))) for said in self._story.replies()]

    def _row(self, said: Said, answered: Said | None) -> Content:
        heard = f"{self._story.short_name}: {answered.text}" if answered else ""
        return Content.assemble(
            (fitted(heard, 62).rstrip(), "$text-muted"),
            "\n",
            (_("You: "), "bold"),
            fitted(said.text, 57).rstrip(),
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        turn = int(event.option_id or 0)
        said = next(said for said in self._story.replies() if said.turn == turn)
        self.dismiss(RewindTo(self._story.attempt, turn - 1, said.text, self._story.title))
