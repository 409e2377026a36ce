"""`empty-chair records move`: all records into another database, proven row by row."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from simulator.commands.telling import as_json
from simulator.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from simulator.records.address import Address
    from simulator.records.moving import Moved

_EVERY = 1.0
"""Seconds between two lines of progress."""


def moved(args: argparse.Namespace, err: TextIO) -> Iterator[str]:
    """Copy the records, compare them, and tell what was found, a line for each table.

    Args:
        args: `to` and `source` (URLs; the records in use when `source` is None), `data`, `json`.
        err: Takes the progress.

    Raises:
        UsageError: An address cannot be used, or both are the same.
        NotFoundError: There is nothing to move.
        UnavailableError: One of the databases fails, or the target holds other records under the same keys.
    """
    source, target = _addresses(args)
    began = time.monotonic()
    results, added = _copied(source, target, _Progress(err))
    for result in results:
        yield _line(result, as_object=args.json)
    rows, copied = (sum(getattr(result, name) for result in results) for name in ("rows", "copied"))
    if args.json:
        yield as_json({"type": "move", "rows": rows, "copied": copied, "added_meanwhile": added})
    else:
        yield f"All {rows} rows are in {target.shown} and the same there; {copied} were copied now."
    err.write(f"{time.monotonic() - began:.1f} seconds. {source.shown} was left as it is.\n")
    if added:
        err.write(f"{added} rows were added to it meanwhile: end the programs that use it, and move again.\n")


def _addresses(args: argparse.Namespace) -> tuple[Address, Address]:
    from simulator.database_setting import records_at
    from simulator.records.address import FileAddress, address_of, read_address

    target = read_address(args.to)
    source = read_address(args.source) if args.source is not None else address_of(records_at(args.data))
    if _same(source, target):
        raise UsageError(
            f"The records are in {target.shown} already.",
            "Name another one with --to, or where they come from with --from.",
        )
    if isinstance(source, FileAddress) and not source.file.exists():
        raise NotFoundError(
            f"There are no records in {source.shown}.", "Name the folder with --data, or a URL with --from."
        )
    return source, target


def _same(one: Address, other: Address) -> bool:
    from simulator.records.address import FileAddress

    if isinstance(one, FileAddress) and isinstance(other, FileAddress):
        return one.file.resolve() == other.file.resolve()
    return one == other


def _copied(source: Address, target: Address, progress: _Progress) -> tuple[list[Moved], int]:
    """What became of each table, and how many rows the source has more by now."""
    from simulator.records.moving import move, size
    from simulator.records.readiness import make_ready
    from simulator.records.store import looking_at, open_store

    looking = looking_at(source)
    _bring_up_to_date(source)
    store = open_store(target)
    try:
        make_ready(store, target)
        results = move(looking, store, target, progress)
    finally:
        store.close()
    return results, looking.read(size) - sum(result.rows for result in results)


def _bring_up_to_date(source: Address) -> None:
    """Migrate tables of an older version, as the first writing would."""
    from simulator.records.reading import check_version
    from simulator.records.schema import VERSION
    from simulator.records.sql_ledger import SqlLedger
    from simulator.records.store import looking_at

    if looking_at(source).read(lambda connection: check_version(connection, source)) < VERSION:
        SqlLedger.open(source).close()


class _Progress:
    """Lines that say how far it is, at most one a second."""

    def __init__(self, err: TextIO) -> None:
        self._err, self._last = err, time.monotonic()

    def __call__(self, table: str, done: int, total: int) -> None:
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            doing, part = ("comparing", done - total // 2) if done > total // 2 else ("copying", done)
            self._err.write(f"{doing} {table}: {part:,} of {total // 2:,} rows\n")
            self._err.flush()


def _line(result: Moved, *, as_object: bool) -> str:
    if as_object:
        return as_json({"type": "moved", **asdict(result)})
    return f"{result.table:<18} {result.rows:>9} rows  {result.copied:>9} copied  {result.sha256[:16]}"
