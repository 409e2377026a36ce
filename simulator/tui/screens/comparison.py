"""A calibration round that is no longer blind: who said what, and where they part."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from simulator.errors import EmptyChairError
from simulator.tui.base import BaseScreen
from simulator.tui.comparison_text import page
from simulator.tui.visit import Visit
from simulator.tui.widgets.plain import PlainStatic
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.reviewing.sheet import Sheet


class ComparisonScreen(BaseScreen[None]):
    """Opens with what people part on; the rest is a key away."""

    CSS_PATH = "comparison.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "everything", N_("show all questions")),
        Binding("a", "parting", N_("only where you part")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit, name: str) -> None:
        super().__init__(visit)
        self._round = name
        self._sheet: Sheet | None = None
        self._all = False

    def body(self) -> Iterable[Widget]:
        """One long page."""
        yield TitleBar(_("Calibrate · {round}", round=self._round), self.visit.start.learner)
        with VerticalScroll(id="page"):
            yield PlainStatic(_("Reading the round …"), id="text")

    def on_mount(self) -> None:
        """Read the round in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            simulator = await self.visit.simulator()
            self._sheet = await asyncio.to_thread(simulator.rounds.sheet, self._round)
        except EmptyChairError as error:
            self.query_one("#text", PlainStatic).show(f"{error.message}\n{error.hint}")
            return
        self._draw()

    def _draw(self) -> None:
        if self._sheet is not None:
            self.query_one("#text", PlainStatic).show(page(self._sheet, everything=self._all))
        self.refresh_bindings()

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key turns between both views."""
        return {"everything": not self._all, "parting": self._all}.get(action, True)

    def action_everything(self) -> None:
        """Show the questions too on which everybody agrees."""
        self._all = True
        self._draw()

    def action_parting(self) -> None:
        """Show only where people part."""
        self._all = False
        self._draw()

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()
