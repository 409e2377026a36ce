"""The reports on many people: a year of the company, and a team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.reporting.completion import days_late
from simulator.reporting.document import Cell, KeyFigure, KeyFigures, Report, Section, Table, Words
from simulator.reporting.forms import judged_by
from simulator.reporting.material import Colleague, Frame, Group
from simulator.reporting.sections import (
    accuracy_section,
    criteria_section,
    departments_section,
    first_section,
    key_figures,
    late_section,
    levels_section,
    months_section,
    progress_section,
    states_section,
)
from simulator.reporting.shares import NOTHING
from simulator.reporting.small_groups import NOT_TOLD, is_hidden
from simulator.reporting.wording import STATES, counted, day
from simulator.training.status import LATE, Status

MOST_PEOPLE = 200
"""People that a team's report lists; those who are late come first, and the rest is said in a number."""

_URGENT = ("overdue", "expired", "failed", "in_grace", "not_started", "in_progress", "window_open", "exempt")


def year_report(group: Group, frame: Frame) -> Report:
    """The year of a company. No name stands in it."""
    return Report(
        "year", group.asked.title or "The year", f"The company, {frame.span}", frame.made, frame.seal,
        judged_by(group.forms, frame.hiding), tuple(_sections(group, frame)), notes=frame.notes,
    )  # fmt: skip


def team_report(name: str, group: Group, team: Sequence[Colleague], frame: Frame) -> Report:
    """A team: those who report to a manager, directly or not.

    Args:
        name: The manager's name.
        group: The figures of the team.
        team: Whoever is in it and may be seen by name.
        frame: What all reports say of themselves.
    """
    sections = list(_sections(group, frame))
    sections.insert(1, _people_section(team, group))
    return Report(
        "team", f"The team of {name}", f"{group.asked.title}, {frame.span}", frame.made, frame.seal,
        judged_by(group.forms, frame.hiding), tuple(sections), notes=frame.notes,
    )  # fmt: skip


def _sections(group: Group, frame: Frame) -> Iterator[Section]:
    completion, trying = group.completion, group.trying
    hiding, standing = frame.hiding, frame.standing
    yield Section("", (KeyFigures(_keys(group, frame)),))
    yield states_section(completion, group.asked, standing)
    if completion.levels:
        yield levels_section(completion, standing)
        yield departments_section(completion, standing)
        yield late_section(completion, standing)
    yield months_section(trying, hiding)
    yield first_section(trying, hiding)
    if group.forms.count:
        yield accuracy_section(group.forms, hiding)
        yield criteria_section(group.forms, hiding)
        yield progress_section(trying, hiding)


def _keys(group: Group, frame: Frame) -> tuple[KeyFigure, ...]:
    """The key figures; hidden where the whole group is too small."""
    return tuple(
        KeyFigure(figure.label, NOTHING, NOT_TOLD) if is_hidden(hiding, people) else figure
        for figure, hiding, people in zip(
            key_figures(group.completion, group.trying),
            (frame.standing, frame.standing, frame.hiding, frame.hiding),
            (*[len(group.completion.total.people)] * 2, group.trying.first_people, len(group.trying.people)),
            strict=True,
        )
    )


def _people_section(team: Sequence[Colleague], group: Group) -> Section:
    if not team:
        return Section("People", (Words("There is nobody in this team whose status you may see."),))
    order = sorted(team, key=lambda one: (_urgency(one), one.name.casefold(), one.name))
    rows = [row for one in order[:MOST_PEOPLE] for row in _rows(one, group.asked.titles)]
    more = ""
    if len(order) > MOST_PEOPLE:
        more = (
            f"The first {MOST_PEOPLE} of {counted(len(order), 'person', 'people')}, the late first. All of "
            "them: empty-chair programme status --team."
        )
    return Section(
        "People",
        (
            Table(
                ("Name", "Requirement", "Status", "Done", "Due or good until"),
                tuple(rows),
                frozenset({3}),
                more,
            ),
        ),
        "Who is late comes first, and who is nearest to the due day next.",
    )


def _urgency(one: Colleague) -> tuple[int, int, int]:
    """Late before failed before in the grace, and within that the longest first; the rest by days left."""
    states = [_URGENT.index(s.state) if s.state in _URGENT else len(_URGENT) for s in one.statuses]
    late = max((days_late(s) for s in one.statuses if s.state in LATE), default=0)
    left = min((s.days_left for s in one.statuses if s.days_left is not None), default=9999)
    return min(states, default=len(_URGENT) + 1), -late, left


def _rows(one: Colleague, titles: Mapping[str, str]) -> Iterator[tuple[str | Cell, ...]]:
    if not one.statuses:
        yield one.name, NOTHING, "nothing is asked", "", ""
    for place, status in enumerate(one.statuses):
        yield (
            one.name if place == 0 else "",
            titles.get(status.requirement, status.requirement),
            state_cell(status),
            f"{status.done}/{status.needed}" if status.needed else "",
            when(status),
        )


def state_cell(status: Status) -> Cell:
    """A state in words, with how long it is late."""
    label, tone = STATES[status.state]
    late = f", {counted(days_late(status), 'day')}" if status.state in LATE else ""
    return Cell(label + late, tone)


def when(status: Status) -> str:
    """The day that matters next: until when it is good, or by when it is due."""
    if status.state in ("completed", "equivalent"):
        return "" if status.expires is None else day(status.expires)
    return "" if status.state in ("exempt", "not_assigned") else day(status.due)
