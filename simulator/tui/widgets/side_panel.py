"""Beside the conversation: the desk and, in practice, where the customer stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from simulator.tui.phrasing import bar, change_text, reflowed
from simulator.tui.ports import Need
from simulator.tui.story import Mood
from simulator.tui.widgets.plain import PlainStatic, fitted, one_line, plain


class SidePanel(VerticalScroll):
    """Desk, mood and needs, one below the other."""

    DEFAULT_CSS = """
    SidePanel { padding: 1 1 0 1; scrollbar-size-vertical: 1; }
    SidePanel > PlainStatic { height: auto; margin-bottom: 1; }
    SidePanel > .empty { display: none; }
    """

    def compose(self) -> ComposeResult:
        """Mood and needs above, since they change; the desk below."""
        yield PlainStatic("", id="mood", classes="empty")
        yield PlainStatic("", id="needs", classes="empty")
        yield PlainStatic("", id="desk", classes="empty")

    def show_desk(self, cards: Iterable[tuple[str, str]]) -> None:
        """What the agent can see and offer."""
        parts = [Content.assemble(plain(title, "bold"), "\n", plain(reflowed(text))) for title, text in cards]
        heading = Content.styled("Desk", "bold $primary")
        self._fill("#desk", Content("\n").join([heading, Content("\n\n").join(parts)]))

    def show_mood(self, name: str, mood: Mood, before: Mood) -> None:
        """The customer's meters, each with its change since the turn before."""
        lines = [Content.styled(f"How {one_line(name)} feels", "bold $primary")]
        lines += [_meter(meter, value, before.get(meter)) for meter, value in mood.items()]
        self._fill("#mood", Content("\n").join(lines))

    def show_needs(self, name: str, needs: Sequence[Need]) -> None:
        """What the customer still wants, and what is settled."""
        lines = [Content.styled(f"What {one_line(name)} wants", "bold $primary")]
        lines += [_need(need) for need in needs]
        self._fill("#needs", Content("\n").join(lines))

    def _fill(self, selector: str, content: Content) -> None:
        part = self.query_one(selector, PlainStatic)
        part.show(content)
        part.remove_class("empty")


def _meter(meter: str, value: int, before: int | None) -> Content:
    change = change_text(before, value)
    style = "$success" if change.startswith("▲") else "$error"
    if meter == "distress":  # the one meter of which less is better
        style = "$error" if change.startswith("▲") else "$success"
    return Content.assemble(
        fitted(meter, 9), (bar(value), "$primary"), f"{value:>4} ", (change.ljust(5), style)
    )


def _need(need: Need) -> Content:
    if need.met:
        return plain(f"✓ {one_line(need.title)} (settled)", "$text-muted")
    return plain(f"○ {one_line(need.title)}")


def summary_line(mood: Mood, before: Mood, needs: Sequence[Need], width: int) -> str:
    """Mood and open needs on one line, for narrow terminals."""
    changes = ((meter, value, change_text(before.get(meter), value)) for meter, value in mood.items())
    meters = [f"{meter} {value} {change}".rstrip() for meter, value, change in changes]
    still = [one_line(need.title) for need in needs if not need.met]
    wants = f"wants: {', '.join(still)}" if still else ""
    return fitted(" · ".join(part for part in (*meters, wants) if part), width).rstrip()
