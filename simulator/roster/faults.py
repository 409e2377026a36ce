"""What is wrong in a roster's file, where, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing that is wrong.

    Attributes:
        line: The line of the file on which the row begins, from 1; 0 for the whole file.
        column: The column's number, from 1; 0 for the whole row.
        heading: What the file calls the column, or empty.
        what: What is wrong.
        todo: What to do.
    """

    line: int
    column: int
    heading: str
    what: str
    todo: str

    @property
    def place(self) -> str:
        """`line 7, column 3 (hire_date)`, or as much of it as is known."""
        parts = [f"line {self.line}"] if self.line else []
        if self.column:
            parts.append(f"column {self.column}" + (f" ({self.heading})" if self.heading else ""))
        return ", ".join(parts)

    @property
    def said(self) -> str:
        """All of it on one line."""
        where = f"{self.place}: " if self.line else ""
        return f"{where}{self.what} {self.todo}".rstrip()


class Unfit(Exception):
    """A cell that cannot be used.

    Attributes:
        what: What is wrong with it.
        todo: What to do.
    """

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo


def told(raw: str, limit: int = 40) -> str:
    """A cell in quotation marks, short enough for a message."""
    return f"“{raw}”" if len(raw) <= limit else f"“{raw[: limit - 1]}…”"
