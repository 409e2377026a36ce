"""The conversation so far. It stays at its end until the learner scrolls up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from simulator.tui.story import Said, Story
from simulator.tui.widgets.bubble import Bubble, Note
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import N_, _

WINDOW = 50
"""A long attempt shows so many messages at first, and so many more each time."""


class Transcript(VerticalScroll):
    """Bubbles and notes, the oldest above."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.write", N_("write"))]
    DEFAULT_CSS = """
    Transcript { padding: 1 0 0 0; scrollbar-size-vertical: 1; align-vertical: bottom; }
    Transcript > .earlier { color: $text-muted; text-align: center; height: auto; margin-bottom: 1; }
    """

    def __init__(self, story: Story) -> None:
        super().__init__(id="transcript")
        self._story = story
        self._earlier: list[Said] = []
        self._growing: tuple[int, Bubble] | None = None

    def on_mount(self) -> None:
        """Stay at the end."""
        self.anchor()

    def page(self, pages: int) -> None:
        """Scroll by pages.

        What fits in view stays anchored: let go while nothing stands there yet, it would keep its place
        above the first words and never show them.
        """
        if self.max_scroll_y <= 0:
            return
        if pages < 0:
            self.release_anchor()
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    @property
    def has_earlier(self) -> bool:
        """Whether older messages are kept back."""
        return bool(self._earlier)

    async def say(self, said: Sequence[Said]) -> None:
        """Add what was said; of a long list only the last part is drawn."""
        shown = [one for one in said if not self._completes(one)]
        if len(shown) > WINDOW:
            self._earlier, shown = shown[:-WINDOW], shown[-WINDOW:]
            await self.mount(PlainStatic("", classes="earlier"))
            self._count_earlier()
        await self.mount_all([self._bubble(one) for one in shown])

    async def say_part(self, said: Said) -> None:
        """Show a message as far as it is made; another series of parts takes the place of the one before."""
        if self._growing is not None and self._growing[0] == said.turn:
            self._growing[1].say(said.text)
            return
        await self.drop_part()
        bubble = self._bubble(said)
        self._growing = (said.turn, bubble)
        await self.mount(bubble)

    async def drop_part(self) -> None:
        """Take away a message that was never finished: it was not said."""
        if self._growing is not None:
            bubble, self._growing = self._growing[1], None
            await bubble.remove()

    def _completes(self, said: Said) -> bool:
        """Finish the message that was shown in parts, if this is the whole of it."""
        if self._growing is None or self._growing[0] != said.turn:
            return False
        bubble, self._growing = self._growing[1], None
        bubble.say(said.text, self._mark(said))
        return True

    async def remark(self, title: str, text: str) -> None:
        """Add a note."""
        await self.mount(Note(title, text))
        self.anchor()

    async def show_earlier(self) -> None:
        """Draw another part of what was kept back."""
        if not self._earlier:
            return
        self.release_anchor()
        self._earlier, shown = self._earlier[:-WINDOW], self._earlier[-WINDOW:]
        label = self.query_one(".earlier")
        await self.mount_all([self._bubble(one) for one in shown], after=label)
        self._count_earlier()
        self.scroll_home(animate=False)

    def _count_earlier(self) -> None:
        left = len(self._earlier)
        label = self.query_one(".earlier", PlainStatic)
        label.show(_("{left} earlier messages: F7 shows more", left=left))
        label.set_class(not left, "hidden")

    def _bubble(self, said: Said) -> Bubble:
        number = sum(one.speaker == said.speaker and one.turn <= said.turn for one in self._story.said) or 1
        return Bubble(
            self._story.speaker_name(said.speaker),
            said.text,
            said.speaker,
            self._mark(said),
            heading=self._story.look.heading(said.speaker, number),
        )

    def _mark(self, said: Said) -> str:
        """A certification tells how words came about in the debrief only."""
        return said.mark if self._story.mode == "practice" else ""
