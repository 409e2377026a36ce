"""Records that this program must not touch: damaged, of a newer version, or not records at all."""

from __future__ import annotations

from simulator.errors import UnavailableError
from simulator.records import failures
from simulator.records.address import Address, FileAddress

_UNCHANGED = "Nothing in it was changed"


def damaged(where: Address, detail: str) -> UnavailableError:
    """A row cannot be read as a record."""
    if isinstance(where, FileAddress):
        return failures.damaged(where.file, detail)
    return UnavailableError(
        f"The records in {where.shown} are damaged: {detail}.",
        f"{_UNCHANGED}. Put your backup beside it under another name, and compare.",
    )


def newer(where: Address, found: int, known: int) -> UnavailableError:
    """They were written by a newer version of the program."""
    return UnavailableError(
        f"The records in {where.shown} were written by a newer Empty Chair (records version {found}; "
        f"this one knows {known}).",
        f"Update Empty Chair, {_elsewhere(where)}. {_UNCHANGED}.",
    )


def foreign(where: Address) -> UnavailableError:
    """It is a sound database of something else."""
    todo = "Move it aside" if isinstance(where, FileAddress) else "Give the records a database of their own"
    return UnavailableError(
        f"{where.shown} is a database, but not one of Empty Chair's records.",
        f"{todo}, {_elsewhere(where)}. {_UNCHANGED}.",
    )


def _elsewhere(where: Address) -> str:
    if isinstance(where, FileAddress):
        return "or name another folder for the records with --data"
    return "or name another database in EMPTY_CHAIR_DATABASE or in the settings file"
