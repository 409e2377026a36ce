"""Ideas in words: a row of the list, and one to read with its answers. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from simulator.idea_box import has_voted
from simulator.records.ideas import STATE_NAMES
from simulator.tui.phrasing import count_text, when_text
from simulator.tui.widgets.plain import fitted, one_line, plain
from simulator.wording import _

if TYPE_CHECKING:
    from simulator.records.ideas import Idea, IdeaEvent

_VOTES = 5
_STATE = 12
_WHEN = 12
_LEAST = 8
_OWN = "✓"


def columns(width: int) -> str:
    """The line above the rows."""
    state, idea = fitted(_("state"), _STATE), fitted(_("idea"), _room(width))
    votes, left = _("votes"), _("left")
    return f"{votes:>{_VOTES}}   {state}{idea} {left:>{_WHEN}}"


def row(idea: Idea, reader: str, now: datetime, width: int) -> Content:
    """One line: the votes with a tick for the reader's own, how it stands, its words, when it was left."""
    tick = _OWN if has_voted(idea, reader) else " "
    return Content.assemble(
        (f"{idea.votes or '-':>{_VOTES}}", "bold"),
        (f" {tick} ", "$success"),
        (fitted(_(STATE_NAMES[idea.state]), _STATE), "$text-muted"),
        fitted(idea.text, _room(width)),
        (f" {when_text(idea.at, now):>{_WHEN}}", "$text-muted"),
    )


def heading(idea: Idea, reader: str, now: datetime) -> Content:
    """Who left it and when, how it stands, and how many are for it."""
    own = _(" (one is yours)") if has_voted(idea, reader) else ""
    told = f"{_(STATE_NAMES[idea.state])} · {count_text(idea.votes, 'vote')}{own}"
    who = f"{one_line(idea.author)}, {when_text(idea.at, now)}"
    where = _(" · at {scenario}", scenario=one_line(idea.scenario)) if idea.scenario else ""
    return Content.assemble(plain(told, "bold"), "\n", plain(who + where, "$text-muted"))


def whole(idea: Idea, now: datetime) -> Content:
    """The idea, and everything that was said to it, in order."""
    return Content("\n\n").join([plain(idea.text), *_said(idea, now)])


def _said(idea: Idea, now: datetime) -> Iterator[Content]:
    for event in idea.events:
        if event.kind in ("answered", "state"):
            told = plain(_headed(event, now), "bold $primary")
            yield Content("\n").join([told, plain(event.text)]) if event.text else told


def _headed(event: IdeaEvent, now: datetime) -> str:
    what = _("now {state}", state=_(STATE_NAMES[event.state])) if event.state else _("answered")
    return f"{one_line(event.author)}, {when_text(event.at, now)}: {what}"


def _room(width: int) -> int:
    return max(_LEAST, width - _VOTES - 3 - _STATE - 1 - _WHEN)
