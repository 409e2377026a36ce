"""One person of the team in words: where they stand, and their scores. Pure."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from simulator.tui.phrasing import when_text
from simulator.tui.widgets.plain import fitted, one_line
from simulator.tui.year_text import passed_text, sign_of, tone_of
from simulator.wording import N_, _
from simulator.year.values import Graded, PersonCard

_NOTHING_ASKED = N_("Nothing is asked of them: no programme of the library is for them.")
_WHEN = 13
_RESULT = 25


def standing_lines(card: PersonCard) -> Content:
    """A line or two for each requirement: its title, and where they stand."""
    if not card.standings:
        return Content.styled(_(_NOTHING_ASKED), "$text-muted")
    lines = []
    for requirement, standing, why in card.standings:
        title = f"{one_line(requirement.programme_title)} · {one_line(requirement.title)}"
        told = (f"{sign_of(standing.state)} {title}", tone_of(standing.state) or "bold")
        lines.append(Content.assemble(told, (f"\n  {one_line(why)}", "$text-muted")))
    return Content("\n").join(lines)


def remark(card: PersonCard) -> str:
    """Where there is no score: why."""
    if card.graded is None:
        return one_line(card.refused)
    return _("No attempt in certify mode yet.")


def columns(width: int) -> str:
    """What stands above the scores."""
    what = fitted(_("certified attempts"), max(8, width - _WHEN - _RESULT))
    return fitted(_("when"), _WHEN) + what + _("result").rjust(10)


def graded_line(one: Graded, width: int, now: datetime) -> Content:
    """The line of a certified attempt."""
    title = fitted(one.title, max(8, width - _WHEN - _RESULT))
    when = fitted(when_text(one.at, now), _WHEN)
    return Content.assemble((when, "$text-muted"), title, passed_text(one.percentage, one.passed))


def sections_text(one: Graded) -> str:
    """The sections of an attempt, with what was earned in each: `Ownership 20/20 · Clear answers 6/12`."""
    return " · ".join(f"{one_line(title)} {got:g}/{of:g}" for title, got, of in one.sections)
