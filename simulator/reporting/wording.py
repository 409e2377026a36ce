"""How states, levels and classes of errors are told in reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from simulator.reporting.completion import NOBODY_SAID
from simulator.reporting.document import Tone
from simulator.reporting.shares import NOTHING
from simulator.training.status import State

STATES: Mapping[State, tuple[str, Tone]] = {
    "completed": ("completed", "good"),
    "equivalent": ("something stands in", "good"),
    "window_open": ("good, to be renewed", "good"),
    "in_progress": ("in progress", "open"),
    "not_started": ("not started", "none"),
    "in_grace": ("in the grace", "warn"),
    "failed": ("failed", "bad"),
    "overdue": ("overdue", "bad"),
    "expired": ("expired", "bad"),
    "exempt": ("exempt", "out"),
    "not_assigned": ("not asked", "out"),
}
"""Each state in words, with its colour, in the order of a bar from done to late."""

LEVELS = {"new_hire": "New hires", "agent": "Agents", "manager": "Managers", "executive": "Executives"}
ORDER = tuple(LEVELS)

CLASSES = {
    "customer_critical": "Customer critical",
    "business_critical": "Business critical",
    "compliance_critical": "Compliance critical",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def level(name: str) -> str:
    """A level as the name of a group."""
    return "Level not known" if name in ("", NOBODY_SAID) else LEVELS.get(name, name)


def day(value: date | None) -> str:
    """`30 November 2026`; a dash for no day."""
    return NOTHING if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def month(number: int) -> str:
    """The first three letters of a month; `number` is `year * 12 + month - 1`."""
    return _MONTHS[number % 12][:3]


def counted(number: int, what: str, several: str = "") -> str:
    """`1 attempt`, `2,000 attempts`."""
    return f"{number:,} {what if number == 1 else several or what + 's'}"
