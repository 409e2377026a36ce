"""The library: every situation, narrowed by a text, a level, a channel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList

from simulator.attempt.ledger import AttemptSummary
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.phrasing import CHANNELS, LEVELS, count_text, named, percent_text
from simulator.tui.ports import Header
from simulator.tui.shelf import Filter, best_results
from simulator.tui.visit import Visit
from simulator.tui.widgets.menu import Menu
from simulator.tui.widgets.plain import PlainStatic, fitted, one_line
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import LANGUAGES, N_, _

_COUNTS = "◆ "
"""The sign of situations that would count for something that is owed."""
SHOWN = 200
"""At most so many rows are drawn; a longer list is narrowed, not scrolled."""


class LibraryScreen(BaseScreen[None]):
    """Typing narrows the list; up and down move in it; Enter opens a briefing."""

    CSS_PATH = "library.tcss"
    AUTO_FOCUS = "#filter"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open"), priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "move(-10)", show=False, priority=True),
        Binding("pagedown", "move(10)", show=False, priority=True),
        Binding("f5,ctrl+l", "cycle('level')", N_("level"), priority=True),
        Binding("f6,ctrl+o", "cycle('channel')", N_("channel"), priority=True),
        Binding("f7", "cycle('language')", N_("language"), priority=True),
        Binding("escape", "clear", N_("clear the filter")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._own = Filter(language=visit.settings.language)
        self._filter = self._own

    def body(self) -> Iterable[Widget]:
        """The filter, and the rows that it leaves."""
        yield TitleBar(_("Library"))
        text = Input(placeholder=_("Type to narrow the list"), id="filter")
        text.cursor_blink = not self.still
        yield text
        yield PlainStatic("", id="state")
        yield PlainStatic("", id="columns")
        yield Menu(id="rows")
        yield PlainStatic("", id="remark")

    def on_mount(self) -> None:
        """Show what is there already."""
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """Fit the columns."""
        self.call_after_refresh(self.draw)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(text=event.value)

    def _narrow(self, **changes: str) -> None:
        self._filter = replace(self._filter, **changes)
        self.draw()
        self.refresh_bindings()

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc first clears a filter, then leads back."""
        filtered = self._filter != self._own
        languages = parameters != ("language",) or len(self._languages) > 1
        return {"clear": filtered, "back": not filtered, "cycle": languages}.get(action, True)

    def action_clear(self) -> None:
        """Show everything again."""
        self._narrow(text="", level="", channel="", language=self._own.language)
        self.query_one("#filter", Input).value = ""

    @on(messages.ShelfChanged)
    def draw(self) -> None:
        """Draw the rows that the filter leaves."""
        shelf, menu = self.visit.shelf, self.query_one(Menu)
        self._speak()
        found = [header for header in shelf.headers if self._filter.admits(header)]
        best = best_results(shelf.history or ())
        width = max(36, self.size.width - 4)
        chosen = menu.chosen
        counting = shelf.counting
        rows = [
            (
                header.id,
                _marked(header.id, counting, _row(header, best.get(header.id), width - 2 * bool(counting))),
            )
            for header in found[:SHOWN]
        ]
        menu.show_rows(rows)
        keys = [key for key, _ in rows]
        if chosen in keys:
            menu.highlighted = keys.index(chosen)
        self._describe(len(found), width)

    @property
    def _languages(self) -> list[str]:
        """The languages of the situations, by code."""
        return sorted({header.language.partition("-")[0] for header in self.visit.shelf.headers} - {""})

    def _speak(self) -> None:
        """Where nothing is in the app's language, all languages are shown."""
        shelf = self.visit.shelf
        if self._own.language and shelf.complete and self._own.language not in self._languages:
            untouched = self._filter == self._own
            self._own = replace(self._own, language="")
            self._filter = self._own if untouched else self._filter

    def _describe(self, found: int, width: int) -> None:
        level = named(LEVELS, self._filter.level) if self._filter.level else _("all")
        channel = named(CHANNELS, self._filter.channel) if self._filter.channel else _("all")
        counting = self.visit.shelf.counting
        if len(self._languages) > 1:
            language = LANGUAGES.get(self._filter.language, self._filter.language) or _("all")
            channel = _("{channel}   language: {language}", channel=channel, language=language)
        legend = _("   {counts}counts for your year", counts=_COUNTS) if counting else ""
        self.query_one("#state", PlainStatic).show(
            _("level: {level}   channel: {channel}{legend}", level=level, channel=channel, legend=legend)
        )
        gutter = "  " if counting else ""
        columns = Content.styled(gutter + _columns(width - len(gutter)), "$text-muted")
        self.query_one("#columns", PlainStatic).show(columns)
        total = len(self.visit.shelf.headers)
        self.query_one(TitleBar).name_it(
            aside=_("{found} of {total}", found=found, total=count_text(total, "situation"))
        )
        self.query_one("#remark", PlainStatic).show(self._remark(found))

    def _remark(self, found: int) -> str:
        if found > SHOWN:
            return _(
                "The first {shown} of {found}. Type a word to narrow the list.", shown=SHOWN, found=found
            )
        if found:
            return ""
        if not self.visit.shelf.complete:
            return _("Reading the library …")
        if self._filter == self._own:
            return _("The library holds nothing. Name another with --library DIR.")
        sought = f" “{one_line(self._filter.text)}”" if self._filter.text.strip() else ""
        return _("Nothing matches{sought} at this level and channel. Esc clears the filter.", sought=sought)

    def action_move(self, rows: int) -> None:
        """Move the highlight while the filter keeps the keys."""
        menu = self.query_one(Menu)
        if menu.option_count:
            menu.highlighted = max(0, min(menu.option_count - 1, (menu.highlighted or 0) + rows))

    def action_cycle(self, what: str) -> None:
        """The next level or channel; after the last comes all."""
        choices = ["", *{"level": LEVELS, "channel": CHANNELS, "language": self._languages}[what]]
        now: str = getattr(self._filter, what)
        self._narrow(**{what: choices[(choices.index(now) + 1) % len(choices) if now in choices else 0]})

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open the highlighted situation, or say why it cannot be opened."""
        header = self.visit.shelf.header(self.query_one(Menu).chosen or "")
        if header is None:
            return
        if header.fault:
            self.notify(header.fault, title=_("This file has a fault"), severity="error")
        else:
            self.post_message(messages.OpenBriefing(header.id))

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()


def _marked(scenario: str, counting: frozenset[str], row: Content) -> Content:
    """A row behind the sign of those that would count; nothing where none would."""
    if not counting:
        return row
    return Content.assemble((_COUNTS, "$accent") if scenario in counting else "  ", row)


def _columns(width: int) -> str:
    heads = fitted(_("situation"), width - 36), fitted(_("channel"), 14), _("time"), _("best")
    return f"{heads[0]} {heads[1]}{heads[2]:>7}{heads[3]:>12}"


def _row(header: Header, best: AttemptSummary | None, width: int) -> Content:
    title = fitted(header.title, width - 36)
    if header.fault:
        return Content.assemble((title, "$text-muted"), "  ", (_("! has a fault").ljust(34), "$error"))
    minutes = _("{minutes} min", minutes=header.minutes) if header.minutes else ""
    mark = "" if best is None else " ✓" if best.passed else "  "
    result = percent_text(best.percentage) + mark if best else "-"
    channel = fitted(named(CHANNELS, header.channel), 14)
    return Content.assemble(title, (f" {channel}{minutes:>7}", "$text-muted"), f"{result:>12}")
