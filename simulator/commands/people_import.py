"""`empty-chair people import`: the roster brought up to date from a file, whole or not at all."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from simulator.commands.acting import acting_in
from simulator.commands.people_import_told import Found, notes, objects, page
from simulator.errors import UsageError
from simulator.roster.cells import day
from simulator.roster.comparing import Comparison, compare
from simulator.roster.directory import Directory
from simulator.roster.entries import RosterFile, read_roster
from simulator.roster.faults import Unfit
from simulator.roster.sifting import sift

if TYPE_CHECKING:
    from simulator.records.address import Where
    from simulator.records.roster import RosterChange
    from simulator.roster.placing import Placed


def imported(args: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    """Take a file over, or tell what it would change, or what is wrong with it.

    Returns:
        0, or 1 when there is a fault in the file.

    Raises:
        UsageError: The file cannot be read, or whoever does this may not.
        UnavailableError: The records cannot be read or written.
    """
    effective = effective_day(args.effective)
    acting_in(args).check_configuration()
    from simulator.database_setting import records_at

    where = records_at(args.data)
    file = _file(args.file)
    if not args.dry_run:
        take_over(where)
    directory = _directory(where, effective)
    sifted = sift(file, directory, skipping=args.skip_faulty)
    comparison = compare(sifted.placed, directory, file.numbers)
    takes = file.usable and (not sifted.faults or args.skip_faulty)
    if takes and not args.dry_run:
        _write(where, comparison, effective, acting_in(args).name)
    found = Found(file, sifted, comparison, takes, takes and not args.dry_run)
    for line in objects(found, args) if args.json else page(found, args):
        out.write(line + "\n")
    if not args.json:
        err.writelines(f"{line}\n" for line in notes(file))
    return 1 if sifted.faults else 0


def effective_day(given: str | None) -> date | None:
    """The day of `--effective`.

    Raises:
        UsageError: There is no such day.
    """
    try:
        return day((given or "").strip())
    except Unfit as unfit:
        raise UsageError(f"--effective: {unfit.what}", unfit.todo) from None


def moment_of(effective: date | None) -> datetime:
    """The moment at which the roster is looked at: now, or the beginning of a later day."""
    now = datetime.now(UTC)
    return now if effective is None else max(now, datetime.combine(effective, time(), UTC))


def take_over(where: Where) -> None:
    """Bring records of an older version up to date, so that they can have a roster."""
    from simulator.records.looking import RecordsView

    if not RecordsView.look(where).has_roster():
        from simulator.records.sql_ledger import SqlLedger

        SqlLedger.open(where).close()


def _file(path: str) -> RosterFile:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise UsageError(f"{path}: the file cannot be read: {reason}.", "Name a CSV file, or -.") from None
    try:
        return read_roster(data)
    except UsageError as error:
        raise UsageError(f"{path}: {error.message}", error.hint) from None


def _directory(where: Where, effective: date | None) -> Directory:
    from simulator.records.looking import RecordsView

    return Directory(RecordsView.look(where).members(moment_of(effective)))


def _write(where: Where, comparison: Comparison, effective: date | None, by: str) -> None:
    changes = [change_of(one, effective) for one in comparison.added]
    changes += [change_of(one.placed, effective) for one in comparison.changed]
    if changes:
        from simulator.records.sql_ledger import SqlLedger

        with SqlLedger.open(where) as ledger:
            ledger.keep_roster(changes, by, "import")


def change_of(one: Placed, effective: date | None) -> RosterChange:
    """An entry as the records take it. Somebody new is there, unless the file says otherwise."""
    from simulator.records.roster import RosterChange

    values: dict[str, Any] = {name: value for name, value in one.entry._asdict().items() if name != "line"}
    values["employee_number"] = values["employee_number"] or None
    if one.known is not None:
        values["person"] = one.known.person
    return RosterChange(**values | {"manager": one.manager_named, "effective": effective})
