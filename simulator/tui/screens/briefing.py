"""The briefing: what the learner knows before the first message, and the choice of the mode."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import DescendantFocus
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.attempt.events import Mode
from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.phrasing import CHANNELS, count_text, named, reflowed
from simulator.tui.visit import Visit
from simulator.tui.voice_text import voice_text
from simulator.tui.widgets.menu import Row
from simulator.tui.widgets.plain import PlainStatic, plain
from simulator.tui.widgets.reading_page import PageMenu, ReadingPage
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.content.scenario import Scenario
    from simulator.model_notice import ModelNotice

_MODES: dict[Mode, tuple[str, str]] = {
    "practice": (N_("Practise"), N_("hints, the customer's mood in view, rewinding; not certified")),
    "certify": (N_("Certify"), N_("no hints, no mood, no rewinding; the result goes on your record")),
}


class BriefingScreen(BaseScreen[None]):
    """Read, choose, start. A situation that may touch the learner is confirmed first."""

    CSS_PATH = "briefing.tcss"
    STAGE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "start('practice')", N_("practise")),
        Binding("c", "start('certify')", N_("certify")),
        Binding("m", "speak('llm')", N_("language model")),
        Binding("m", "speak('scripted')", N_("author's lines")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit, scenario: str, mode: Mode | None = None) -> None:
        super().__init__(visit)
        self._scenario = scenario
        self._mode = mode or visit.start.mode
        self._ready = False
        self._unread = True
        self._customer = visit.customer
        self._model: ModelNotice | EmptyChairError | None = None

    def body(self) -> Iterable[Widget]:
        """Brief and desk above; below them who speaks as the customer, and the modes."""
        header = self.visit.shelf.header(self._scenario)
        yield TitleBar(header.title if header else _("Briefing"))
        with ReadingPage(id="page"):
            yield PlainStatic(_("Reading the situation …"), id="brief")
            yield PlainStatic("", id="desk", classes="hidden")
        with Horizontal(id="voice", classes="hidden"):
            yield PlainStatic(Content.styled(_("Customer"), "bold"), id="who")
            yield PlainStatic("", id="speaks")
        yield PageMenu(*self._modes(), id="modes", classes="hidden")

    def _modes(self) -> list[Row]:
        order = sorted(_MODES, key=lambda mode: mode != self._mode)
        return [(mode, _mode_row(mode)) for mode in order]

    def on_mount(self) -> None:
        """Read the scenario in a thread."""
        self.watch(self.query_one(ReadingPage), "virtual_size", self._read_first)
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            simulator = await self.visit.simulator()
            loaded = await asyncio.to_thread(simulator.scenario, self._scenario)
        except EmptyChairError as error:
            self._refuse(error)
        else:
            self._show(loaded.model)

    def _refuse(self, error: EmptyChairError) -> None:
        text = Content("\n").join([plain(error.message, "$error"), plain(error.hint)])
        self.query_one("#brief", PlainStatic).show(text)

    def _show(self, model: Scenario) -> None:
        self.query_one(TitleBar).name_it(
            model.title, f"{named(CHANNELS, model.channel)} · {count_text(model.minutes, 'minute')}"
        )
        if model.content_note:
            self._ask_first(model, model.content_note)
        else:
            self._offer(model)

    def _ask_first(self, model: Scenario, note: str) -> None:
        """Nothing of the situation is on the screen before the learner has agreed to see it."""
        from simulator.tui.screens.content_note import ContentNoteModal

        def decided(goes_on: bool | None) -> None:
            if goes_on:
                self._offer(model)
            else:
                self.post_message(messages.GoHome())

        self.query_one("#brief", PlainStatic).show("")
        self.app.push_screen(ContentNoteModal(note, model.support or ""), decided)

    def _offer(self, model: Scenario) -> None:
        self.query_one("#brief", PlainStatic).show(plain(reflowed(model.brief)))
        desk = self.query_one("#desk", PlainStatic)
        desk.show(desk_text((card.heading, card.text) for card in model.desk))
        desk.remove_class("hidden")
        self._ready = True
        self.query_one("#voice").remove_class("hidden")
        self.action_speak(self._customer)
        menu = self.query_one(PageMenu)
        menu.remove_class("hidden")
        menu.highlighted = 0
        menu.focus()
        self.call_after_refresh(self._read_first)

    def _read_first(self) -> None:
        """What does not fit is read before it is chosen: the page has the keys first.

        Only its layout shows whether it fits, and below a content note that comes late.
        """
        page = self.query_one(ReadingPage)
        if self._ready and self._unread and page.overflows:
            self._unread = False
            page.focus()
        self.refresh_bindings()

    @on(DescendantFocus)
    def _focus_moved(self) -> None:
        """While the page is read, Enter means the first choice, and that is the row that is marked."""
        if self.query_one(ReadingPage).has_focus:
            self.query_one(PageMenu).highlighted = 0

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing starts before it has been read and, where that is needed, confirmed."""
        if action == "page":
            return self.query_one(ReadingPage).overflows
        if action == "speak":
            return self._ready and parameters[0] != self._customer
        return self._ready if action in {"start", "first"} else True

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_start(event.option_id or "practice")

    def action_start(self, mode: str) -> None:
        """Start in a mode."""
        customer = "scripted" if isinstance(self._model, EmptyChairError) else self._customer
        self.post_message(messages.StartAttempt(self._scenario, cast("Mode", mode), customer))

    def action_speak(self, customer: str) -> None:
        """Choose who speaks as the customer in this attempt."""
        self._customer, self._model = customer, None
        self._show_voice()
        if customer == "llm":
            self.call_after_refresh(self._look)
        else:
            self.workers.cancel_group(self, "model")

    @work(exclusive=True, group="model", exit_on_error=False)
    async def _look(self) -> None:
        """Look up in a thread which model would speak, and load what it needs while the learner reads."""
        try:
            simulator = await self.visit.simulator()
            self._model = await asyncio.to_thread(simulator.model_notice, self._scenario)
            self._show_voice()
            await asyncio.to_thread(simulator.prepare_models)
        except EmptyChairError as error:
            self._model = error
        except Exception as error:  # a model that cannot be used keeps nobody from practising
            self._model = EmptyChairError(
                _("It failed in an unforeseen way ({name}: {error}).", name=type(error).__name__, error=error)
            )
        self._show_voice()

    def _show_voice(self) -> None:
        self.query_one("#speaks", PlainStatic).show(voice_text(self._customer, self._model))
        self.refresh_bindings()

    def action_first(self) -> None:
        """Start in the mode that is offered first."""
        self.action_start(self._modes()[0][0])

    def action_page(self, pages: int) -> None:
        """Scroll the briefing while the modes keep the keys; many pages mean its end or its beginning."""
        page = self.query_one(ReadingPage)
        if abs(pages) == 1:
            page.turn_pages(pages)
        else:
            page.scroll_to(y=page.max_scroll_y if pages > 0 else 0, animate=False)

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()


def _mode_row(mode: Mode) -> Content:
    name, meaning = map(_, _MODES[mode])
    return Content.assemble((name.ljust(10), "bold"), meaning)


def desk_text(cards: Iterable[tuple[str, str]]) -> Content:
    """What the agent can see and offer, a card after the other."""
    parts = [Content.assemble(plain(title, "bold"), "\n", plain(reflowed(text))) for title, text in cards]
    return Content("\n\n").join(parts)
