"""The text of a roster's file as rows of cells: comma, semicolon or tab, quoted as RFC 4180 says."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.errors import UsageError
from simulator.language.text import clean_text
from simulator.roster.columns import field_of

DELIMITERS = (",", ";", "\t")
_SEPARATOR = re.compile(r"sep=(.)[ \t]*\n", re.IGNORECASE)
_FORMULA = re.compile(r"[,;\t\"\n] *[=+@]")
_QUOTE = 'Every quotation mark inside a quoted cell is written twice ("").'


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something.

    Attributes:
        line: The line on which it begins, from 1.
        cells: Its cells, cleaned, each on one line and without space around it.
    """

    line: int
    cells: Sequence[str]


class Table:
    """A file's rows.

    Attributes:
        delimiter: What stands between its cells.
        cleaned: Whether characters were taken out of it (controls, hidden directions).
        formulas: Whether a cell may begin like a formula.
    """

    def __init__(self, text: str) -> None:
        """Look at the first row; the others are read as they are asked for."""
        self._text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
        self.cleaned = clean_text(self._text) != self._text
        self.formulas = _FORMULA.search(self._text) is not None
        self._skipped = 0
        self.delimiter = self._found_delimiter()

    def _found_delimiter(self) -> str:
        """What the file says, as Excel reads it (`sep=;`), or that which gives the most known headings."""
        said = _SEPARATOR.match(self._text)
        if said:
            self._text, self._skipped = self._text[said.end() :], 1
            return said[1]
        head = self._text.lstrip("\n").partition("\n")[0]
        return max(DELIMITERS, key=lambda one: (_known(head, one), head.count(one)))

    def rows(self) -> Iterator[Row]:
        """The rows in order; one in which nothing stands has cells without anything, or none.

        Raises:
            UsageError: The quotation marks are wrong, and where.
        """
        tidy = _cleaned if self.cleaned else _tidy
        reader = csv.reader(io.StringIO(self._text), delimiter=self.delimiter, strict=True)
        line = 1 + self._skipped
        try:
            for cells in reader:
                yield Row(line, [tidy(cell) for cell in cells])
                line = reader.line_num + 1 + self._skipped
        except csv.Error as error:
            raise UsageError(f"line {line}: {_reason(error)}.", _QUOTE) from None


def _known(head: str, delimiter: str) -> int:
    """How many headings are understood when they are taken apart so."""
    try:
        cells = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(field_of(_cleaned(cell)) is not None for cell in cells)


def _tidy(cell: str) -> str:
    return " ".join(cell.split())


def _cleaned(cell: str) -> str:
    return " ".join(clean_text(cell).split())


def _reason(error: csv.Error) -> str:
    said = str(error)
    if "end of data" in said or "field limit" in said:
        return "a quotation mark opens a cell that never ends"
    if "expected after" in said:
        return "something stands behind the quotation mark that ends a cell"
    return f"the row cannot be read ({said})"
