"""A report as plain values, for other programs: the same figures, and the same ones left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from simulator.reporting.attempts import Trying
from simulator.reporting.completion import Completion
from simulator.reporting.completion import Group as Figures
from simulator.reporting.document import Seal
from simulator.reporting.forms import Forms
from simulator.reporting.material import Colleague, Group, One, Situation
from simulator.reporting.small_groups import Hiding, is_hidden, tell_all
from simulator.training.status import Status

HIDDEN = {"hidden": True}
"""What stands in place of figures that too few people are behind; at the end of a list, for all such rows."""


def seal_values(seal: Seal) -> dict[str, Any]:
    """Where the records ended."""
    return {"entries": seal.count, "head": seal.head, "at": seal.at}


def group_values(group: Group, hiding: Hiding, standing: Hiding) -> dict[str, Any]:
    """The figures of a company or a team; `standing` hides those on who has done what is asked."""
    return {
        "completion": completion_values(group.completion, group.asked.titles, standing),
        "attempts": trying_values(group.trying, hiding),
        **forms_values(group.forms, hiding),
        "practice_shown": group.trying.practice,
    }


def completion_values(found: Completion, titles: Mapping[str, str], hiding: Hiding) -> dict[str, Any]:
    """Who has done what is asked."""
    if is_hidden(hiding, len(found.total.people)):
        return dict(HIDDEN)
    values = found.to_json()
    if is_hidden(hiding, len(found.late_people)):
        values["overdue"] = dict(HIDDEN)
    return {
        **values,
        "by_level": _groups("level", found.levels, hiding),
        "by_department": _groups("department", found.departments, hiding),
        "by_requirement": [
            {**one, "title": titles.get(one["requirement"], one["requirement"])} if one != HIDDEN else one
            for one in _groups("requirement", found.requirements, hiding)
        ],
    }


def _groups(what: str, groups: Mapping[str, Figures], hiding: Hiding) -> list[dict[str, Any]]:
    sizes = {name: len(group.people) for name, group in groups.items()}
    return _parts(what, sizes, hiding, lambda name: groups[name].to_json())


def _parts(
    what: str, sizes: Mapping[str, int], hiding: Hiding, values: Callable[[str], Mapping[str, Any]]
) -> list[dict[str, Any]]:
    hidden = hiding(sizes)
    told = [{what: name, **values(name)} for name in sorted(sizes) if name not in hidden]
    return [*told, *_left_out(hidden)]


def _left_out(hidden: Collection[object]) -> Iterable[dict[str, Any]]:
    return [dict(HIDDEN)] if hidden else []


def trying_values(trying: Trying, hiding: Hiding) -> dict[str, Any]:
    """What attempts tell."""
    if is_hidden(hiding, len(trying.people)):
        return dict(HIDDEN)
    values = trying.to_json()
    if is_hidden(hiding, trying.first_people):
        values["first_attempts_passed"] = dict(HIDDEN)
    if is_hidden(hiding, len(trying.same_people)):
        values["progress_same_scenario"] = dict(HIDDEN)
    if is_hidden(hiding, trying.unseen[0].of):
        values["progress_unseen_scenarios"] = dict(HIDDEN)
    return {
        **values,
        "by_month": {f"{n // 12}-{n % 12 + 1:02}": trying.months[n] for n in sorted(trying.months)},
        "first_attempts_by_scenario": _parts(
            "scenario",
            {name: len(people) for name, people in trying.tried.items()},
            hiding,
            lambda name: {"passed": trying.firsts[name].to_json()},
        ),
    }


def forms_values(forms: Forms, hiding: Hiding) -> dict[str, Any]:
    """What forms tell."""
    criteria = [*_criteria(forms, hiding), *_left_out(forms.few(hiding))]
    if is_hidden(hiding, len(forms.owners)):
        return {"forms": dict(HIDDEN), "criteria": criteria}
    values = forms.to_json()
    values["class_accuracy"] |= {name: dict(HIDDEN) for name in forms.few_classes(hiding)}
    return {"forms": values, "criteria": criteria}


def _criteria(forms: Forms, hiding: Hiding) -> Iterable[dict[str, Any]]:
    hidden = forms.few(hiding)
    for criterion, share in forms.weakest():
        if criterion in hidden:
            continue
        yield {
            "rubric": criterion.rubric,
            "question": criterion.question,
            "title": forms.titles[criterion],
            "missed": share.to_json(),
        }


def colleague_values(one: Colleague) -> dict[str, Any]:
    """One person of a team."""
    return {
        "name": one.name,
        "level": one.level,
        "department": one.department,
        "requirements": [status_values(status) for status in one.statuses],
    }


def status_values(status: Status) -> dict[str, Any]:
    """Where somebody stands with a requirement."""
    return {
        "requirement": status.requirement,
        "state": status.state,
        "done": status.done,
        "needed": status.needed,
        "due": _day(status.due),
        "completed": _day(status.completed),
        "expires": _day(status.expires),
        "why": status.why,
    }


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def one_values(one: One) -> dict[str, Any]:
    """The record of one person."""
    asked = None
    if one.standings is not None:
        asked = [
            {"programme": asked.title, **status_values(standing.status)} for asked, standing in one.standings
        ]
    return {
        "name": one.name,
        "level": one.level,
        "department": one.department,
        "practice_shown": one.practice,
        "requirements": asked,
        "attempts": trying_values(one.trying, tell_all),
        **forms_values(one.forms, tell_all),
    }


def situation_values(situation: Situation, hiding: Hiding) -> dict[str, Any]:
    """The figures of one scenario."""
    trying = situation.trying
    if is_hidden(hiding, len(trying.people)):
        head = {"scenario": situation.id, "title": situation.title, "practice_shown": trying.practice}
        return {**head, **HIDDEN}
    sizes = {name: len(people) for name, people in trying.level_people.items()}
    return {
        "scenario": situation.id,
        "title": situation.title,
        "attempts": trying_values(trying, hiding),
        "passed_by_level": _parts(
            "level", sizes, hiding, lambda name: {"passed": trying.levels[name].to_json()}
        ),
        "scores_by_tens": list(trying.bands),
        "endings": dict(sorted(trying.endings.items())),
        **forms_values(situation.forms, hiding),
        "practice_shown": trying.practice,
    }
