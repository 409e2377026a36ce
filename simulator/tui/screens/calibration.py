"""The calibration rounds in which whoever is here is a rater."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.phrasing import count_text
from simulator.tui.shelf import RoundLine
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic, one_line
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

_ABOUT = N_("Judge each conversation by yourself. Nobody sees an answer before everybody is done.")


class CalibrationScreen(BaseScreen[None]):
    """Enter fills a form; when everybody is done, it shows who said what."""

    CSS_PATH = "calibration.tcss"
    AUTO_FOCUS = "#rounds"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def body(self) -> Iterable[Widget]:
        """The rounds, those to fill first."""
        yield TitleBar(_("Calibrate"), self.visit.start.learner)
        yield PlainStatic(_(_ABOUT), id="about")
        yield Menu(*self._rows(), id="rounds")

    def on_screen_resume(self) -> None:
        """Show what was answered meanwhile."""
        self.draw()

    @on(messages.ShelfChanged)
    def draw(self) -> None:
        """Draw the rounds."""
        self.query_one(Menu).show_rows(self._rows())

    def _rows(self) -> list[Row]:
        rounds = sorted(self.visit.shelf.rounds, key=lambda one: (one.revealed, one.left == 0))
        return [(one.name, _row(one)) for one in rounds]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        found = next(one for one in self.visit.shelf.rounds if one.name == event.option_id)
        if found.revealed or found.left:
            self.post_message(messages.OpenRound(found.name, revealed=found.revealed))
        else:
            self.notify(_("Your form is filled. Waiting for {waiting}.", waiting=", ".join(found.waiting)))

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()


def _row(one: RoundLine) -> Content:
    what = f"{one_line(one.rubric)} · {count_text(one.conversations, 'conversation')}"
    return Content.assemble(
        (one_line(one.name), "bold"), f"  {state_of(one)}\n", (f"  {what}", "$text-muted")
    )


def state_of(one: RoundLine) -> str:
    """How a round stands for whoever is here."""
    if one.revealed:
        return _("done: see who said what")
    if not one.left:
        return _("filled; waiting for {names}", names=", ".join(map(one_line, one.waiting)))
    if one.left == one.places:
        return _("to fill: {places}", places=count_text(one.places, "question"))
    return _("{left} of {places} left", left=one.left, places=count_text(one.places, "question"))
