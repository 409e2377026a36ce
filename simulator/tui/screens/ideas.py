"""The ideas of the company: read them, vote, leave one; for some, answer them and say how they stand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from simulator.errors import EmptyChairError
from simulator.idea_box import Order, has_voted, ranked
from simulator.records.ideas import STATE_NAMES
from simulator.tui.base import BaseScreen
from simulator.tui.ideas_text import columns, row
from simulator.tui.phrasing import count_text
from simulator.tui.visit import Visit
from simulator.tui.widgets.menu import Menu
from simulator.tui.widgets.plain import PlainStatic, fitted, plain
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

if TYPE_CHECKING:
    from simulator.records.ideas import Idea
    from simulator.tui.ports import Ideas

SHOWN = 500
"""Rows that a list has at most."""
_ABOUT = 66
"""Cells of an idea that are repeated over a question about it."""


class IdeasScreen(BaseScreen[None]):
    """Enter reads an idea."""

    CSS_PATH = "ideas.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "vote", N_("vote")),
        Binding("v", "take_back", N_("take vote back")),
        Binding("n", "leave", N_("new idea")),
        Binding("a", "answer", N_("answer")),
        Binding("s", "state", N_("state")),
        Binding("o", "order('votes')", N_("most votes first")),
        Binding("o", "order('newest')", N_("newest first")),
        Binding("f", "filter", N_("by state")),
        Binding("escape", "back", N_("back")),
    ]

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self._ideas: tuple[Idea, ...] | None = None
        self._order: Order = "newest"
        self._state = ""
        self._answers: bool | None = None
        self._trouble = ""

    def body(self) -> Iterable[Widget]:
        """The ideas in columns."""
        yield TitleBar(_("Ideas"))
        yield PlainStatic("", id="columns")
        yield Menu(id="rows")
        yield PlainStatic("", id="remark")

    def on_mount(self) -> None:
        """Read them in a thread."""
        self.call_after_refresh(self._draw)
        self._read()

    def on_resize(self) -> None:
        """Fit the columns."""
        self.call_after_refresh(self._draw)

    @property
    def _reader(self) -> str:
        return self.visit.start.learner

    @work(exclusive=True, group="ideas", exit_on_error=False)
    async def _read(self, show: str = "") -> None:
        try:
            box = (await self.visit.simulator()).ideas
            self._ideas = tuple(await asyncio.to_thread(box.all))
            if self._answers is None:
                self._answers = await asyncio.to_thread(box.may_answer, self._reader)
            self._trouble = ""
        except EmptyChairError as error:
            self._trouble = f"{error.message} {error.hint}"
        self._draw(show)

    def _listed(self) -> tuple[Idea, ...]:
        found = (one for one in self._ideas or () if self._state in ("", one.state))
        return ranked(found, self._order)

    def _draw(self, show: str = "") -> None:
        """Draw the rows; `show` is the idea that is marked then."""
        found, menu, width = self._listed(), self.query_one(Menu), max(36, self.size.width - 4)
        held = show or menu.chosen
        now = self.visit.now()
        menu.show_rows([(one.idea, row(one, self._reader, now, width)) for one in found[:SHOWN]])
        keys = [one.idea for one in found[:SHOWN]]
        if held in keys:
            menu.highlighted = keys.index(held)
        self.query_one("#columns", PlainStatic).show(Content.styled(columns(width), "$text-muted"))
        self.query_one("#remark", PlainStatic).show(self._remark(len(found)))
        self.query_one(TitleBar).name_it(aside=self._aside(len(found)))
        self.refresh_bindings()

    def _aside(self, found: int) -> str:
        order = {"newest": _("newest first"), "votes": _("most votes first")}[self._order]
        state = _("only {named_state} · ", named_state=self._named_state) if self._state else ""
        return f"{count_text(found, 'idea')} · {state}{order}"

    @property
    def _named_state(self) -> str:
        return _(STATE_NAMES[self._state]) if self._state else ""  # type: ignore[index]

    def _remark(self, found: int) -> str:
        if self._trouble:
            return self._trouble
        if self._ideas is None:
            return _("Reading the ideas …")
        if found > SHOWN:
            return _("The first {shown} of {found}.", shown=SHOWN, found=found)
        if found:
            return _("✓ your vote") if any(has_voted(one, self._reader) for one in self._ideas) else ""
        return (
            _("No idea is {named_state}.", named_state=self._named_state)
            if self._state
            else _("No ideas yet. Press N to leave the first one.")
        )

    @property
    def _marked(self) -> Idea | None:
        chosen = self.query_one(Menu).chosen
        return next((one for one in self._ideas or () if one.idea == chosen), None)

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A vote is given or taken back; only some may answer."""
        if action in {"vote", "take_back"}:
            return (idea := self._marked) is not None and has_voted(idea, self._reader) == (
                action == "take_back"
            )
        if action in {"answer", "state"}:
            return bool(self._answers) and self._marked is not None
        if action == "order":
            return bool(self._ideas) and self._order != parameters[0]
        if action == "filter":
            return bool(self._ideas)
        return True

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        """Read the marked idea, and do what is asked for then."""
        from simulator.tui.screens.idea import IdeaModal

        if (idea := self._marked) is None:
            return

        def asked(what: str | None) -> None:
            if what:
                getattr(self, f"action_{what}")()

        voted = has_voted(idea, self._reader)
        modal = IdeaModal(idea, self._reader, self.visit.now(), voted=voted, answers=bool(self._answers))
        self.app.push_screen(modal, asked)

    def action_vote(self) -> None:
        """Vote for the marked idea."""
        self._act(lambda box, idea: box.vote(idea, self._reader))

    def action_take_back(self) -> None:
        """Take the vote for the marked idea back."""
        self._act(lambda box, idea: box.take_back(idea, self._reader))

    def action_state(self) -> None:
        """Say how the marked idea stands."""
        from simulator.tui.screens.choice import ChoiceModal

        idea = self._marked
        rows = [(key, Content(_(name))) for key, name in STATE_NAMES.items()]

        def chosen(state: str | None) -> None:
            if state and idea is not None and state != idea.state:
                self._act(lambda box, key: box.set_state(key, state, self._reader))

        if idea is not None:
            about = plain(fitted(idea.text, _ABOUT).rstrip(), "$text-muted")
            self.app.push_screen(ChoiceModal(_("How does this idea stand?"), rows, idea.state, about), chosen)

    @work(exclusive=True, group="acting", exit_on_error=False)
    async def _act(self, act: Callable[[Ideas, str], Idea]) -> None:
        """Write something down about the marked idea, and show it."""
        idea = self._marked
        if idea is None:
            return
        try:
            box = (await self.visit.simulator()).ideas
            await asyncio.to_thread(act, box, idea.idea)
        except EmptyChairError as error:
            self.notify(f"{error.message} {error.hint}", severity="warning")
        self._read(idea.idea)

    def action_leave(self) -> None:
        """Leave an idea."""
        from simulator.tui.screens.idea_writing import new_idea

        self.app.push_screen(new_idea(self.visit), self._written)

    def action_answer(self) -> None:
        """Answer the marked idea."""
        from simulator.tui.screens.idea_writing import new_answer

        if (idea := self._marked) is not None:
            self.app.push_screen(new_answer(self.visit, idea), self._written)

    def _written(self, done: bool | None) -> None:
        if done:
            self._read()

    def action_order(self, order: Order) -> None:
        """Newest first, or most votes first."""
        self._order = order
        self._draw()

    def action_filter(self) -> None:
        """Only those of the next state; after the last come all."""
        states = ["", *STATE_NAMES]
        self._state = states[(states.index(self._state) + 1) % len(states)]
        self._draw()

    def action_back(self) -> None:
        """Back to where you came from."""
        self.leave()
