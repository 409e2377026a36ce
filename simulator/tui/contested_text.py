"""A doubted verdict in words: what was said, by which rule, and what would be better. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from simulator.tui.story import Story
from simulator.tui.widgets.plain import one_line, plain

if TYPE_CHECKING:
    from simulator.reviewing.contested import Choice, Contested

_LABEL = 12


def verdict_text(contested: Contested, story: Story, *, whole: bool = True) -> Content:
    """The quotes and the rule; as a `whole` also the verdict, what earns full marks, and a better wording."""
    standing = _choice(contested, contested.standing)
    lines = [_labelled("verdict", plain(worth(standing, contested), "bold"))] if whole else []
    for turn, quote in contested.quotes[:2]:
        place = (f"  ({story.place_of(turn)})", "$text-muted")
        lines.append(_labelled("quote", Content.assemble(plain(f"“{one_line(quote)}”", "italic"), place)))
    rule = one_line(contested.rule)
    best = next((one for one in contested.choices if one.score == contested.max_score), None)
    if rule:
        lines.append(_labelled("rule", plain(rule)))
    if whole and best is not None and best.key != contested.standing:
        lines.append(_labelled("full marks", plain(one_line(best.text))))
    if whole and contested.better:
        lines.append(_labelled("better", plain(f"“{one_line(contested.better)}”")))
    return Content("\n").join(lines)


def dispute_text(contested: Contested) -> Content:
    """Who disputes it, and why; empty when nobody does."""
    if contested.dispute is None:
        return Content()
    opened = contested.dispute.opened
    return _labelled("disputed", plain(f"by {one_line(opened.author)}: {one_line(opened.reason)}"))


def worth(choice: Choice, contested: Contested) -> str:
    """What can be said, and what it is worth: `In part (5 of 10)`."""
    points = "not counted" if choice.score is None else f"{choice.score} of {contested.max_score}"
    return f"{one_line(choice.text)} ({points})"


def _choice(contested: Contested, key: str) -> Choice:
    return next(one for one in contested.choices if one.key == key)


def _labelled(label: str, text: Content) -> Content:
    return Content.assemble((label.ljust(_LABEL), "$text-muted"), text)
