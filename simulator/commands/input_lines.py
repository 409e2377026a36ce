"""Files of JSON Lines as they come from other people's programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from simulator.errors import UsageError
from simulator.language.text import decode_input

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class InputLine(NamedTuple):
    """A line that is not blank.

    Attributes:
        number: Counted from 1.
        text: The line; a byte that is no UTF-8 is U+FFFD.
        sound: Whether all of it was UTF-8.
    """

    number: int
    text: str
    sound: bool


def input_lines(path: str | Path) -> Iterator[InputLine]:
    """The lines of a file, or of standard input for `-`, as they come.

    Raises:
        UsageError: The file cannot be opened, is in UTF-16, or is one JSON document over all its lines.
    """
    try:
        with _opened(path) as stream:
            lines = ((number, raw) for number, raw in enumerate(stream, start=1) if raw.strip())
            first = next(lines, None)
            if first is None:
                return
            _refuse_utf_16(path, first[1])
            before: list[tuple[int, bytes]] = [first]
            if _may_be_a_document(first[1], piped=str(path) == "-"):
                before += lines
                _refuse_document(path, b"".join(raw for _, raw in before))
            for number, raw in chain(before, lines):
                yield _line(number, raw)
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        hint = "Name a file of JSON Lines, or - for standard input."
        raise UsageError(f"{path}: the file cannot be read: {reason}.", hint) from None


def _opened(path: str | Path) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if str(path) == "-" else Path(path).open("rb")


def _line(number: int, raw: bytes) -> InputLine:
    text = decode_input(raw)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return InputLine(number, text, sound=False)
    return InputLine(number, text, sound=True)


def _refuse_utf_16(path: str | Path, first: bytes) -> None:
    if first.startswith(_UTF_16) or b"\x00" in first:
        raise UsageError(f"{path}: the file is not in UTF-8 (it looks like UTF-16).", "Save it as UTF-8.")


def _may_be_a_document(first: bytes, *, piped: bool) -> bool:
    """Whether the first line is a list, or an object that does not end in it.

    Of a pipe only a lone bracket is looked into: whoever writes to it may wait for an answer a line.
    """
    start = decode_input(first).strip()
    if piped:
        return start in ("{", "[")
    return start.startswith("[") or (start.startswith("{") and not _is_json(start))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse_document(path: str | Path, raw: bytes) -> None:
    if _is_json(decode_input(raw)):
        raise UsageError(
            f"{path}: this looks like one JSON document, not like JSON Lines.",
            "Write each object on a line of its own, without a list around them.",
        )
