"""What `people import` did or would do, in words and as objects."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from simulator.commands.people_told import called, changed_object, entry_object, fields_told, known_object
from simulator.commands.telling import as_json
from simulator.commands.wrapped import wrapped
from simulator.roster.comparing import Comparison
from simulator.roster.entries import RosterFile
from simulator.roster.faults import Fault
from simulator.roster.placing import Placed
from simulator.roster.sifting import Sifted

MOST_TOLD = 20
"""Of each kind, on the page; as JSON all are told."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class Found(NamedTuple):
    """A file against the roster.

    Attributes:
        file: The file.
        sifted: Which of its entries are good.
        comparison: What they change.
        takes: Whether they are taken, with the faults that there are.
        done: Whether they were written.
    """

    file: RosterFile
    sifted: Sifted
    comparison: Comparison
    takes: bool
    done: bool


def notes(file: RosterFile) -> Iterator[str]:
    """How the file was read."""
    delimiter = _DELIMITERS.get(file.delimiter, file.delimiter)
    if file.encoding == "Windows-1252":
        yield "The file is no UTF-8; it was read as Windows-1252. Look whether the names are right."
    if file.columns.passed_over:
        yield from wrapped(f"Columns that are not used: {', '.join(file.columns.passed_over)}.")
    if file.cleaned:
        yield "Control characters and the like were taken out of it."
    if file.formulas:
        yield f"Cells that begin like a formula, and were kept as text: {file.formulas}."
    yield f"Read: {count(file.rows, 'row')}; {file.encoding}, {delimiter}."


def page(found: Found, args: argparse.Namespace) -> Iterator[str]:
    """Faults, changes, and what was done, in lines."""
    yield from _faults(found.sifted.faults)
    if found.takes:
        yield from _sections(found.comparison, done=found.done)
    yield from _result(found, args)


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    if faults:
        yield f"{count(len(faults), 'fault')}:"
        for fault in faults[:MOST_TOLD]:
            yield from wrapped(fault.said, "  ", "      ")
        yield from _more(len(faults))
        yield ""


def _sections(comparison: Comparison, *, done: bool) -> Iterator[str]:
    would = "" if done else "Would be "
    back, left = ([called(one.known) for one in group] for group in (comparison.returned, comparison.left))
    changed = [f"{called(one.known)}: {'; '.join(fields_told(one.fields))}" for one in comparison.changed]
    added = [_added(one) for one in comparison.added]
    missing = [called(one) for one in comparison.missing]
    for title, lines in (
        (f"{would}added", added),
        (f"{would}changed", changed),
        ("Back, of these", back),
        ("Leaving, of these", left),
        ("Not in the file, and left as they are", missing),
        ("Unknown here, and have left: passed over", [_added(one) for one in comparison.gone]),
    ):
        if lines:
            yield f"{title[0].upper()}{title[1:]}: {len(lines)}"
            for line in lines[:MOST_TOLD]:
                yield from wrapped(line, "  ", "      ")
            yield from _more(len(lines))
    yield f"Unchanged: {comparison.unchanged}"


def _added(one: Placed) -> str:
    level = one.entry.level or (one.known.level if one.known is not None else "")
    parts = (called(one.entry), level, one.entry.department or "")
    known = " (practised before)" if one.known is not None else ""
    return ", ".join(part for part in parts if part) + known


def _more(number: int) -> Iterator[str]:
    if number > MOST_TOLD:
        yield f"  … and {number - MOST_TOLD} more; all of them with --json"


def _result(found: Found, args: argparse.Namespace) -> Iterator[str]:
    skipped = found.file.rows - len(found.sifted.placed)
    if not found.takes:
        yield "Nothing was written. Correct the file."
        if found.file.usable:
            yield "The other rows are taken with --skip-faulty."
        else:
            yield "See which headings are understood: empty-chair people columns"
    elif not found.done:
        yield "Nothing was written: this was a dry run."
    elif not found.comparison.added and not found.comparison.changed:
        yield "Nothing had to be written."
    else:
        yield "Written." if args.effective is None else f"Written; holds from {args.effective}."
    if found.takes and skipped:
        yield f"{count(skipped, 'row')} {'was' if skipped == 1 else 'were'} left out because of faults."


def count(number: int, what: str) -> str:
    """`1 row`, `3 rows`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def objects(found: Found, args: argparse.Namespace) -> Iterator[str]:
    """The same as JSON Lines."""
    comparison = found.comparison
    for fault in found.sifted.faults:
        said = {"line": fault.line, "column": fault.column, "heading": fault.heading}
        yield as_json({"type": "fault", **said, "message": fault.what, "todo": fault.todo})
    if found.takes:
        for one in comparison.added:
            yield as_json(entry_object(one.entry, None if one.known is None else one.known.person))
        yield from (as_json(changed_object(one)) for one in comparison.changed)
        yield from (as_json(known_object(one, "person_missing")) for one in comparison.missing)
    yield as_json(_summary(found, args))


def _summary(found: Found, args: argparse.Namespace) -> dict[str, Any]:
    file, comparison = found.file, found.comparison
    return {
        "type": "import",
        "done": found.done,
        "dry_run": args.dry_run,
        "effective": args.effective,
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "not_used": list(file.columns.passed_over),
        "cleaned": file.cleaned,
        "formulas": file.formulas,
        "rows": file.rows,
        "faults": len(found.sifted.faults),
        "skipped": file.rows - len(found.sifted.placed) if found.takes else 0,
        "added": len(comparison.added) if found.takes else 0,
        "changed": len(comparison.changed) if found.takes else 0,
        "returned": len(comparison.returned) if found.takes else 0,
        "left": len(comparison.left) if found.takes else 0,
        "unchanged": comparison.unchanged if found.takes else 0,
        "missing": len(comparison.missing) if found.takes else 0,
        "passed_over": len(comparison.gone) if found.takes else 0,
    }
