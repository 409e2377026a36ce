"""A list to choose from, by keyboard or mouse; its rows are plain content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from simulator.tui.widgets.turned_round import turned_round
from simulator.wording import N_

Row = tuple[str, Content]
"""An option's id and what it shows."""


class Menu(OptionList):
    """An OptionList that keeps its place when its rows change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", N_("choose"), show=True),
        Binding("space", "select", N_("choose"), show=False),
    ]
    DEFAULT_CSS = """
    Menu { border: none; padding: 0; background: transparent; background-tint: transparent; }
    Menu:focus { border: none; background-tint: transparent; }
    Menu > .option-list--option { padding: 0 1; }
    """

    def __init__(
        self,
        *rows: Row,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            *(Option(prompt, id=key) for key, prompt in rows), id=id, classes=classes, markup=False
        )
        self._touched = False

    def show_rows(self, rows: Sequence[Row], disabled: frozenset[str] = frozenset()) -> None:
        """Show other rows; the highlight stays on its row once the learner has moved it."""
        held = self.chosen
        self.set_options([Option(prompt, id=key, disabled=key in disabled) for key, prompt in rows])
        keys = [key for key, _ in rows]
        if not keys:
            return
        self.highlighted = keys.index(held) if self._touched and held in keys else 0

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted row."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """The style of a part of the list."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return turned_round(self, style, component_classes)

    def action_cursor_down(self) -> None:
        """Move down; from now on the highlight stays where the learner put it."""
        self._touched = True
        super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Move up; from now on the highlight stays where the learner put it."""
        self._touched = True
        super().action_cursor_up()
