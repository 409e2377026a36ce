"""Headers kept between starts, by path, time and size of the file. Losing the cache loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import fields
from pathlib import Path
from typing import Any
from zlib import crc32

from simulator.content.headers import ScenarioHeader

_FORMAT = 1
_FIELDS = tuple(field for field in fields(ScenarioHeader) if field.name != "path")
_STORED = {"str": str, "str | None": str, "int": int, "bool": bool, "tuple[str, ...]": list}
_TEXTS = (str, tuple)
_FULL = tuple(_STORED[str(field.type)] for field in _FIELDS)
_SHAPES = (_FULL, (*_FULL[:-1], type(None)))
"""The types of the stored values, with a fault (the last field) and without."""


class HeaderCache:
    """The headers of one library's scenarios in a JSON file.

    A missing, damaged or foreign file is an empty cache; a folder that takes no file is left alone.
    """

    def __init__(self, folder: Path | None, root: Path) -> None:
        name = f"headers-{crc32(os.fsencode(root.absolute())):08x}.json"
        self._file = folder / name if folder is not None else None
        self._kept: dict[str, list[Any]] = self._load()
        self._now: dict[str, list[Any]] = {}
        self._fresh = False

    def get(self, path: Path, stat: os.stat_result) -> ScenarioHeader | None:
        """The header as it was when the file had this time and size."""
        entry = self._kept.get(str(path))
        if not isinstance(entry, list) or entry[:2] != [stat.st_mtime_ns, stat.st_size]:
            return None
        header = _header(path, entry[2:])
        if header is not None:
            self._now[str(path)] = entry
        return header

    def put(self, header: ScenarioHeader, stat: os.stat_result) -> None:
        """Keep a header that was read from a file of this time and size."""
        values = [getattr(header, field.name) for field in _FIELDS]
        self._now[str(header.path)] = [stat.st_mtime_ns, stat.st_size, *values]
        self._fresh = True

    def save(self) -> None:
        """Write the headers that were got or put, if they differ from those in the file."""
        if self._file is None or (not self._fresh and len(self._now) == len(self._kept)):
            return
        with contextlib.suppress(OSError):
            _write(self._file, json.dumps({"format": _FORMAT, "headers": self._now}))

    def _load(self) -> dict[str, list[Any]]:
        if self._file is None:
            return {}
        try:
            data = json.loads(self._file.read_bytes())
            headers = data["headers"] if data["format"] == _FORMAT else {}
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return {}
        return headers if isinstance(headers, dict) else {}


def _header(path: Path, values: list[Any]) -> ScenarioHeader | None:
    """The header with these values, in the order of the fields; None when one of them cannot be right.

    A text that could trip a terminal up cannot be right either: it did not come from here.
    """
    if tuple(map(type, values)) not in _SHAPES:
        return None
    try:
        stored: list[Any] = [tuple(value) if type(value) is list else value for value in values]
        texts = [value if type(value) is str else "".join(value) for value in stored if type(value) in _TEXTS]
    except TypeError:
        return None
    return ScenarioHeader(path, *stored) if "".join(texts).isprintable() else None


def _write(file: Path, text: str) -> None:
    """Replace the file in one step, so that nobody ever reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".part")
    try:
        with open(handle, "w", encoding="utf-8") as part:
            part.write(text)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
