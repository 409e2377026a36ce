"""Keeping a table of a TOML file as it stands, while the rest of the file is written anew.

The standard library reads TOML and does not write it. So the table's text is carried over, and it is proved
by reading that it still says the same; where it was not written as a table of its own (`a.b = 1`,
`a = {b = 1}`), its values are written as one.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_REMARKS_BEFORE = re.compile(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Unkeepable(Exception):
    """The text cannot be read, so that nothing in it can be kept; the message says why."""


def kept_table(old: bytes, name: str, before: str) -> str:
    """The part of a file that holds a table, to be put behind other text.

    Everything from the first table on stays, letter for letter: other tables, and remarks.

    Args:
        old: The file's content.
        name: The table's name.
        before: What will stand before it: keys without a table.

    Raises:
        Unkeepable: The old content is no TOML, and what is to be kept of it neither.
    """
    try:
        text = old.decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except UnicodeDecodeError:
        raise Unkeepable("it is no UTF-8 text") from None
    except (ValueError, RecursionError) as error:
        return _kept_of_broken(text, name, before, str(error))
    if name not in found:
        return ""
    for tail in _tails(text):
        if _says(f"{before}\n{tail}", name, found[name]):
            return f"\n{tail}"
    return "\n" + "\n".join(_written((name,), found[name])) + "\n"


def _kept_of_broken(text: str, name: str, before: str, fault: str) -> str:
    """The tables, where the fault is above them."""
    for tail in _tails(text):
        if name not in text.removesuffix(tail) and _says(f"{before}\n{tail}", name):
            return f"\n{tail}"
        break
    raise Unkeepable(fault)


def _tails(text: str) -> Iterator[str]:
    """The text from each line on that may begin a table, with the remarks just above it."""
    for header in _HEADER.finditer(text):
        remarks = _REMARKS_BEFORE.search(text, 0, header.start())
        yield text[remarks.start() if remarks else header.start() :]


def _says(text: str, name: str, wanted: object = None) -> bool:
    """Whether a text can be read and has the table, with these values where they are given."""
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return name in found and (wanted is None or repr(found[name]) == repr(wanted))


def _written(path: tuple[str, ...], value: object) -> Iterator[str]:
    """The lines of a table and of the tables in it."""
    if not isinstance(value, Mapping):
        yield f"{_key(path[-1])} = {_value(value)}"
        return
    tables = {key: inner for key, inner in value.items() if isinstance(inner, Mapping)}
    yield f"[{'.'.join(map(_key, path))}]"
    for key, inner in value.items():
        if key not in tables:
            yield f"{_key(key)} = {_value(inner)}"
    for key, table in tables.items():
        yield from _written((*path, key), table)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_key(key)} = {_value(inner)}' for key, inner in value.items())}}}"
    return repr(value)


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    """A basic string; JSON escapes the same characters but one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
