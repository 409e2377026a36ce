"""For which requirements a certification would count if it was made now, and why not for others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from simulator.training.duties import Duty
from simulator.training.saying import moment
from simulator.training.tally import WHOLE
from simulator.wording import _


class _Bar(NamedTuple):
    """Until when a programme takes no certification at a scenario; None before a coach unlocks more."""

    programme: str
    until: datetime | None


def counted_for(found: Sequence[Duty], scenario: str) -> str:
    """For which requirements a certification at a scenario would count now, each as its due line tells it.

    Args:
        found: The duties of one person.
        scenario: The scenario's id.

    Returns:
        A sentence; that it counts for none, where no programme needs it and none would if it was allowed.
    """
    asked = [duty for duty in found if _helps(duty, scenario)]
    lines = [duty.words for duty in asked if not list(_untils(duty, scenario))]
    if lines:
        return _("Counts for {requirements}.", requirements="; ".join(lines))
    return "" if asked else _("Counts for no requirement of a programme: none needs it from you now.")


def uncounted(found: Sequence[Duty], scenario: str) -> str:
    """For which programmes a certification at a scenario would not count now, and why; empty when for none.

    It is about those only for which it would help if it was allowed. Where a programme asks for the scenario
    in several requirements that differ in this, it is said of the requirement.

    Args:
        found: The duties of one person.
        scenario: The scenario's id.
    """
    asked = [duty for duty in found if _helps(duty, scenario)]
    bars: dict[_Bar, list[Duty]] = {}
    for duty in asked:
        for until in _untils(duty, scenario):
            bars.setdefault(_Bar(duty.programme, until), []).append(duty)
    return " ".join(
        _sentence(title, bar.until)
        for bar, duties in bars.items()
        for title in _titles(duties, sum(duty.programme == bar.programme for duty in asked))
    )


def _helps(duty: Duty, scenario: str) -> bool:
    return any(part.mode == "certify" and scenario in part.helping for part in duty.missing)


def _untils(duty: Duty, scenario: str) -> Iterator[datetime | None]:
    return (each.until for each in duty.status.closed if each.scenario in (WHOLE, scenario))


def _titles(duties: Sequence[Duty], asked: int) -> list[str]:
    """The programme, or those of its requirements that are meant where they are not all that ask for it."""
    if len(duties) == asked:
        return [duties[0].programme_title]
    return [f"{duty.programme_title}, {duty.title}" for duty in duties]


def _sentence(title: str, until: datetime | None) -> str:
    if until is None:
        return _("Does not count for {title}: a coach has to unlock more attempts.", title=title)
    return _(
        "Does not count for {title} before {until} (cooling-off); practise meanwhile.",
        title=title,
        until=moment(until),
    )
