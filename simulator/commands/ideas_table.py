"""Ideas on a terminal: a table of them, and one on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from simulator.commands.ideas import state_text, votes_text, when
from simulator.commands.telling import one_line

if TYPE_CHECKING:
    from simulator.records.ideas import Idea, IdeaEvent

_HEADINGS = ("ID", "LEFT", "STATE", "VOTES", "IDEA")
_SHORTEST = 8
"""Characters of an id that are shown at least."""
_NARROWEST = 20


def table(listed: Sequence[Idea], everything: Sequence[Idea]) -> Iterator[str]:
    """A line for each; ids as short as they can be told apart, words as far as they fit."""
    from simulator.commands.aligned import aligned
    from simulator.commands.wrapped import line_width

    if not listed:
        return
    length = _telling_apart([one.idea for one in everything])
    states = max(len(state_text(one)) for one in listed)
    room = max(_NARROWEST, line_width() - length - 10 - max(5, states) - 5 - 8)
    rows = [_HEADINGS]
    for one in listed:
        text = _cut(one_line(one.text), room)
        rows.append((one.idea[:length], one.at[:10], state_text(one), str(one.votes), text))
    yield from aligned(rows, {"VOTES"})


def page(idea: Idea) -> Iterator[str]:
    """An idea with everything that was said to it."""
    from simulator.commands.wrapped import wrapped

    yield f"Idea {idea.idea}"
    at = f", at {idea.scenario}" if idea.scenario else ""
    yield from wrapped(f"{one_line(idea.author)}, {when(idea.at)}{one_line(at)}")
    yield f"{state_text(idea)}, {votes_text(idea.votes)}"
    yield ""
    yield from wrapped(idea.text, "  ")
    for event in idea.events:
        if event.kind in ("answered", "state"):
            yield ""
            yield from wrapped(_headed(event))
            if event.text:
                yield from wrapped(event.text, "  ")


def _headed(event: IdeaEvent) -> str:
    from simulator.records.ideas import STATE_NAMES

    what = f"now {STATE_NAMES[event.state]}" if event.state else "answered"
    return f"{one_line(event.author)}, {when(event.at)}: {what}"


def _cut(text: str, cells: int) -> str:
    """The beginning of a text, as wide as terminals draw it."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= cells else set_cell_size(text, cells - 1).rstrip() + "…"


def _telling_apart(ids: Sequence[str]) -> int:
    """The length from which no two ids begin alike."""
    shared = (_common(one, other) for one, other in pairwise(sorted(ids)))
    return max(_SHORTEST, 1 + max(shared, default=0))


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
