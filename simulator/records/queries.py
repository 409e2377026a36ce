"""What is asked of the tables: plain Core statements, the same for every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Exists, Select, and_, exists, func, or_, select

from simulator.records.schema import (
    attempt_contents,
    attempts,
    columns_of,
    contents,
    ends,
    evaluations,
    turns,
)

_MOST = 2**31 - 1


def summaries() -> Select[Any]:
    """One row per attempt with everything that a line of the history shows; no order, no limit."""
    newest = (
        select(func.max(evaluations.c.number))
        .where(evaluations.c.attempt == attempts.c.attempt)
        .correlate(attempts)
        .scalar_subquery()
    )
    last_turn = select(func.max(turns.c.turn)).where(turns.c.attempt == attempts.c.attempt).scalar_subquery()
    joined = attempts.outerjoin(ends, ends.c.attempt == attempts.c.attempt).outerjoin(
        evaluations, (evaluations.c.attempt == attempts.c.attempt) & (evaluations.c.number == newest)
    )
    return select(
        attempts,
        func.coalesce(last_turn, 0).label("turns"),
        ends.c.ending,
        ends.c.stars,
        evaluations.c.percentage,
        evaluations.c.passed,
        _branched().label("superseded"),
    ).select_from(joined)


def history(learner: str | None, scenario: str | None, limit: int) -> Select[Any]:
    """The newest attempts first; ids sort by time. The learner is named by the pseudonym."""
    query = summaries()
    if learner is not None:
        query = query.where(attempts.c.learner == learner)
    if scenario is not None:
        query = query.where(attempts.c.scenario == scenario)
    return query.order_by(attempts.c.attempt.desc()).limit(min(max(limit, 0), _MOST))


def unfinished(learner: str) -> Select[Any]:
    """Attempts of a pseudonym that were cut off, and that have no branch; the newest first."""
    unjudged = and_(ends.c.scorable, evaluations.c.number.is_(None))
    return (
        summaries()
        .where(attempts.c.learner == learner, or_(ends.c.attempt.is_(None), unjudged), ~_branched())
        .order_by(attempts.c.attempt.desc())
    )


def _branched() -> Exists:
    branches = attempts.alias("branches")
    return exists().where(branches.c.branch_of == attempts.c.attempt).correlate(attempts)


def contents_of(attempt: str) -> Select[Any]:
    """The contents that an attempt was made with, in order."""
    return (
        select(attempt_contents, contents.c.source)
        .join(contents, contents.c.sha256 == attempt_contents.c.sha256)
        .where(attempt_contents.c.attempt == attempt)
        .order_by(attempt_contents.c.position)
    )


def turns_of(attempt: str) -> Select[Any]:
    """The turns of an attempt, in order."""
    return select(turns).where(turns.c.attempt == attempt).order_by(turns.c.turn)


def evaluations_of(connection: Connection, attempt: str) -> Select[Any]:
    """The evaluations of an attempt, the oldest first."""
    query = select(*columns_of(connection, evaluations)).where(evaluations.c.attempt == attempt)
    return query.order_by(evaluations.c.number)


def beginning_with(beginning: str, limit: int) -> Select[Any]:
    """Ids of attempts that begin with these characters, the newest first."""
    start = func.substr(attempts.c.attempt, 1, len(beginning))
    query = select(attempts.c.attempt).where(start == beginning)
    return query.order_by(attempts.c.attempt.desc()).limit(limit)


def position_of(attempt: str) -> Select[Any]:
    """Where an attempt stands: its id, last turn and ending."""
    last = select(func.max(turns.c.turn)).where(turns.c.attempt == attempts.c.attempt).scalar_subquery()
    end = select(ends.c.ending).where(ends.c.attempt == attempts.c.attempt).scalar_subquery()
    query = select(attempts.c.attempt, func.coalesce(last, 0).label("last"), end.label("ending"))
    return query.where(attempts.c.attempt == attempt)
