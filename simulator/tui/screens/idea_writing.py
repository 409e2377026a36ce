"""Writing an idea, or an answer to one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.errors import EmptyChairError, UnavailableError
from simulator.tui.base import BaseModal
from simulator.tui.visit import Visit
from simulator.tui.widgets.composer import Composer, EnterBreaks, EnterSends
from simulator.tui.widgets.plain import PlainStatic, fitted
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.records.ideas import Idea

LONGEST = 2_000
"""As in `simulator.records.ideas`, which is loaded when something is written."""

Act = Callable[[str], object]
"""Writes the words down. Blocking; raises `EmptyChairError`."""


_ABOUT = 66
"""Cells of an idea that are repeated over the field for its answer."""
_NOT_OPEN = UnavailableError(N_("The records are not open yet."), N_("Try again in a moment."))
ASKED = N_("What should the company do differently?")


class WritingModal(BaseModal[bool]):
    """Answers whether something was written down.

    What cannot be kept is told here and the words stay; those that were not sent are there again next time.
    """

    CSS_PATH = ["modal.tcss", "ideas.tcss"]  # noqa: RUF012 (as Textual declares it)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", N_("back"))]

    def __init__(self, visit: Visit, question: str, about: str, act: Act, draft: str) -> None:
        """Ask for words.

        Args:
            visit: Keeps what was not sent.
            question: What is asked.
            about: What it is about, in small letters.
            act: What is done with the words.
            draft: Under which name words that were not sent are kept.
        """
        super().__init__()
        self.visit = visit
        self._question = question
        self._about = about
        self._act = act
        self._draft = draft
        self._sending = False

    def body(self) -> Iterable[Widget]:
        """The question, a field of several lines, and how much of it is used."""
        composer = EnterSends if self.visit.settings.enter_sends else EnterBreaks
        with VerticalGroup(classes="box"):
            yield PlainStatic(self._question, classes="question")
            if self._about:
                yield PlainStatic(self._about, classes="about")
            yield composer(blink=self.app.animation_level != "none")
            yield PlainStatic("", id="fault", classes="error hidden")

    def on_mount(self) -> None:
        """Go on where it was left."""
        composer = self.query_one(Composer)
        composer.text = self.visit.unsent.get(self._draft, "")
        composer.move_cursor(composer.document.end)
        composer.focus()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        self.visit.unsent[self._draft] = event.text_area.text
        used = len(event.text_area.text.strip())
        event.text_area.border_subtitle = _("{used:,} of {longest:,} characters", used=used, longest=LONGEST)
        self._fault("")

    @on(Composer.Submitted)
    def _submitted(self, event: Composer.Submitted) -> None:
        if not self._sending:
            self._sending = True
            self._send(event.text)

    @on(Composer.PasteCut)
    def _cut(self, event: Composer.PasteCut) -> None:
        self._fault(_("Only {kept:,} characters of that were taken.", kept=event.kept))

    @work(exit_on_error=False)
    async def _send(self, text: str) -> None:
        try:
            await asyncio.to_thread(self._act, text)
        except EmptyChairError as error:
            self._fault(f"{error.message} {error.hint}".rstrip())
            return
        finally:
            self._sending = False
        self.visit.unsent.pop(self._draft, None)
        self.dismiss(True)

    def _fault(self, text: str) -> None:
        shown = self.query_one("#fault", PlainStatic)
        shown.show(text)
        shown.set_class(not text, "hidden")

    def action_back(self) -> None:
        """Nothing is written."""
        self.dismiss(False)


def new_idea(visit: Visit, attempt: str | None = None, about: str = "") -> WritingModal:
    """Asks for an idea; with an attempt, for one that came up there. The records must be open."""
    opened, learner = visit.opened, visit.start.learner

    def leave(text: str) -> object:
        if opened is None:
            raise _NOT_OPEN
        return opened.ideas.leave(text, learner, attempt=attempt)

    return WritingModal(visit, _(ASKED), about, leave, "idea")


def new_answer(visit: Visit, idea: Idea) -> WritingModal:
    """Asks for an answer to an idea. The records must be open."""
    opened, learner = visit.opened, visit.start.learner

    def answer(text: str) -> object:
        if opened is None:
            raise _NOT_OPEN
        return opened.ideas.answer(idea.idea, text, learner)

    return WritingModal(
        visit,
        _("Your answer"),
        fitted(idea.text, _ABOUT).rstrip(),
        answer,
        f"answer {idea.idea}",
    )
