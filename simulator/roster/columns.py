"""Which headings of a roster's file are understood: the names of SCIM 2.0 and what exports of HR call them.

A heading counts in any case, with spaces, underscores, hyphens or in camelCase: `employeeNumber`,
`Employee Number` and `EMPLOYEE_NUMBER` are one. SCIM's prefixes (`urn:…:User:`) are passed over. Source of
the names: RFC 7643, sections 4.1 and 4.3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from simulator.roster.faults import Fault, told

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "employee_number": (
        "employee number", "employee no", "employee nr", "employee id", "employee code", "emp no", "emp id",
        "personnel number", "personnel no", "personnel id", "staff number", "staff no", "staff id",
        "company employee id", "payroll number", "worker id", "person number", "external id", "number", "id",
    ),
    "user_name": (
        "user name", "login", "login name", "lms username", "user id", "user principal name", "upn",
        "account", "account name", "sam account name", "user",
    ),
    "given_name": ("given name", "first name", "name.givenName", "forename", "preferred first name"),
    "family_name": ("family name", "last name", "surname", "name.familyName"),
    "display_name": ("display name", "full name", "employee name", "name", "name.formatted"),
    "email": (
        "email", "email address", "work email", "work email address",
        "business email", "company email", "mail", "emails", "emails.value", "emails[0].value",
    ),
    "level": ("level", "training level", "employee level", "job level", "career level", "seniority"),
    "department": (
        "department", "department name", "dept", "dept name", "team", "org unit", "organisational unit",
        "organizational unit", "business unit", "unit",
    ),
    "manager": (
        "manager employee number", "manager employee id", "manager number", "manager no", "manager id",
        "manager personnel number", "manager staff id", "manager.value",
        "supervisor employee number", "supervisor number", "supervisor id", "line manager id",
        "line manager number", "reports to id", "reports to", "manager user name", "manager login",
        "manager email", "manager email address", "line manager", "manager", "supervisor",
    ),
    "tags": ("tags", "tag", "groups", "training groups"),
    "roles": ("roles", "role", "empty chair role", "empty chair roles"),
    "hire_date": (
        "hire date", "hired", "hired date", "date of hire", "date hired", "start date",
        "employment start date",
        "joining date", "date of joining", "date joined", "join date", "entry date", "first day",
    ),
    "active": (
        "active", "is active", "active flag", "enabled", "account enabled", "currently employed",
        "employment status", "employee status", "worker status", "status",
    ),
}  # fmt: skip
"""Each field, and the headings that mean it; where a file has several of them, the first in this order."""

PASSED_OVER: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "job title", "position", "position title", "job"),
    "division": ("division", "division name"),
    "cost_center": ("cost center", "cost centre", "cost center code"),
    "organization": ("organization", "organisation", "company"),
    "location": ("location", "office", "site", "work location", "city"),
    "locale": ("locale", "language", "preferred language"),
    "manager_name": ("manager name", "manager.displayName", "supervisor name", "line manager name"),
}
"""Headings that are known and not kept."""

NEEDED = "employee_number"


def squeezed(name: str) -> str:
    """A heading or a word in the form in which synonyms are compared: small letters and digits alone."""
    return re.sub(r"[\W_]+", "", name.rpartition(":")[2]).casefold()


_FIELDS = {squeezed(name): key for key, names in SYNONYMS.items() for name in names}
_RANKS = {squeezed(name): rank for names in SYNONYMS.values() for rank, name in enumerate(names)}


def field_of(heading: str) -> str | None:
    """The field that a heading means, or None."""
    return _FIELDS.get(squeezed(heading))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one file.

    Attributes:
        headings: All headings, as they stand in the file.
        places: The column of each field that the file has, counted from 0.
        passed_over: Headings that nothing is taken from.
        faults: What is wrong with them.
    """

    headings: Sequence[str]
    places: Mapping[str, int] = field(default_factory=dict)
    passed_over: Sequence[str] = ()
    faults: Sequence[Fault] = ()

    def fault(self, line: int, name: str, what: str, todo: str) -> Fault:
        """A fault in the column of a field."""
        place = self.places.get(name)
        if place is None:
            return Fault(line, 0, "", what, todo)
        return Fault(line, place + 1, self.headings[place], what, todo)


def read_headings(headings: Sequence[str], line: int) -> Columns:
    """Which column holds what.

    Args:
        headings: The cells of the first row, cleaned.
        line: Its line.
    """
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for place, heading in enumerate(headings):
        name = field_of(heading)
        if name is None:
            continue
        if name not in places or _rank(heading) < _rank(headings[places[name]]):
            places[name] = place
        elif squeezed(heading) == squeezed(headings[places[name]]):
            faults.append(_doubled(line, place, heading, places[name]))
    if "given_name" in places or "family_name" in places:
        places.pop("display_name", None)
    if NEEDED not in places:
        faults.append(_missing(line, headings))
    used = set(places.values())
    others = [one for place, one in enumerate(headings) if one and place not in used]
    return Columns(headings, places, others, faults)


def _rank(heading: str) -> int:
    return _RANKS[squeezed(heading)]


def _doubled(line: int, place: int, heading: str, first: int) -> Fault:
    what = f"The column is there twice: column {first + 1} has the same heading."
    return Fault(line, place + 1, heading, what, "Take one of them out.")


def _missing(line: int, headings: Sequence[str]) -> Fault:
    found = ", ".join(one for one in headings if one) or "none"
    what = f"There is no column with the employee numbers. The headings are {told(found, 120)}."
    todo = "Name one employee_number; empty-chair people columns tells which headings are understood."
    return Fault(line, 0, "", what, todo)
