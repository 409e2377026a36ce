"""The page of a debrief. What changes on it changes in place, under the eyes of whoever reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.tui.remarks import Remark
from simulator.tui.story import Story
from simulator.tui.verdict import Answer
from simulator.tui.widgets.hanging import HangingStatic
from simulator.tui.widgets.plain import PlainStatic
from simulator.tui.widgets.question_row import QuestionRow


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: a text, or an answer of the form.

    Attributes:
        key: What the part is about; it stays the same when what it says changes.
        text: What it says; of no meaning for an answer.
        classes: How it looks.
        answer: The answer that it shows, or None.
        remark: What is special about that answer's verdict.
    """

    key: str
    text: Content = field(default_factory=Content)
    classes: str = ""
    answer: Answer | None = None
    remark: Remark | None = None


class DebriefPage(VerticalScroll):
    """A headline and the parts below it."""

    def __init__(self, headline: str) -> None:
        super().__init__(id="page")
        self._head = PlainStatic(headline, id="headline")
        self._parts: dict[str, Widget] = {}

    def compose(self) -> list[Widget]:
        """The headline; the parts come when they are known."""
        return [self._head]

    def show_headline(self, text: Content) -> None:
        """Show another headline."""
        self._head.show(text)

    async def show(self, parts: Sequence[Part], story: Story) -> None:
        """Show these parts; what stays keeps its place, its focus, and whether it is opened."""
        keys = {part.key for part in parts}
        held = self._in_view([widget for key, widget in self._parts.items() if key in keys])
        for key in self._parts.keys() - keys:
            await self._parts.pop(key).remove()
        await self._place(parts, story)
        if held is not None:
            self.call_after_refresh(self._bring_back, *held)

    async def _place(self, parts: Sequence[Part], story: Story) -> None:
        """Bring what stays up to date, and put what is new in between, many at once."""
        last: Widget = self._head
        fresh: list[Widget] = []
        for part in parts:
            known = self._parts.get(part.key)
            if known is None:
                fresh.append(_widget(part, story))
                self._parts[part.key] = fresh[-1]
                continue
            await self.mount_all(fresh, after=last)
            last, fresh = known, []
            _bring_up_to_date(known, part, story)
        await self.mount_all(fresh, after=last)

    def _in_view(self, staying: Sequence[Widget]) -> tuple[Widget, int] | None:
        """What the reader looks at, and its line in the view; None at the page's top.

        That is the question that has the keys or else the first part in view, of those that stay.
        """
        top = round(self.scroll_y)
        if top <= 0:
            return None
        below = top + self.size.height
        seen = [
            part for part in staying if part.virtual_region.bottom > top and part.virtual_region.y < below
        ]
        for part in sorted(seen, key=lambda part: not part.has_focus):
            return part, part.virtual_region.y - top
        return None

    def _bring_back(self, part: Widget, line: int) -> None:
        if part.is_attached:
            self.scroll_to(y=part.virtual_region.y - line, animate=False, immediate=True)


def _widget(part: Part, story: Story) -> Widget:
    if part.answer is not None:
        return QuestionRow(part.answer, story, part.remark)
    return HangingStatic(part.text, classes=part.classes)


def _bring_up_to_date(known: Widget, part: Part, story: Story) -> None:
    if isinstance(known, QuestionRow) and part.answer is not None:
        known.take(part.answer, story, part.remark)
    elif isinstance(known, PlainStatic):
        known.show(part.text)
