"""The team board: where the people stand for whom somebody answers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar, cast

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.board import EVERYTHING, Index, Layout, Order, Sight, about_text, heading, row_line
from simulator.tui.phrasing import count_text
from simulator.tui.visit import Visit
from simulator.tui.widgets.long_list import LongList
from simulator.tui.widgets.plain import PlainStatic, one_line, plain
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

_NOBODY = N_(
    "Nobody is on the roster yet. This puts your people on it:\n\n"
    "    empty-chair people import FILE.csv\n\n"
    "Which columns the file has: docs/people.md"
)
_NOBODY_OF_YOURS = N_("The roster names nobody under you. Whoever keeps it can enter your people.")
_NOTHING_ASKED = N_("No programme of the library asks for anything: see docs/programmes.md.")


class TeamScreen(BaseScreen[None]):
    """One line a person; Enter shows their graded scores, and never a practice transcript."""

    CSS_PATH = "team.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("search")),
        Binding("n", "sort('name')", N_("name")),
        Binding("s", "sort('state')", N_("state")),
        Binding("d", "sort('days')", N_("days left")),
        Binding("l", "sort('last')", N_("last attempt")),
        Binding("r", "requirement", N_("requirement")),
        Binding("escape", "clear", N_("show all")),
        Binding("escape", "back", N_("back")),
    ]

    class Counted(Message):
        """So many people have been read."""

        def __init__(self, people: int) -> None:
            super().__init__()
            self.people = people

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._index: Index | None = None
        self._sight = Sight()
        self._shown: list[int] = []

    def body(self) -> Iterable[Widget]:
        """A field to search, which is there when it is asked for, and the people."""
        yield TitleBar(_("Team"))
        search = Input(placeholder=_("Name, department, level or state"), id="search", classes="hidden")
        search.cursor_blink = not self.still
        yield search
        yield PlainStatic("", id="about")
        yield PlainStatic("", id="columns")
        yield LongList(id="rows")
        yield PlainStatic(_("Reading where everybody stands …"), id="remark")

    def on_mount(self) -> None:
        """Read in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        """Read the board; it tells how far it is."""
        try:
            year = (await self.visit.simulator()).year
            start = self.visit.start
            read = partial(year.team, start.learner, self._count, alone=start.alone)
            self._index = await asyncio.to_thread(lambda: Index(read()))
        except EmptyChairError as error:
            self.query_one("#remark", PlainStatic).show(plain(f"{error.message} {error.hint}"))
            return
        self.draw()
        self.refresh_bindings()

    def _count(self, people: int) -> None:
        self.post_message(self.Counted(people))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        if self._index is None:
            told = _(
                "Reading where everybody stands … {people}",
                people=count_text(message.people, "person", "people"),
            )
            self.query_one("#remark", PlainStatic).show(told)

    def on_resize(self) -> None:
        """Fit the columns."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Draw the people who are to be seen."""
        index = self._index
        if index is None:
            return
        rows = self.query_one(LongList)
        held = self._shown[rows.place] if rows.place < len(self._shown) else None
        self._shown = index.shown(self._sight)
        layout = Layout.fitting(max(36, self.size.width - 4), len(index.board.requirements))
        now, sight, shown = self.visit.now(), self._sight, self._shown
        place = shown.index(held) if held in shown and rows.place else 0
        rows.show_rows(
            len(shown), lambda place, width: row_line(index, shown[place], sight, layout, now), place
        )
        self.query_one("#columns", PlainStatic).show(heading(index, sight, layout))
        self._describe(index)

    def _describe(self, index: Index) -> None:
        self.set_class(not index.board.rows, "-nobody")
        people = count_text(len(index.board.rows), "person", "people")
        found = (
            _("{shown} of {people}", shown=len(self._shown), people=people)
            if self._sight.text.strip()
            else people
        )
        late = index.late(self._shown, self._sight.about)
        self.query_one(TitleBar).name_it(aside=found + (_(" · {late} late", late=late) if late else ""))
        self.query_one("#about", PlainStatic).show(self._about(index))
        self.query_one("#remark", PlainStatic).show(self._remark(index))

    def _about(self, index: Index) -> str:
        if not index.board.rows:
            return ""
        of = f"{one_line(index.board.of)} · " if index.board.of else ""
        return of + about_text(index, self._sight) if index.board.requirements else _(_NOTHING_ASKED)

    def _remark(self, index: Index) -> str:
        if not index.board.rows:
            return _(_NOBODY if index.board.may_import else _NOBODY_OF_YOURS)
        return "" if self._shown else _("Nobody matches. Esc shows all.")

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc first ends the search, then leads back; letters are the search's while it has the keys."""
        searching = self.query_one("#search", Input).display if self._drawn else False
        if action in {"clear", "back"}:
            return searching == (action == "clear")
        ready = self._index is not None and bool(self._index.board.rows)
        if action == "requirement":
            return ready and len(self._index.board.requirements) > 1 if self._index else False
        if action == "search":
            return ready and not searching
        return ready if action == "sort" else True

    def action_search(self) -> None:
        """Ask for words to search."""
        search = self.query_one("#search", Input)
        search.remove_class("hidden")
        search.focus()
        self.refresh_bindings()

    def action_clear(self) -> None:
        """Show everybody again."""
        search = self.query_one("#search", Input)
        search.add_class("hidden")
        search.value = ""
        self.query_one(LongList).focus()
        self._look(text="")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._look(text=event.value)

    @on(Input.Submitted)
    def _searched(self) -> None:
        self.query_one(LongList).focus()

    def on_key(self, event: events.Key) -> None:
        """From the search, Down leads to what it found."""
        if event.key == "down" and self.query_one("#search", Input).has_focus:
            event.stop()
            self.query_one(LongList).focus()
            return
        super().on_key(event)

    def action_sort(self, order: str) -> None:
        """Sort; by the same again, the other way round."""
        self._sight = self._sight.sorted_by(cast("Order", order))
        self.draw()

    def action_requirement(self) -> None:
        """Look at the next requirement; after the last comes what presses most."""
        count = len(self._index.board.requirements) if self._index else 0
        after = self._sight.about + 1
        self._look(about=after if after < count else EVERYTHING)

    def _look(self, **changes: object) -> None:
        self._sight = replace(self._sight, **changes)  # type: ignore[arg-type]
        self.draw()
        self.refresh_bindings()

    @on(LongList.Chosen)
    def _chosen(self, event: LongList.Chosen) -> None:
        if self._index is not None:
            row = self._index.board.rows[self._shown[event.place]]
            self.post_message(messages.OpenPerson(row.person, row.name))

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()
