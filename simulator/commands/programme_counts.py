"""Many statuses on a page: how many people stand where, by level, and who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from heapq import heappush, heappushpop
from typing import TYPE_CHECKING

from simulator.commands.aligned import aligned
from simulator.commands.telling import one_line
from simulator.language.text import shorten
from simulator.levels import LEVELS
from simulator.reporting.wording import STATES as IN_WORDS
from simulator.training.saying import day
from simulator.training.status import LATE, SETTLED, STATES

if TYPE_CHECKING:
    from simulator.commands.programme_status import Row
    from simulator.training.programmes import Ready

_NOT_COUNTED = frozenset(("not_assigned", "exempt"))
_MOST_LATE = 20
"""So many of those who are late are named for each programme, the latest first."""
_WIDEST = {"number": 10, "name": 24, "department": 14, "requirement": 16}


class _Late:
    """The latest of those who are late, and the number of all."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, str, int, Row]] = []
        self.people: set[str] = set()

    def add(self, row: Row) -> None:
        due = row.status.due or date.max
        self.people.add(row.member.person)
        entry = (-due.toordinal(), row.member.person, row.number, row)
        if len(self._kept) < _MOST_LATE:
            heappush(self._kept, entry)
        else:
            heappushpop(self._kept, entry)

    def latest(self) -> list[Row]:
        return [entry[-1] for entry in sorted(self._kept, key=lambda entry: entry[:3], reverse=True)]


def counts(asked: list[Ready], rows: Iterable[Row], now: datetime) -> Iterator[str]:
    """A table for each requirement, and under each programme those who are late.

    Args:
        asked: The programmes.
        rows: The statuses, person after person.
        now: The time for which they hold.
    """
    found: dict[tuple[str, int], Counter[tuple[str, str]]] = {
        (ready.id, number): Counter() for ready in asked for number in range(len(ready.text.requirements))
    }
    late = {ready.id: _Late() for ready in asked}
    for row in rows:
        found[row.ready.id, row.number][row.status.state, row.member.level] += 1
        if row.status.state in LATE:
            late[row.ready.id].add(row)
    if not asked:
        yield "The library has no programmes. See docs/programmes.md on how to write one."
    elif not any(found.values()):
        yield "Nobody on record is meant. See: empty-chair people list"
        return
    for index, ready in enumerate(asked):
        if index:
            yield ""
        yield f"{ready.title} ({ready.id}), {day(ready.plan.time_zone.day(now))}"
        for number, requirement in enumerate(ready.text.requirements):
            yield ""
            yield f"{requirement.ref_id}: {requirement.title}"
            yield from _table(found[ready.id, number])
        yield ""
        yield from _named(late[ready.id])


def _table(counted: Counter[tuple[str, str]]) -> Iterator[str]:
    levels = [level for level in LEVELS if any(key[1] == level for key in counted)]
    others = sorted({level for _, level in counted} - set(levels))
    shown = [*levels, *others]
    headings = [*levels, *(other or "no level" for other in others)]
    rows = [("  status", *headings, "all")]
    for state in STATES:
        numbers = [counted[state, level] for level in shown]
        if any(numbers):
            shown_numbers = (str(number or "") for number in numbers)
            rows.append((f"  {IN_WORDS[state][0]}", *shown_numbers, str(sum(numbers))))
    yield from aligned(rows, (*headings, "all"))
    asked = sum(number for (state, _), number in counted.items() if state not in _NOT_COUNTED)
    done = sum(number for (state, _), number in counted.items() if state in SETTLED)
    if asked:
        yield f"  done: {done} of {asked} ({100 * done / asked:.0f} %)"


def _named(late: _Late) -> Iterator[str]:
    if not late.people:
        yield "Nobody is late."
        return
    yield "Late: 1 person" if len(late.people) == 1 else f"Late: {len(late.people)} people, the latest first"
    shown = late.latest()
    yield from aligned(
        [tuple(f"  {cell}" if not at else cell for at, cell in enumerate(_cells(row))) for row in shown]
    )
    if len(late.people) > len({row.member.person for row in shown}):
        yield "  … and more; all of them with: --state overdue --state expired --json"


def _cells(row: Row) -> tuple[str, ...]:
    member, status = row.member, row.status
    told = {
        "number": member.employee_number or member.person,
        "name": member.name,
        "department": member.department,
        "requirement": row.ready.text.requirements[row.number].ref_id,
    }
    cells = [shorten(one_line(text), _WIDEST[name]) for name, text in told.items()]
    return (*cells, f"{-(status.days_left or 0)} d")
