"""One person's statuses on a page: what is done, what is missing, and which scenarios would count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from simulator.commands.telling import one_line
from simulator.commands.wrapped import wrapped

if TYPE_CHECKING:
    from simulator.records.roster import Member
    from simulator.training.duties import Duty
    from simulator.training.missing import Missing

_MOST_NAMED = 4


def page(member: Member, duties: list[Duty], err: TextIO) -> Iterator[str]:
    """The page.

    Args:
        member: The person.
        duties: Their duties, the most pressing first.
        err: Takes a note when the clock was set back.
    """
    from simulator.reporting.wording import STATES
    from simulator.training.duties import due_line

    about = (member.employee_number, member.level, member.department)
    yield " · ".join([one_line(member.name), *(one_line(part) for part in about if part)])
    if not duties:
        yield "Nothing is asked of them now."
        return
    if any(duty.status.behind for duty in duties):
        err.write("note: the clock stands before their newest entry; the time of that entry holds\n")
    yield due_line(duties)
    for duty in duties:
        yield ""
        yield from wrapped(f"{duty.title} ({duty.programme}, {duty.requirement})", "", "  ")
        yield from wrapped(f"{STATES[duty.status.state][0]}: {duty.status.why}", "  ")
        if duty.waits:
            yield from wrapped(duty.waits, "  ")
        for part in duty.missing:
            yield from _told(part)
        if duty.next is not None:
            mode = " --mode certify" if duty.next.mode == "certify" else ""
            yield f"  start it with: empty-chair play {duty.next.scenario}{mode}"


def _told(part: Missing) -> Iterator[str]:
    yield from wrapped(f"missing: {part.words}", "  ", "    ")
    if part.scenarios:
        more = len(part.scenarios) - _MOST_NAMED
        some = ", ".join(part.scenarios[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        yield from wrapped(f"would count: {some}", "  ", "    ")
