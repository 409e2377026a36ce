"""What language models cost, on record: one line for each request, in a file beside the records.

`spending.jsonl` is only added to. Each line is one write at the file's end, which two processes on one
machine cannot mix up (write(2): with O_APPEND, moving to the end and writing are one step). Days are UTC's.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import BinaryIO, Literal

from simulator.records.place import make_file

FILE_NAME = "spending.jsonl"
Purpose = Literal["customer", "reader", "judge", "audition", "rehearsal", "doctor"]
Pricing = Callable[[str, int, int], Decimal | None]
"""What a request costs by the prices of now: its model, tokens read, tokens written; nothing if not known."""
_LONGEST_LINE = 8_192
_LONGEST_NAME = 200
_MOST_NAMES = 9
_TOO_MUCH = 10**15


@dataclass(frozen=True, slots=True)
class Spent:
    """One request.

    Attributes:
        at: When, as ISO 8601 in UTC: `2026-03-02T09:30:00.000Z`.
        purpose: What it was for.
        attempt: Which attempt it belongs to; nothing outside of attempts.
        model: Which model was asked, by the name in the settings.
        input_tokens: Tokens read.
        output_tokens: Tokens written.
        estimated: Whether the tokens are an estimate.
        cost: In the account's currency; nothing when the model's price is not known.
    """

    at: str
    purpose: Purpose
    attempt: str | None
    model: str
    input_tokens: int
    output_tokens: int
    estimated: bool
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class DaySpent:
    """What one day's requests took together.

    Attributes:
        requests: How many there were.
        input_tokens: Tokens read.
        output_tokens: Tokens written.
        cost: The sum; nothing when a model was asked that has no known price even now.
        estimated: Whether tokens of any request are an estimate.
        damaged: Lines that seem to be of that day and cannot be read; they are left out.
        unpriced: The models that make the sum unknown, each once, in order; the first few of them.
    """

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: Decimal | None = Decimal(0)
    estimated: bool = False
    damaged: int = 0
    unpriced: tuple[str, ...] = ()


class SpendingLog:
    """The spending on record in a data folder. Nothing is opened or created before the first request."""

    def __init__(self, data_dir: Path) -> None:
        self.file = data_dir / FILE_NAME
        self._told = False

    def add(self, spent: Spent) -> str:
        """Keep one request. Never raises for the disk's sake: a conversation goes on without the record.

        Returns:
            An empty string; the first time that it cannot be kept, a sentence to show to people.
        """
        try:
            make_file(self.file)
            _append(self.file, _line(spent))
        except OSError as error:
            return self._tell(error)
        return ""

    def day(self, day: str, pricing: Pricing | None = None) -> DaySpent:
        """What was spent on a day in UTC (`2026-03-02`); without a file, nothing.

        Args:
            day: Which day.
            pricing: Tells the cost of requests that were made before their model's price was known. What a
                line says that it cost stays, whatever prices are now.

        Raises:
            OSError: The file is there and cannot be read.
        """
        total = DaySpent()
        try:
            with open(_regular(self.file), "rb") as file:
                for line in _lines(file):
                    if day.encode() in line:
                        total = _with(total, _priced(_read(line), pricing), day)
        except FileNotFoundError:
            pass
        return total

    def _tell(self, error: OSError) -> str:
        if self._told:
            return ""
        self._told = True
        return (
            f"What the language model costs could not be kept in {self.file}: {error.strerror or error}. "
            "The conversation goes on."
        )


def _line(spent: Spent) -> bytes:
    """The line; names are shortened, so that a line stays short enough to be read again."""
    entry = asdict(spent) | {
        "model": spent.model[:_LONGEST_NAME],
        "attempt": spent.attempt[:_LONGEST_NAME] if spent.attempt is not None else None,
        "cost": format(spent.cost, "f") if spent.cost is not None else None,
    }
    return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


def _append(file: Path, line: bytes) -> None:
    """Add a line with one write; one that was torn before gets its end first.

    In the middle of another process's write the end may seem to be missing: that leaves an empty line, which
    holds no day and is passed over.
    """
    handle = os.open(
        file, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("it is no file")
        if status.st_size:
            os.lseek(handle, -1, os.SEEK_END)
            line = line if os.read(handle, 1) == b"\n" else b"\n" + line
        if os.write(handle, line) < len(line):
            raise OSError("the disk took only a part of it")
    finally:
        os.close(handle)


def _regular(file: Path) -> Path:
    """The file; a pipe of its name would keep its reader waiting for ever."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("it is no file")
    return file


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines; one that is far too long comes in parts, each of which is damaged."""
    return iter(lambda: file.readline(_LONGEST_LINE), b"")


def _read(line: bytes) -> Spent | None:
    """The entry of a line; nothing when it is torn, or holds what nobody could have spent."""
    try:
        found = json.loads(line)
        cost = found["cost"]
        if not isinstance(cost, str | None):
            return None
        found["cost"] = None if cost is None else Decimal(cost)
        spent = Spent(**{field.name: found[field.name] for field in fields(Spent)})
    except (ValueError, TypeError, KeyError, RecursionError, InvalidOperation):
        return None
    return spent if _is_sound(spent) else None


def _is_sound(spent: Spent) -> bool:
    """Whether what is summed up is what it should be: anyone can write to a file."""
    counts = (spent.input_tokens, spent.output_tokens)
    return (
        isinstance(spent.at, str)
        and isinstance(spent.model, str)
        and all(type(count) is int and 0 <= count < _TOO_MUCH for count in counts)
        and isinstance(spent.estimated, bool)
        and (spent.cost is None or (spent.cost.is_finite() and 0 <= spent.cost < _TOO_MUCH))
    )


def _priced(spent: Spent | None, pricing: Pricing | None) -> Spent | None:
    """The entry, with a cost by the prices of now where it has none."""
    if spent is None or spent.cost is not None or pricing is None:
        return spent
    return replace(spent, cost=pricing(spent.model, spent.input_tokens, spent.output_tokens))


def _with(total: DaySpent, spent: Spent | None, day: str) -> DaySpent:
    """The total with a line in which the day stands."""
    if spent is None:
        return replace(total, damaged=total.damaged + 1)
    if not spent.at.startswith(day):
        return total
    known = total.cost is not None and spent.cost is not None
    return replace(
        total,
        requests=total.requests + 1,
        input_tokens=total.input_tokens + spent.input_tokens,
        output_tokens=total.output_tokens + spent.output_tokens,
        cost=total.cost + spent.cost if known else None,  # type: ignore[operator]
        estimated=total.estimated or spent.estimated,
        unpriced=total.unpriced if spent.cost is not None else _named(total.unpriced, spent.model),
    )


def _named(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The names with one more, unless it is among them or they are many: people read a few."""
    return names if name in names or len(names) >= _MOST_NAMES else (*names, name)
