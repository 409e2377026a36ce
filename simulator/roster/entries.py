"""A roster's file as entries, one for each person, and everything that is wrong with its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from simulator.roster import cells
from simulator.roster.columns import Columns, read_headings
from simulator.roster.decoding import decode
from simulator.roster.faults import Fault, Unfit
from simulator.roster.table import Row, Table


class Entry(NamedTuple):
    """What a file says about one person. None means that it says nothing: what is on record stays.

    Attributes:
        line: The line on which it begins.
        employee_number: Their number in the company.
        login: How the program knows them.
        given_name: Their given name; the whole name, where the file has no more than that.
        family_name: Their family name.
        email: Their address.
        level: One of the levels.
        department: Their department; empty for none.
        manager: The employee number, login or e-mail address of their manager; empty for nobody.
        tags: Their tags, in order.
        roles: Their roles, learner among them.
        hired: Their first day.
        active: Whether they are there.
    """

    line: int
    employee_number: str
    login: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    level: str | None = None
    department: str | None = None
    manager: str | None = None
    tags: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    hired: date | None = None
    active: bool | None = None


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A file that was read.

    Attributes:
        entries: The rows in which nothing is wrong by itself, in order.
        numbers: The employee numbers of all rows, also of the faulty ones.
        faults: What is wrong, in order.
        usable: False when the headings are wrong, so that no row could be read.
        columns: Its columns.
        encoding: How it was read.
        delimiter: What stands between its cells.
        cleaned: Whether characters were taken out of it.
        formulas: How many names begin like a formula; they are kept as text.
        rows: How many rows hold something, beside the headings.
    """

    entries: Sequence[Entry]
    numbers: frozenset[str]
    faults: Sequence[Fault]
    usable: bool
    columns: Columns
    encoding: str = "UTF-8"
    delimiter: str = ","
    cleaned: bool = False
    formulas: int = 0
    rows: int = 0


def _or_nothing(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """An empty cell says nothing, where nothing would be no answer."""
    return lambda raw: read(raw) if raw else None


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "employee_number": ("employee_number", cells.name),
    "user_name": ("login", _or_nothing(cells.name)),
    "given_name": ("given_name", cells.text),
    "display_name": ("given_name", cells.text),
    "family_name": ("family_name", cells.text),
    "email": ("email", cells.text),
    "level": ("level", cache(cells.level)),
    "department": ("department", cells.text),
    "manager": ("manager", cells.manager),
    "tags": ("tags", cache(cells.tags)),
    "roles": ("roles", cache(cells.roles)),
    "hire_date": ("hired", cells.day),
    "active": ("active", cells.active),
}
"""What becomes of each field, and how its cells are read."""
_FREE = ("given_name", "display_name", "family_name", "email", "department", "employee_number", "user_name")


def read_roster(data: bytes) -> RosterFile:
    """Read a file's bytes.

    Raises:
        UsageError: It is no text, or its quotation marks are wrong, so that it has no rows.
    """
    decoded = decode(data)
    table = Table(decoded.text)
    rows = table.rows()
    head = next((row for row in rows if any(row.cells)), Row(1, ()))
    columns = read_headings(head.cells, head.line)
    if columns.faults:
        return RosterFile((), frozenset(), columns.faults, False, columns, decoded.encoding, table.delimiter)
    reading = _Reading(columns, looks_for_formulas=table.formulas)
    for row in _to_the_last(rows, reading.faults):
        reading.take(row)
    if not reading.rows:
        reading.faults.append(Fault(0, 0, "", "There is nobody in the file.", "Put one person on each line."))
    return RosterFile(
        reading.entries, frozenset(reading.lines), sorted(reading.faults), True, columns, decoded.encoding,
        table.delimiter, table.cleaned, reading.formulas, reading.rows,
    )  # fmt: skip


def _to_the_last(rows: Iterable[Row], faults: list[Fault]) -> Iterator[Row]:
    """The rows that hold something; what is empty at the end of the file is no fault."""
    empty: list[int] = []
    for row in rows:
        if not any(row.cells):
            empty.append(row.line)
            continue
        faults += (Fault(line, 0, "", "The row is empty.", "Take it out, or fill it in.") for line in empty)
        empty.clear()
        yield row


@dataclass(slots=True)
class _Reading:
    """The rows as they are read."""

    columns: Columns
    looks_for_formulas: bool
    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """The line on which each employee number came first."""
    formulas: int = 0
    rows: int = 0
    plan: list[tuple[str, int, str, Callable[[str], Any]]] = field(init=False)
    free: list[int] = field(init=False)

    def __post_init__(self) -> None:
        places = self.columns.places
        self.plan = [(name, place, *_READERS[name]) for name, place in places.items()]
        self.free = [places[name] for name in _FREE if name in places] if self.looks_for_formulas else []

    def take(self, row: Row) -> None:
        """One row: an entry, or what is wrong with it."""
        self.rows += 1
        before = len(self.faults)
        self._check_width(row)
        if len(self.faults) > before:
            self._remember_number(row)
            return
        values = self._values(row)
        if "employee_number" in values:
            self._check_number(row.line, values["employee_number"])
        if len(self.faults) == before:
            self.entries.append(Entry(row.line, **values))
            self.formulas += sum(row.cells[place].startswith(("=", "+", "@")) for place in self.free)

    def _check_width(self, row: Row) -> None:
        wanted, found = len(self.columns.headings), len(row.cells)
        if found > wanted and any(row.cells[wanted:]):
            what = f"The row has {found} cells, and there are {wanted} headings."
            todo = "Put cells that hold the delimiter into quotation marks, or take out what is too many."
            self.faults.append(Fault(row.line, wanted + 1, "", what, todo))
        elif found < wanted:
            what = f"The row has {found} cells, and there are {wanted} headings."
            todo = "Leave cells empty rather than out; a line may be broken in two here."
            self.faults.append(Fault(row.line, found, "", what, todo))

    def _remember_number(self, row: Row) -> None:
        """Whoever is named as a manager elsewhere is not unknown because their own row is faulty."""
        place = self.columns.places["employee_number"]
        if place < len(row.cells) and row.cells[place]:
            self.lines.setdefault(row.cells[place], row.line)

    def _values(self, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, place, key, read in self.plan:
            try:
                values[key] = read(row.cells[place])
            except Unfit as unfit:
                self.faults.append(self.columns.fault(row.line, name, unfit.what, unfit.todo))
        return values

    def _check_number(self, line: int, number: str) -> None:
        if not number:
            what, todo = "The employee number is missing.", "Fill it in: it says who is meant."
        elif number in self.lines:
            what = f"The employee number {number} is there twice: line {self.lines[number]} has it too."
            todo = "Take out one of the two."
        else:
            self.lines[number] = line
            return
        self.faults.append(self.columns.fault(line, "employee_number", what, todo))
