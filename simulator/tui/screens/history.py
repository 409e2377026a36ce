"""The learner's attempts, the newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.attempt.ledger import AttemptSummary
from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.history_marks import Marks
from simulator.tui.phrasing import MODES, count_text, named, percent_text, when_text
from simulator.tui.visit import Visit
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic, fitted
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

_RESULT = 25
_WHEN = 12
_WHEN_IN_FULL = 17
_MODE = 14
_WITH_YESTERDAY = 70
_WITH_MODE = 90
"""Columns from which the mode has one of its own; certification is marked in any width."""


class HistoryScreen(BaseScreen[None]):
    """Enter opens a debrief, or goes on with what was left unfinished."""

    CSS_PATH = "history.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "everyone", N_("everyone's attempts")),
        Binding("a", "own", N_("my attempts")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._everyone: Sequence[AttemptSummary] | None = None
        self._disputed: frozenset[str] = frozenset()
        self._marks = Marks((), self._disputed)

    def body(self) -> Iterable[Widget]:
        """The attempts in columns."""
        yield TitleBar(_("History"))
        yield PlainStatic("", id="columns")
        yield Menu(id="rows")
        yield PlainStatic("", id="remark")

    def on_mount(self) -> None:
        """Show what is known."""
        self.call_after_refresh(self.draw)
        self._read(everyone=False)

    @work(exclusive=True, exit_on_error=False)
    async def _read(self, *, everyone: bool) -> None:
        """Read what is disputed, and the attempts of others when they are asked for."""
        try:
            simulator = await self.visit.simulator()
            start = self.visit.start
            disputes = await asyncio.to_thread(simulator.records.disputes)
            others = partial(simulator.year.others, start.learner, alone=start.alone)
            self._everyone = await asyncio.to_thread(others) if everyone else None
        except EmptyChairError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning")
            return
        self._disputed = frozenset(dispute.attempt for dispute in disputes if dispute.pending)
        self.draw()
        self.refresh_bindings()

    @property
    def _shown(self) -> Sequence[AttemptSummary]:
        return self.visit.shelf.history or () if self._everyone is None else self._everyone

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key turns between one's own attempts and everyone's."""
        others = self._everyone is None and any(self.visit.shelf.rights)
        return {"everyone": others, "own": self._everyone is not None}.get(action, True)

    def action_everyone(self) -> None:
        """The attempts of everybody, for those who look at verdicts again."""
        self._read(everyone=True)

    def action_own(self) -> None:
        """The learner's own attempts."""
        self._read(everyone=False)

    def on_resize(self) -> None:
        """Fit the columns."""
        self.call_after_refresh(self.draw)

    @on(messages.ShelfChanged)
    def draw(self) -> None:
        """Draw the attempts."""
        self.refresh_bindings()
        history = self._shown
        width = max(36, self.size.width - 4)
        shared, modes = self._everyone is not None, width < _WITH_MODE
        self._marks = Marks(history, self._disputed, shared=shared, modes=modes, width=_room(width))
        rows: list[Row] = [(attempt.attempt, self._row(attempt, width)) for attempt in history]
        self.query_one(Menu).show_rows(rows)
        self.query_one(TitleBar).name_it(aside=count_text(len(history), "attempt"))
        self.query_one("#columns", PlainStatic).show(Content.styled(_columns(width), "$text-muted"))
        self.query_one("#remark", PlainStatic).show(self._remark())

    def _remark(self) -> str:
        shelf = self.visit.shelf
        if shelf.trouble is not None:
            return f"{shelf.trouble.message} {shelf.trouble.hint}"
        if shelf.history is None:
            return _("Reading the records …")
        return self._marks.legend if self._shown else _("No attempts yet. Home offers you the first one.")

    def _row(self, attempt: AttemptSummary, width: int) -> Content:
        when = fitted(self._when(attempt.started_at, _when_room(width)), _when_room(width))
        mode = fitted(named(MODES, attempt.mode), _MODE) if width >= _WITH_MODE else ""
        title = self._marks.beside(attempt)
        return Content.assemble((when, "$text-muted"), title, " ", (mode, "$text-muted"), _result(attempt))

    def _when(self, stamp: str, room: int) -> str:
        """With the time of day where it fits."""
        timed = when_text(stamp, self.visit.now(), clock=True)
        return timed if len(timed) < room else when_text(stamp, self.visit.now())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        found = [one for one in self._shown if one.attempt == event.option_id]
        own = bool(found) and found[0].learner == self.visit.start.learner
        if found and found[0].ending is None and not own:
            self.notify(_("Only the learner can go on with it."))
        elif found and found[0].ending is None and not found[0].superseded:
            self.post_message(messages.GoOn(found[0].attempt, found[0].scenario_title))
        elif found:
            self.post_message(messages.OpenDebrief(found[0].attempt))

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()


def _result(attempt: AttemptSummary) -> str:
    if attempt.ending is None:
        state = _("rewound") if attempt.superseded else _("unfinished")
        return f"{state:>10}{'':>15}"
    passed = {True: _("✓ passed"), False: _("✗ not passed"), None: ""}[attempt.passed]
    return f"{percent_text(attempt.percentage):>10}  {passed:<13}"


def _columns(width: int) -> str:
    mode = fitted(_("mode"), _MODE) if width >= _WITH_MODE else ""
    when, what = fitted(_("when"), _when_room(width)), fitted(_("situation"), _room(width))
    return f"{when}{what} {mode}" + _("result").rjust(10)


def _when_room(width: int) -> int:
    """The width of the first column; narrow terminals have no room for yesterday's time of day."""
    return _WHEN_IN_FULL if width >= _WITH_YESTERDAY else _WHEN


def _room(width: int) -> int:
    """What the other columns leave for the title."""
    return max(8, width - _when_room(width) - 1 - (_MODE if width >= _WITH_MODE else 0) - _RESULT)
