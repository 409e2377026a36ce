"""The form of a calibration round, filled blind: the conversation, and one question after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.visit import Visit
from simulator.tui.widgets.menu import Row
from simulator.tui.widgets.plain import PlainStatic, one_line, plain
from simulator.tui.widgets.reading_page import PageMenu
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.reviewing.sheet import Sheet


class Options(PageMenu):
    """The options of one question: none is marked before the rater marks it, so that none is suggested."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,2,3,4,5,6,7,8,9", "number", N_("answer"), key_display="1 2 3 …"),
    ]

    def action_cursor_down(self) -> None:
        """Move down; the first step goes to the first option."""
        if self.highlighted is None:
            self.highlighted = 0
        else:
            super().action_cursor_down()

    async def on_key(self, event: events.Key) -> None:
        """A digit answers with that option."""
        if event.key.isdecimal() and 1 <= int(event.key) <= self.option_count:
            event.stop()
            event.prevent_default()
            self.highlighted = int(event.key) - 1
            self.action_select()

    def action_number(self) -> None:
        """Digits are taken by `on_key`, which knows which one it was."""


class RatingScreen(BaseScreen[None]):
    """Each answer is kept as it is given, so the form can be left at any time."""

    CSS_PATH = "rating.tcss"
    AUTO_FOCUS = "#options"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "back_one", N_("question before")),
        Binding("escape", "back", N_("go on later")),
    ]

    def __init__(self, visit: Visit, name: str) -> None:
        super().__init__(visit)
        self._round = name
        self._sheet: Sheet | None = None
        self._at = 0
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """The conversation, and below or beside it the question."""
        yield TitleBar(_("Calibrate · {round}", round=self._round))
        with Container(id="desk"):
            with VerticalScroll(id="conversation", can_focus=False):
                yield PlainStatic(_("Reading the round …"), id="turns")
            with Vertical(id="form"):
                yield PlainStatic("", id="question")
                yield Options(id="options")

    def on_mount(self) -> None:
        """Read the round in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            simulator = await self.visit.simulator()
            sheet = await asyncio.to_thread(simulator.rounds.sheet, self._round)
        except EmptyChairError as error:
            self.query_one("#turns", PlainStatic).show(f"{error.message}\n{error.hint}")
            return
        self._sheet = sheet
        left = sheet.missing(self.visit.start.learner)
        self._at = sheet.places.index(left[0]) if left else 0
        self._show()

    def _show(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        item, ref_id = sheet.places[self._at]
        done, count = sheet.done(self.visit.start.learner), len(sheet.places)
        place = [one.id for one in sheet.round.items].index(item) + 1
        aside = _(
            "conversation {place} of {items} · {done} of {count} answered",
            place=place,
            items=len(sheet.round.items),
            done=done,
            count=count,
        )
        self.query_one(TitleBar).name_it(aside=aside)
        self.query_one("#turns", PlainStatic).show(_turns(sheet, item))
        self.query_one("#question", PlainStatic).show(_asked(sheet, ref_id))
        menu = self.query_one(Options)
        menu.show_rows(self._rows(sheet, item, ref_id))
        menu.highlighted = None
        menu.focus()
        self.refresh_bindings()

    def _rows(self, sheet: Sheet, item: str, ref_id: str) -> list[Row]:
        from simulator.reviewing.contested import choices_of

        given = sheet.round.answers(self.visit.start.learner).get((item, ref_id))
        return [
            (one.key, _option(number, one.text, _("  your answer") if one.key == given else ""))
            for number, one in enumerate(choices_of(sheet.question(ref_id)), start=1)
        ]

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if self._sheet is not None and event.option_id and not self._busy:
            self._busy = True
            self._keep(self._sheet, event.option_id)

    @work(exit_on_error=False)
    async def _keep(self, sheet: Sheet, option: str) -> None:
        from simulator.reviewing.rounds import Answer

        answers = [Answer(*sheet.places[self._at], option)]
        rater = self.visit.start.learner
        try:
            simulator = await self.visit.simulator()
            sheet = await asyncio.to_thread(simulator.rounds.answer, self._round, rater, answers)
        except EmptyChairError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning")
            return
        finally:
            self._busy = False
        self._sheet = sheet
        self._go_on(sheet, rater)

    def _go_on(self, sheet: Sheet, rater: str) -> None:
        """To the next question without an answer, or, when there is none, out."""
        missing = [sheet.places.index(place) for place in sheet.missing(rater)]
        if not missing:
            self.post_message(messages.RecordsChanged())
            waiting = [one for one in sheet.round.raters if sheet.missing(one)]
            told = (
                _("Waiting for {waiting}.", waiting=", ".join(waiting))
                if waiting
                else _("Everybody is done.")
            )
            self.notify(_("Your form is filled. {told}", told=told))
            self.leave()
            return
        before, item = self._at, sheet.places[self._at][0]
        self._at = next((place for place in missing if place > before), missing[0])
        self._show()
        if sheet.places[self._at][0] != item:
            self.query_one("#conversation", VerticalScroll).scroll_home(animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll the conversation while the options have the keys."""
        conversation = self.query_one("#conversation", VerticalScroll)
        if pages < 0:
            conversation.scroll_page_up(animate=False)
        else:
            conversation.scroll_page_down(animate=False)

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the first question."""
        return self._at > 0 if action == "back_one" else True

    def action_back_one(self) -> None:
        """The question before, to look at the answer again."""
        self._at -= 1
        self._show()

    def action_back(self) -> None:
        """Leave; everything answered is kept."""
        self.post_message(messages.RecordsChanged())
        self.leave()


def _option(number: int, text: str, note: str) -> Content:
    return Content.assemble((f"{number}  ", "$text-muted"), plain(one_line(text)), (note, "$primary"))


def _turns(sheet: Sheet, item: str) -> Content:
    lines: list[Content] = []
    for number, (speaker, text) in enumerate(sheet.item(item).turns, start=1):
        style = "bold" if speaker == "agent" else "bold $primary"
        lines.append(Content.assemble((f"{number} {speaker}  ", style), plain(text)))
    return Content("\n\n").join(lines)


def _asked(sheet: Sheet, ref_id: str) -> Content:
    question = sheet.question(ref_id)
    title = plain(one_line(question.title), "bold")
    if not question.instructions:
        return title
    return Content.assemble(title, "\n", plain(one_line(question.instructions), "$text-muted"))
