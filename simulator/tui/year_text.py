"""What somebody owes and what they have done, as lines. Pure.

A state is told by a sign and by words; the colour only says it once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from simulator.practising.saying import ago as days_ago
from simulator.tui.phrasing import count_text, percent_text, sparkline
from simulator.tui.widgets.plain import fitted, one_line
from simulator.wording import N_, _
from simulator.year.values import Competency, Due, Month, Standing

LATE = frozenset(("overdue", "expired", "failed"))
SETTLED = frozenset(("completed", "window_open", "equivalent"))
_SIGNS = dict.fromkeys(LATE, "!") | dict.fromkeys(SETTLED, "✓") | {"in_grace": "!", "exempt": "-"}
_STATES = {
    "not_assigned": N_("not asked"),
    "not_started": N_("not started"),
    "in_progress": N_("begun"),
    "completed": N_("completed"),
    "window_open": N_("renew now"),
    "overdue": N_("overdue"),
    "in_grace": N_("in grace"),
    "expired": N_("expired"),
    "failed": N_("no try left"),
    "exempt": N_("exempt"),
    "equivalent": N_("completed"),
}
_ORDER = (
    *("expired", "overdue", "failed", "in_grace", "window_open", "not_started", "in_progress"),
    *("completed", "equivalent", "exempt", "not_assigned"),
)
"""From what presses most to what does not press at all."""
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
_MONTH = 4
_LABEL = 10
_BLOCK = 3


def sign_of(state: str, *, pressing: bool = False) -> str:
    """A state's sign: `!` late or not to wait, `✓` done, `-` need not, `○` to do, blank when not asked."""
    if state == "not_assigned":
        return " "
    return "!" if pressing and state not in SETTLED else _SIGNS.get(state, "○")


def tone_of(state: str, *, pressing: bool = False) -> str:
    """The colour that goes with the sign."""
    if state in LATE:
        return "$error"
    if state in SETTLED and state != "window_open":
        return "$success"
    if pressing or state in {"in_grace", "window_open"}:
        return "$warning"
    return "$text-muted" if state in {"exempt", "not_assigned"} else ""


def state_text(standing: Standing) -> str:
    """A state in a word or two, with its sign: `! overdue`, `○ 2 of 3`."""
    asked = standing.state not in {"not_assigned", "exempt"} and standing.state not in SETTLED
    begun = bool(standing.done) and asked and standing.state not in LATE
    words = (
        _("{done} of {needed}", done=standing.done, needed=standing.needed)
        if begun
        else _(_STATES.get(standing.state, standing.state))
    )
    return f"{sign_of(standing.state)} {words}".rstrip()


def days_text(days: int | None) -> str:
    """Days that are left: `41 days`, `today`, `12 days late`; empty when nothing is awaited."""
    if days is None:
        return ""
    if days == 0:
        return _("today")
    return count_text(days, "day") if days > 0 else _("{time} late", time=count_text(-days, "day"))


def urgency(standing: Standing) -> tuple[int, int]:
    """What presses most comes first when sorted by it."""
    place = _ORDER.index(standing.state) if standing.state in _ORDER else len(_ORDER)
    return place, standing.days_left if standing.days_left is not None else 10**6


def due_line(due: Due, line: str = "") -> Content:
    """How something stands, with its sign: `! Refresher 2026: 2 of 3 done, 41 days left`.

    `line` is told instead of its own line.
    """
    told = f"{sign_of(due.state, pressing=due.pressing)} {one_line(line or due.line)}"
    return Content.styled(told, tone_of(due.state, pressing=due.pressing))


def due_aside(due: Due, title: str, more: int = 0) -> str:
    """What Enter starts for it, and how much else there is; `title` is that of the scenario."""
    mode = _("certify") if due.mode == "certify" else _("practise")
    first = (
        _("Enter: {title} · {mode}", title=one_line(title), mode=mode)
        if title
        else one_line(due.missing or due.why)
    )
    return _("{first} · Y: {more} more", first=first, more=more) if more else first


def months_chart(months: Sequence[Month]) -> Content:
    """Twelve months: how many conversations, and the best percentages, with small bars."""
    most = max((one.attempts for one in months), default=0)
    heads = "".join(f"{_(_MONTHS[one.month - 1]):>{_MONTH}}" for one in months)
    counts = "".join(f"{one.attempts or '·':>{_MONTH}}" for one in months)
    best = "".join(f"{'·' if one.best is None else f'{one.best:.0f}':>{_MONTH}}" for one in months)
    bars = [one.attempts * 99 // most if most and one.attempts else None for one in months]
    heights = [None if one.best is None else int(one.best) for one in months]
    lines = [
        Content.styled(f"{'':<{_LABEL}}{heads}", "$text-muted"),
        Content.assemble((fitted(_("attempts"), _LABEL), "$text-muted"), (_bars(bars), "$primary")),
        Content(f"{'':<{_LABEL}}{counts}"),
        Content.assemble((fitted(_("best %"), _LABEL), "$text-muted"), (_bars(heights), "$success")),
        Content(f"{'':<{_LABEL}}{best}"),
    ]
    return Content("\n").join(lines)


def _bars(values: Sequence[int | None]) -> str:
    """A small bar for each month; blank where there was nothing."""
    blocks = ("" if value is None else sparkline([value]) * _BLOCK for value in values)
    return "".join(f"{block:>{_MONTH}}" for block in blocks)


def competency_lines(found: Sequence[Competency], width: int) -> Content:
    """What was shown of each competency: how it went, conversation by conversation, and the newest figure."""
    titles = max((cell_len(one_line(one.title)) for one in found), default=0)
    room = max(8, min(titles, width - 42))
    return Content("\n").join([_competency(one, room) for one in found])


def _competency(one: Competency, room: int) -> Content:
    line = sparkline(list(one.shares[-10:]))
    newest = f"{one.shares[-1]} %" if one.shares else ""
    ago = days_ago(one.days)
    mark = {"weak": _("! weak"), "fading": _("~ fading")}.get(one.mark, "")
    return Content.assemble(
        fitted(one.title, room),
        "  ",
        (f"{line:<10}", "$primary"),
        f"{newest:>6}",
        (f"  {fitted(ago, 13)}", "$text-muted"),
        (mark, "$warning"),
    )


def day_text(day: date | None) -> str:
    """A day as `30 Nov 2026`; empty when there is none."""
    return "" if day is None else f"{day.day} {_(_MONTHS[day.month - 1])} {day.year}"


def passed_text(percentage: float | None, passed: bool | None) -> str:
    """`91 %  ✓ passed`."""
    told = {True: _("✓ passed"), False: _("✗ not passed"), None: ""}[passed]
    return f"{percent_text(percentage):>10}  {told:<13}"
