"""People on a roster, decisions about them, ideas; and what each form came to, in the order of people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from simulator.records.columns import TEXT
from simulator.records.guards import allow_erasing, guard
from simulator.records.summing_up import sum_up

revision = "4"
down_revision = "3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and sum up the forms that are there."""
    connection = op.get_bind()
    guard(connection, [_results(), _roster(), _decisions(), _ideas(), _idea_events()])
    allow_erasing(connection)
    sum_up(connection)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT) for name in names]


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)


def _numbered(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint("number >= 1", name=f"ck_{table}_number")


def _results() -> sa.Table:
    return op.create_table(
        "results",
        sa.Column("learner", TEXT, primary_key=True),
        sa.Column("attempt", TEXT, primary_key=True),
        _number(),
        *_texts("at", "level", "mode", "customer", "started_at"),
        *_maybe("branch_of"),
        *_texts("scenario", "scenario_title"),
        sa.Column("scenario_version", sa.Integer, nullable=False),
        *_texts("scenario_sha256", "rubric"),
        sa.Column("rubric_version", sa.Integer, nullable=False),
        *_texts("rubric_sha256", "ended_at", "ending"),
        sa.Column("scorable", sa.Boolean, nullable=False),
        sa.Column("stars", sa.Integer),
        sa.Column("percentage", sa.Float),
        sa.Column("passed", sa.Boolean),
        sa.Column("automatic_fail", sa.Boolean, nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        _numbered("results"),
        sqlite_with_rowid=False,
    )


def _roster() -> sa.Table:
    made = op.create_table(
        "roster",
        sa.Column("person", TEXT, primary_key=True),
        _number(),
        *_texts("at"),
        *_maybe("effective"),
        *_texts("level", "department"),
        *_maybe("manager"),
        *_texts("tags", "roles"),
        *_maybe("hired"),
        sa.Column("active", sa.Boolean, nullable=False),
        *_texts("source"),
        _numbered("roster"),
    )
    op.create_index("ix_roster_manager", "roster", ["manager"])
    return made


def _decisions() -> sa.Table:
    return op.create_table(
        "decisions",
        sa.Column("person", TEXT, primary_key=True),
        _number(),
        *_texts("at", "author", "kind", "programme"),
        *_maybe("requirement", "scenario", "effective", "due", "until", "completed", "equivalent"),
        *_texts("reason", "evidence"),
        _numbered("decisions"),
    )


def _ideas() -> sa.Table:
    made = op.create_table(
        "ideas",
        sa.Column("author", TEXT, primary_key=True),
        _number(),
        *_texts("idea", "at"),
        *_maybe("scenario", "attempt"),
        *_texts("text"),
        _numbered("ideas"),
    )
    op.create_index("ix_ideas_idea", "ideas", ["idea"], unique=True)
    return made


def _idea_events() -> sa.Table:
    made = op.create_table(
        "idea_events",
        sa.Column("author", TEXT, primary_key=True),
        _number(),
        *_texts("idea"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts("at", "kind"),
        *_maybe("state"),
        *_texts("text"),
        _numbered("idea_events"),
    )
    op.create_index("ix_idea_events_idea", "idea_events", ["idea", "position"], unique=True)
    return made
