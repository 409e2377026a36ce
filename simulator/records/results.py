"""What a filled form came to, as one row with what is asked of its attempt.

Statuses, reports and exports go through everybody's attempts. These rows lie in the order of people, so that
this is one walk along one table. They are written with the form, and covered like everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from simulator.records.schema import attempt_contents, attempts, ends

_OF_ATTEMPT = (
    "learner", "attempt", "level", "mode", "customer", "started_at", "branch_of", "scenario",
    "scenario_title", "scenario_version", "rubric",
)  # fmt: skip


def result_row(
    connection: Connection, evaluation: Mapping[str, Any], form: Mapping[str, Any], at: str
) -> dict[str, Any]:
    """The row of `results` for a row of `evaluations`.

    Args:
        connection: Where the attempt is on record.
        evaluation: The row.
        form: The form.
        at: When it was written; a form that a person had changed says so itself.
    """
    found = connection.execute(_attempt(evaluation["attempt"])).one()
    return {
        **{name: found._mapping[name] for name in _OF_ATTEMPT},
        "number": evaluation["number"],
        "at": changed_at(form) or at,
        **_ended(found, at),
        **contents_of(connection, evaluation["attempt"]),
        "percentage": evaluation["percentage"],
        "passed": evaluation["passed"],
        "automatic_fail": form.get("automatic_fail") is True,
        "counts": _counts(form),
    }


def changed_at(form: Mapping[str, Any]) -> str:
    """When a person had a form changed; empty when nobody had."""
    for name in ("amended", "rejudged"):
        change = form.get(name)
        if isinstance(change, Mapping) and isinstance(change.get("at"), str):
            return str(change["at"])
    return ""


def _counts(form: Mapping[str, Any]) -> bool:
    fairness = form.get("fairness")
    return not (isinstance(fairness, Mapping) and fairness.get("counts") is False)


def _attempt(attempt: str) -> Select[Any]:
    end = (ends.c.at.label("ended_at"), ends.c.ending, ends.c.scorable, ends.c.stars)
    query = select(*(attempts.c[name] for name in _OF_ATTEMPT), *end)
    joined = attempts.outerjoin(ends, ends.c.attempt == attempts.c.attempt)
    return query.select_from(joined).where(attempts.c.attempt == attempt)


def _ended(found: Row[Any], at: str) -> dict[str, Any]:
    """How the conversation ended; a form of one that goes on counts as its end."""
    if found.ended_at is None:
        return {"ended_at": at, "ending": "", "scorable": True, "stars": None}
    return {name: found._mapping[name] for name in ("ended_at", "ending", "scorable", "stars")}


def contents_of(connection: Connection, attempt: str) -> dict[str, Any]:
    """Which scenario and which rubric an attempt was made with."""
    table = attempt_contents
    query = select(table.c.kind, table.c.version, table.c.sha256).where(table.c.attempt == attempt)
    found = {row.kind: row for row in connection.execute(query.order_by(table.c.position.desc()))}
    scenario, rubric = found.get("scenario"), found.get("rubric")
    return {
        "scenario_sha256": scenario.sha256 if scenario else "",
        "rubric_version": rubric.version if rubric else 0,
        "rubric_sha256": rubric.sha256 if rubric else "",
    }
