"""A list of which one row holds: it is told by a sign, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from simulator.tui.widgets.menu import Menu
from simulator.tui.widgets.plain import plain

_SIGNS = {True: "● ", False: "○ "}


class MarkedRow(NamedTuple):
    """A row; `note` stands behind its text, and the first row that is `apart` has a line above it."""

    key: str
    text: str
    note: str = ""
    apart: bool = False


class MarkedMenu(Menu):
    """The marked row bears ●, the others ○, with or without the focus; the last row is the end."""

    def __init__(
        self,
        rows: Sequence[MarkedRow],
        marked: str,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._rows = tuple(rows)
        self._first = marked
        self.add_options(_options(self._rows, marked))

    def on_mount(self) -> None:
        """Start at the marked row."""
        self.highlighted = [row.key for row in self._rows].index(self._first)

    def on_option_list_option_highlighted(self, event: Menu.OptionHighlighted) -> None:
        """The sign follows the keys."""
        for place, row in enumerate(self._rows):
            self.replace_option_prompt_at_index(place, _told(row, marked=row.key == event.option_id))

    def action_cursor_up(self) -> None:
        """Move up; the first row is the beginning, so that nobody lands on the last by accident."""
        if self.highlighted:
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Move down; the last row is the end."""
        if self.highlighted is not None and self.highlighted < self.option_count - 1:
            super().action_cursor_down()


def _options(rows: Sequence[MarkedRow], marked: str) -> list[Option | None]:
    """The rows as options; None is a line between them."""
    found: list[Option | None] = []
    apart = False
    for row in rows:
        found += [None] if row.apart and not apart else []
        found.append(Option(_told(row, marked=row.key == marked), id=row.key))
        apart = row.apart
    return found


def _told(row: MarkedRow, *, marked: bool) -> Content:
    note = (f"  {row.note}", "bold") if row.note else ""
    return Content.assemble(_SIGNS[marked], plain(row.text), note)
