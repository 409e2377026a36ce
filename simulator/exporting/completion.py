"""The rows of the completion export: what people owe, what they did, and how both stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from simulator.exporting.cells import Value, cell
from simulator.exporting.digest import Form
from simulator.exporting.json_lines import record_hash
from simulator.exporting.moments import moment, seconds_between, timestamp
from simulator.exporting.naming import assignment_id, registration_id
from simulator.exporting.sessions import Programme, Registered
from simulator.training.status import Status

COLUMNS = (
    "employee_number", "department", "level", "programme_id", "programme_version", "scenario_id", "rubric_id",
    "rubric_version", "assignment_id", "registration", "assigned_at", "due_at", "window_opens_at",
    "started_at", "completed_at", "expires_at", "status", "attempt_no", "attempts_allowed",
    "score_percentage", "mastery_score", "passed", "automatic_fail", "performance_category",
    "duration_seconds", "judge_source", "review_state", "record_hash",
)  # fmt: skip


class Who(NamedTuple):
    """Whose row it is.

    Attributes:
        person: The pseudonym.
        number: The employee number; the pseudonym where there is none.
        department: The department.
        level: The level.
    """

    person: str
    number: str
    department: str
    level: str


class Owed(NamedTuple):
    """A requirement of a programme, and how it stands with a person."""

    programme: Programme
    status: Status


def attempt_row(who: Who, each: Registered, owed: Owed | None, form: Form, review: str) -> list[str]:
    """The cells of an attempt.

    Args:
        who: Whose it is, with the level that they had then.
        each: The attempt.
        owed: The requirement that it belongs to, or None.
        form: Its newest form, in short.
        review: How its verdicts stand: see `review_state`.
    """
    facts = each.facts
    began, ended = moment(facts.started_at), moment(facts.ended_at)
    found: dict[str, Value] = {
        **_whose(who),
        **_what(each.programme if owed is None else owed.programme),
        "scenario_id": facts.scenario,
        "rubric_id": facts.rubric,
        "rubric_version": facts.rubric_version,
        "registration": each.registration,
        **({} if owed is None else _duty(owed.status)),
        "started_at": timestamp(began),
        "completed_at": timestamp(ended),
        "attempt_no": each.number,
        "score_percentage": facts.percentage,
        "mastery_score": form.mastery_score,
        "passed": facts.passed,
        "automatic_fail": facts.automatic_fail,
        "performance_category": form.category,
        "duration_seconds": seconds_between(began, ended),
        "judge_source": form.source,
        "review_state": review,
        "record_hash": record_hash(facts),
    }
    return _cells(found)


def duty_row(who: Who, owed: Owed) -> list[str]:
    """The cells of a requirement to which no attempt belongs."""
    status = owed.status
    registration = registration_id(who.person, owed.programme.id, cycle_of(status))
    found: dict[str, Value] = {
        **_whose(who),
        **_what(owed.programme),
        "registration": registration,
        **_duty(status),
        "completed_at": status.completed,
    }
    return _cells(found)


def cycle_of(status: Status) -> str:
    """The year in whose registration attempts for a requirement are, as long as it stands as it does."""
    return status.cycle if _is_year(status.cycle) else str(status.today.year)


def review_state(form: Form, disputes: Sequence[bool]) -> str:
    """How the verdicts of an attempt stand.

    Args:
        form: The newest form.
        disputes: For each dispute, whether it waits for a decision.

    Returns:
        `disputed` (a dispute waits), `needs_review` (an answer waits for a person to look at it), `amended`
        (a person changed an answer), `upheld` (disputes were decided, and nothing was changed), else `none`.
    """
    if any(disputes):
        return "disputed"
    if form.needs_review:
        return "needs_review"
    return "amended" if form.amended else "upheld" if disputes else "none"


def belongs(each: Registered, status: Status, day: date) -> bool:
    """Whether an attempt belongs to the cycle in which a requirement stands.

    Args:
        each: An attempt that the requirement asks for.
        status: How it stands.
        day: The day on which the attempt ended, in the programme's time zone.
    """
    if each.facts.attempt in status.counted:
        return True
    if status.state == "not_assigned" or status.assigned is None or day > status.today:
        return False
    return (date(int(status.cycle), 1, 1) if _is_year(status.cycle) else status.assigned) <= day


def _is_year(cycle: str) -> bool:
    """Whether a cycle is a calendar year, and not one of a rhythm, which are counted from 1."""
    return len(cycle) == len("2026") and cycle.isdigit()


def _whose(who: Who) -> dict[str, Value]:
    return {"employee_number": who.number, "department": who.department, "level": who.level}


def _what(programme: Programme) -> dict[str, Value]:
    return {"programme_id": programme.id, "programme_version": programme.version or None}


def _duty(status: Status) -> dict[str, Value]:
    return {
        "assignment_id": assignment_id(status.requirement, status.cycle),
        "assigned_at": status.assigned,
        "due_at": status.due,
        "window_opens_at": status.window_opens,
        "expires_at": status.expires,
        "status": status.state,
        "attempts_allowed": status.allowed,
    }


def _cells(found: dict[str, Value]) -> list[str]:
    return [cell(found.get(column)) for column in COLUMNS]
