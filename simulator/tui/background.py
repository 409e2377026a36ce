"""The part of the app that works behind the screens: reading, settings, notices."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import constants, on, work
from textual.app import App
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from simulator import wording
from simulator.errors import EmptyChairError, UnavailableError
from simulator.language.text import clean_text, shorten
from simulator.own_levels import keep_own_level
from simulator.settings import Settings, save_settings
from simulator.tui import messages
from simulator.tui.screens.home import HomeScreen
from simulator.tui.themes import ALL, DARK, NAMES
from simulator.tui.visit import Visit
from simulator.tui.widgets.right_to_left import shape_lines
from simulator.wording import _

if TYPE_CHECKING:
    from simulator.tui.ports import Simulator, SimulatorFactory

_LONGEST_NOTICE = 600
_TERMINATED = 143
INTERRUPTED = 130
"""The exit status after Ctrl+C."""


class BackgroundApp(App[int]):
    """Holds the visit, and has library and history read in threads once the first frame is drawn."""

    def __init__(self, factory: SimulatorFactory, visit: Visit, complaint: str = "") -> None:
        super().__init__()
        self.visit = visit
        self._factory = factory
        self._complaint = complaint
        for theme in ALL:
            self.register_theme(theme)
        self.apply_settings(visit.settings)

    def get_default_screen(self) -> Screen[None]:
        """Home, below everything else."""
        return HomeScreen(self.visit)

    def on_mount(self) -> None:
        """Read in the background; leave cleanly when the system says so."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, not in a thread
            loop.add_signal_handler(signal.SIGTERM, partial(self.exit, _TERMINATED))
            loop.add_signal_handler(signal.SIGINT, partial(self.exit, INTERRUPTED))
        if self._complaint:
            self.notify(self._complaint, severity="warning", timeout=12)
        self.call_after_refresh(self._read_everything)

    @work(thread=True, group="reading", exit_on_error=False)
    def _read_everything(self) -> None:
        from simulator.tui.reading import open_and_read

        open_and_read(self._factory, self.visit.start, self.visit.level, self.post_message)

    @work(thread=True, group="reading", exit_on_error=False)
    def _read_history(self, simulator: Simulator) -> None:
        from simulator.tui.reading import read_history, read_year

        read_history(simulator, self.visit.start.learner, self.post_message)
        visit = self.visit
        read_year(simulator, visit.start, visit.level, self.post_message, level_chosen=visit.level_chosen)

    @on(messages.DoorOpened)
    def _door_opened(self, message: messages.DoorOpened) -> None:
        self.visit.open_door(message.simulator)

    @on(messages.HeadersRead)
    def _headers_read(self, message: messages.HeadersRead) -> None:
        shelf = self.visit.shelf.with_headers(message.headers)
        self._shelve(complete=message.complete, headers=shelf.headers)

    @on(messages.HistoryRead)
    def _history_read(self, message: messages.HistoryRead) -> None:
        self._shelve(history=tuple(message.history), unfinished=tuple(message.unfinished), trouble=None)

    @on(messages.RoundsRead)
    def _rounds_read(self, message: messages.RoundsRead) -> None:
        self._shelve(rounds=tuple(message.rounds))

    @on(messages.YearRead)
    def _year_read(self, message: messages.YearRead) -> None:
        if message.owed.level and not self.visit.level_chosen:
            self.visit.level = message.owed.level
        self._shelve(owed=message.owed, rights=message.rights, year_trouble=None)

    @on(messages.AdviceRead)
    def _advice_read(self, message: messages.AdviceRead) -> None:
        self._shelve(advice=tuple(message.advice))

    @on(messages.NewsRead)
    def _news_read(self, message: messages.NewsRead) -> None:
        self._shelve(news=tuple(message.news))

    @on(messages.YearFailed)
    def _year_failed(self, message: messages.YearFailed) -> None:
        self._shelve(year_trouble=message.error)

    @on(messages.ReadingFailed)
    def _reading_failed(self, message: messages.ReadingFailed) -> None:
        self.visit.refuse(message.error)
        self._shelve(complete=True, history=self.visit.shelf.history or (), trouble=message.error)

    @on(messages.ModelRefused)
    def _model_refused(self, message: messages.ModelRefused) -> None:
        error = message.error
        told = _(
            "The author's lines are used, since no language model can be: {message} {hint}",
            message=error.message,
            hint=error.hint,
        )
        self.notify(told, severity="warning", timeout=12)

    @on(messages.ReadOnceMore)
    def _once_more(self, message: messages.ReadOnceMore) -> None:
        self._read_once_more(message)

    @work(group="second reading", exit_on_error=False)
    async def _read_once_more(self, asked: messages.ReadOnceMore) -> None:
        """Go on with a conversation that is over, wherever the learner has gone meanwhile."""
        from simulator.tui.second_reading import read_once_more

        told = await read_once_more(asked.attempt, asked.events, asked.story)
        for text in told:
            self.notify(text, severity="warning", timeout=12)
        for screen in self.screen_stack:
            screen.post_message(messages.JudgedAgain(asked.story.attempt))
        self.read_again()

    def _shelve(self, **changes: object) -> None:
        self.visit.shelf = replace(self.visit.shelf, **changes)  # type: ignore[arg-type]
        for screen in self.screen_stack:
            screen.post_message(messages.ShelfChanged())

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        """A background reader that failed in an unforeseen way says so instead of staying silent."""
        if event.state is WorkerState.ERROR and event.worker.group == "reading":
            error = event.worker.error
            self._reading_failed(messages.ReadingFailed(_unforeseen(error)))

    def read_again(self) -> None:
        """Read the history once more, after something was added to it."""
        if self.visit.opened is not None:
            self._read_history(self.visit.opened)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Tell something in passing; whatever it quotes is plain text."""
        told = shorten(clean_text(message), _LONGEST_NOTICE)
        super().notify(told, title=title, severity=severity, timeout=timeout, markup=False)

    def apply_settings(self, settings: Settings) -> None:
        """Take over theme, language and motion."""
        self.theme = NAMES.get(settings.theme, DARK.name)
        wording.use(settings.language)
        shape_lines(visual=settings.right_to_left == "visual")
        self.animation_level = "none" if settings.reduced_motion else constants.TEXTUAL_ANIMATIONS

    @on(messages.SettingsChosen)
    def _settings_chosen(self, message: messages.SettingsChosen) -> None:
        """Apply settings and write them down; a failure is told and they hold until the end."""
        settings = self.visit.settings = message.settings
        self.apply_settings(settings)
        if self.visit.settings_file is None:
            return
        try:
            save_settings(self.visit.settings_file, settings)
        except UnavailableError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning")

    @on(messages.LevelChosen)
    def _level_chosen(self, message: messages.LevelChosen) -> None:
        """Take over a level; it is kept with the learner, unless the roster gives them one."""
        visit = self.visit
        visit.level, visit.level_chosen = message.level, True
        self.read_again()
        if visit.settings_file is None or visit.shelf.owed.level:
            return
        try:
            keep_own_level(visit.settings_file.parent, visit.start.learner, message.level)
        except UnavailableError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning")


def _unforeseen(error: BaseException | None) -> EmptyChairError:
    return EmptyChairError(
        _(
            "Reading the library failed in a way nobody foresaw ({name}: {error}).",
            name=type(error).__name__,
            error=error,
        ),
        _("Please report it; `empty-chair check` may show a file that causes it."),
    )
