"""Whom each entry of a file means, and who their manager is: on record, or new with the same file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from simulator.roster.columns import Columns
from simulator.roster.directory import Directory, Known
from simulator.roster.entries import Entry
from simulator.roster.faults import Fault, told

_NEW = "#"
"""What marks somebody who has no pseudonym yet, before their employee number."""


class Placed(NamedTuple):
    """An entry, and whom it means.

    Attributes:
        entry: What the file says.
        known: Whom it means; None for somebody new.
        key: The pseudonym, or a mark for somebody new.
        manager: The key of their manager; empty for nobody, None when it stays as it is.
    """

    entry: Entry
    known: Known | None
    key: str
    manager: str | None

    @property
    def manager_named(self) -> str | None:
        """The manager as writers of the roster take it: a pseudonym or an employee number."""
        return None if self.manager is None else self.manager.removeprefix(_NEW)


class Unplaced(NamedTuple):
    """An entry that cannot be taken, and why."""

    entry: Entry
    fault: Fault


def place(
    entries: Sequence[Entry], numbers: Iterable[str], directory: Directory, columns: Columns
) -> Iterator[Placed | Unplaced]:
    """Place every entry.

    Args:
        entries: Those of a file.
        numbers: The employee numbers of all its rows, also of those that gave no entry.
        directory: The people on record.
        columns: The file's columns, for the places of faults.
    """
    meant = [(entry, directory.meant(entry.employee_number, entry.login)) for entry in entries]
    managers = _Managers(meant, numbers, directory)
    logins = _Logins(directory)
    for entry, known in meant:
        manager = managers.key(entry)
        fault = (
            logins.fault(entry, known, columns)
            or _no_level(entry, known, columns)
            or _bad_manager(entry, manager, _key(entry, known), columns)
        )
        yield Unplaced(entry, fault) if fault else Placed(entry, known, _key(entry, known), manager)


def shown(key: str, directory: Directory) -> str:
    """Somebody as messages name them: by employee number, else by login."""
    known = directory.people.get(key)
    return key.removeprefix(_NEW) if known is None else known.employee_number or known.login or key


def is_new(key: str) -> bool:
    """Whether a key stands for somebody who is not on record."""
    return key.startswith(_NEW)


def _key(entry: Entry, known: Known | None) -> str:
    return _NEW + entry.employee_number if known is None else known.person


class _Managers:
    """Whom the cells with managers name."""

    def __init__(
        self, meant: Sequence[tuple[Entry, Known | None]], numbers: Iterable[str], directory: Directory
    ) -> None:
        # What is found first is overruled by what is more certain: addresses, logins, numbers.
        people = list(directory.people.values())
        addresses = [(one.email, one.person) for one in people]
        addresses += [(entry.email or "", _key(entry, known)) for entry, known in meant]
        self._found = _unshared(addresses)
        self._found |= {entry.login: _key(entry, known) for entry, known in meant if entry.login}
        self._found |= {one.login: one.person for one in people if one.login}
        self._found |= {one.employee_number: one.person for one in people if one.employee_number}
        self._found |= {n: _NEW + n for n in numbers if directory.numbered(n) is None}
        self._found |= {entry.employee_number: _key(entry, known) for entry, known in meant}

    def key(self, entry: Entry) -> str | None:
        """Their key; empty for nobody, None when the file says nothing.

        A cell that names nobody comes back behind a question mark.
        """
        return self._found.get(entry.manager, f"?{entry.manager}") if entry.manager else entry.manager


def _unshared(addresses: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Whose each address is, where it is one person's alone."""
    found: dict[str, str] = {}
    shared = {""}
    for address, key in addresses:
        if found.setdefault(address, key) != key:
            shared.add(address)
    return {address: key for address, key in found.items() if address not in shared}


class _Logins:
    """To whom each login belongs."""

    def __init__(self, directory: Directory) -> None:
        self._lines: dict[str, int] = {}
        self._directory = directory

    def fault(self, entry: Entry, known: Known | None, columns: Columns) -> Fault | None:
        """What is wrong with an entry's login; the first one that has it keeps it."""
        if not entry.login:
            return None
        owner = self._directory.called(entry.login)
        if entry.login in self._lines:
            what = f"The login {entry.login} is there twice: line {self._lines[entry.login]} has it too."
        elif owner is not None and owner is not known:
            what = f"The login {entry.login} is {shown(owner.person, self._directory)}'s."
        else:
            self._lines[entry.login] = entry.line
            return None
        todo = "One login is one person's, also when another gives it up with the same file: correct one."
        return columns.fault(entry.line, "user_name", what, todo)


def _no_level(entry: Entry, known: Known | None, columns: Columns) -> Fault | None:
    if entry.level or (known is not None and known.level):
        return None
    new = " is new, and" if known is None else ":"
    what = f"{entry.employee_number}{new} nobody knows the level."
    return columns.fault(entry.line, "level", what, "Fill it in: it decides what they are asked to do.")


def _bad_manager(entry: Entry, manager: str | None, key: str, columns: Columns) -> Fault | None:
    if manager and manager.startswith("?"):
        what = f"There is no manager {told(manager[1:])}, neither in the file nor on record."
        if "@" in manager:
            what = f"No address {told(manager[1:])}, or that of several, is in the file or on record."
        todo = "Correct it, add them to the file, or leave the cell empty."
    elif manager == key:
        what, todo = f"{entry.employee_number} is their own manager.", "Leave the cell empty for nobody."
    else:
        return None
    return columns.fault(entry.line, "manager", what, todo)
