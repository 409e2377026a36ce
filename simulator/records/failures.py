"""What went wrong with the records, told to people.

Primary result codes of SQLite (sqlite.org/rescode.html) and the system's error numbers become one
`UnavailableError` each: which file, what is wrong, what to do.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from simulator.errors import UnavailableError
from simulator.records.place import writable

_ELSEWHERE = "or name another folder for the records with --data"
_SAFE = "What was kept before is safe."


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Turn a failure of the database or of the disk into an `UnavailableError` that names the file."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise unavailable(error, file) from error
    except OverflowError as error:
        raise UnavailableError(
            f"A number is too large for the records in {file}.",
            "Look at the version numbers of the scenario, its persona and its rubric.",
        ) from error


def code_of(error: BaseException) -> int:
    """SQLite's primary result code of an error, also of a wrapped one; 0 where there is none."""
    inner = getattr(error, "orig", None) or error
    code = getattr(inner, "sqlite_errorcode", 0)
    return code & 0xFF if isinstance(code, int) else 0


def unavailable(error: BaseException, file: Path) -> UnavailableError:
    """The error for people."""
    if isinstance(error, OSError):
        return _of_system(error, file)
    tell = _BY_CODE.get(code_of(error))
    if tell is not None:
        return tell(file)
    inner = getattr(error, "orig", None) or error
    return UnavailableError(f"The records in {file} could not be used: {inner}.", _SAFE)


def damaged(file: Path, detail: str = "it is not a database, or parts of it are broken") -> UnavailableError:
    """The file, or a row of it, cannot be read as records."""
    return UnavailableError(
        f"The records file {file} is damaged: {detail}.",
        "Nothing in it was changed. Move it aside, with the files beside it that end in -wal and -shm, and "
        "put your backup in its place; without one, a new file is begun. Keep the damaged file: "
        f"`sqlite3 {file.name} .recover` often saves most of it.",
    )


def not_a_file(file: Path) -> UnavailableError:
    """Something else than a file bears the records' name."""
    return UnavailableError(
        f"{file} should be the file of the records, but is a folder, a device or a link that leads nowhere.",
        f"Move it aside, {_ELSEWHERE}. Nothing in it was changed.",
    )


def _locked(file: Path) -> UnavailableError:
    return UnavailableError(
        f"The records in {file} are in use by another program, which did not let go of them in time.",
        f"Close what else works on that file (a backup, a database browser), then try again. {_SAFE}",
    )


def _full(file: Path) -> UnavailableError:
    return UnavailableError(
        f"The disk is full: nothing more fits into the records in {file}.",
        f"Make room on the disk, then try again. {_SAFE}",
    )


def read_only(file: Path) -> UnavailableError:
    """The file, its folder or its disk cannot be written."""
    return UnavailableError(
        f"The records in {file} cannot be written: the file, its folder or its disk is read-only for you.",
        f"Ask for the right to write there, {_ELSEWHERE}. {_SAFE}",
    )


def _broken_disk(file: Path) -> UnavailableError:
    return UnavailableError(
        f"The disk failed while the records in {file} were read or written.",
        "Look whether the disk is full, was taken out or is on a network that is gone, then try again. "
        f"{_SAFE}",
    )


def _cannot_open(file: Path) -> UnavailableError:
    if os.path.lexists(file) and not file.is_file():
        return not_a_file(file)
    if not writable(file.parent) or (file.exists() and not writable(file)):
        return read_only(file)
    return UnavailableError(
        f"The records in {file} could not be opened.",
        f"Look whether you may read and write in {file.parent}, {_ELSEWHERE}.",
    )


def _of_system(error: OSError, file: Path) -> UnavailableError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(file)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return UnavailableError(
            f"The records in {file} are closed to you: {error.strerror or 'not allowed'}.",
            f"Ask for the right to read and write there, {_ELSEWHERE}.",
        )
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return UnavailableError(
            f"The folder of the records, {file.parent}, cannot be made: a file stands in its way.",
            "Name a folder with --data, or move that file aside.",
        )
    return UnavailableError(
        f"The records in {file} could not be reached: {error.strerror or error}.",
        f"Look whether the disk is there, {_ELSEWHERE}.",
    )


_BY_CODE: dict[int, Callable[[Path], UnavailableError]] = {
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_PROTOCOL: _locked,
    sqlite3.SQLITE_IOERR: _broken_disk,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_CANTOPEN: _cannot_open,
}
