"""The trainer's view in lines: headings, and what stands under each. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from simulator.tui.phrasing import count_text, when_text
from simulator.tui.widgets.plain import fitted, one_line
from simulator.tui.year_text import day_text
from simulator.wording import _
from simulator.year.values import HardScenario, OpenDispute, TrainersView, WeakPoint

_BAR = 10
_AGO = 14


class Line(NamedTuple):
    """A line: a heading, a word instead of lines, or one of the things under a heading."""

    heading: str = ""
    words: str = ""
    about: WeakPoint | OpenDispute | HardScenario | None = None


def lines_of(view: TrainersView) -> list[Line]:
    """The three parts, one under the other; what waits for somebody comes first."""
    lines = [Line(_("Disputed verdicts")), *(Line(about=one) for one in view.disputes)]
    if not view.disputes:
        lines.append(Line(words=_("Nothing is disputed.")))
    lines += [Line(), Line(_("Missed most")), *(Line(about=one) for one in view.weak)]
    if not view.weak:
        lines.append(
            Line(words=_("No criterion was missed.") if view.forms else _("No form has been filled yet."))
        )
    lines += [Line(), Line(_("Certified by nobody so far")), *(Line(about=one) for one in view.hard)]
    if not view.hard:
        passed = _("Somebody has passed each scenario that was tried in certify mode.")
        lines.append(Line(words=passed if view.forms else _("Nothing has been tried yet.")))
    return lines


def about(view: TrainersView) -> str:
    """Where the figures are from, and how many are not told."""
    if not view.forms:
        return _("Nobody's conversation has been judged yet: empty-chair play SCENARIO")
    people = count_text(view.people, "person", "people")
    told = _(
        "From {forms} of {people}, of the last twelve months.",
        forms=count_text(view.forms, "form"),
        people=people,
    )
    if not view.hidden:
        return told
    hidden = count_text(view.hidden, "figure is", "figures are")
    return _("{told} {capitalize} not told: too few people.", told=told, capitalize=hidden.capitalize())


def line_content(line: Line, width: int, now: datetime) -> Content:
    """A line in so many cells."""
    found = line.about
    if isinstance(found, WeakPoint):
        return _weak(found, width)
    if isinstance(found, OpenDispute):
        return _dispute(found, width, now)
    if isinstance(found, HardScenario):
        return _hard(found, width)
    if line.heading:
        return Content.styled(fitted(line.heading, width), "bold")
    return Content.styled(fitted(line.words, width), "$text-muted")


def _weak(one: WeakPoint, width: int) -> Content:
    percent = round(100 * one.missed / one.asked)
    percent = max(1, min(99, percent)) if one.missed < one.asked else 100
    filled = max(1, round(percent * _BAR / 100))
    missed = _("{missed} of {asked}", missed=one.missed, asked=one.asked)
    figures = f"{f'{percent} %':>6}  {missed:>11}"
    room = max(8, width - len(figures) - _BAR - 5)
    return Content.assemble(
        "  ", fitted(one.title, room), " ", ("█" * filled + "░" * (_BAR - filled), "$warning"), figures
    )


def _dispute(one: OpenDispute, width: int, now: datetime) -> Content:
    ago = fitted(when_text(one.at, now), _AGO)
    late = _("! late  ") if one.late else ""
    left = max(16, width - _AGO - 2 - len(late))
    title = fitted(f"{one_line(one.title)} · {one_line(one.scenario)}", left - 1)
    return Content.assemble("  ", title, " ", (late, "$error"), (ago, "$text-muted"))


def _hard(one: HardScenario, width: int) -> Content:
    figures = _("{passed} of {tries}", passed=one.passed, tries=count_text(one.tries, "attempt"))
    return Content.assemble("  ", fitted(one.title, max(8, width - 22)), f"{figures:>20}")


def detail(line: Line) -> str:
    """What a line is about, and what Enter does."""
    found = line.about
    if isinstance(found, OpenDispute):
        by, day = one_line(found.by), day_text(found.due)
        return _("Disputed by {by}; to be decided by {day}. Enter opens it; O decides.", by=by, day=day)
    if found is None:
        return ""
    people = count_text(found.people, "person", "people")
    if isinstance(found, HardScenario):
        return _("Tried by {people} in certify mode. Enter opens its briefing.", people=people)
    forms = count_text(found.asked, "form")
    return _(
        "Form “{rubric}”: not full marks in {missed} of {forms}, of {people}.",
        rubric=one_line(found.rubric),
        missed=found.missed,
        forms=forms,
        people=people,
    )
