"""The trainer's view: what is disputed, where everybody is weak, and what nobody passes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.trainers_text import Line, about, detail, line_content, lines_of
from simulator.tui.visit import Visit
from simulator.tui.widgets.long_list import LongList
from simulator.tui.widgets.plain import PlainStatic
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _
from simulator.year.values import HardScenario, OpenDispute


class TrainersScreen(BaseScreen[None]):
    """Enter opens a disputed verdict to decide it, or a situation to try it."""

    CSS_PATH = "trainers.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "part", N_("next part"), priority=True),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._lines: list[Line] = []
        self._around = 0

    def body(self) -> Iterable[Widget]:
        """One list in three parts, and what the highlighted line is about."""
        yield TitleBar(_("Trainer's view"))
        yield PlainStatic(_("Reading what everybody's forms tell …"), id="about")
        yield LongList(id="rows")
        yield PlainStatic("", id="remark")

    def on_screen_resume(self) -> None:
        """Read in a thread, also after a dispute was decided."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            year = (await self.visit.simulator()).year
            start = self.visit.start
            view = await asyncio.to_thread(partial(year.trainers, start.learner, alone=start.alone))
        except EmptyChairError as error:
            self.query_one("#about", PlainStatic).show(f"{error.message} {error.hint}".rstrip())
            return
        self._lines = lines_of(view)
        self.query_one("#about", PlainStatic).show(about(view))
        self.query_one(TitleBar).name_it(
            aside=_("{disputes} disputed", disputes=len(view.disputes)) if view.disputes else ""
        )
        rows = self.query_one(LongList)
        rows.show_rows(len(self._lines), self._draw, rows.place or self._first())
        self._describe()

    def _draw(self, place: int, width: int) -> Content:
        return line_content(self._lines[place], width, self.visit.now())

    def _first(self) -> int:
        return next((place for place, line in enumerate(self._lines) if line.about), 0)

    @on(LongList.Moved)
    def _moved(self, event: LongList.Moved) -> None:
        """Headings are passed over."""
        rows = self.query_one(LongList)
        forward = event.place >= self._around
        self._around = event.place
        if not self._lines[event.place].about:
            found = self._next_line(event.place, forward=forward)
            if found is not None:
                rows.highlight(found)
                return
        self._describe()

    def _next_line(self, place: int, *, forward: bool) -> int | None:
        """The nearest line with something in it: on in the same direction, or else the other way."""
        after = [one for one in range(place + 1, len(self._lines)) if self._lines[one].about]
        before = [one for one in range(place) if self._lines[one].about]
        order = [after[:1], before[-1:]] if forward else [before[-1:], after[:1]]
        return next((found[0] for found in order if found), None)

    def _describe(self) -> None:
        rows = self.query_one(LongList)
        told = detail(self._lines[rows.place]) if rows.place < len(self._lines) else ""
        self.query_one("#remark", PlainStatic).show(told)
        self.refresh_bindings()

    def action_part(self) -> None:
        """To the beginning of the next part."""
        rows = self.query_one(LongList)
        heads = [place for place, line in enumerate(self._lines) if line.heading]
        after = [place for place in heads if place > rows.place] or heads[:1]
        if after:
            self._around = after[0]
            rows.highlight(self._next_line(after[0], forward=True) or after[0])

    @on(LongList.Chosen)
    def _chosen(self, event: LongList.Chosen) -> None:
        found = self._lines[event.place].about
        if isinstance(found, OpenDispute):
            self.post_message(messages.OpenDebrief(found.attempt, found.question))
        elif isinstance(found, HardScenario):
            self.post_message(messages.OpenBriefing(found.id, "practice"))

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()
