"""Doubting a verdict: a learner disputes it, somebody else overrules it or decides the dispute."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList

from simulator.errors import EmptyChairError
from simulator.reviewing.saying import same_person
from simulator.tui.base import BaseModal
from simulator.tui.contested_text import dispute_text, outcome, verdict_text, worth
from simulator.tui.story import Story
from simulator.tui.widgets.hanging import HangingStatic
from simulator.tui.widgets.marked_menu import MarkedMenu, MarkedRow
from simulator.tui.widgets.plain import PlainStatic, plain
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.reviewing.contested import Contested
    from simulator.tui.ports import Appeals


_PAGING = (
    Binding("pagedown", "page(1)", N_("read on"), key_display="PgDn PgUp", priority=True),
    Binding("pageup", "page(-1)", show=False, priority=True),
)


class _ReviewModal(BaseModal[str | None]):
    """A verdict with what it rests on, and a reason. Answers with the question once something was written."""

    CSS_PATH = ["modal.tcss", "reviewing.tcss"]  # noqa: RUF012 (as Textual declares it)
    QUESTION: ClassVar[str] = ""
    REASON: ClassVar[str] = N_("Why?")
    WHOLE: ClassVar[bool] = True
    """Whether the verdict and what would be better are told; not where they can be chosen from below."""

    def __init__(self, appeals: Appeals, contested: Contested, story: Story, user: str) -> None:
        super().__init__()
        self._appeals = appeals
        self._contested = contested
        self._story = story
        self._user = user
        self._sending = False

    def body(self) -> Iterable[Widget]:
        """The verdict, then what can be said to it."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(
                Content.assemble((_(self.QUESTION), ""), plain(self._contested.title)), classes="question"
            )
            with VerticalScroll(classes="verdict", can_focus=False):
                yield HangingStatic(self._told())
            yield from self.answering()
            yield Input(placeholder=_(self.REASON), id="reason")
            yield PlainStatic("", id="fault", classes="error")

    def answering(self) -> Iterable[Widget]:
        """What stands above the reason."""
        return ()

    def _told(self) -> Content:
        found = verdict_text(self._contested, self._story, whole=self.WHOLE)
        parts = [found, dispute_text(self._contested)]
        return Content("\n").join(part for part in parts if part.plain)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._fault("")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_send()

    def action_send(self) -> None:
        """Write it down; what is wrong is told here, and the reason stays in its field."""
        if not self.query_one(Input).value.strip() and self.needs_reason():
            self._fault(_("Say why in a sentence; it is kept with what you do."))
            self.query_one(Input).focus()
        elif not self._sending:
            self._sending = True
            self._send(self.query_one(Input).value)

    def action_page(self, pages: int) -> None:
        """Scroll the verdict, while another widget has the keys."""
        verdict = self.query_one(".verdict", VerticalScroll)
        if pages < 0:
            verdict.scroll_page_up(animate=False)
        else:
            verdict.scroll_page_down(animate=False)

    def needs_reason(self) -> bool:
        """Whether nothing is written without one."""
        return True

    @work(exit_on_error=False)
    async def _send(self, reason: str) -> None:
        try:
            await asyncio.to_thread(self.act, reason)
        except EmptyChairError as error:
            self._fault(f"{error.message} {error.hint}")
            return
        finally:
            self._sending = False
        self.dismiss(self._contested.question)

    @abstractmethod
    def act(self, reason: str) -> None:
        """Write it down. Blocking; raises `EmptyChairError`."""

    def _fault(self, text: str) -> None:
        self.query_one("#fault", PlainStatic).show(text)

    def action_back(self) -> None:
        """Nothing is written."""
        self.dismiss(None)


class DisputeModal(_ReviewModal):
    """Disputes the verdict; where the learner has disputed it already, takes the dispute back."""

    QUESTION = N_("Dispute: ")
    AUTO_FOCUS = "#reason"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", N_("dispute"), priority=True),
        Binding("enter", "send_withdrawal", N_("take it back"), priority=True),
        *_PAGING,
        Binding("escape", "back", N_("back")),
    ]

    def on_mount(self) -> None:
        """Say what the reason is for."""
        pending = self._contested.dispute is not None
        self.query_one(Input).placeholder = (
            _("Why do you take it back? (may stay empty)") if pending else _("Why is the verdict wrong?")
        )

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Either dispute it or take the dispute back."""
        pending = self._contested.dispute is not None
        return {"send": not pending, "send_withdrawal": pending}.get(action, True)

    def action_send_withdrawal(self) -> None:
        """Take the dispute back."""
        self.action_send()

    def needs_reason(self) -> bool:
        """A dispute needs one, taking it back does not."""
        return self._contested.dispute is None

    def act(self, reason: str) -> None:
        """Dispute, or take back."""
        about = self._contested
        if about.dispute is None:
            self._appeals.dispute(self._story.attempt, about.question, reason, self._user)
        else:
            self._appeals.withdraw(self._story.attempt, about.question, self._user, reason)


class OverruleModal(_ReviewModal):
    """Gives another verdict; where it is disputed, that decides the dispute."""

    QUESTION = N_("Overrule: ")
    WHOLE = False
    AUTO_FOCUS = "#options"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("verdict or reason")),
        *_PAGING,
        Binding("escape", "back", N_("back")),
    ]

    def answering(self) -> Iterable[Widget]:
        """Every option, below them what leaves the question out, and what the marked one does."""
        about = self._contested
        rows = [
            MarkedRow(
                one.key, worth(one, about), "now" if one.key == about.standing else "", one.score is None
            )
            for one in about.choices
        ]
        yield MarkedMenu(rows, about.standing, id="options")
        yield PlainStatic("", id="outcome")

    @property
    def _decides(self) -> bool:
        """Whether somebody else's dispute waits for a decision."""
        dispute = self._contested.dispute
        return dispute is not None and not same_person(dispute.opened.author, self._user)

    def on_mount(self) -> None:
        """The present verdict is marked at first."""
        self.query_one(Input).placeholder = _("Why? Enter writes it down, with your name.")

    @property
    def _option(self) -> str:
        return self.query_one(MarkedMenu).chosen or self._contested.standing

    @on(OptionList.OptionHighlighted)
    def _marked(self) -> None:
        told = outcome(self._option, self._contested, decides=self._decides)
        self.query_one("#outcome", PlainStatic).show(told)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.query_one(Input).focus()

    def act(self, reason: str) -> None:
        """Overrule, or decide the dispute."""
        from simulator.reviewing.appeals import Ruling

        about, attempt = self._contested, self._story.attempt
        option = self._option
        if not self._decides:
            self._appeals.overrule(attempt, about.question, Ruling(option), reason, self._user)
        elif option == about.standing:
            self._appeals.resolve(attempt, about.question, "rejected", reason, self._user)
        else:
            self._appeals.resolve(attempt, about.question, "upheld", reason, self._user, Ruling(option))
