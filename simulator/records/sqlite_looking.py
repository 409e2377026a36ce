"""Looking at a SQLite file without touching it: nothing is created, changed or kept from others."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from simulator.errors import UnavailableError
from simulator.records.address import FileAddress
from simulator.records.failures import code_of, not_a_file, told
from simulator.records.reading import check_version
from simulator.records.schema import create_tables
from simulator.records.sqlite import empty_engine, reading_engine

T = TypeVar("T")

_UNSHARED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class FileLooking:
    """The records of a file, for reading only; a file that does not exist holds no attempts.

    A file at rest is read as it lies, without a lock, and read again should it have changed meanwhile. One
    that is in use is read beside its writer. What a lost writer left behind on a disk where nothing can be
    created is read from a copy.
    """

    def __init__(self, file: Path, patience: float) -> None:
        self.file, self.patience = file, patience

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do something with one consistent view of the records.

        Raises:
            UnavailableError: They cannot be read, are newer than this program, or not ours.
        """
        with told(self.file):
            before = self._traces()
            if before[0] is None:
                return on_nothing(work)
            if before[1:] != (None, None):  # a log or a journal with something in it
                return self._beside_writer(work)
            try:
                found = self._through("mode=ro&immutable=1", work)
            except (DBAPIError, UnavailableError):
                if self._traces() == before:
                    raise
                return self._beside_writer(work)
            return found if self._traces() == before else self._beside_writer(work)

    def _traces(self) -> tuple[tuple[int, int] | None, ...]:
        """Time and size of the file, its log and its journal; None for what is not there or empty."""
        return tuple(_trace(path) for path in (self.file, *self._companions()))

    def _companions(self) -> tuple[Path, ...]:
        return tuple(self.file.with_name(self.file.name + tail) for tail in ("-wal", "-journal"))

    def _beside_writer(self, work: Callable[[Connection], T]) -> T:
        try:
            return self._through("mode=ro", work)
        except DBAPIError as error:
            if code_of(error) not in _UNSHARED:
                raise
        return self._from_copy(work)

    def _from_copy(self, work: Callable[[Connection], T]) -> T:
        # Copying opens the file by hand, which is safe because nobody in this process can be writing to it.
        with TemporaryDirectory(prefix="empty-chair-") as folder:
            copy = Path(folder) / self.file.name
            shutil.copyfile(self.file, copy)
            for companion in self._companions():
                if companion.exists():
                    shutil.copyfile(companion, Path(folder) / companion.name)
            return self._through("mode=rw", work, copy)

    def _through(self, how: str, work: Callable[[Connection], T], file: Path | None = None) -> T:
        def checked(connection: Connection) -> T:
            if check_version(connection, FileAddress(self.file)) == 0:
                return on_nothing(work)
            return work(connection)

        return _with(reading_engine(file or self.file, self.patience, how), checked)


def _trace(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise not_a_file(path)
    return (found.st_mtime_ns, found.st_size) if found.st_size else None


def on_nothing(work: Callable[[Connection], T]) -> T:
    """What the answer is when there are no attempts at all."""

    def empty(connection: Connection) -> T:
        create_tables(connection)
        return work(connection)

    return _with(empty_engine(), empty)


def _with(engine: Engine, work: Callable[[Connection], T]) -> T:
    try:
        with engine.connect() as connection, connection.begin():
            return work(connection)
    finally:
        engine.dispose()
