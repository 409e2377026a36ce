"""The app: it holds the visit, has library and history read, and leads from screen to screen."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if os.environ.get("TERM_PROGRAM") == "iTerm.app":  # it loses composed characters under the kitty protocol
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual import on, work  # after the environment, which textual reads when it is imported
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from simulator.attempt.events import Mode
from simulator.errors import EmptyChairError, UnavailableError
from simulator.language.text import clean_text, shorten
from simulator.settings import FILE_NAME, Settings, load_settings, save_settings
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.shelf import suggest
from simulator.tui.themes import DARK, LIGHT, NAMES
from simulator.tui.visit import Start, Visit

if TYPE_CHECKING:
    from simulator.tui.ports import Attempt, Simulator, SimulatorFactory

_LONGEST_NOTICE = 600


class EmptyChairApp(App[int]):
    """The simulator in a terminal."""

    TITLE = "Empty Chair"
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 (the first screen does not load its own)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "help", priority=True),
        Binding("ctrl+c", "interrupt", "leave", show=False, priority=True),
        Binding("ctrl+q", "quit", "quit", show=False, priority=True),
    ]

    def __init__(self, factory: SimulatorFactory, visit: Visit, complaint: str = "") -> None:
        super().__init__()
        self.visit = visit
        self._factory = factory
        self._complaint = complaint
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.apply_settings(visit.settings)

    def get_default_screen(self) -> Screen[None]:
        """Home, below everything else."""
        return HomeScreen(self.visit)

    def on_mount(self) -> None:
        """Read in the background; leave cleanly when the system says so."""
        with suppress(NotImplementedError, RuntimeError, ValueError):  # not on Windows, not in a thread
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, partial(self.exit, 143))
        if self._complaint:
            self.notify(self._complaint, severity="warning", timeout=12)
        self.call_after_refresh(self._read_everything)
        self.call_after_refresh(self._go_where_asked)

    def _go_where_asked(self) -> None:
        start = self.visit.start
        if start.resume is not None:
            self.post_message(messages.GoOn(start.resume, ""))
        elif start.scenario:
            self.post_message(messages.OpenBriefing(start.scenario))

    # ---- reading

    @work(thread=True, group="reading", exit_on_error=False)
    def _read_everything(self) -> None:
        from simulator.tui.reading import open_and_read

        open_and_read(self._factory, self.visit.start.learner, self.post_message)

    @work(thread=True, group="reading", exit_on_error=False)
    def _read_history(self, simulator: Simulator) -> None:
        from simulator.tui.reading import read_history

        read_history(simulator, self.visit.start.learner, self.post_message)

    @on(messages.DoorOpened)
    def _door_opened(self, message: messages.DoorOpened) -> None:
        self.visit.open_door(message.simulator)

    @on(messages.HeadersRead)
    def _headers_read(self, message: messages.HeadersRead) -> None:
        shelf = self.visit.shelf.with_headers(message.headers)
        self._shelve(complete=message.complete, headers=shelf.headers)

    @on(messages.HistoryRead)
    def _history_read(self, message: messages.HistoryRead) -> None:
        self._shelve(history=tuple(message.history), unfinished=tuple(message.unfinished))

    @on(messages.ReadingFailed)
    def _reading_failed(self, message: messages.ReadingFailed) -> None:
        self.visit.refuse(message.error)
        self._shelve(complete=True, history=self.visit.shelf.history or (), trouble=message.error)

    def _shelve(self, **changes: object) -> None:
        from dataclasses import replace

        self.visit.shelf = replace(self.visit.shelf, **changes)  # type: ignore[arg-type]
        for screen in self.screen_stack:
            screen.post_message(messages.ShelfChanged())

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        """A background reader that failed in an unforeseen way says so instead of staying silent."""
        if event.state is WorkerState.ERROR and event.worker.group == "reading":
            error = event.worker.error
            self._reading_failed(messages.ReadingFailed(_unforeseen(error)))

    # ---- from screen to screen

    @on(messages.GoHome)
    def _home(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self._read_again()

    def _read_again(self) -> None:
        if self.visit.opened is not None:
            self._read_history(self.visit.opened)

    def _stage(self, screen: BaseScreen[None]) -> None:
        """Show one of briefing, conversation and debrief in the place of the other."""
        if len(self.screen_stack) > 1 and getattr(self.screen, "STAGE", False):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    @on(messages.OpenLibrary)
    def _library(self) -> None:
        from simulator.tui.screens.library import LibraryScreen

        self.push_screen(LibraryScreen(self.visit))

    @on(messages.OpenHistory)
    def _history(self) -> None:
        from simulator.tui.screens.history import HistoryScreen

        self._home()
        self.push_screen(HistoryScreen(self.visit))

    @on(messages.OpenPreferences)
    def _preferences(self) -> None:
        from simulator.tui.screens.preferences import PreferencesScreen

        self.push_screen(PreferencesScreen(self.visit))

    @on(messages.OpenBriefing)
    def _briefing(self, message: messages.OpenBriefing) -> None:
        from simulator.tui.screens.briefing import BriefingScreen

        self._stage(BriefingScreen(self.visit, message.scenario))

    @on(messages.OpenNext)
    def _next(self, message: messages.OpenNext) -> None:
        suggestion = suggest(self.visit.shelf, self.visit.level, after=message.after)
        if suggestion is None:
            self.notify("The library holds nothing else for your level.")
        else:
            self._briefing(messages.OpenBriefing(suggestion.header.id))

    @on(messages.StartAttempt)
    def _start(self, message: messages.StartAttempt) -> None:
        visit, mode = self.visit, message.mode
        seed = visit.seed_for(message.scenario)
        header = visit.shelf.header(message.scenario)

        def opening(simulator: Simulator) -> Attempt:
            return simulator.start(message.scenario, visit.start.learner, visit.level, mode, seed)

        self._converse(opening, header.title if header else message.scenario, mode)

    @on(messages.GoOn)
    def _go_on(self, message: messages.GoOn) -> None:
        learner = self.visit.start.learner
        self._converse(lambda simulator: simulator.resume(message.attempt or None, learner), message.title)

    @on(messages.RewindTo)
    def _rewind(self, message: messages.RewindTo) -> None:
        def opening(simulator: Simulator) -> Attempt:
            return simulator.rewind(message.attempt, message.keep)

        self._converse(opening, message.title, instead_of=message.instead_of)

    def _converse(
        self,
        opening: Callable[[Simulator], Attempt],
        title: str,
        mode: Mode = "practice",
        instead_of: str = "",
    ) -> None:
        from simulator.tui.screens.conversation import ConversationScreen

        self._stage(ConversationScreen(self.visit, opening, title, mode, instead_of))

    @on(messages.OpenDebrief)
    def _old_debrief(self, message: messages.OpenDebrief) -> None:
        from simulator.tui.screens.debrief import DebriefScreen

        self._stage(DebriefScreen(self.visit, message.attempt))

    @on(messages.ShowDebrief)
    def _new_debrief(self, message: messages.ShowDebrief) -> None:
        from simulator.tui.screens.debrief import DebriefScreen

        self._stage(DebriefScreen(self.visit, message.story.attempt, message.story))
        self._read_again()

    # ---- settings, help, leaving

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
        """Take over theme and motion."""
        self.theme = NAMES.get(settings.theme, DARK.name)
        if settings.reduced_motion:
            self.animation_level = "none"

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

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: the ways that are open now, and those that always are."""
        for active in screen.active_bindings.values():
            if active.enabled and active.binding.show and active.binding.action != "command_palette":
                action = partial(self.run_action, active.binding.action, active.node)
                yield SystemCommand(active.binding.description.capitalize(), "on this screen", action)
        if len(self.screen_stack) == 1:
            library = partial(self.post_message, messages.OpenLibrary())
            yield SystemCommand("Library", "all situations", library)
        yield SystemCommand("Quit", "everything said is kept", partial(self.exit, 0))

    def action_help(self) -> None:
        """Show the keys and what they do."""
        from simulator.tui.screens.help import HelpModal

        if isinstance(self.screen, HelpModal):
            self.pop_screen()
            return
        keys: dict[str, list[str]] = {}
        for key, active in self.screen.active_bindings.items():
            if active.enabled and active.binding.show:
                keys.setdefault(active.binding.description, []).append(key)
        self.push_screen(HelpModal(keys))

    async def action_interrupt(self) -> None:
        """Ctrl+C: copy what is selected; else ask, or leave when there is nothing to ask."""
        selected = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        elif hasattr(self.screen, "action_leave"):
            self.screen.action_leave()
        else:
            self.exit(0)


