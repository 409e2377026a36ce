"""People on record, for tests of the roster's pure half."""

from __future__ import annotations

from simulator.records.roster import Member
from simulator.roster.directory import Directory
from simulator.roster.entries import read_roster
from simulator.roster.sifting import sift


def pseudonym(number):
    return f"p{number:016x}"


def member(number, **given):
    """Somebody with this number as their employee number too."""
    values = {
        "person": pseudonym(number), "login": "", "employee_number": str(number), "given_name": "",
        "family_name": "", "email": "", "level": "agent", "department": "", "manager": None, "tags": (),
        "roles": ("learner",), "hired": None, "active": True,
    }  # fmt: skip
    return Member(**(values | given))


def sifted(text, *people, skipping=False):
    file = read_roster(text.encode() if isinstance(text, str) else text)
    return sift(file, Directory(people), skipping=skipping)
