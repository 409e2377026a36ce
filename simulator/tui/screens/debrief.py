"""The debrief: one strength, at most two things to change, then everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial
from typing import ClassVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from simulator.attempt.events import Mode
from simulator.errors import EmptyChairError
from simulator.tui import messages
from simulator.tui.base import BaseScreen
from simulator.tui.debrief_reading import Findings, collect
from simulator.tui.debrief_text import (
    gap,
    headline,
    kindness,
    mood_table,
    not_here,
    strength,
    unscored,
    unsent,
)
from simulator.tui.model_text import model_part
from simulator.tui.phrasing import MODES, named
from simulator.tui.story import Story
from simulator.tui.verdict import Verdict, read_verdict
from simulator.tui.visit import Visit
from simulator.tui.voices import MODEL
from simulator.tui.widgets.debrief_page import DebriefPage, Part
from simulator.tui.widgets.plain import plain
from simulator.tui.widgets.question_row import QuestionRow
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _


class DebriefScreen(BaseScreen[None]):
    """Feedback speaks of the reply, never of the person."""

    CSS_PATH = "debrief.tcss"
    STAGE = True
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "again", N_("again")),
        Binding("r", "rewind", N_("rewind to a reply")),
        Binding("n", "next", N_("next for you")),
        Binding("e", "expand", N_("open all")),
        Binding("d", "dispute", N_("dispute")),
        Binding("d", "refuse('dispute')", show=False),
        Binding("o", "overrule", N_("overrule")),
        Binding("o", "refuse('overrule')", show=False),
        Binding("i", "idea", N_("leave an idea")),
        Binding("h", "history", N_("history")),
        Binding("t", "save", N_("save transcript")),
        Binding("escape", "home", N_("home")),
    ]

    def __init__(self, visit: Visit, attempt: str, story: Story | None = None, question: str = "") -> None:
        super().__init__(visit)
        self._attempt = attempt
        self._live = story
        self.story = story or Story(attempt=attempt)
        self._ready = False
        self._marked = question

    def body(self) -> Iterable[Widget]:
        """One long page."""
        yield TitleBar(_("Debrief"))
        yield DebriefPage(_("Looking at the replies …"))

    def on_mount(self) -> None:
        """Read the record in a thread."""
        self._read()

    @work(exclusive=True, exit_on_error=False)
    async def _read(self) -> None:
        try:
            simulator = await self.visit.simulator()
            now = self.visit.now()
            viewer, alone = self.visit.start.learner, self.visit.start.alone
            reading = partial(collect, simulator, self._attempt, self._live, now, viewer, alone=alone)
            found = await asyncio.to_thread(reading)
        except EmptyChairError as error:
            lines = Content("\n").join([plain(error.message, "bold"), plain(error.hint)])
            self.query_one(DebriefPage).show_headline(lines)
            return
        await self._show(found)

    async def _show(self, found: Findings) -> None:
        self.story = story = found.story
        self._ready = True
        stepped_out = story.end is not None and story.end.ending == "safety_exit"
        self.first_action = "home" if stepped_out else ""
        mode = named(MODES, story.mode) + (f" · {MODEL}" if story.voice == "llm" else "")
        self.query_one(TitleBar).name_it(
            _("Debrief · {title}", title=story.title), mode if story.own else f"{story.learner_name} · {mode}"
        )
        page, parts = self.query_one(DebriefPage), self._model_parts() + self._unsent_parts()
        if story.evaluation is None:
            page.show_headline(kindness(story) if stepped_out else unscored(story))
        else:
            verdict = read_verdict(story.evaluation, found.options)
            page.show_headline(headline(story, verdict))
            parts = self._parts(verdict, found) + parts
        await page.show(parts, story)
        self.refresh_bindings()
        self._mark_again()

    @on(messages.JudgedAgain)
    def _judged_again(self, message: messages.JudgedAgain) -> None:
        """A second reading is over: show what it changed, where the reader is."""
        if message.attempt == self._attempt:
            self._read()

    def _mark_again(self) -> None:
        """After a verdict was disputed or changed, show that question."""
        for row in self.query(QuestionRow):
            if row.question[0] and row.question[0] == self._marked:
                row.set_opened(True)
                row.focus(scroll_visible=False)
                # Once the rows have their places, and once more when the opened one has its height.
                self.call_after_refresh(self.call_after_refresh, self._bring_into_view, row)

    def _bring_into_view(self, row: QuestionRow) -> None:
        self.query_one(DebriefPage).scroll_to_widget(row, animate=False, immediate=True)

    def _parts(self, verdict: Verdict, found: Findings) -> list[Part]:
        story, parts = self.story, []
        if verdict.strength is not None:
            parts.append(Part("strength", strength(verdict.strength, story), "point -strength"))
        for number, point in enumerate(verdict.gaps, 1):
            parts.append(
                Part(
                    f"gap {number}",
                    gap(point, number, len(verdict.gaps), story),
                    "point -gap",
                )
            )
        asked, folded = verdict.parted(found.elsewhere - found.remarks.keys())
        if asked:
            parts.append(Part("questions", Content.styled(_("Every question"), "bold $primary"), "heading"))
        for number, answer in enumerate(asked, 1):
            remark = found.remarks.get(answer.ref_id)
            parts.append(
                Part(
                    f"question {number} {answer.ref_id}",
                    answer=answer,
                    remark=remark,
                )
            )
        if folded:
            parts.append(Part("folded", not_here(folded), "folded"))
        if story.moods:
            parts.append(Part("mood", mood_table(story), "mood"))
        return parts

    def _model_parts(self) -> list[Part]:
        told = model_part(self.story)
        return [Part("model", told, "mood")] if told.plain else []

    def _unsent_parts(self) -> list[Part]:
        told = unsent(self.visit.drafts.get(self._attempt, ""))
        return [Part("unsent", told, "mood")] if told.plain else []

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something: practice is rewound, and what was judged opened and disputed."""
        if action == "rewind":
            practised = self.story.mode == "practice" and bool(self.story.replies())
            return self._ready and self.story.own and practised
        if action in {"dispute", "overrule"}:
            return self._may(action) and self._judged
        if action == "refuse":
            return not self._may(str(parameters[0])) and self._judged
        if action == "expand":
            return self._judged
        if action == "save":
            return self._ready and bool(self.story.said)
        if action == "again":
            return self._ready and bool(self.story.scenario)
        if action == "idea":
            return self._ready and self.story.own and self.visit.opened is not None
        return True

    @property
    def _judged(self) -> bool:
        return self._ready and bool(self.query(QuestionRow))

    def _may(self, action: str) -> bool:
        """Learners dispute verdicts on their own attempts, and everybody else overrules them."""
        return self.story.own == (action == "dispute")

    def action_refuse(self, action: str) -> None:
        """Say who may, where whoever is looking may not."""
        if action == "dispute":
            told = _(
                "Only {learner_name} can dispute this. Press O to overrule it.",
                learner_name=self.story.learner_name,
            )
        else:
            told = _("Nobody overrules a verdict on their own attempt. Press D to dispute it.")
        self.notify(told, severity="warning")

    def action_dispute(self) -> None:
        """Dispute the verdict on the marked question."""
        self._review(overruling=False)

    def action_overrule(self) -> None:
        """Overrule the verdict on the marked question, or decide a dispute of it."""
        self._review(overruling=True)

    def _review(self, *, overruling: bool) -> None:
        rows = [
            (row.question[0], Content.assemble(plain(row.question[1]), (f"  {row.label}", "$warning")))
            for row in self.query(QuestionRow)
            if row.question[0]
        ]
        marked = self.focused.question[0] if isinstance(self.focused, QuestionRow) else ""

        def chosen(question: str | None) -> None:
            if question:
                self._open_review(question, overruling=overruling)

        if marked:
            chosen(marked)
            return
        from simulator.tui.screens.choice import ChoiceModal

        which = _("Which verdict do you overrule?") if overruling else _("Which verdict do you dispute?")
        self.app.push_screen(ChoiceModal(which, rows), chosen)

    @work(exit_on_error=False)
    async def _open_review(self, question: str, *, overruling: bool) -> None:
        """Read what the verdict rests on, and show it with a field for the reason."""
        from simulator.tui.screens.reviewing import DisputeModal, OverruleModal
        from simulator.tui.shown_names import contested_shown

        try:
            simulator = await self.visit.simulator()
            contested = await asyncio.to_thread(simulator.appeals.contested, self._attempt, question)
        except EmptyChairError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning")
            return
        modal = OverruleModal if overruling else DisputeModal
        learner = self.visit.start.learner
        contested = contested_shown(contested, self.story)
        self.app.push_screen(modal(simulator.appeals, contested, self.story, learner), self._reviewed)

    def _reviewed(self, question: str | None) -> None:
        if question:
            self._marked = question
            self._read()
            self.post_message(messages.RecordsChanged())

    def action_again(self) -> None:
        """The same situation once more; one that may touch the learner is confirmed anew."""
        if self.story.gentle:
            self.post_message(messages.OpenBriefing(self.story.scenario))
        else:
            mode = cast("Mode", self.story.mode)
            self.post_message(messages.StartAttempt(self.story.scenario, mode, self.story.voice))

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

    def action_idea(self) -> None:
        """Leave an idea that came up here."""
        from simulator.tui.screens.idea_writing import new_idea

        about = _("It came up at: {title}", title=self.story.title)
        self.app.push_screen(new_idea(self.visit, self._attempt, about), self._left)

    def _left(self, done: bool | None) -> None:
        if done:
            self.notify(_("Your idea is left. Home shows all ideas: press I there."))

    def action_history(self) -> None:
        """The learner's attempts."""
        self.post_message(messages.OpenHistory())

    def action_save(self) -> None:
        """Save the conversation to a file."""
        from simulator.tui.screens.save import SaveModal

        self.app.push_screen(SaveModal(self.story), self._saved)

    def _saved(self, path: str | None) -> None:
        if path:
            self.notify(_("Saved to {path}", path=path))

    def action_home(self) -> None:
        """Home."""
        self.post_message(messages.GoHome())
