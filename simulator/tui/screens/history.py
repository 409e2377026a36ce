"""The learner's attempts, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.attempt.ledger import AttemptSummary
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.phrasing import MODES, count_text, named, percent_text, when_text
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic, fitted
from simulator.tui.widgets.title_bar import TitleBar

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
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "back")]

    def body(self) -> Iterable[Widget]:
        """The attempts in columns."""
        yield TitleBar("History")
        yield PlainStatic("", id="columns")
        yield Menu(id="rows")
        yield PlainStatic("", id="remark")

    def on_mount(self) -> None:
        """Show what is known."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Fit the columns."""
        self.call_after_refresh(self.draw)

    @on(messages.ShelfChanged)
    def draw(self) -> None:
        """Draw the attempts."""
        shelf = self.visit.shelf
        history = shelf.history or ()
        width = max(36, self.size.width - 4)
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
            return "Reading the records …"
        return "" if shelf.history else "No attempts yet. Home offers you the first one."

    def _row(self, attempt: AttemptSummary, width: int) -> Content:
        when = fitted(self._when(attempt.started_at, _when_room(width)), _when_room(width))
        mode = fitted(named(MODES, attempt.mode), _MODE) if width >= _WITH_MODE else ""
        title = attempt.scenario_title
        if not mode and attempt.mode == "certify":
            title = f"certification: {title}"
        return Content.assemble(
            (when, "$text-muted"), fitted(title, _room(width)), " ", (mode, "$text-muted"), _result(attempt)
        )

    def _when(self, stamp: str, room: int) -> str:
        """With the time of day where it fits."""
        timed = when_text(stamp, self.visit.now(), clock=True)
        return timed if len(timed) < room else when_text(stamp, self.visit.now())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        found = [one for one in self.visit.shelf.history or () if one.attempt == event.option_id]
        if found and found[0].ending is None and not found[0].superseded:
            self.post_message(messages.GoOn(found[0].attempt, found[0].scenario_title))
        elif found:
            self.post_message(messages.OpenDebrief(found[0].attempt))

    def action_back(self) -> None:
        """Back to where you came from."""
        self.app.pop_screen()


def _result(attempt: AttemptSummary) -> str:
    if attempt.ending is None:
        state = "rewound" if attempt.superseded else "unfinished"
        return f"{state:>10}{'':>15}"
    passed = {True: "✓ passed", False: "✗ not passed", None: ""}[attempt.passed]
    return f"{percent_text(attempt.percentage):>10}  {passed:<13}"


def _columns(width: int) -> str:
    mode = "mode".ljust(_MODE) if width >= _WITH_MODE else ""
    return f"{'when':<{_when_room(width)}}{fitted('situation', _room(width))} {mode}{'result':>10}"


def _when_room(width: int) -> int:
    """The width of the first column; narrow terminals have no room for yesterday's time of day."""
    return _WHEN_IN_FULL if width >= _WITH_YESTERDAY else _WHEN


def _room(width: int) -> int:
    """What the other columns leave for the title."""
    return max(8, width - _when_room(width) - 1 - (_MODE if width >= _WITH_MODE else 0) - _RESULT)
