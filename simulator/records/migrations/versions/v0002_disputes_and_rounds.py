"""Disputes of verdicts, and rounds of calibration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from simulator.records.columns import TEXT
from simulator.records.guards import guard

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; nothing that is there is touched."""
    guard(op.get_bind(), [_disputes(), *_rounds()])


def _disputes() -> sa.Table:
    return op.create_table(
        "dispute_events",
        sa.Column("attempt", TEXT, sa.ForeignKey("attempts.attempt"), primary_key=True),
        _number(),
        sa.Column("question", TEXT, nullable=False),
        sa.Column("happening", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("evaluation", sa.Integer, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_dispute_events_number"),
    )


def _rounds() -> list[sa.Table]:
    rounds = op.create_table(
        "rounds",
        sa.Column("round", TEXT, primary_key=True),
        sa.Column("rubric", TEXT, nullable=False),
        sa.Column("rubric_version", sa.Integer, nullable=False),
        sa.Column("rubric_sha256", TEXT, sa.ForeignKey("contents.sha256"), nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("raters", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
    )
    items = op.create_table(
        "round_items",
        _round(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("item", TEXT, nullable=False),
        sa.Column("attempt", TEXT, sa.ForeignKey("attempts.attempt")),
        sa.Column("turns", TEXT, nullable=False),
        sa.Column("evaluation", TEXT, nullable=False),
    )
    entries = op.create_table(
        "round_entries",
        _round(),
        _number(),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("item", TEXT),
        sa.Column("question", TEXT),
        sa.Column("option", TEXT),
        sa.CheckConstraint("number >= 1", name="ck_round_entries_number"),
    )
    return [rounds, items, entries]


def _round() -> sa.Column[str]:
    return sa.Column("round", TEXT, sa.ForeignKey("rounds.round"), primary_key=True)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=False)
