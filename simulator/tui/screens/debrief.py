"""The debrief: one strength, at most two things to change, then everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.attempt.events import Mode
from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.debrief_reading import Findings, collect
from simulator.tui.debrief_text import gap, headline, kindness, mood_table, strength, unscored
from simulator.tui.phrasing import MODES, named
from simulator.tui.story import Story
from simulator.tui.verdict import Verdict, read_verdict
from simulator.tui.visit import Visit
from simulator.tui.widgets.plain import PlainStatic, plain
from simulator.tui.widgets.question_row import QuestionRow
from simulator.tui.widgets.title_bar import TitleBar


class DebriefScreen(BaseScreen[None]):
    """Feedback speaks of the reply, never of the person."""

    CSS_PATH = "debrief.tcss"
    STAGE = True
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", "again"),
        Binding("r", "rewind", "rewind to a turn"),
        Binding("n", "next", "next for you"),
        Binding("e", "expand", "open all"),
        Binding("h", "history", "history"),
        Binding("t", "save", "save transcript"),
        Binding("escape", "home", "home"),
    ]

    def __init__(self, visit: Visit, attempt: str, story: Story | None = None) -> None:
        super().__init__(visit)
        self._attempt = attempt
        self._live = story
        self.story = story or Story(attempt=attempt)
        self._ready = False

    def body(self) -> Iterable[Widget]:
        """One long page."""
        yield TitleBar("Debrief")
        with VerticalScroll(id="page"):
            yield PlainStatic("Looking at the replies …", id="headline")

    def on_mount(self) -> None:
        """Read the record in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            simulator = await self.visit.simulator()
            found = await asyncio.to_thread(collect, simulator, self._attempt, self._live)
        except EmptyChairError as error:
            lines = Content("\n").join([plain(error.message, "bold"), plain(error.hint)])
            self.query_one("#headline", PlainStatic).show(lines)
            return
        await self._show(found)

    async def _show(self, found: Findings) -> None:
        self.story = story = found.story
        self._ready = True
        stepped_out = story.end is not None and story.end.ending == "safety_exit"
        self.first_action = "home" if stepped_out else ""
        self.query_one(TitleBar).name_it(f"Debrief · {story.title}", named(MODES, story.mode))
        page, head = self.query_one("#page", VerticalScroll), self.query_one("#headline", PlainStatic)
        if story.evaluation is None:
            head.show(kindness(story) if stepped_out else unscored(story))
        else:
            verdict = read_verdict(story.evaluation, found.options)
            head.show(headline(story, verdict))
            await page.mount_all(self._parts(verdict))
        self.refresh_bindings()

    def _parts(self, verdict: Verdict) -> list[Widget]:
        parts: list[Widget] = []
        if verdict.strength is not None:
            parts.append(PlainStatic(strength(verdict.strength, self.story), classes="point -strength"))
        parts += [
            PlainStatic(gap(point, number, len(verdict.gaps), self.story), classes="point -gap")
            for number, point in enumerate(verdict.gaps, 1)
        ]
        if verdict.answers:
            parts.append(PlainStatic(Content.styled("Every question", "bold $primary"), classes="heading"))
            parts += [QuestionRow(answer, self.story) for answer in verdict.answers]
        if self.story.moods:
            parts.append(PlainStatic(mood_table(self.story), classes="mood"))
        return parts

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only practice can be rewound; nothing can be done before the record is read."""
        if action == "rewind":
            return self._ready and self.story.mode == "practice" and bool(self.story.replies())
        if action in {"again", "save", "expand"}:
            return self._ready
        return True

    def action_again(self) -> None:
        """The same situation once more; one that may touch the learner is confirmed anew."""
        if self.story.gentle:
            self.post_message(messages.OpenBriefing(self.story.scenario))
        else:
            self.post_message(messages.StartAttempt(self.story.scenario, cast("Mode", self.story.mode)))

    def action_rewind(self) -> None:
        """Choose a reply to give again."""
        from simulator.tui.screens.rewind import RewindModal

        def chosen(message: messages.RewindTo | None) -> None:
            if message is not None:
                self.post_message(message)

        self.app.push_screen(RewindModal(self.story), chosen)

    def action_next(self) -> None:
        """What to practise next."""
        self.post_message(messages.OpenNext(self.story.scenario))

    def action_expand(self) -> None:
        """Open every question, or close them all."""
        rows = list(self.query(QuestionRow))
        opened = not all(row.opened for row in rows)
        for row in rows:
            row.set_opened(opened)

    def action_history(self) -> None:
        """The learner's attempts."""
        self.post_message(messages.OpenHistory())

    def action_save(self) -> None:
        """Save the conversation to a file."""
        from simulator.tui.screens.save import SaveModal

        self.app.push_screen(SaveModal(self.story), self._saved)

    def _saved(self, path: str | None) -> None:
        if path:
            self.notify(f"Saved to {path}")

    def action_home(self) -> None:
        """Home."""
        self.post_message(messages.GoHome())
