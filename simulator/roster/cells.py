"""What may stand in the cells of a roster: levels, roles, days, yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from simulator.roster.access import ROLES
from simulator.roster.columns import squeezed
from simulator.roster.faults import Unfit, told

LEVELS: Mapping[str, tuple[str, ...]] = {
    "new_hire": (
        "new hire", "new", "new starter", "new joiner", "starter", "joiner", "trainee", "apprentice",
        "probation", "onboarding",
    ),
    "agent": (
        "agent", "associate", "representative", "rep", "advisor", "adviser", "specialist", "operator",
        "consultant", "staff", "employee", "team member", "individual contributor", "ic",
    ),
    "manager": ("manager", "team lead", "team leader", "lead", "supervisor", "head of department"),
    "executive": (
        "executive", "exec", "c level", "c suite", "chief", "chief executive", "board", "board member", "ceo",
        "cfo", "coo", "cto", "vp", "vice president",
    ),
}  # fmt: skip
"""The levels, and the words that mean them."""
ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "learner": ("learner", "trainee", "agent", "user", "none"),
    "manager": ("manager", "supervisor", "team lead"),
    "trainer": ("trainer", "coach", "calibrator", "instructor"),
    "compliance": ("compliance", "auditor", "audit"),
    "admin": ("admin", "administrator"),
}
"""The roles, and the words that mean them."""
TRUE = (
    "true", "yes", "y", "1", "t", "active", "employed", "current", "working", "on leave", "leave of absence",
    "paid leave", "unpaid leave", "suspended",
)  # fmt: skip
"""What says that somebody is there; whoever is away for a time has not left."""
FALSE = (
    "false", "no", "n", "0", "f", "inactive", "terminated", "left", "leaver", "former", "resigned", "retired",
    "dismissed", "discharged", "deceased",
)  # fmt: skip
NOBODY = ("", "none", "nobody", "-")
"""What stands for no manager."""
LONGEST = 200
"""Characters in a cell; nothing longer is meant as a name."""
YEARS = range(1900, 2200)
"""Years in which somebody can have been hired; what lies outside is a slip or a stand-in for no date."""

_LEVEL_OF = {squeezed(word): level for level, words in LEVELS.items() for word in (level, *words)}
_ROLE_OF = {squeezed(word): role for role, words in ROLE_WORDS.items() for word in words}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PSEUDONYM = re.compile(r"p[0-9a-f]{16}")
_BETWEEN = re.compile(r"[;,|]")


def text(raw: str) -> str:
    """A name, as text; also one that looks like a formula.

    An apostrophe that keeps a cell from being a formula, as exports write it, is taken away.

    Raises:
        Unfit: It is too long for one.
    """
    if len(raw) > LONGEST:
        raise Unfit(f"{told(raw)} has {len(raw)} characters.", f"Shorten it to {LONGEST}.")
    return raw[1:] if raw[:1] == "'" and raw[1:2] in ("=", "+", "-", "@") else raw


def name(raw: str) -> str:
    """An employee number or a login.

    Raises:
        Unfit: It is too long, or looks like the records' own name for somebody.
    """
    found = text(raw)
    if _PSEUDONYM.fullmatch(found):
        raise Unfit(f"{told(found)} looks like a pseudonym of the records.", "Give another one.")
    return found


def level(raw: str) -> str | None:
    """The level that a word means; None for an empty cell.

    Raises:
        Unfit: It means none.
    """
    if not raw:
        return None
    found = _LEVEL_OF.get(squeezed(raw))
    if found is None:
        todo = f"Write one of {', '.join(LEVELS)}; docs/people.md lists the other words that are understood."
        raise Unfit(f"{told(raw)} is no level.", todo)
    return found


def day(raw: str) -> date | None:
    """A day; None for an empty cell.

    Raises:
        Unfit: It is not written as year-month-day, or there is no such day.
    """
    if not raw:
        return None
    try:
        found = date.fromisoformat(raw) if _ISO.fullmatch(raw) else None
    except ValueError:
        raise Unfit(f"There is no day {told(raw)}.", "Correct it; days are written 2026-03-31.") from None
    if found is None:
        raise Unfit(f"{told(raw)} is no day as it is read here.", "Write year-month-day: 2026-03-31.")
    if found.year not in YEARS:
        todo = "Correct it, or leave the cell empty when the day is not known."
        raise Unfit(f"{told(raw)} cannot be somebody's first day.", todo)
    return found


def active(raw: str) -> bool | None:
    """Whether somebody is there; None for an empty cell.

    Raises:
        Unfit: It says neither.
    """
    if not raw:
        return None
    word = " ".join(raw.casefold().replace("_", " ").split())
    if word not in TRUE + FALSE:
        raise Unfit(
            f"{told(raw)} does not say whether they are there.",
            "Write true or false, yes or no, 1 or 0, active or terminated.",
        )
    return word in TRUE


def tags(raw: str) -> tuple[str, ...]:
    """Tags, in order; between them stands a semicolon, a comma or a bar.

    Raises:
        Unfit: The cell is too long.
    """
    return tuple(sorted({part for one in _BETWEEN.split(text(raw)) if (part := one.strip())}))


def roles(raw: str) -> tuple[str, ...]:
    """Roles, in the order of ROLES; learner is always among them.

    Raises:
        Unfit: A word means none.
    """
    found = {"learner"}
    for one in _BETWEEN.split(raw):
        if not one.strip():
            continue
        role = _ROLE_OF.get(squeezed(one))
        if role is None:
            raise Unfit(f"{told(one.strip())} is no role.", f"Write one or more of {', '.join(ROLES)}.")
        found.add(role)
    return tuple(role for role in ROLES if role in found)


def manager(raw: str) -> str:
    """Whoever is named as the manager; empty for nobody.

    Raises:
        Unfit: It is too long.
    """
    return "" if raw.casefold() in NOBODY else text(raw)
