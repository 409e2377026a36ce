"""One idea, to be read with its answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget

from simulator.tui.base import BaseModal
from simulator.tui.ideas_text import heading, whole
from simulator.tui.widgets.plain import PlainStatic
from simulator.wording import N_

if TYPE_CHECKING:
    from simulator.records.ideas import Idea


class IdeaModal(BaseModal[str | None]):
    """Answers with what to do next: `vote`, `answer` or `state`; None for nothing."""

    CSS_PATH = ["modal.tcss", "ideas.tcss"]  # noqa: RUF012 (as Textual declares it)
    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "choose('vote')", N_("vote")),
        Binding("v", "choose('take_back')", N_("take the vote back")),
        Binding("a", "choose('answer')", N_("answer")),
        Binding("s", "choose('state')", N_("state")),
        Binding("down", "scroll(1)", N_("read on"), key_display="↓ PgDn", priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("escape", "dismiss", N_("back")),
    ]

    def __init__(self, idea: Idea, reader: str, now: datetime, *, voted: bool, answers: bool) -> None:
        super().__init__()
        self._idea = idea
        self._reader = reader
        self._now = now
        self._voted = voted
        self._answers = answers

    def body(self) -> Iterable[Widget]:
        """How it stands, its words, what was said to it."""
        with VerticalGroup(classes="box"):
            yield PlainStatic(heading(self._idea, self._reader, self._now), classes="standing")
            with VerticalScroll(id="words"):
                yield PlainStatic(whole(self._idea, self._now))

    def on_resize(self) -> None:
        """Whether there is more to read than can be seen."""
        self.call_after_refresh(self.refresh_bindings)

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A vote is given or taken back; only some may answer; what fits is not scrolled."""
        if action == "scroll":
            return self.query_one("#words", VerticalScroll).max_scroll_y > 0
        if action == "choose":
            return {"vote": not self._voted, "take_back": self._voted}.get(str(parameters[0]), self._answers)
        return True

    def action_choose(self, what: str) -> None:
        """Close it, and do this with the idea."""
        self.dismiss(what)

    def action_scroll(self, lines: int) -> None:
        """Scroll the words."""
        self.query_one("#words", VerticalScroll).scroll_relative(y=lines, animate=False)
