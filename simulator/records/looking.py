"""Looking at the records without touching them: nothing is created, changed or kept from others."""

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
from simulator.records.failures import code_of, not_a_file, told
from simulator.records.place import records_file
from simulator.records.reading import RecordsReader, check_version
from simulator.records.schema import create_tables
from simulator.records.sqlite import PATIENCE, empty_engine, reading_engine

T = TypeVar("T")

_UNSHARED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


class RecordsView(RecordsReader):
    """The records of a data folder, for reading only; a file that does not exist holds no attempts.

    A file at rest is read as it lies, without a lock, and read again should it have changed meanwhile. One
    that is in use is read beside its writer. What a lost writer left behind on a disk where nothing can be
    created is read from a copy.
    """

    def __init__(self, file: Path, patience: float = PATIENCE) -> None:
        super().__init__(file)
        self._patience = patience

    @classmethod
    def look(cls, data_dir: Path, *, patience: float = PATIENCE) -> RecordsView:
        """The records of a data folder. Nothing is opened before something is asked."""
        return cls(records_file(data_dir), patience)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with told(self.file):
            before = self._traces()
            if before[0] is None:
                return _on_nothing(work)
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
            if check_version(connection, self.file) == 0:
                return _on_nothing(work)
            return work(connection)

        return _with(reading_engine(file or self.file, self._patience, how), checked)


def _trace(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise not_a_file(path)
    return (found.st_mtime_ns, found.st_size) if found.st_size else None


def _on_nothing(work: Callable[[Connection], T]) -> T:
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
