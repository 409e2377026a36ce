"""My year: what is asked of the learner, what to practise next, and what they have done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.my_year_text import advice_row, due_row, told
from simulator.tui.phrasing import LEVELS, named
from simulator.tui.visit import Visit
from simulator.tui.widgets.menu import Row
from simulator.tui.widgets.plain import PlainStatic, plain
from simulator.tui.widgets.reading_page import PageMenu
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _
from simulator.year.values import Due, MyYear

_READING = N_("Reading your year …")


class YearMenu(PageMenu):
    """What can be started; the keys scroll the page below."""

    def action_cursor_up(self) -> None:
        """Move up; the first row is the beginning."""
        if self.highlighted:
            super().action_cursor_up()


class MyYearScreen(BaseScreen[None]):
    """Enter starts what is asked or advised."""

    CSS_PATH = "my_year.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "history", N_("history")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._year: MyYear | None = None

    def body(self) -> Iterable[Widget]:
        """What can be started, and below it what was done."""
        yield TitleBar(_("My year"), f"{self.visit.start.learner} · {named(LEVELS, self.visit.level)}")
        yield YearMenu(id="rows")
        with VerticalScroll(id="page", can_focus=False):
            yield PlainStatic(_(_READING), id="text")

    def on_mount(self) -> None:
        """Read in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            year = (await self.visit.simulator()).year
            learner, level = self.visit.start.learner, self.visit.level
            self._year = await asyncio.to_thread(year.mine, learner, level)
        except EmptyChairError as error:
            self._tell(Content("\n").join([plain(error.message, "bold"), plain(error.hint)]))
            return
        self.draw()

    def on_resize(self) -> None:
        """Use the new width."""
        self.call_after_refresh(self.draw)

    @on(messages.ShelfChanged)
    def draw(self) -> None:
        """Draw what has been read."""
        if self._year is None:
            return
        width = max(30, min(110, self.size.width - 6))
        menu = self.query_one(YearMenu)
        menu.show_rows(self._rows(self._year, width))
        menu.set_class(not menu.option_count, "hidden")
        self._tell(told(self._year, width))
        self.refresh_bindings()

    def _tell(self, text: Content) -> None:
        self.query_one("#text", PlainStatic).show(text)

    def _rows(self, year: MyYear, width: int) -> list[Row]:
        dues = [
            (f"due {place}", due_row(due, self._title(due), width)) for place, due in enumerate(year.dues)
        ]
        advice = [
            (f"advice {place}", advice_row(one, width, first=not place))
            for place, one in enumerate(year.advice)
        ]
        return [*dues, *advice]

    def _title(self, due: Due) -> str:
        header = self.visit.shelf.playable(due.scenarios)
        return header.title if header else ""

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The page is scrolled when there is more of it than can be seen."""
        if action == "page":
            return self.query_one("#page", VerticalScroll).max_scroll_y > 0
        return True

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self._year is None:
            return
        kind, _space, place = (event.option_id or "").partition(" ")
        if kind == "advice":
            self.post_message(messages.OpenBriefing(self._year.advice[int(place)].scenario, "practice"))
            return
        due = self._year.dues[int(place)]
        header = self.visit.shelf.playable(due.scenarios)
        if header is not None:
            self.post_message(messages.OpenBriefing(header.id, due.mode))
        else:
            self.notify(due.why or _("There is nothing to do for it now."))

    def action_page(self, pages: int) -> None:
        """Scroll what was done, while the rows keep the keys."""
        page = self.query_one("#page", VerticalScroll)
        if abs(pages) > 1:
            page.scroll_to(y=page.max_scroll_y if pages > 0 else 0, animate=False)
        elif pages > 0:
            page.scroll_page_down(animate=False)
        else:
            page.scroll_page_up(animate=False)

    def action_history(self) -> None:
        """All attempts."""
        self.post_message(messages.OpenHistory())

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()
