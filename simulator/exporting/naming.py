"""Ids that come out the same each time: of statements, registrations and assignments.

They are UUIDs made from names (RFC 9562, version 5), so that what is exported or pushed twice bears the same
ids, on every machine.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "urn:empty-chair:xapi")
"""In which all names are made."""


def registration_id(person: str, programme: str, cycle: str) -> str:
    """The registration of a person for one cycle of a programme; an empty programme is none in particular."""
    return str(_made("registration", person, programme, cycle))


def statement_id(attempt: str, verb: str, number: int | None = None) -> str:
    """A statement's id.

    Args:
        attempt: What it is about.
        verb: What happened, in one word.
        number: The number of the filled form that it rests on, or of the pause; None when on neither.
    """
    return str(_made("statement", attempt, verb, "" if number is None else str(number)))


def voiding_id(statement: str) -> str:
    """The id of the statement that voids another."""
    return str(_made("voided", statement))


def assignment_id(requirement: str, cycle: str) -> str:
    """What is owed, for reading: the requirement's ref_id and the cycle."""
    return f"{requirement}:{cycle}" if cycle else requirement


def _made(*names: str) -> UUID:
    return uuid5(NAMESPACE, "\n".join(names))
