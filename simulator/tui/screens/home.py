"""Home: what was left unfinished, what to practise next, and the ways to everything else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.phrasing import (
    CHANNELS,
    LEVELS,
    MODES,
    count_text,
    named,
    percent_text,
    when_text,
)
from simulator.tui.shelf import suggest
from simulator.tui.visit import Visit
from simulator.tui.widgets.hanging import hung, labelled
from simulator.tui.widgets.menu import Menu, Row
from simulator.tui.widgets.plain import PlainStatic, fitted, one_line
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.year_text import SETTLED, due_aside, due_line
from simulator.wording import N_, _
from simulator.year.values import Due

if TYPE_CHECKING:
    from simulator.attempt.ledger import AttemptSummary

_LABEL = 15
_RECENT = 5
_DOORS: dict[str, type[Message]] = {
    "owed": messages.OpenYear,
    "year": messages.OpenYear,
    "team": messages.OpenTeam,
    "trainers": messages.OpenTrainers,
    "library": messages.OpenLibrary,
    "history": messages.OpenHistory,
    "ideas": messages.OpenIdeas,
    "calibrate": messages.OpenCalibration,
    "settings": messages.OpenPreferences,
}


class HomeScreen(BaseScreen[None]):
    """Enter starts what matters most."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "go('library')", N_("library")),
        Binding("h", "go('history')", N_("history")),
        Binding("i", "go('ideas')", N_("ideas")),
        Binding("y", "go('year')", N_("my year")),
        Binding("t", "go('team')", N_("team")),
        Binding("v", "go('trainers')", N_("trainer's view")),
        Binding("l", "level", N_("level")),
        Binding("s", "go('settings')", N_("settings")),
        Binding("q", "app.quit", N_("quit")),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._next: str | None = None
        self._starts: Due | None = None

    def body(self) -> Iterable[Widget]:
        """Welcome, menu, the latest results."""
        yield TitleBar("Empty Chair", self._who())
        yield PlainStatic(_motto(), id="welcome")
        yield PlainStatic("", id="trouble", classes="hidden")
        yield Menu(*self._rows(), id="menu")
        yield PlainStatic("", id="recent")

    def on_mount(self) -> None:
        """The menu has the keys."""
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Show what has changed meanwhile."""
        self.draw()

    def on_resize(self) -> None:
        """Use the new width."""
        self.call_after_refresh(self.draw)

    @on(messages.ShelfChanged)
    def draw(self) -> None:
        """Draw library and history as far as they are known."""
        self.query_one(TitleBar).name_it(aside=self._who())
        self.query_one("#welcome", PlainStatic).show(_motto())
        self.query_one(Menu).show_rows(self._rows())
        self.query_one("#recent", PlainStatic).show(self._recent())
        trouble = self.visit.shelf.trouble or self.visit.shelf.year_trouble
        panel = self.query_one("#trouble", PlainStatic)
        panel.set_class(trouble is None, "hidden")
        if trouble is not None:
            panel.show(f"{trouble.message}\n{trouble.hint}".rstrip())
        self.refresh_bindings()

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Views of others are named to those only who may look at them."""
        rights = self.visit.shelf.rights
        if parameters == ("team",):
            return rights.team
        return rights.trainer if parameters == ("trainers",) else True

    def _who(self) -> str:
        return f"{self.visit.start.learner} · {named(LEVELS, self.visit.level)}"

    def _rows(self) -> list[Row]:
        shelf = self.visit.shelf
        rows = [("go-on", self._unfinished(shelf.unfinished[0]))] if shelf.unfinished else []
        owed = self._owed()
        certifying = bool(shelf.unfinished) and shelf.unfinished[0].mode == "certify"
        suggested = ("next", self._suggested())
        if self._starts is None:
            rows += [suggested, *owed]
        else:
            rows = [*rows, *owed, suggested] if certifying else [*owed, *rows, suggested]
        attempts = "" if shelf.history is None else count_text(len(shelf.history), "attempt")
        many = count_text(len(shelf.headers), "situation") if shelf.headers or shelf.complete else ""
        rows += [
            ("library", _row(_("Library"), many + ("" if shelf.complete or not many else _(" so far")))),
            ("history", _row(_("History"), attempts)),
            *self._calibration(),
            *self._news(),
            ("settings", _row(_("Settings"), "")),
            ("quit", _row(_("Quit"), "")),
        ]
        return rows

    def _owed(self) -> list[Row]:
        """What presses most of what is owed; nothing where no programme asks for anything."""
        shelf = self.visit.shelf
        dues = shelf.owed.dues if shelf.owed.first else ()
        self._starts = next((due for due in dues if shelf.playable(due.scenarios)), None)
        due = self._starts or next(iter(dues), None)
        if due is None:
            return []
        header = shelf.playable(due.scenarios)
        more = sum(one.state not in SETTLED for one in dues if one is not due)
        aside = due_aside(due, header.title if header else "", more)
        told = due_line(dues[0], shelf.owed.line)
        words = Content.assemble(told, "\n", (aside, "$text-muted"))
        return [("owed", hung(labelled(_label(_("Your year")), words), self._room))]

    @property
    def _room(self) -> int:
        """The cells that a row has."""
        return max(30, (self.size.width or 80) - 6)

    def _calibration(self) -> list[Row]:
        """Only for those who are raters in a round."""
        rounds = self.visit.shelf.rounds
        if not rounds:
            return []
        waiting = sum(bool(one.left) and not one.revealed for one in rounds)
        told = (
            _("{waiting} to fill", waiting=count_text(waiting, "form"))
            if waiting
            else count_text(len(rounds), "round")
        )
        return [("calibrate", _row(_("Calibrate"), told))]

    def _news(self) -> list[Row]:
        """What was answered lately: the newest of it, and how much more there is."""
        found = self.visit.shelf.news
        if not found:
            return []
        when = when_text(found[0].at, self.visit.now())
        aside = (
            _("{when} · {found} more: H history, I ideas", when=when, found=len(found) - 1)
            if len(found) > 1
            else when
        )
        return [("news", _row(_("Answered"), found[0].words, aside, self._room))]

    def _unfinished(self, attempt: AttemptSummary) -> Content:
        told = f"{named(MODES, attempt.mode)} · {count_text(attempt.turns // 2, 'reply', 'replies')}"
        when = when_text(attempt.started_at, self.visit.now(), clock=True)
        return _row(
            _("Go on with"),
            attempt.scenario_title,
            _("{told} · begun {when}", told=told, when=when),
            self._room,
        )

    def _suggested(self) -> Content:
        shelf = self.visit.shelf
        suggestion = suggest(shelf, self.visit.level, language=self.visit.settings.language)
        self._next = suggestion.header.id if suggestion else None
        if suggestion is None:
            none = (
                _("nothing in the library for your level") if shelf.complete else _("reading the library …")
            )
            return _row(_("Practise next"), _("none yet") if shelf.trouble else none)
        header = suggestion.header
        minutes = count_text(header.minutes or 0, "minute")
        told = f"{named(CHANNELS, header.channel)} · {minutes} · {suggestion.reason}"
        return _row(_("Practise next"), header.title, told, self._room)

    def _recent(self) -> Content:
        history = self.visit.shelf.history
        scored = [attempt for attempt in history or () if attempt.ending]
        if not scored:
            return Content() if history is None else _welcome()
        width = max(30, self.query_one("#recent").content_size.width or self.size.width - 4)
        lines = [Content.styled(_("Lately"), "bold")]
        lines += [self._result(attempt, width) for attempt in scored[:_RECENT]]
        return Content("\n").join(lines)

    def _result(self, attempt: AttemptSummary, width: int) -> Content:
        passed = {True: _("passed"), False: _("not passed"), None: ""}[attempt.passed]
        result = f"{percent_text(attempt.percentage):>10}  {passed:<10}"
        when = fitted(when_text(attempt.started_at, self.visit.now()), 12)
        return Content.assemble(
            (when, "$text-muted"), fitted(attempt.scenario_title, max(8, width - 36)), "  ", result
        )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_go(event.option_id or "")

    def action_go(self, where: str) -> None:
        """Go where a row leads."""
        match where:
            case "go-on" if self.visit.shelf.unfinished:
                attempt = self.visit.shelf.unfinished[0]
                self.post_message(messages.GoOn(attempt.attempt, attempt.scenario_title))
            case "next" if self._next:
                self.post_message(messages.OpenBriefing(self._next))
            case "owed" if self._starts:
                header = self.visit.shelf.playable(self._starts.scenarios)
                self.post_message(messages.OpenBriefing(header.id if header else "", self._starts.mode))
            case "news" if self.visit.shelf.news:
                newest = self.visit.shelf.news[0]
                opened = messages.OpenDebrief(newest.attempt, newest.question)
                self.post_message(opened if newest.attempt else messages.OpenIdeas())
            case "quit":
                self.app.exit()
            case _ if where in _DOORS:
                self.post_message(_DOORS[where]())

    def action_level(self) -> None:
        """Choose for which level situations are offered."""
        from simulator.tui.screens.choice import ChoiceModal

        rows = [(key, Content(named(LEVELS, key))) for key in LEVELS]
        modal = ChoiceModal(_("Practise at which level?"), rows, self.visit.level, self._whose_level())
        self.app.push_screen(modal, self._levelled)

    def _whose_level(self) -> str:
        """For whom the choice holds, and how long."""
        learner, given = one_line(self.visit.start.learner), self.visit.shelf.owed.level
        if given:
            level = named(LEVELS, given)
            return _("By the roster it is {level}. Another holds for {learner} alone, until you quit.",
                     level=level, learner=learner)  # fmt: skip
        return _("It holds for {learner} alone, and is kept for their next visit.", learner=learner)

    def _levelled(self, level: str | None) -> None:
        if level:
            self.visit.level = level
            self.post_message(messages.LevelChosen(level))
            self.draw()


def _row(label: str, value: str, detail: str = "", width: int = 0) -> Content:
    """A row; its detail goes on under itself where it is longer than a line of `width` cells."""
    if not detail:
        return _label(label) + one_line(value)
    words = Content.assemble(one_line(value), "\n", (one_line(detail), "$text-muted"))
    return hung(labelled(_label(label), words), width)


def _label(text: str) -> Content:
    return Content.styled(text.ljust(_LABEL), "bold")


def _welcome() -> Content:
    """How it works, for somebody who has not begun."""
    return Content.styled(_("How it works"), "bold") + Content.styled(
        _("""
You read a short briefing. A customer writes; you answer as you would at work.
They react to what you say, and decide themselves when it is over.
Then you see what worked and what to change, with your own words as the proof."""),
        "$text-muted",
    )


def _motto() -> str:
    return _("Somebody is sitting in the chair opposite. Answer them.")
