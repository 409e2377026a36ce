"""The due line: one requirement, or a whole programme, in a few words."""

from __future__ import annotations

from simulator.training.days import later
from simulator.training.saying import count, day
from simulator.training.status import Status
from simulator.wording import _


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
    progress = _("{done} of {needed} done", done=done, needed=needed)
    match status.state:
        case "exempt":
            return [_("exempt")]
        case "completed" | "equivalent":
            return [
                _("done"),
                "" if status.expires is None else _("good until {expires}", expires=day(status.expires)),
            ]
        case "failed":
            return [progress, _("no attempt left; a coach can unlock more")]
        case "window_open":
            return [
                _("good until {expires}", expires=day(status.expires)),
                _("renewal {progress}", progress=progress),
                _left(status),
            ]
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
    return _("{days} left", days=count(days, "day")) if days else _("today is the last day")


def _late(status: Status) -> str:
    days = -(status.days_left or 0)
    return (
        _("expired {days} ago", days=count(days, "day"))
        if status.expires is not None
        else _("{days} late", days=count(days, "day"))
    )


def _grace(status: Status, grace_days: int) -> str:
    if status.due is None:
        return ""
    days = (later(status.due, grace_days) - status.today).days
    return _("{days} of grace left", days=count(days, "day")) if days else _("the grace ends today")
