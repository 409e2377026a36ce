"""What a conversation looks like: transcript, side panel, state, the place to write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from simulator.attempt.events import Mode
from simulator.errors import EmptyChairError
from simulator.tui.base import NARROW, BaseScreen
from simulator.tui.channels import ChannelLook, word_count
from simulator.tui.phrasing import CHANNELS, MODES, clock_text, named
from simulator.tui.ports import Attempt
from simulator.tui.spending import brief_spent, spent_lines
from simulator.tui.story import Said, Story
from simulator.tui.visit import Visit
from simulator.tui.widgets.composer import Composer, EnterBreaks, EnterSends
from simulator.tui.widgets.plain import PlainStatic, one_line, plain
from simulator.tui.widgets.side_panel import SidePanel, summary_lines
from simulator.tui.widgets.title_bar import TitleBar
from simulator.tui.widgets.transcript import Transcript
from simulator.wording import _

_WITH_COST = 64
"""Columns from which the title has room for the cost; on wide terminals it stands in the side panel."""


class ConversationStage(BaseScreen[None]):
    """The drawing half of the conversation; the presenter tells it what to show."""

    def __init__(self, visit: Visit, title: str, mode: Mode) -> None:
        super().__init__(visit)
        self.story = Story(title=title, mode=mode)
        self.attempt: Attempt | None = None
        self._channel = ""
        self._waiting_since: float | None = None
        self._waiting = ""
        self._state = ""
        self._began = visit.clock()

    def body(self) -> Iterable[Widget]:
        """Transcript and side panel; below them the line of state, and where the learner writes."""
        yield TitleBar(self.story.title or _("Conversation"))
        with Horizontal(id="stage"):
            yield Transcript(self.story)
            yield SidePanel(id="side")
        yield PlainStatic("", id="trouble", classes="hidden")
        yield PlainStatic(_("Opening the conversation …"), id="state")
        yield PlainStatic("", id="summary", classes="hidden")
        composer = EnterSends if self.visit.settings.enter_sends else EnterBreaks
        yield composer(blink=not self.still)

    def on_resize(self) -> None:
        """Fit the summary and the desk, and offer the keys of this width."""
        self.call_after_refresh(self.show_mood)
        self.call_after_refresh(self._place_desk)
        self.refresh_bindings()

    def _place_desk(self) -> None:
        """Where the panel stands alone the desk was asked for; beside the transcript it comes last."""
        self.query_one(SidePanel).put_desk(first=not self.has_class("-wide"))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        """What was typed and not sent is there again when the attempt goes on in this visit."""
        if self.attempt is not None:
            self.visit.drafts[self.attempt.header.attempt] = event.text_area.text
        if self.story.look.letter:
            event.text_area.border_subtitle = word_count(event.text_area.text)

    def meet(self, attempt: Attempt) -> None:
        """Learn who sits opposite."""
        model = attempt.scenario
        self.attempt = attempt
        self.story.title, self.story.customer = model.title, model.customer.name
        self.story.mode, self.story.voice = attempt.header.mode, attempt.header.customer
        self.story.support, self.story.gentle = model.support or "", bool(model.content_note)
        if draft := self.visit.drafts.get(attempt.header.attempt):
            self.composer().put_back(draft)
        name = one_line(self.story.short_name)
        self.story.look = ChannelLook(model.channel, name, model.customer.stars or 0, model.language)
        self.composer().placeholder = plain(self.story.look.invitation)
        if self.story.look.letter:
            self.composer().write_letters()
        self.name_letter()
        self._channel = named(CHANNELS, model.channel)
        self.show_desk([(card.heading, card.text.strip()) for card in model.desk])
        if self.story.mode == "practice":
            moves = attempt.dialogue.moves
            self.story.moods = [(move.turn, dict(move.mood)) for move in moves]
            self.story.moods = self.story.moods or [(0, attempt.dialogue.state.rounded_mood())]
        self.show_clock()

    def await_reply(self, awaited: bool) -> None:
        """The customer waits for an answer from now on, or no longer."""
        self._waiting_since = self.visit.clock() if awaited else None
        self.name_letter()

    def _show_waiting(self) -> None:
        """On channels where pauses are felt, how long the customer has waited; other words go first."""
        if self._waiting_since is None or self._state not in ("", self._waiting):
            return
        told = self.story.look.waiting(self.visit.clock() - self._waiting_since)
        if told != self._waiting:
            self._waiting = told
            self.show_state(told)

    def name_letter(self) -> None:
        """Say above the editor which letter is being written."""
        self.composer().border_title = plain(self.story.look.editor_title(len(self.story.replies())))

    def show_opened(self) -> None:
        """The attempt has begun."""
        self.show_clock()

    def show_desk(self, cards: Sequence[tuple[str, str]]) -> None:
        """The desk of the agent."""
        self.query_one(SidePanel).show_desk(cards)

    def show_typing(self, typing: bool) -> None:
        """The customer is writing or, where one speaks, thinking; or has finished."""
        self.show_state(self.story.look.busy if typing else "")

    async def show_said(self, said: Sequence[Said]) -> None:
        """Add to the transcript."""
        await self.query_one(Transcript).say(said)

    async def show_part(self, said: Said) -> None:
        """The customer's message as far as it is made."""
        await self.query_one(Transcript).say_part(said)

    async def drop_part(self) -> None:
        """The customer's message will not be finished."""
        await self.query_one(Transcript).drop_part()

    async def show_notice(self, title: str, text: str) -> None:
        """A word of the simulator about the last reply, or about itself."""
        await self.query_one(Transcript).remark(title, text)

    def show_spent(self) -> None:
        """What language models took so far: beside the conversation or, on narrow terminals, above it."""
        if self.story.spent is not None:
            self.query_one(SidePanel).show_spent(spent_lines(self.story.spent))
            self.show_clock()

    def show_mood(self) -> None:
        """Mood and needs; only ever in practice."""
        if self.attempt is None or self.story.mode != "practice" or not self.is_mounted:
            return
        story, panel, needs = self.story, self.query_one(SidePanel), self.attempt.needs()
        if story.mood:
            panel.show_mood(story.short_name, story.mood, story.mood_before)
        panel.show_needs(story.short_name, needs)
        lines = summary_lines(story.mood, story.mood_before, needs, max(10, self.size.width - 4))
        summary = self.query_one("#summary", PlainStatic)
        summary.show("\n".join(lines))
        summary.set_class(not lines, "hidden")

    def show_state(self, state: str) -> None:
        """One line above the place to write."""
        self._state = state
        self.query_one("#state", PlainStatic).show(state)

    def show_clock(self) -> None:
        """Channel, mode and the time since the conversation was opened; and how long the customer waits."""
        self._show_waiting()
        elapsed = clock_text(self.visit.clock() - self._began)
        wide = self.size.width >= NARROW
        who = self.story.customer if self.attempt and wide else ""
        spent = brief_spent(self.story.spent) if _WITH_COST <= self.size.width < NARROW else ""
        aside = (who, "" if spent else self._channel, named(MODES, self.story.mode), spent, elapsed)
        self.query_one(TitleBar).name_it(self.story.title, " · ".join(part for part in aside if part))

    def show_trouble(self, error: Exception, way_out: str) -> None:
        """What failed, plainly, and how to go on."""
        if isinstance(error, EmptyChairError):
            lines = [plain(error.message, "bold"), plain(error.hint), plain(way_out)]
        else:
            lines = [
                plain(
                    _(
                        "The simulator itself failed ({name}: {error}).",
                        name=type(error).__name__,
                        error=error,
                    ),
                    "bold",
                )
            ]
            lines.append(plain(_("What was said is kept. {way_out}", way_out=way_out)))
        panel = self.query_one("#trouble", PlainStatic)
        panel.show(Content("\n").join(line for line in lines if line.plain))
        panel.remove_class("hidden")

    def hide_trouble(self) -> None:
        """It goes on."""
        self.query_one("#trouble").add_class("hidden")

    def composer(self) -> Composer:
        """Where the learner writes."""
        return self.query_one(Composer)

    def action_desk(self) -> None:
        """To the desk, to scroll in it, and back; on narrow terminals it stands in for the transcript."""
        panel = self.query_one(SidePanel)
        if self.has_class("-wide"):
            self.remove_class("-desk")
            self.set_focus(self.composer() if panel.has_focus else panel)
        else:
            self.toggle_class("-desk")
            panel.scroll_home(animate=False)

    async def action_earlier(self) -> None:
        """Draw older messages of a long attempt."""
        await self.query_one(Transcript).show_earlier()
        self.refresh_bindings()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is in view while the composer keeps the keys."""
        shown = self.query_one(SidePanel) if self.has_class("-desk") else self.query_one(Transcript)
        shown.page(pages)

    def action_write(self) -> None:
        """Back to the place to write, from wherever Tab has led."""
        self.composer().focus()
