"""The due line: one requirement, or a whole programme, in a few words."""

from __future__ import annotations

from simulator.training.days import later
from simulator.training.saying import count, day
from simulator.training.status import Status


def line(title: str, status: Status, done: int, needed: int, grace_days: int = 0) -> str:
    """Such as `Refresher 2026: 2 of 3 done, 41 days left`.

    Args:
        title: What it is about.
        status: The status whose days are told.
        done: How many are done.
        needed: Of how many.
        grace_days: The grace of the requirement.
    """
    return f"{title}: {', '.join(part for part in _parts(status, done, needed, grace_days) if part)}"


def _parts(status: Status, done: int, needed: int, grace_days: int) -> list[str]:
    progress = f"{done} of {needed} done"
    match status.state:
        case "exempt":
            return ["exempt"]
        case "completed" | "equivalent":
            return ["done", "" if status.expires is None else f"good until {day(status.expires)}"]
        case "failed":
            return [progress, "no attempt left; a coach can unlock more"]
        case "window_open":
            return [f"good until {day(status.expires)}", f"renewal {progress}", _left(status)]
        case "in_grace":
            return [progress, _late(status), _grace(status, grace_days)]
        case "overdue" | "expired":
            return [progress, _late(status)]
        case _:
            return [progress, _left(status)]


def _left(status: Status) -> str:
    days = status.days_left
    if days is None:
        return ""
    return f"{count(days, 'day')} left" if days else "today is the last day"


def _late(status: Status) -> str:
    days = -(status.days_left or 0)
    return f"expired {count(days, 'day')} ago" if status.expires is not None else f"{count(days, 'day')} late"


def _grace(status: Status, grace_days: int) -> str:
    if status.due is None:
        return ""
    days = (later(status.due, grace_days) - status.today).days
    return f"{count(days, 'day')} of grace left" if days else "the grace ends today"
