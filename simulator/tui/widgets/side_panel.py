"""Beside the conversation: the desk and, in practice, where the customer stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.tui.phrasing import LESS_IS_BETTER, METERS, bar, change_text, judged_change, named, reflowed
from simulator.tui.ports import Need
from simulator.tui.story import Mood
from simulator.tui.widgets.plain import PlainStatic, fitted, one_line, plain
from simulator.wording import N_, _

_AMOUNT = re.compile(r"(?<=[▲▼]) [+-]\d+")


class SidePanel(VerticalScroll):
    """Desk, mood and needs, one below the other."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.write", N_("write"))]
    DEFAULT_CSS = """
    SidePanel { padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    SidePanel > PlainStatic { height: auto; margin-bottom: 1; }
    SidePanel > .empty { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Above what changes: mood, needs, and what a language model takes; the desk below."""
        yield PlainStatic("", id="mood", classes="empty")
        yield PlainStatic("", id="needs", classes="empty")
        yield PlainStatic("", id="spent", classes="empty")
        yield PlainStatic("", id="desk", classes="empty")

    def show_desk(self, cards: Iterable[tuple[str, str]]) -> None:
        """What the agent can see and offer."""
        parts = [Content.assemble(plain(title, "bold"), "\n", plain(reflowed(text))) for title, text in cards]
        heading = Content.styled(_("Desk"), "bold $primary")
        self._fill("#desk", Content("\n").join([heading, Content("\n\n").join(parts)]))

    def put_desk(self, *, first: bool) -> None:
        """Have the desk above everything else, or below what changes."""
        desk = self.query_one("#desk")
        place = 0 if first else len(self.children) - 1
        if self.children.index(desk) == place:
            return
        if first:
            self.move_child(desk, before=0)
        else:
            self.move_child(desk, after=-1)

    def show_mood(self, name: str, mood: Mood, before: Mood) -> None:
        """The customer's meters, each with its change since the turn before."""
        lines = [Content.styled(_("How {name} feels", name=one_line(name)), "bold $primary")]
        lines += [_meter(meter, value, before.get(meter)) for meter, value in mood.items()]
        self._fill("#mood", Content("\n").join(lines))

    def show_needs(self, name: str, needs: Sequence[Need]) -> None:
        """What the customer still wants, and what is settled."""
        lines = [Content.styled(_("What {name} wants", name=one_line(name)), "bold $primary")]
        lines += [_need(need) for need in needs]
        self._fill("#needs", Content("\n").join(lines))

    def show_spent(self, lines: Sequence[str]) -> None:
        """What a language model took so far."""
        heading = Content.styled(_("Language model"), "bold $primary")
        self._fill("#spent", Content("\n").join([heading, *(plain(line) for line in lines)]))

    def page(self, pages: int) -> None:
        """Scroll by pages."""
        if pages < 0:
            self.scroll_page_up(animate=False)
        else:
            self.scroll_page_down(animate=False)

    def _fill(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, PlainStatic)
        part.show(content)
        part.remove_class("empty")


def _meter(meter: str, value: int, before: int | None) -> Content:
    change = change_text(before, value)
    better = change.startswith("▲") != (meter in LESS_IS_BETTER)
    line = Content.assemble(
        fitted(named(METERS, meter), 9),
        (bar(value), "$primary"),
        f"{value:>4} ",
        (change, "$success" if better else "$error"),
    )
    return line + Content.styled(_("\n(less is better)"), "$text-muted") if meter in LESS_IS_BETTER else line


def _need(need: Need) -> Content:
    if need.met:
        return plain(f"✓ {one_line(need.title)}", "$text-muted")
    return plain(f"○ {one_line(need.title)}")


def summary_lines(mood: Mood, before: Mood, needs: Sequence[Need], width: int) -> list[str]:
    """What is still wanted and how the customer feels, for narrow terminals: a line, or two of `width`."""
    wants = _wants([one_line(need.title) for need in needs if not need.met], width)
    feels = _feels(mood, before, width)
    joined = " · ".join(part for part in (wants, feels) if part)
    lines = [joined] if cell_len(joined) <= width else [wants, feels]
    return [fitted(line, width).rstrip() for line in lines if line]


def _wants(still: Sequence[str], width: int) -> str:
    """As many of the open needs as there is room for, and how many more there are."""
    for shown in range(len(still), 1, -1):
        more = f" +{len(still) - shown}" if shown < len(still) else ""
        line = _("wants: {needs}{more}", needs=", ".join(still[:shown]), more=more)
        if cell_len(line) <= width:
            return line
    if not still:
        return ""
    more = f" +{len(still) - 1}" if len(still) > 1 else ""
    return fitted(_("wants: {still_0}", still_0=still[0]), width - len(more)).rstrip() + more


def _feels(mood: Mood, before: Mood, width: int) -> str:
    """The meters with their changes, in numbers where there is room for them."""
    full = " · ".join(_felt(meter, value, before.get(meter)) for meter, value in mood.items())
    if cell_len(full) <= width:
        return full
    return _AMOUNT.sub("", full)


def _felt(meter: str, value: int, before: int | None) -> str:
    return f"{named(METERS, meter)} {value} {judged_change(meter, before, value)}".rstrip()