def _unforeseen(error: BaseException | None) -> EmptyChairError:
    return EmptyChairError(
        f"Reading the library failed in a way nobody foresaw ({type(error).__name__}: {error}).",
        "Please report it; `empty-chair check` may show a file that causes it.",
    )


def run_app(  # noqa: PLR0913 (all of them come from the command line)
    simulator_factory: SimulatorFactory,
    *,
    learner: str,
    level: str = "agent",
    scenario: str | None = None,
    mode: Mode = "practice",
    seed: int | None = None,
    resume: str | None = None,
    no_pauses: bool = False,
    settings_dir: Path | None = None,
) -> int:
    """Run the app until the learner leaves.

    Args:
        simulator_factory: Opens library and ledger; called in a thread after the first frame.
        learner: Who practises.
        level: Their level.
        scenario: Open the app at this scenario.
        mode: The mode that is offered first.
        seed: Which of several wordings; None takes another at each attempt.
        resume: Open the app in this attempt.
        no_pauses: Customers do not pause as if they typed.
        settings_dir: Where the settings are; None for the platform's configuration folder.

    Returns:
        The exit status.
    """
    if settings_dir is None:
        from simulator.locations import config_dir

        settings_dir = config_dir()
    path = settings_dir / FILE_NAME
    settings, complaint = load_settings(path)
    start = Start(learner, level, scenario, mode, seed, resume, no_pauses)
    no_color = os.environ.get("NO_COLOR")
    app = EmptyChairApp(simulator_factory, Visit(start, settings, path), complaint)
    if no_color is not None:
        os.environ["NO_COLOR"] = no_color  # Textual takes it away; programs started from here want it too
    return app.run() or app.return_code or 0
