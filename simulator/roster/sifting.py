"""Which entries of a file can be taken, and everything that is wrong with the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.roster.circles import as_chain, circles
from simulator.roster.directory import Directory
from simulator.roster.entries import RosterFile
from simulator.roster.faults import Fault
from simulator.roster.placing import Placed, Unplaced, is_new, place, shown


@dataclass(frozen=True, slots=True)
class Sifted:
    """What came of a file.

    Attributes:
        placed: The entries in which nothing is wrong, in order.
        faults: What is wrong, by line.
    """

    placed: Sequence[Placed]
    faults: Sequence[Fault]


def sift(file: RosterFile, directory: Directory, *, skipping: bool = False) -> Sifted:
    """Part the good entries from the others.

    Args:
        file: A file that was read.
        directory: The people on record.
        skipping: Whether the good ones are to be taken without the others. Then those whose manager would be
            missing are not taken either, and are told.
    """
    sieve = _Sieve(file, directory)
    for one in place(file.entries, file.numbers, directory, file.columns):
        if isinstance(one, Unplaced):
            sieve.faults.append(one.fault)
        else:
            sieve.kept[one.key] = one
    if skipping:
        sieve.drop_reports()
    while sieve.drop_circles() and skipping:
        sieve.drop_reports()
    return Sifted(tuple(sieve.kept.values()), sorted([*file.faults, *sieve.faults]))


@dataclass(slots=True)
class _Sieve:
    file: RosterFile
    directory: Directory
    kept: dict[str, Placed] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def drop_circles(self) -> bool:
        """Drop all who stand in a circle; whether there were any."""
        found = list(circles(list(self.kept), self._manager_of))
        dropped = False
        for circle in found:
            rows = [self.kept[key] for key in circle if key in self.kept]
            first = min(rows, key=lambda one: one.entry.line)
            start = circle.index(first.key)
            names = [shown(key, self.directory) for key in (*circle[start:], *circle[:start])]
            what = f"These are each other's managers in a circle: {as_chain(names)}."
            todo = "Correct one of them: somebody has to stand at the top."
            self.faults.append(self.file.columns.fault(first.entry.line, "manager", what, todo))
            for one in rows:
                del self.kept[one.key]
                dropped = True
        return dropped

    def _manager_of(self, key: str) -> str:
        one = self.kept.get(key)
        if one is not None and one.manager is not None:
            return one.manager
        known = self.directory.people.get(key)
        return (known.manager if known is not None else None) or ""

    def drop_reports(self) -> None:
        """Drop those whose manager is new and was dropped, and theirs, and so on."""
        reports: dict[str, list[str]] = defaultdict(list)
        for one in self.kept.values():
            if one.manager and is_new(one.manager):
                reports[one.manager].append(one.key)
        gone = [key for key in reports if key not in self.kept]
        while gone:
            manager = gone.pop()
            for key in reports.pop(manager, ()):
                self.faults.append(self._without_manager(self.kept.pop(key)))
                gone.append(key)

    def _without_manager(self, one: Placed) -> Fault:
        manager = shown(one.manager or "", self.directory)
        what = f"Their manager {manager} is new, and is left out because of a fault."
        return self.file.columns.fault(one.entry.line, "manager", what, "Correct that first.")
