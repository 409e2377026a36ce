"""`empty-chair check`: finds every fault in content files, and runs the exemplars of those without one."""

from __future__ import annotations

import gc
import json
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TextIO

from simulator.content.checking import Checked, check_files, gather
from simulator.content.faults import Fault, Place, listed
from simulator.content.files import shown
from simulator.uncollected import without_collecting


def run(args: Namespace, out: TextIO, err: TextIO) -> int:
    """Check files.

    Args:
        args: `paths` (files or folders; none is the whole library), `library` (its folder), `json`,
            `no_exemplars`.
        out: Takes the faults, a line each.
        err: Takes notes on what need not be wrong, what cannot be opened, and the summary.

    Returns:
        0, 1 when there is a fault, 2 when a path cannot be opened.
    """
    gathered = gather([Path(path) for path in args.paths], Path(args.library))
    faulty: dict[str, int] = {}
    files = exemplars = 0
    with without_collecting():
        for checked in check_files(gathered):
            files += 1
            faults = [*checked.faults, *checked.senseless]
            if not checked.faults and not args.no_exemplars:
                exemplars += _exemplars(checked)
                faults += _rehearsed(checked)
            if faults:
                faulty[shown(checked.path)] = len(faults)
                _write(faults, args.json, out)
            for note in checked.notes:
                err.write(f"{note.path}:{note.line}:{note.column}: note: {note.message}\n")
        gc.freeze()  # to look for circles in all this when the program ends would take a tenth of its time
    for problem in gathered.problems:
        err.write(f"empty-chair: {problem}\n")
    err.write(_summary(files, faulty, exemplars, len(gathered.problems)))
    if gathered.problems:
        return 2
    return 1 if faulty else 0


def _write(faults: Iterable[Fault], as_json: bool, out: TextIO) -> None:
    for fault in listed(tuple(sorted(faults))):
        line = json.dumps({"type": "fault", **asdict(fault)}, ensure_ascii=False) if as_json else str(fault)
        out.write(f"{line}\n")
    out.flush()


def _exemplars(checked: Checked) -> int:
    return len(checked.material.scenario.model.exemplars) if checked.material is not None else 0


def _rehearsed(checked: Checked) -> list[Fault]:
    """Run the exemplars of a scenario; each respect in which one falls short is a fault at its place."""
    if checked.material is None:
        return []
    from simulator.rehearsal import rehearse

    tree = checked.material.scenario.tree
    faults = []
    for index, result in enumerate(rehearse(checked.material)):
        place: Place = tree.place_of(("exemplars", index))
        for fault in result.faults:
            message = f"the exemplar {result.name!r} {fault}"
            faults.append(Fault(shown(checked.path), *place, message))
        if result.reason:
            last = faults.pop()
            faults.append(replace(last, message=f"{last.message}; {result.reason}"))
    return faults


def _summary(files: int, faulty: dict[str, int], exemplars: int, problems: int) -> str:
    if not files:
        return "Nothing was checked.\n"
    ran = f", {_count(exemplars, 'exemplar')} run" if exemplars else ""
    found = (
        f"{_count(sum(faulty.values()), 'fault')} in {_count(len(faulty), 'file')}" if faulty else "no fault"
    )
    left = f"; {problems} could not be opened" if problems else ""
    return f"{_count(files, 'file')} checked{ran}: {found}{left}.\n"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
