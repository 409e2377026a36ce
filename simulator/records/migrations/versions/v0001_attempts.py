"""The first tables: attempts with their contents, turns, ends and evaluations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from simulator.records.columns import TEXT
from simulator.records.guards import guard

revision = "1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them all."""
    guard(op.get_bind(), [*_of_versions_and_contents(), *_of_attempts(), *_of_conversations()])


def _of_versions_and_contents() -> list[sa.Table]:
    return [
        op.create_table(
            "schema_version", sa.Column("version", sa.Integer, primary_key=True, autoincrement=False)
        ),
        op.create_table(
            "contents",
            sa.Column("sha256", TEXT, primary_key=True),
            sa.Column("source", TEXT, nullable=False),
        ),
    ]


def _of_attempts() -> list[sa.Table]:
    attempts = op.create_table(
        "attempts",
        sa.Column("attempt", TEXT, primary_key=True),
        sa.Column("learner", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("customer", TEXT, nullable=False),
        sa.Column("started_at", TEXT, nullable=False),
        sa.Column("branch_of", TEXT, sa.ForeignKey("attempts.attempt")),
        sa.Column("branch_turn", sa.Integer),
        sa.Column("scenario", TEXT, nullable=False),
        sa.Column("scenario_title", TEXT, nullable=False),
        sa.Column("scenario_version", sa.Integer, nullable=False),
        sa.Column("rubric", TEXT, nullable=False),
    )
    op.create_index("ix_attempts_learner", "attempts", ["learner", "attempt"])
    op.create_index("ix_attempts_scenario", "attempts", ["scenario", "attempt"])
    op.create_index("ix_attempts_branch_of", "attempts", ["branch_of"])
    contents = op.create_table(
        "attempt_contents",
        _attempt(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sha256", TEXT, sa.ForeignKey("contents.sha256"), nullable=False),
    )
    return [attempts, contents]


def _of_conversations() -> list[sa.Table]:
    turns = op.create_table(
        "turns",
        _attempt(),
        sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("speaker", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("voice", TEXT),
        sa.Column("note", TEXT, nullable=False),
        sa.CheckConstraint("turn >= 1", name="ck_turns_turn"),
    )
    ends = op.create_table(
        "ends",
        _attempt(),
        sa.Column("ending", TEXT, nullable=False),
        sa.Column("scorable", sa.Boolean, nullable=False),
        sa.Column("stars", sa.Integer),
        sa.Column("tells", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
    )
    evaluations = op.create_table(
        "evaluations",
        _attempt(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("percentage", sa.Float),
        sa.Column("passed", sa.Boolean),
        sa.Column("evaluation", TEXT, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_evaluations_number"),
    )
    return [turns, ends, evaluations]


def _attempt() -> sa.Column[str]:
    return sa.Column("attempt", TEXT, sa.ForeignKey("attempts.attempt"), primary_key=True)
