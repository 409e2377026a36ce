"""The conversation: the customer writes, the learner answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import ClassVar, Literal

from textual import on, work
from textual.binding import Binding, BindingType
from textual.events import Key

from simulator.attempt.events import Event, Mode
from simulator.language.text import MAX_REPLY_CHARS
from simulator.tui import messages
from simulator.tui.letting_go import let_go
from simulator.tui.model_wait import ModelWait
from simulator.tui.phrasing import stars_text
from simulator.tui.ports import Attempt, Simulator
from simulator.tui.presenter import Pause, Presenter
from simulator.tui.screens.conversation_stage import ConversationStage
from simulator.tui.story import Said
from simulator.tui.visit import Visit
from simulator.tui.widgets.composer import Composer
from simulator.tui.widgets.plain import one_line
from simulator.tui.widgets.transcript import Transcript
from simulator.wording import N_, _

Turn = Literal["opening", "agent", "customer", "over"]
_PRACTICE_ONLY = {"hint", "rewind"}


class ConversationScreen(ConversationStage):
    """Sends replies and follows the events; it decides nothing about the customer."""

    CSS_PATH = "conversation.tcss"
    AUTO_FOCUS = "#composer"
    STAGE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "debrief", N_("debrief")),
        Binding("f2,ctrl+t", "hint", N_("hint"), priority=True),
        Binding("f3,ctrl+r", "rewind", N_("rewind"), priority=True),
        Binding("f4,ctrl+g", "desk", N_("desk"), priority=True),
        Binding("f5", "again", N_("try again"), priority=True),
        Binding("f7", "earlier", N_("earlier"), priority=True),
        Binding("f8", "hold", N_("hold"), priority=True),
        Binding("f9,ctrl+x", "step_out", N_("step out, not scored"), priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("escape", "skip_or_leave", N_("leave")),
        Binding("f10", "leave", N_("leave"), show=False),
    ]

    def __init__(
        self,
        visit: Visit,
        opening: Callable[[Simulator], Attempt],
        title: str,
        mode: Mode = "practice",
        instead_of: str = "",
    ) -> None:
        super().__init__(visit, title, mode)
        self.turn: Turn = "opening"
        self._opening = opening
        self._instead_of = instead_of
        self._pause = Pause(visit.pauses, self._name_enter)
        self._wait = ModelWait(self.set_timer, self.show_state, self.show_typing)
        self._handed_on = False
        self._presenter = Presenter(self, self.story, self._pause)
        self._pending: str | None = None
        self._broken = False

    def on_mount(self) -> None:
        """Open the attempt; show how long it takes."""
        self.set_interval(1.0, self.show_clock)
        self._open()

    async def on_unmount(self) -> None:
        """Let go of the attempt, unless somebody else goes on with it."""
        self._wait.end()
        if self.attempt is not None and not self._handed_on:
            await let_go(self.attempt)

    # ---- the flow of turns

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _open(self) -> None:
        self._expect("opening", _("Opening the conversation …"))
        try:
            simulator = await self.visit.simulator()
            if self.attempt is not None:
                await let_go(self.attempt)  # of the try before
            attempt = await asyncio.to_thread(self._opening, simulator)
            self.meet(attempt)
            if attempt.header.customer == "llm":
                await asyncio.to_thread(simulator.prepare_models)
                self._wait.begin(attempt)
            await self._follow(attempt.begin())
        except Exception as error:  # whatever it is, the learner is told; a worker would swallow it
            self._stumble(error)

    @work(exclusive=True, group="turn", exit_on_error=False)
    async def _answer(self, events: AsyncIterator[Event], *, waits: bool = True) -> None:
        self._expect("customer")
        if waits and self.attempt is not None:
            self._wait.begin(self.attempt)
        try:
            await self._follow(events)
        except Exception as error:  # as above
            self._stumble(error)

    async def _follow(self, events: AsyncIterator[Event]) -> None:
        finished = await self._presenter.follow(events)
        self.show_mood()
        if not finished and self.attempt is not None:
            self._handed_on = True
            self.post_message(messages.ReadOnceMore(self.attempt, events, self.story))
        if self.story.end is not None:
            await self._show_unsent()
            self._close()
            return
        if self._instead_of:
            await self.query_one(Transcript).remark(_("Once more. You had said:"), self._instead_of)
            self._instead_of = ""
        self._expect("agent")

    async def show_part(self, said: Said) -> None:
        """The customer's message as far as it is made."""
        self._wait.heard()
        await super().show_part(said)

    def show_sent(self) -> None:
        """The reply is on disk: it need not be kept in the composer."""
        self._pending = None

    def show_state(self, state: str) -> None:
        """One line above the place to write; going on without a model is told there too."""
        super().show_state(state)
        self._name_enter()

    def _name_enter(self) -> None:
        """Say what Enter does now: send, not wait any longer, or nothing before the answer."""
        if self.is_mounted and self.is_attached:
            waits = "" if self.turn == "agent" and not self._broken else "wait"
            waits = "hurry" if self._wait.can_be_hurried else waits
            self.composer().hold("skip" if self._pause.waiting else waits)

    def _expect(self, turn: Turn, state: str = "") -> None:
        """Whose turn it is; the composer can be typed into at any time."""
        self.turn = turn
        self._broken = False
        self.await_reply(turn == "agent")
        self._wait.end()
        self.hide_trouble()
        self.show_state(state)
        self.set_class(turn == "over", "-over")
        self.composer().set_class(turn != "agent", "-waiting")
        self.refresh_bindings()

    async def _show_unsent(self) -> None:
        """What was being written when it ended stays in view; the debrief has it too."""
        if text := self.composer().text.strip():
            await self.query_one(Transcript).remark(_("Not sent"), text)

    def _close(self) -> None:
        """The conversation is over: let the last words be read, then the debrief."""
        end = self.story.end
        if end is None or end.ending == "safety_exit":
            self.action_debrief()
            return
        stars = (
            _(" {customer} gives {stars}.", customer=self.story.short_name, stars=stars_text(end.stars))
            if end.stars
            else ""
        )
        self._expect("over", _("The conversation is over.{stars} Enter shows the debrief.", stars=stars))
        self.composer().add_class("hidden")
        self.query_one(Transcript).focus()

    def _stumble(self, error: Exception) -> None:
        """Say what failed, keep what was typed, offer another try."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self.composer().put_back(pending)
            self._expect("agent")
            self.show_trouble(error, _("Your words are kept below; send them again when it is mended."))
            return
        self._expect(self.turn)
        self._broken = True
        self._name_enter()
        self.show_trouble(error, _("F5 tries again; Esc leaves, and everything said so far is kept."))
        self.refresh_bindings()

    # ---- replies

    @on(Composer.Submitted)
    def _submitted(self, event: Composer.Submitted) -> None:
        text = event.text.strip()
        if self._pause.waiting and not text:
            self._pause.skip()
        elif self._wait.waiting and not text:
            self._wait.hurry()
        elif self.turn != "agent" or self._broken:
            self.show_state(_("Wait for the answer; what you have typed stays here."))
        elif len(text) > MAX_REPLY_CHARS:
            self.show_state(
                _(
                    "{text:,} characters; a reply holds {max_reply_chars:,}. Shorten it.",
                    text=len(text),
                    max_reply_chars=MAX_REPLY_CHARS,
                )
            )
        elif not text:
            self._confirm_silence()
        else:
            self._send(text)

    @on(Composer.PasteCut)
    def _paste_cut(self, event: Composer.PasteCut) -> None:
        self.notify(
            _(
                "{given:,} characters were pasted; the first {kept:,} were taken.",
                given=event.given,
                kept=event.kept,
            ),
            severity="warning",
        )

    def _send(self, text: str) -> None:
        if self.attempt is not None:
            self._pending = text
            self.composer().clear_sent()
            self._reply(self.attempt, text)

    def _reply(self, attempt: Attempt, text: str) -> None:
        self.remove_class("-desk")
        self.query_one(Transcript).anchor()
        self._answer(attempt.reply(text))

    def _confirm_silence(self) -> None:
        from simulator.tui.screens.leaving import silence_question

        def answered(answer: str | None) -> None:
            if answer == "send":
                self._send("")

        self.app.push_screen(silence_question(self.story.short_name), answered)

    # ---- keys

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is possible now is offered: no hints in certification, no end after the end."""
        over = self.turn == "over"
        allowed = {
            "debrief": over,
            "again": self._broken,
            "earlier": self.is_mounted and self.query_one(Transcript).has_earlier,
            "write": not over,
            "step_out": self.story.gentle and not over,
            "hold": bool(self.story.look.hold) and self.turn == "agent" and not self._broken,
        }
        if action in _PRACTICE_ONLY:
            return self.story.mode == "practice" and not over and bool(self.attempt)
        return allowed.get(action, True)

    async def action_hint(self) -> None:
        """Show what to do about an open need."""
        hint = self.attempt.hint() if self.attempt is not None else None
        title = _("Hint · {need}", need=one_line(hint.need)) if hint else _("Hint")
        text = hint.text if hint else _("Nothing is open. Close the conversation in your own words.")
        await self.query_one(Transcript).remark(title, text)

    def action_hold(self) -> None:
        """Ask a caller to hold, in words; what stands in the editor stays there."""
        if self.attempt is not None:
            self._reply(self.attempt, self.story.look.hold)

    def action_rewind(self) -> None:
        """Choose a reply to give again."""
        from simulator.tui.screens.rewind import RewindModal

        def chosen(message: messages.RewindTo | None) -> None:
            if message is not None:
                self.post_message(message)

        if self.story.replies():
            self.app.push_screen(RewindModal(self.story), chosen)
        else:
            self.show_state(_("There is no reply to rewind to yet."))

    def on_key(self, event: Key) -> None:
        """Typing goes to the composer, wherever the focus was left."""
        composer = self.composer()
        if event.is_printable and event.character and self.turn != "over" and not composer.has_focus:
            event.stop()
            composer.focus()
            composer.insert(event.character)

    def action_again(self) -> None:
        """After a failure: take the attempt up again where the record stands."""
        if self.attempt is not None and self.story.said:
            self._answer(self.attempt.go_on())
        else:
            self._open()

    def action_step_out(self) -> None:
        """Leave a situation that touches the learner; never scored, no question asked."""
        if self.attempt is not None:
            self._answer(self.attempt.leave("safety_exit"), waits=False)

    def action_skip_or_leave(self) -> None:
        """Wait no longer for a model; else, and when it is asked for again, leave."""
        if not self._wait.hurry():
            self.action_leave()

    def action_leave(self) -> None:
        """Skip a pause; else ask how to leave."""
        from simulator.tui.screens.leaving import leave_question

        if self._pause.waiting:
            self._pause.skip()
        elif self.turn == "over":
            self.action_debrief()
        elif self.attempt is None or self.attempt.ended:
            self.post_message(messages.GoHome())
        else:
            self.app.push_screen(
                leave_question(self.story.gentle, replied=bool(self.story.replies())), self._left
            )

    def _left(self, answer: str | None) -> None:
        if answer == "later":
            self.post_message(messages.GoHome())
        elif answer == "end" and self.attempt is not None:
            self._answer(self.attempt.leave("agent_ended"), waits=False)
        elif answer == "out":
            self.action_step_out()

    def action_debrief(self) -> None:
        """Show the debrief of what is over."""
        self.post_message(messages.ShowDebrief(self.story))
