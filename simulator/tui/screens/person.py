"""One person of the team: where they stand, and their scores in certify mode."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.errors import EmptyChairError
from simulator.tui.base import BaseScreen
from simulator.tui.person_text import columns, graded_line, remark, sections_text, standing_lines
from simulator.tui.phrasing import LEVELS, named
from simulator.tui.visit import Visit
from simulator.tui.widgets.long_list import LongList
from simulator.tui.widgets.plain import PlainStatic, plain
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _
from simulator.year.values import PersonCard


class PersonScreen(BaseScreen[None]):
    """Scores only: nothing that was said is shown here, and nothing of practice."""

    CSS_PATH = "person.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit, person: str, name: str) -> None:
        super().__init__(visit)
        self._person = person
        self._called = name
        self._card: PersonCard | None = None

    def body(self) -> Iterable[Widget]:
        """What is asked of them, and their scores."""
        yield TitleBar(self._called)
        with VerticalScroll(id="standings", can_focus=False):
            yield PlainStatic(_("Reading …"), id="text")
        yield PlainStatic("", id="columns")
        yield ScoreList(id="rows")
        yield PlainStatic("", id="sections")

    def on_mount(self) -> None:
        """Read in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            year = (await self.visit.simulator()).year
            start = self.visit.start
            read = partial(year.person, start.learner, self._person, alone=start.alone)
            self._card = await asyncio.to_thread(read)
        except EmptyChairError as error:
            told = Content("\n").join([plain(error.message, "bold"), plain(error.hint)])
            self.query_one("#text", PlainStatic).show(told)
            return
        self.draw()

    def on_resize(self) -> None:
        """Fit the columns."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw what has been read."""
        card = self._card
        if card is None:
            return
        level = named(LEVELS, card.level) if card.level else ""
        self.query_one(TitleBar).name_it(card.name, " · ".join(filter(None, (level, card.department))))
        self.query_one("#text", PlainStatic).show(standing_lines(card))
        graded, now = card.graded or (), self.visit.now()
        width = max(36, self.size.width - 4)
        rows = self.query_one(ScoreList)
        rows.show_rows(len(graded), lambda place, room: graded_line(graded[place], room, now), rows.place)
        heads = columns(width) if graded else remark(card)
        self.query_one("#columns", PlainStatic).show(Content.styled(heads, "$text-muted"))
        self._detail()

    @on(LongList.Moved)
    def _detail(self) -> None:
        graded = (self._card.graded or ()) if self._card else ()
        place = self.query_one(ScoreList).place
        told = sections_text(graded[place]) if place < len(graded) else ""
        self.query_one("#sections", PlainStatic).show(told)

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()


class ScoreList(LongList, inherit_bindings=False):
    """Scores are looked at; there is nothing behind them to choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("move"), key_display="↑ ↓"),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "to(0)", show=False),
        Binding("end", "to(-1)", show=False),
    ]
