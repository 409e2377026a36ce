"""Which states the clock alone can lead to: the table, and what may follow after any time."""

from __future__ import annotations

from simulator.training.status import STATES, State

ONE_TIME: dict[State, frozenset[State]] = {
    "not_assigned": frozenset(STATES) - {"not_assigned"},
    "not_started": frozenset(("in_grace", "overdue")),
    "in_progress": frozenset(("in_grace", "overdue")),
    "completed": frozenset(("window_open",)),
    "equivalent": frozenset(("window_open",)),
    "window_open": frozenset(("in_grace", "expired")),
    "in_grace": frozenset(("overdue", "expired")),
    "overdue": frozenset(),
    "expired": frozenset(),
    "failed": frozenset(),
    "exempt": frozenset(STATES) - {"exempt"},
}
"""What one step of the clock can lead to, without any event, where there are no calendar years.

A requirement comes to a person when the programme begins, or on their first day: then anything can be, also
what was done before. An exemption with a last day ends by itself, and again anything can be.
"""

_IN_A_YEAR: frozenset[State] = frozenset(STATES) - {"window_open", "expired"}

EVERY_YEAR: dict[State, frozenset[State]] = {
    **dict.fromkeys(STATES, frozenset()),
    "not_assigned": _IN_A_YEAR - {"not_assigned"},
    "exempt": _IN_A_YEAR - {"exempt"},
    "completed": frozenset(("not_started", "not_assigned")),
    "equivalent": frozenset(("not_started", "not_assigned")),
    "not_started": frozenset(("in_grace", "overdue", "not_assigned")),
    "in_progress": frozenset(("in_grace", "overdue", "not_assigned", "not_started")),
    "in_grace": frozenset(("overdue", "not_assigned", "not_started", "in_progress", "completed", "failed")),
    "overdue": frozenset(("not_assigned", "not_started", "in_progress")),
    "failed": frozenset(("not_assigned", "not_started", "in_progress", "completed")),
}
"""The same with calendar years: the year turns, and everything begins anew.

`not_assigned` is where `hired_within` meant a person in one year and does not in the next. An attempt in
January that did not save the year before counts for the new one, and may have been refused in the old one:
so a new year can also begin completed, or failed.
"""


def reachable(state: State, table: dict[State, frozenset[State]]) -> frozenset[State]:
    """Every state to which the clock alone can lead in the end, the state itself included."""
    found: set[State] = {state}
    waiting = [state]
    while waiting:
        for following in table[waiting.pop()] - found:
            found.add(following)
            waiting.append(following)
    return frozenset(found)
