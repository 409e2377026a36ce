"""The chain, pseudonyms, and words that can be erased; what is there is taken over into the chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from simulator.records.columns import TEXT
from simulator.records.guards import guard
from simulator.records.taking_over import take_over

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables and columns, give everybody a pseudonym, and cover every row."""
    connection = op.get_bind()
    made = [_identities(), _links(), _salts(), _chain(), _checkpoints()]
    for table in ("evaluations", "round_items"):
        op.add_column(table, sa.Column("words", TEXT, nullable=False, server_default=""))
    guard(connection, made)
    take_over(connection, from_version=2)


def _identities() -> sa.Table:
    made = op.create_table(
        "identities",
        sa.Column("person", TEXT, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("at", "login", "employee_number", "given_name", "family_name", "email")
        ),
        sa.CheckConstraint("number >= 1", name="ck_identities_number"),
    )
    for name in ("login", "employee_number", "email"):
        op.create_index(f"ix_identities_{name}", "identities", [name])
    return made


def _links() -> sa.Table:
    made = op.create_table(
        "links",
        sa.Column("family", TEXT, primary_key=True),
        sa.Column("owner", TEXT, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("sealed", TEXT),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
    )
    op.create_index("ix_links_row", "links", ["family", "owner", "kind", "part"], unique=True)
    return made


def _salts() -> sa.Table:
    return op.create_table(
        "salts",
        sa.Column("family", TEXT, primary_key=True),
        sa.Column("owner", TEXT, primary_key=True),
        sa.Column("salt", TEXT, nullable=False),
    )


def _chain() -> sa.Table:
    made = op.create_table(
        "chain",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("at", "actor", "action", "family", "subject")),
        sa.Column("links", sa.Integer),
        sa.Column("head", TEXT),
        *(sa.Column(name, TEXT, nullable=False) for name in ("reason", "what", "hash")),
    )
    op.create_index("ix_chain_subject", "chain", ["family", "subject", "seq"])
    return made


def _checkpoints() -> sa.Table:
    return op.create_table(
        "checkpoints",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("hash", "at", "key", "signature")),
    )
