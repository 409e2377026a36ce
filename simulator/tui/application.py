"""The app: it leads from screen to screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from simulator.tui import messages
from simulator.tui.background import INTERRUPTED, BackgroundApp
from simulator.tui.base import BaseModal, BaseScreen
from simulator.tui.model_start import start_with
from simulator.tui.shelf import suggest
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.attempt.events import Mode
    from simulator.tui.ports import Attempt, Simulator


class EmptyChairApp(BackgroundApp):
    """The simulator in a terminal. Screens ask by messages; their modules are imported when shown."""

    TITLE = "Empty Chair"
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # noqa: RUF012 (the first screen does not load its own)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("help"), priority=True),
        Binding("ctrl+c", "interrupt", N_("leave"), show=False, priority=True),
        Binding("ctrl+q", "quit", N_("quit"), show=False, priority=True),
    ]

    def on_ready(self) -> None:
        """Go where the command line asked."""
        start = self.visit.start
        if start.resume is not None:
            self.post_message(messages.GoOn(start.resume, ""))
        elif start.scenario:
            self.post_message(messages.OpenBriefing(start.scenario))

    @on(messages.GoHome)
    def _home(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.read_again()

    def _open(self, screen: BaseScreen[None]) -> None:
        """Show a screen over the present one; asked for twice in a row, it is shown once."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    def _stage(self, screen: BaseScreen[None]) -> None:
        """Show one of briefing, conversation and debrief in the place of the other."""
        if len(self.screen_stack) > 1 and getattr(self.screen, "STAGE", False):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    @on(messages.OpenLibrary)
    def _library(self) -> None:
        from simulator.tui.screens.library import LibraryScreen

        self._open(LibraryScreen(self.visit))

    @on(messages.OpenHistory)
    def _history(self) -> None:
        from simulator.tui.screens.history import HistoryScreen

        self._home()
        self._open(HistoryScreen(self.visit))

    @on(messages.OpenIdeas)
    def _ideas(self) -> None:
        from simulator.tui.screens.ideas import IdeasScreen

        self._open(IdeasScreen(self.visit))

    @on(messages.OpenYear)
    def _year(self) -> None:
        from simulator.tui.screens.my_year import MyYearScreen

        self._open(MyYearScreen(self.visit))

    @on(messages.OpenTeam)
    def _team(self) -> None:
        from simulator.tui.screens.team import TeamScreen

        self._open(TeamScreen(self.visit))

    @on(messages.OpenPerson)
    def _person(self, message: messages.OpenPerson) -> None:
        from simulator.tui.screens.person import PersonScreen

        self._open(PersonScreen(self.visit, message.person, message.name))

    @on(messages.OpenTrainers)
    def _trainers(self) -> None:
        from simulator.tui.screens.trainers import TrainersScreen

        self._open(TrainersScreen(self.visit))

    @on(messages.OpenCalibration)
    def _calibration(self) -> None:
        from simulator.tui.screens.calibration import CalibrationScreen

        self._open(CalibrationScreen(self.visit))

    @on(messages.RecordsChanged)
    def _records_changed(self) -> None:
        self.read_again()

    @on(messages.OpenRound)
    def _round(self, message: messages.OpenRound) -> None:
        from simulator.tui.screens.comparison import ComparisonScreen
        from simulator.tui.screens.rating import RatingScreen

        screen = ComparisonScreen if message.revealed else RatingScreen
        self._open(screen(self.visit, message.name))

    @on(messages.OpenPreferences)
    def _preferences(self) -> None:
        from simulator.tui.screens.preferences import PreferencesScreen

        self._open(PreferencesScreen(self.visit))

    @on(messages.OpenBriefing)
    def _briefing(self, message: messages.OpenBriefing) -> None:
        from simulator.tui.screens.briefing import BriefingScreen

        self._stage(BriefingScreen(self.visit, message.scenario, message.mode))

    @on(messages.OpenNext)
    def _next(self, message: messages.OpenNext) -> None:
        suggestion = suggest(
            self.visit.shelf, self.visit.level, after=message.after, language=self.visit.settings.language
        )
        if suggestion is None:
            self.notify(_("The library holds nothing else for your level."))
        else:
            self._briefing(messages.OpenBriefing(suggestion.header.id))

    @on(messages.StartAttempt)
    def _asked_to_start(self, message: messages.StartAttempt) -> None:
        """A certification is asked for once more; what is asked for twice in a row starts once."""
        if not self._may_start():
            return
        if message.mode != "certify":
            self._start(message)
            return
        from simulator.tui.screens.confirm import certification_question

        def answered(yes: bool | None) -> None:
            if yes and self._may_start():
                self._start(message)

        self.push_screen(certification_question(self.visit, message.scenario), answered)

    def _may_start(self) -> bool:
        """Whether no dialog and no conversation is on the screen."""
        from simulator.tui.screens.conversation import ConversationScreen

        return not isinstance(self.screen, ConversationScreen | BaseModal)

    def _start(self, message: messages.StartAttempt) -> None:
        visit, scenario, mode = self.visit, message.scenario, message.mode
        seed = visit.seed_for(scenario)
        header = visit.shelf.header(scenario)

        def opening(simulator: Simulator) -> Attempt:
            def starting(customer: str) -> Attempt:
                return simulator.start(scenario, visit.start.learner, visit.level, mode, seed, customer)

            return start_with(starting, message.customer, self.post_message)

        self._converse(opening, header.title if header else scenario, mode)

    @on(messages.GoOn)
    def _go_on(self, message: messages.GoOn) -> None:
        if not self._may_start():
            return
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

        self._stage(DebriefScreen(self.visit, message.attempt, question=message.question))

    @on(messages.ShowDebrief)
    def _new_debrief(self, message: messages.ShowDebrief) -> None:
        from simulator.tui.screens.debrief import DebriefScreen

        self._stage(DebriefScreen(self.visit, message.story.attempt, message.story))
        self.read_again()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: the ways that are open now, and those that always are."""
        for active in screen.active_bindings.values():
            if active.enabled and active.binding.show and active.binding.action != "command_palette":
                action = partial(self.run_action, active.binding.action, active.node)
                yield SystemCommand(_(active.binding.description).capitalize(), _("on this screen"), action)
        if len(self.screen_stack) == 1:
            library = partial(self.post_message, messages.OpenLibrary())
            yield SystemCommand(_("Library"), _("all situations"), library)
        yield SystemCommand(_("Quit"), _("everything said is kept"), partial(self.exit, 0))

    def action_help(self) -> None:
        """Show the keys and what they do."""
        from simulator.tui.screens.help import HelpModal

        if isinstance(self.screen, HelpModal):
            self.screen.dismiss(None)
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
            self.exit(INTERRUPTED)
