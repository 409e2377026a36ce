"""Files that went wrong, and people who may not write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from simulator.records.place import records_file
from simulator.records.sql_ledger import SqlLedger
from tests.records.samples import make_end, make_evaluation, make_header, make_turn

NOBODY = 65534


def filled(folder: Path, attempts: int = 12) -> Path:
    """A file with some attempts, closed."""
    with SqlLedger.open(folder) as ledger:
        for number in range(attempts):
            key = f"{number:04d}"
            ledger.open_attempt(make_header(key))
            ledger.add_turn(key, make_turn(1, "Where is it? " * 40))
            ledger.add_turn(key, make_turn(2, "On its way. " * 40), make_end())
            ledger.add_evaluation(key, make_evaluation())
    return records_file(folder)


def _garbage(file: Path) -> None:
    file.write_bytes(b"This is no database at all.\n" * 400)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2 + 100])


def _cut_to_header(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100])


def _broken_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)


def _broken_schema(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xff" * (4096 - 100)
    file.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "garbage": _garbage,
    "cut": _cut,
    "cut to its header": _cut_to_header,
    "broken pages": _broken_pages,
    "broken schema": _broken_schema,
}


def execute(file: Path, *statements: str) -> None:
    """Do something to the file with another program."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def journal_mode(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA journal_mode").fetchone()[0]


@contextmanager
def without_rights(folder: Path, *, mode: int = 0o555) -> Iterator[None]:
    """Act as somebody who may only read what is in the folder, also when the tests are run by root."""
    before, root = folder.stat().st_mode & 0o7777, os.geteuid() == 0
    folder.chmod(mode)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(before)
