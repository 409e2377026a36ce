"""What a file would change: who is new, who changes in what, who is back, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from simulator.roster.directory import Directory, Known
from simulator.roster.placing import Placed, shown

_TEXTS = ("employee_number", "login", "given_name", "family_name", "email", "level", "department")


class FieldChange(NamedTuple):
    """What a field held, and what it is to hold, as text; empty for nothing."""

    before: str
    after: str


class Changed(NamedTuple):
    """Somebody on record who changes.

    Attributes:
        placed: What the file says.
        known: How they stand on record.
        fields: What changes, by the name of the field.
    """

    placed: Placed
    known: Known
    fields: Mapping[str, FieldChange]

    @property
    def returned(self) -> bool:
        """Whether they had left, and are back."""
        return self.fields.get("active", _SAME).after == "true"

    @property
    def left(self) -> bool:
        """Whether they leave."""
        return self.fields.get("active", _SAME).after == "false"


_SAME = FieldChange("", "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file would change.

    Attributes:
        added: Those who come onto the roster.
        changed: Those on the roster for whom something changes, with those who leave or are back.
        unchanged: How many stay as they are.
        missing: Those on the roster, and not left, about whom the file says nothing. They stay.
        gone: Those whom nobody knows here, and who have left: to take them in would bring back whom somebody
            has erased.
    """

    added: Sequence[Placed]
    changed: Sequence[Changed]
    unchanged: int
    missing: Sequence[Known]
    gone: Sequence[Placed] = ()

    @property
    def returned(self) -> Sequence[Changed]:
        """Those of the changed who had left."""
        return [one for one in self.changed if one.returned]

    @property
    def left(self) -> Sequence[Changed]:
        """Those of the changed who leave."""
        return [one for one in self.changed if one.left]


def compare(placed: Iterable[Placed], directory: Directory, numbers: Iterable[str]) -> Comparison:
    """Hold entries against the people on record.

    Args:
        placed: The entries.
        directory: The people on record.
        numbers: The employee numbers of all rows of the file: whoever has a faulty row is not missing.
    """
    added: list[Placed] = []
    gone: list[Placed] = []
    changed: list[Changed] = []
    unchanged, there = 0, {known.person for n in numbers if (known := directory.numbered(n))}
    placed = list(placed)
    managers = {one.manager for one in placed}
    for one in placed:
        known = one.known
        there.add(one.key)
        if known is None and one.entry.active is False and one.key not in managers:
            gone.append(one)
        elif known is None or not known.on_roster:
            added.append(one)
        elif fields := _fields(one, known, directory):
            changed.append(Changed(one, known, fields))
        else:
            unchanged += 1
    missing = [
        known
        for known in directory.people.values()
        if known.on_roster and known.active and known.person not in there
    ]
    return Comparison(added, changed, unchanged, missing, gone)


def _fields(one: Placed, known: Known, directory: Directory) -> dict[str, FieldChange]:
    entry, found = one.entry, {}
    for name in _TEXTS:
        new, old = getattr(entry, name), getattr(known, name)
        if new is not None and new != old:
            found[name] = FieldChange(old, new)
    if one.manager is not None and one.manager != (known.manager or ""):
        found["manager"] = FieldChange(shown(known.manager or "", directory), shown(one.manager, directory))
    if entry.tags is not None and set(entry.tags) != set(known.tags):
        found["tags"] = FieldChange("; ".join(known.tags), "; ".join(entry.tags))
    if entry.roles is not None and set(entry.roles) != {"learner", *known.roles}:
        found["roles"] = FieldChange("; ".join(known.roles), "; ".join(entry.roles))
    if entry.hired is not None and entry.hired != known.hired:
        found["hired"] = FieldChange(_day(known.hired), _day(entry.hired))
    if entry.active is not None and entry.active != known.active:
        found["active"] = FieldChange(str(known.active).lower(), str(entry.active).lower())
    return found


def _day(found: date | None) -> str:
    return "" if found is None else found.isoformat()
