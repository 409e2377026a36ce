"""The team board as values: which people are shown, in which order, and what stands in their lines. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from textual.content import Content

from simulator.tui.phrasing import LEVELS, named, when_text
from simulator.tui.widgets.plain import fitted, one_line
from simulator.tui.year_text import LATE, days_text, state_text, tone_of, urgency
from simulator.wording import _
from simulator.year.values import NOT_ASKED, Board, Standing, TeamRow

Order = Literal["name", "state", "days", "last"]
ORDERS: tuple[Order, ...] = ("state", "name", "days", "last")
EVERYTHING = -1
"""Instead of a requirement's place: whatever presses most."""

_STATE = 14
_DAYS = 14
_LAST = 13
_LEAST_NAME = 14
_DEPARTMENT = 18
_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Sight:
    """How the board is looked at.

    Attributes:
        order: What it is sorted by; `upwards` turns it around.
        text: Only people in whose line every word of it stands.
        about: The place of the requirement that state and days speak of, or EVERYTHING.
    """

    order: Order = "state"
    upwards: bool = False
    text: str = ""
    about: int = EVERYTHING

    def sorted_by(self, order: Order) -> Sight:
        """Sorted by something; by the same again, the other way round."""
        return replace(self, order=order, upwards=order == self.order and not self.upwards)


class Index:
    """A board, made ready for sorting and searching: the words of each line in small letters."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self._words = [_words(row) for row in board.rows]
        self._worst = [min(row.standings, key=urgency, default=NOT_ASKED) for row in board.rows]
        self._names = [one_line(row.name).casefold() for row in board.rows]

    def standing(self, place: int, about: int) -> Standing:
        """Where the person of a row stands with a requirement, or with what presses most."""
        row = self.board.rows[place]
        return self._worst[place] if about == EVERYTHING else row.standings[about]

    def shown(self, sight: Sight) -> list[int]:
        """The places of the rows that are to be seen, in order."""
        words = sight.text.casefold().split()
        found = range(len(self.board.rows))
        left = [place for place in found if all(word in self._words[place] for word in words)]
        return sorted(sorted(left, key=self._names.__getitem__), key=self._key(sight), reverse=sight.upwards)

    def _key(self, sight: Sight) -> Callable[[int], Any]:
        rows = self.board.rows
        keys: dict[Order, Callable[[int], Any]] = {
            "name": self._names.__getitem__,
            "state": lambda place: urgency(self.standing(place, sight.about)),
            "days": lambda place: _days(self.standing(place, sight.about)),
            "last": lambda place: rows[place].last,
        }
        return keys[sight.order]

    def late(self, shown: Sequence[int], about: int) -> int:
        """How many of these people are late."""
        return sum(self.standing(place, about).state in LATE for place in shown)


def _words(row: TeamRow) -> str:
    states = (state_text(one) for one in row.standings)
    parts = (row.name, row.department, named(LEVELS, row.level) if row.level else "", *states)
    return one_line(" ".join(parts)).casefold()


def _days(standing: Standing) -> tuple[bool, int]:
    """Fewest first; those of whom nothing is awaited at the end."""
    return standing.days_left is None, standing.days_left or 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns for a width in cells; requirements have columns of their own where there is room for all.

    Attributes:
        name: Cells of the name; `department` of the department, 0 where there is no room.
        requirements: How many have a column of their own, behind the one that is looked at.
    """

    name: int
    department: int
    requirements: int

    @classmethod
    def fitting(cls, width: int, requirements: int) -> Layout:
        """The columns that fit; names get what is left over, up to a point."""
        left = width - _STATE - _DAYS - _LAST - _LEAST_NAME
        department = _DEPARTMENT if left >= _DEPARTMENT + 6 else 0
        left -= department
        wanted = min(requirements, _MOST_COLUMNS) if requirements > 1 else 0
        columns = wanted if left - 8 >= wanted * _STATE else 0
        return cls(max(8, _LEAST_NAME + min(26, left - columns * _STATE)), department, columns)


def heading(index: Index, sight: Sight, layout: Layout) -> Content:
    """The line above the columns; what it is sorted by bears an arrow."""
    arrow = "▲" if sight.upwards else "▼"

    def told(text: str, order: Order) -> str:
        return f"{text} {arrow}" if sight.order == order else text

    titles = [fitted(one.title, _STATE - 1) + " " for one in index.board.requirements[: layout.requirements]]
    line = "".join(
        (
            fitted(told(_("name"), "name"), layout.name),
            fitted(_("department"), layout.department),
            fitted(told(_("state"), "state"), _STATE),
            fitted(told(_("days left"), "days"), _DAYS),
            *titles,
            fitted(told(_("last attempt"), "last"), _LAST + 2),
        )
    )
    return Content.styled(line.rstrip(), "$text-muted")


def row_line(index: Index, place: int, sight: Sight, layout: Layout, now: datetime) -> Content:
    """The line of a person."""
    row, standing = index.board.rows[place], index.standing(place, sight.about)
    each = (_state(one) for one in row.standings[: layout.requirements])
    last = when_text(row.last, now) if row.last else _("never")
    return Content.assemble(
        fitted(row.name, layout.name - 1) + " ",
        (_spaced(row.department, layout.department), "$text-muted"),
        _state(standing),
        fitted(days_text(standing.days_left), _DAYS),
        *each,
        (fitted(last, _LAST), "$text-muted"),
    )


def _state(standing: Standing) -> tuple[str, str]:
    return _spaced(state_text(standing), _STATE), tone_of(standing.state)


def _spaced(text: str, width: int) -> str:
    """A cell of a column, its last place free; nothing where the column has no room."""
    return fitted(text, width - 1) + " " if width else ""


def about_text(index: Index, sight: Sight) -> str:
    """What state and days speak of."""
    if sight.about == EVERYTHING:
        return _("what presses most") if len(index.board.requirements) > 1 else _("everything")
    one = index.board.requirements[sight.about]
    return f"{one_line(one.programme_title)} · {one_line(one.title)}"
