"""People of the roster, and what changes about them, in words and as objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from simulator.commands.telling import one_line

if TYPE_CHECKING:
    from simulator.records.roster import Member
    from simulator.roster.comparing import Changed, FieldChange
    from simulator.roster.directory import Known
    from simulator.roster.entries import Entry

_LABELS = {"hired": "first day", "active": "there", "login": "login", "tags": "tags", "roles": "roles"}


def called(one: Known | Entry) -> str:
    """Number or login, and the name, as lists begin with them: `1001 Ana Li`."""
    name = f"{one.given_name or ''} {one.family_name or ''}".strip()
    return one_line(f"{one.employee_number or one.login or getattr(one, 'person', '')} {name}")


def fields_told(fields: Mapping[str, FieldChange]) -> Iterator[str]:
    """`level agent → manager`, a part for each field; what holds nothing is told as `none`."""
    for name, (before, after) in fields.items():
        label = _LABELS.get(name, name.replace("_", " "))
        yield f"{label} {_value(name, before)} → {_value(name, after)}"


def _value(name: str, text: str) -> str:
    if name == "active":
        return {"true": "yes", "false": "no"}.get(text, text)
    return one_line(text) or "none"


def changed_object(one: Changed) -> dict[str, Any]:
    """Somebody who changes, as an object."""
    return {
        "type": "person_changed",
        "person": one.known.person,
        "employee_number": one.known.employee_number,
        "login": one.known.login,
        "fields": {name: {"from": before, "to": after} for name, (before, after) in one.fields.items()},
        "returned": one.returned,
        "left": one.left,
    }


def entry_object(entry: Entry, person: str | None) -> dict[str, Any]:
    """Somebody who is added, as an object; `person` is null for somebody of whom nothing is on record."""
    found = {name: value for name, value in entry._asdict().items() if name != "line"}
    found["hired"] = None if entry.hired is None else entry.hired.isoformat()
    return {"type": "person_added", "person": person, **found}


def member_object(member: Member, kind: str = "person") -> dict[str, Any]:
    """Somebody on record, as an object."""
    found = member._asdict()
    found["hired"] = None if member.hired is None else member.hired.isoformat()
    return {"type": kind, **found}


def known_object(known: Known, kind: str) -> dict[str, Any]:
    """Somebody on record about whom something is told, as an object."""
    names = ("person", "employee_number", "login", "given_name", "family_name", "level", "department")
    return {"type": kind, **{name: getattr(known, name) for name in names}}
