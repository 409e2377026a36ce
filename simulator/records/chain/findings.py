"""What a verification finds. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bad:
    """The first thing that is not as it was written.

    Attributes:
        table: The table it is in, or an empty string for the whole database.
        key: Which row, as words: `seq 41`, `attempt 0199…, turn 7`; empty for no row in particular.
        column: Which column, where that can be told, else an empty string.
        why: What is wrong, in plain words.
    """

    table: str
    key: str
    column: str
    why: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.table, self.key, self.column) if part)
        return f"{place}: {self.why}" if place else self.why


class Broken(Exception):
    """Carries what was found out of a walk that goes no further."""

    def __init__(self, bad: Bad) -> None:
        super().__init__(str(bad))
        self.bad = bad
