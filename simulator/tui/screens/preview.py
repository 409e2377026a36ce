"""The preview: a scenario as it was saved last, with a conversation that is held anew after every save."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from simulator.content.library import Library, Material
from simulator.errors import EmptyChairError
from simulator.previewing.course import Course, course
from simulator.previewing.glimpse import Glimpse, Tried, glimpse, stamp_of, try_out
from simulator.tui.base import BaseScreen
from simulator.tui.channels import ChannelLook
from simulator.tui.phrasing import CHANNELS, first_name, named
from simulator.tui.preview_text import ended_part, faults_part, needs_part, read_part, stumbled, untold_part
from simulator.tui.visit import Visit
from simulator.tui.widgets.bubble import Bubble
from simulator.tui.widgets.composer import Composer, EnterSends
from simulator.tui.widgets.plain import PlainStatic, one_line
from simulator.tui.widgets.title_bar import TitleBar
from simulator.wording import N_, _

_LOOK_SECONDS = 0.02
"""How often the files are looked at; a save is seen well before a tenth of a second is over."""
_PARTS = ("faults", "ended", "read", "needs", "untold")


class PreviewScreen(BaseScreen[None]):
    """Looks at the files, and shows what became of them; it writes nothing.

    Args:
        visit: Settings.
        path: The scenario's file.
        root: The library that it belongs to.
    """

    CSS_PATH = "preview.tcss"
    AUTO_FOCUS = "#composer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+r", "back", N_("take back"), priority=True),
        Binding("f5", "anew", N_("from the start"), priority=True),
        Binding("f6,ctrl+o", "wording", N_("other wording"), priority=True),
        Binding("f4,ctrl+g", "side", N_("what is read"), priority=True),
        Binding("pageup", "scroll(-1)", show=False, priority=True),
        Binding("pagedown", "scroll(1)", show=False, priority=True),
        Binding("escape", "app.quit", N_("leave")),
    ]

    def __init__(self, visit: Visit, path: Path, root: Path) -> None:
        super().__init__(visit)
        self._path, self._root = path, root
        self._library = Library(root)
        self._found: Glimpse | None = None
        self._good: Material | None = None
        self._course: Course | None = None
        self._replies: list[str] = []
        self._seed = 0
        self._seen_at = ""
        self.first_action = "submit"

    def body(self) -> Iterable[Widget]:
        """The conversation, what it shows of the scenario, and where to write a reply."""
        yield TitleBar(_("Preview · {name}", name=self._path.name))
        with Horizontal(id="stage"):
            yield VerticalScroll(id="talk")
            with VerticalScroll(id="side"):
                for part in _PARTS:
                    yield PlainStatic("", id=part, classes="hidden")
        yield EnterSends(blink=not self.still)

    def on_mount(self) -> None:
        """Look at the files from now on."""
        self.query_one("#talk", VerticalScroll).anchor()
        self._watch()

    @work(group="watch", exit_on_error=False)
    async def _watch(self) -> None:
        """See a save, read the files in a thread, show them, and only then check them wholly."""
        while True:
            found = self._found
            if found is None or stamp_of(found.watched) != found.stamp:
                await self._read()
            await asyncio.sleep(_LOOK_SECONDS)

    async def _read(self) -> None:
        self._found = await asyncio.to_thread(self._look)
        self._seen_at = f"{datetime.now():%H:%M:%S}"  # noqa: DTZ005 - the clock on the author's wall
        if self._found.material is not None:
            self._good = self._found.material
        await self._hold()
        self._try_out(self._found)

    def _look(self) -> Glimpse:
        try:
            return glimpse(self._path, self._library)
        except EmptyChairError as error:
            trouble = error.message
        except Exception as error:  # whatever it was, the next save may mend it
            trouble = stumbled(error)
        return Glimpse(self._path, (self._path,), stamp_of((self._path,)), trouble=trouble)

    @work(group="try", exclusive=True, exit_on_error=False)
    async def _try_out(self, found: Glimpse) -> None:
        """Run the whole check behind the picture; a newer save makes it void."""
        self._show_faults(found, None)
        if found.material is None:
            return
        try:
            tried = await asyncio.to_thread(try_out, self._path, self._root)
        except Exception as error:  # as above
            found, tried = self._stumble(found, error), None
        if found is self._found:
            self._show_faults(found, tried)

    def _stumble(self, found: Glimpse, error: Exception) -> Glimpse:
        """The same file, with what nobody foresaw; told unless there was a newer save."""
        told = replace(found, trouble=stumbled(error))
        if found is self._found:
            self._found = told
        return told

    async def _hold(self) -> None:
        """Hold the conversation once more, with the replies that were given."""
        if self._good is None:
            return
        try:
            self._course = await asyncio.to_thread(course, self._good, tuple(self._replies), self._seed)
        except Exception as error:  # as above
            if self._found is not None:
                self._show_faults(self._stumble(self._found, error), None)
            return
        await self._draw()

    # ---- drawing

    async def _draw(self) -> None:
        told, material = self._course, self._good
        if told is None or material is None:
            return
        scenario = material.scenario.model
        name = one_line(first_name(scenario.customer.name))
        look = ChannelLook(scenario.channel, name, scenario.customer.stars or 0, scenario.language)
        talk = self.query_one("#talk", VerticalScroll)
        with self.app.batch_update():
            await talk.remove_children()
            await talk.mount_all(
                Bubble(_("You") if step.speaker == "agent" else name, step.text, step.speaker,
                       heading=look.heading(step.speaker, 1 + number // 2))
                for number, step in enumerate(told.steps)
            )  # fmt: skip
        self._fill("needs", needs_part(told))
        self._fill("read", read_part(told, scenario))
        self._fill("ended", ended_part(told))
        self._fill("untold", untold_part(told, scenario))
        self.composer.placeholder = _("It is over: F3 takes a reply back") if told.ended else look.invitation
        aside = _(
            "{channels} · {language} · as saved {seen_at}",
            channels=named(CHANNELS, scenario.channel),
            language=scenario.language,
            seen_at=self._seen_at,
        )
        self.query_one(TitleBar).name_it(_("Preview · {title}", title=scenario.title), aside)
        self.refresh_bindings()

    def _show_faults(self, found: Glimpse, tried: Tried | None) -> None:
        self._fill("faults", faults_part(found, tried))
        broken = bool(found.faults or found.trouble)
        self.set_class(broken, "-broken")
        self.set_class(broken or bool(tried and tried.faults), "-faulty")
        if broken and self._good is None:
            self.query_one(TitleBar).name_it(aside=_("as saved {seen_at}", seen_at=self._seen_at))

    def _fill(self, part: str, content: Content) -> None:
        shown = self.query_one(f"#{part}", PlainStatic)
        shown.show(content)
        shown.set_class(not content.plain, "hidden")

    @property
    def composer(self) -> Composer:
        """Where replies are written."""
        return self.query_one(Composer)

    # ---- keys

    @on(Composer.Submitted)
    async def _submitted(self, event: Composer.Submitted) -> None:
        if event.text.strip() and self._good is not None and not (self._course and self._course.ended):
            self._replies.append(event.text.strip())
            self.composer.clear_sent()
            await self._hold()

    def may(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is taken back that was not said."""
        if action == "side":
            return not self.has_class("-wide")
        return bool(self._replies) if action in {"back", "anew"} else True

    async def action_back(self) -> None:
        """Take the last reply back, into the editor."""
        if self._replies:
            self.composer.put_back(self._replies.pop())
            await self._hold()

    async def action_anew(self) -> None:
        """Begin again; the replies are gone."""
        self._replies.clear()
        await self._hold()

    async def action_wording(self) -> None:
        """Other lines of the customer for the same replies."""
        self._seed += 1
        await self._hold()

    def action_side(self) -> None:
        """On narrow terminals: what is read, or the conversation."""
        self.toggle_class("-side")

    def action_scroll(self, pages: int) -> None:
        """Scroll what is in view."""
        shown = self.query_one("#side" if self.has_class("-side") else "#talk", VerticalScroll)
        (shown.scroll_page_up if pages < 0 else shown.scroll_page_down)(animate=False)
