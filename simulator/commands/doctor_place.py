"""Looking at what everything else stands on: Python, the terminal, the library, the disk, the settings."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from simulator.commands.doctor_findings import Finding
from simulator.errors import EmptyChairError
from simulator.settings import load_settings

_OLDEST = (3, 11)
_NARROWEST, _LOWEST = 40, 12
"""Columns and rows below which the app asks for a larger terminal."""
_ROOM = 50_000_000
"""Bytes of free disk below which there is a warning; a year of one learner's records takes less."""


def place_findings(library: Path, data: Path, settings: Path) -> Iterator[Finding]:
    """Everything that is there without a language model.

    Args:
        library: The folder of the library.
        data: The folder of the records, which need not exist.
        settings: The settings file, which need not exist.
    """
    yield _python()
    yield _terminal()
    yield _library(library)
    yield _data(data)
    yield from _database(data, settings)
    yield _settings(settings)


def _python() -> Finding:
    version = f"Python {platform.python_version()} on {platform.system() or sys.platform}"
    if sys.version_info < _OLDEST:
        return Finding("python", "fault", version, "Use Python 3.11 or newer.")
    return Finding("python", "ok", version)


def _terminal() -> Finding:
    size = _size()
    if size is None:
        return Finding(
            "terminal", "ok", "Not looked at: input or output is no terminal here. The app needs one."
        )
    if os.environ.get("TERM", "") == "dumb":
        return Finding("terminal", "warning", "It cannot move its cursor (TERM=dumb): lines are used.")
    told = f"{size.columns} columns, {size.lines} rows"
    if size.columns < _NARROWEST or size.lines < _LOWEST:
        todo = f"Enlarge it to {_NARROWEST} columns and {_LOWEST} rows, or use --plain."
        return Finding("terminal", "warning", f"{told}: too small for the app", todo)
    return Finding("terminal", "ok", told)


def _size() -> os.terminal_size | None:
    """The terminal's size; nothing where there is none on both sides."""
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return None
        return os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return None


def _library(folder: Path) -> Finding:
    from simulator.content.library import Library

    library = Library(folder)
    headers = list(library.headers())
    faulty = sum(header.fault is not None for header in headers)
    closed = library.closed()
    if closed:
        return Finding("library", "fault", closed[0], "Ask for the right to read it, or name another one.")
    if not headers:
        todo = "Name a folder that holds scenarios/ and rubrics/ with --library."
        return Finding("library", "fault", f"There are no scenarios in {folder}.", todo)
    told = f"{len(headers)} scenarios in {folder}"
    if faulty:
        return Finding("library", "warning", f"{told}, {faulty} cannot be used", "See: empty-chair check", {})
    return Finding("library", "ok", told)


def _data(folder: Path) -> Finding:
    from simulator.records.failures import read_only, unavailable
    from simulator.records.place import records_file, writable

    file = records_file(folder)
    try:
        there = _try_to_write(folder)
    except OSError as error:
        failure = unavailable(error, file)
        return Finding("data", "fault", failure.message, failure.hint)
    if file.exists() and not writable(file):
        failure = read_only(file)
        return Finding("data", "fault", failure.message, failure.hint)
    return _sort_of_disk(folder, there)


def _try_to_write(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists, where something could be written.

    Raises:
        OSError: Nothing can be.
    """
    if folder.is_dir():
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return folder
    above = next(path for path in (folder, *folder.absolute().parents) if os.path.lexists(path))
    if not above.is_dir():
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if not os.access(above, os.W_OK | os.X_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    return above


def _sort_of_disk(folder: Path, there: Path) -> Finding:
    from simulator.records.place import on_network

    told = f"{folder}" if there == folder else f"{folder}, which is made with the first attempt"
    if on_network(there):
        todo = "Prefer a folder on a local disk, one for each machine (--data)."
        return Finding("data", "warning", f"{told}: on a network file system, where writing waits", todo)
    free = shutil.disk_usage(there).free
    if free < _ROOM:
        return Finding(
            "data", "warning", f"{told}: only {free // 1_000_000} MB are free", "Make room on that disk."
        )
    return Finding("data", "ok", f"{told}: can be written")


def _database(data: Path, settings: Path) -> Iterator[Finding]:
    """Whether the database that is named for the records answers; nothing where none is named."""
    from simulator.database_setting import records_at

    try:
        where = records_at(data, settings)
        if isinstance(where, Path):
            return
        from simulator.records.looking import RecordsView

        RecordsView.look(where).history(limit=1)
    except EmptyChairError as error:
        yield Finding("database", "fault", error.message, error.hint)
    else:
        yield Finding("database", "ok", f"The records are in {where.shown}, which answers.")


def _settings(path: Path) -> Finding:
    _, complaint = load_settings(path)
    if complaint:
        return Finding("settings", "fault", complaint, "Put the file right; it is plain text.")
    if not path.exists():
        return Finding("settings", "ok", f"There is no {path}: the defaults are used.")
    return Finding("settings", "ok", f"{path}")
