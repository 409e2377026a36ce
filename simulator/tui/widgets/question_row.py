"""One question of the form: a line that opens."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from simulator.tui.debrief_text import result_bar
from simulator.tui.phrasing import STATUS, named
from simulator.tui.remarks import Remark
from simulator.tui.story import Story
from simulator.tui.verdict import Answer
from simulator.tui.widgets.hanging import hung, labelled
from simulator.tui.widgets.plain import fitted, plain
from simulator.wording import N_, _

_INDENT = Content("  ")
_SCORE = 22
_CRITICAL = N_(" must be met")
_ROOM_FOR_BOTH = 26


class QuestionRow(Widget, can_focus=True):
    """Title and score; opened, also the verdict, its proof in the learner's words, and the feedback."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open_or_close", N_("open or close")),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    QuestionRow { height: auto; padding: 0 1; }
    QuestionRow:hover { background: $block-hover-background; }
    QuestionRow:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    """

    def __init__(self, answer: Answer, story: Story, remark: Remark | None = None) -> None:
        super().__init__()
        self._answer = answer
        self._story = story
        self._remark = remark
        self.opened = False

    def take(self, answer: Answer, story: Story, remark: Remark | None) -> None:
        """Show what has become of the question; it stays as open as it is."""
        self._answer, self._story, self._remark = answer, story, remark
        self.refresh(layout=True)

    @property
    def question(self) -> tuple[str, str]:
        """The question's ref_id and title."""
        return self._answer.ref_id, self._answer.title

    @property
    def label(self) -> str:
        """Whether the verdict is disputed or was changed, in a word; empty when neither."""
        return self._remark.label if self._remark else ""

    def render(self) -> Content:
        """The line, and below it what it holds."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines that it takes in this width."""
        return sum(len(line.wrap(max(1, width))) for line in self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        mark = "▾ " if self.opened else "▸ "
        first = Content.assemble(mark, *self.title(width), "  ", self._score())
        if not self.opened:
            return [first]
        return [first, *hung(Content("\n").join(self.inside()), width).split("\n")]

    def title(self, width: int) -> tuple[str, tuple[str, str], tuple[str, str]]:
        """The question as far as `width` has room, and beside it what is special about its verdict.

        That is whether a pass needs full marks here, and whether the verdict is disputed or was changed.
        Where there is no room for all, it is told only when the row is opened.
        """
        room = max(8, width - _SCORE - 2)
        label = f" {self._remark.label}" if self._remark and room >= _ROOM_FOR_BOTH else ""
        critical = _(_CRITICAL) if self._answer.critical and room >= _ROOM_FOR_BOTH + len(label) else ""
        title = fitted(self._answer.title, room - len(critical) - len(label))
        return title, (critical, "$accent"), (label, "$warning")

    def _score(self) -> str:
        answer = self._answer
        if answer.score is None:
            return fitted(named(STATUS, answer.status or "not_scored"), _SCORE - 2)
        return _(
            "{score} {score2:>4g} of {max_score:g}",
            score=result_bar(answer.score, answer.max_score),
            score2=answer.score,
            max_score=answer.max_score,
        )

    def inside(self) -> list[Content]:
        """What an opened row holds, line by line."""
        answer = self._answer
        needed = _("It must be met: a pass needs full marks here.") if answer.critical else ""
        texts = [needed, answer.option, answer.feedback, *(self._remark.lines if self._remark else ())]
        lines = [labelled(_INDENT, plain(text)) for text in texts if text]
        for turn, quote in answer.quotes:
            place = _INDENT + Content(f"{self._story.place_of(turn)}  ")
            lines.append(labelled(place, plain(f"“{quote.strip()}”", "italic")))
        return lines or [Content.styled(_("  Nothing was found to prove it."), "$text-muted")]

    def set_opened(self, opened: bool) -> None:
        """Open or close."""
        self.opened = opened
        self.refresh(layout=True)

    def action_open_or_close(self) -> None:
        """Open when closed, close when open."""
        self.set_opened(not self.opened)

    def on_click(self, event: events.Click) -> None:
        """A click opens too."""
        event.stop()
        self.action_open_or_close()
